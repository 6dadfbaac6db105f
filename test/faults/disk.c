/*
 * A disk that is slow, full, broken or read-only, for tests: loaded before the C library (LD_PRELOAD), it stands between
 * SQLite and the files whose path holds DISK_OF. DISK_SYNC_MS: how long each wait for the disk takes longer.
 * DISK_STATE names a file; while its first word is ENOSPC, EIO or EROFS, writing fails with that error.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static int is_ours(int fd) {
  const char *of = getenv("DISK_OF");
  char link[64], path[4096];
  if (!of) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  return strstr(path, of) != NULL;
}

static int trouble(int fd) {
  const char *file = getenv("DISK_STATE");
  char word[16] = "";
  if (!file || !is_ours(fd)) return 0;
  FILE *f = fopen(file, "r");
  if (!f) return 0;
  if (fscanf(f, "%15s", word) != 1) word[0] = 0;
  fclose(f);
  return !strcmp(word, "ENOSPC") ? ENOSPC : !strcmp(word, "EIO") ? EIO : !strcmp(word, "EROFS") ? EROFS : 0;
}

static int wait_for_disk(int fd) {
  const char *ms = getenv("DISK_SYNC_MS");
  int error = trouble(fd);
  if (error) {
    errno = error;
    return -1;
  }
  if (ms && is_ours(fd)) {
    long n = atol(ms);
    struct timespec t = {n / 1000, (n % 1000) * 1000000};
    nanosleep(&t, NULL);
  }
  return 0;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int fdatasync(int fd) { return wait_for_disk(fd) ? -1 : REAL(fdatasync)(fd); }
int fsync(int fd) { return wait_for_disk(fd) ? -1 : REAL(fsync)(fd); }

ssize_t write(int fd, const void *bytes, size_t n) {
  int error = trouble(fd);
  if (error) {
    errno = error;
    return -1;
  }
  return REAL(write)(fd, bytes, n);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) {
  int error = trouble(fd);
  if (error) {
    errno = error;
    return -1;
  }
  return REAL(pwrite)(fd, bytes, n, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t at) {
  int error = trouble(fd);
  if (error) {
    errno = error;
    return -1;
  }
  return REAL(pwrite64)(fd, bytes, n, at);
}
