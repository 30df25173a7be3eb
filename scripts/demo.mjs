// `npm run demo`: the main job on the example shop, from nothing, and the proof that it is whole.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'

const ARCHIVE = 'demo-archive'
const extra = process.argv.slice(2)

rmSync(ARCHIVE, { recursive: true, force: true })
dyshop('backup', 'examples/shop')
dyshop('verify')

const isEnglish = /\ben\b/.test(`${extra} ${process.env.DYSHOP_LANG ?? ''}`)
const next = isEnglish ? 'Now try:' : '接着试试：'
console.log(`\n${next}`)
for (const line of ['check', 'plan', 'find 竹制砧板', 'export orders --out demo-orders.xlsx']) {
  console.log(`  node bin/dyshop.js ${line} --archive ${ARCHIVE}`)
}

function dyshop(command, ...paths) {
  console.log(`\n$ dyshop ${[command, ...paths].join(' ')} --archive ${ARCHIVE}\n`)
  const argv = ['bin/dyshop.js', command, ...paths, '--archive', ARCHIVE, ...extra]
  const { status } = spawnSync(process.execPath, argv, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 70)
}
