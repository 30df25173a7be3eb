#!/usr/bin/env bash
# A second opinion on the fault campaign, from outside of the process: strace kills a first backup at its
# N-th fsync, rename, write to the database, removal or truncation. After each the archive must be unfinished
# or whole, the same command must end where an undisturbed run ends, and nothing may be left over.
#   tests/faults/strace.sh [N …]     (needs strace, sqlite3 and a built dist/)
set -uo pipefail
cd "$(dirname "$0")/../.."
program=$PWD/bin/dyshop.js
shop=$PWD/examples/shop
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
points=("$@")
[ ${#points[@]} -gt 0 ] || points=(1 2 4 8)

dyshop() { node "$program" "$@" --quiet >/dev/null 2>&1; }
content() {
  sqlite3 -readonly "$1/archive.db" 'SELECT count(*), sum(payable_fen) FROM lines; SELECT count(*) FROM settlements'
}

dyshop backup "$shop" --archive "$work/whole"
expected=$(content "$work/whole")
hits=0
violations=0
for call in fsync rename pwrite64 unlink ftruncate; do
  for at in "${points[@]}"; do
    archive=$work/archive
    rm -rf "$archive"
    strace -f -qq -o /dev/null -e trace=$call -e inject=$call:signal=SIGKILL:when="$at" \
      node "$program" backup "$shop" --archive "$archive" --quiet >/dev/null 2>&1
    [ $? -eq 137 ] && hits=$((hits + 1))
    problems=$(node "$program" verify --archive "$archive" --json 2>/dev/null |
      grep -o '"problem":"[a-z-]*"' | sort -u | grep -v unfinished-run)
    dyshop backup "$shop" --archive "$archive"
    again=$?
    dyshop verify --deep --archive "$archive"
    deep=$?
    left=$(find "$archive" -name '*dyshop*')
    if [ "$again$deep" != 00 ] || [ "$(content "$archive")" != "$expected" ] || [ -n "$left$problems" ]; then
      violations=$((violations + 1))
      echo "$call $at: again $again, deep $deep, left: $left $problems"
    fi
  done
done 2>/dev/null
echo "$hits kills, $violations violations"
[ "$violations" -eq 0 ]
