/*
 * Preloaded into a run of dyshop: counts the calls that change files below one folder and lets the
 * N-th end the process or fail, as a full or broken disk would.
 *
 *   FAULT_ROOT   the folder, an absolute path
 *   FAULT_AT     which call, from 1 on; 0 for none
 *   FAULT_KIND   "kill", or the number of an errno
 *   FAULT_STICKY 1: every later call fails too, as on a disk that stays full
 *   FAULT_COUNT  file that gets the number of calls when the process ends
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long calls;
static char root[4096];
static size_t root_length;
static long fault_at;
static int fault_errno; /* 0: kill */
static int is_sticky;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
  const char *folder = getenv("FAULT_ROOT");
  const char *at = getenv("FAULT_AT");
  const char *kind = getenv("FAULT_KIND");
  if (folder) snprintf(root, sizeof root, "%s", folder);
  root_length = strlen(root);
  fault_at = at ? atol(at) : 0;
  fault_errno = kind && strcmp(kind, "kill") != 0 ? atoi(kind) : 0;
  is_sticky = getenv("FAULT_STICKY") != NULL;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("FAULT_COUNT");
  if (!path) return;
  int fd = REAL(open)(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  char text[32];
  int length = snprintf(text, sizeof text, "%ld", atomic_load(&calls));
  if (fd >= 0 && REAL(write)(fd, text, (size_t)length) == length) close(fd);
}

/* Counts a call; true when it has to fail, with errno set. */
static int fails(void) {
  long n = atomic_fetch_add(&calls, 1) + 1;
  if (fault_at == 0 || n < fault_at || (n > fault_at && !is_sticky)) return 0;
  if (fault_errno == 0) kill(getpid(), SIGKILL);
  errno = fault_errno;
  return 1;
}

static int is_below(const char *path) {
  return root_length > 0 && path && strncmp(path, root, root_length) == 0 &&
         (path[root_length] == '/' || path[root_length] == '\0');
}

static int is_file_below(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return is_below(path);
}

#define BY_FD(type, name, parameters, ...)          \
  type name parameters {                            \
    if (is_file_below(fd) && fails()) return -1;    \
    return REAL(name)(__VA_ARGS__);                 \
  }
#define BY_PATH(type, name, parameters, ...)        \
  type name parameters {                            \
    if (is_below(path) && fails()) return -1;       \
    return REAL(name)(__VA_ARGS__);                 \
  }

BY_FD(ssize_t, write, (int fd, const void *data, size_t n), fd, data, n)
BY_FD(ssize_t, writev, (int fd, const struct iovec *data, int n), fd, data, n)
BY_FD(ssize_t, pwrite, (int fd, const void *data, size_t n, off_t at), fd, data, n, at)
BY_FD(ssize_t, pwrite64, (int fd, const void *data, size_t n, off64_t at), fd, data, n, at)
BY_FD(ssize_t, pwritev, (int fd, const struct iovec *data, int n, off_t at), fd, data, n, at)
BY_FD(ssize_t, pwritev64, (int fd, const struct iovec *data, int n, off64_t at), fd, data, n, at)
BY_FD(int, fsync, (int fd), fd)
BY_FD(int, fdatasync, (int fd), fd)
BY_FD(int, ftruncate, (int fd, off_t length), fd, length)
BY_FD(int, ftruncate64, (int fd, off64_t length), fd, length)
BY_PATH(int, unlink, (const char *path), path)
BY_PATH(int, rmdir, (const char *path), path)
BY_PATH(int, mkdir, (const char *path, mode_t mode), path, mode)
BY_PATH(int, rename, (const char *path, const char *to), path, to)
BY_PATH(int, link, (const char *path, const char *to), path, to)

/* Opening counts when it may make or empty a file. */
#define MAKES (O_CREAT | O_TRUNC)
#define OPENS(name)                                              \
  int name(const char *path, int flags, ...) {                   \
    va_list rest;                                                \
    va_start(rest, flags);                                       \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;    \
    va_end(rest);                                                \
    if ((flags & MAKES) && is_below(path) && fails()) return -1; \
    return REAL(name)(path, flags, mode);                        \
  }
OPENS(open)
OPENS(open64)
