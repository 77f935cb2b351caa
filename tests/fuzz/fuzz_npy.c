/* fuzz_npy.c: any bytes as a .npy file. What is read is an array within the file, and is the same
 * after it was written and read again. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "repl/npy.h"

static char said[4096]; /* what jxc would have written on standard error */

int LLVMFuzzerInitialize(int *argc, char ***argv) {
  (void)argc, (void)argv;
  stderr = fmemopen(said, sizeof said, "w"); /* libFuzzer and the sanitizers keep their own */
  setvbuf(stderr, NULL, _IONBF, 0);
  return 0;
}

/* A file in memory, and a path to it. */
static int file_of(const void *bytes, size_t size, char path[40]) {
  int fd = memfd_create("fuzz", MFD_CLOEXEC);
  if (fd < 0 || (size && write(fd, bytes, size) != (ssize_t)size)) fuzz_fail("no memory file");
  snprintf(path, 40, "/proc/self/fd/%d", fd);
  return fd;
}

static void check_inside(const npy_file *f) {
  const jx_array *a = &f->array;
  int64_t n = jx_array_size(a);
  if (n < 0 || a->rank > JX_MAX_RANK) fuzz_fail("not an array");
  size_t bytes = (size_t)n * jx_dtype_size(a->dtype);
  const char *from = a->data, *map = f->map;
  if (from < map || (size_t)(from - map) > f->size || bytes > f->size - (size_t)(from - map))
    fuzz_fail("elements beyond the file");
}

static void check_again(const jx_array *a) {
  char path[40];
  npy_file again;
  int fd = file_of(NULL, 0, path);
  if (npy_send(fd, "out", a) || npy_open(&again, path)) fuzz_fail("cannot be read again: %s", said);
  const jx_array *b = &again.array;
  size_t bytes = (size_t)jx_array_size(a) * jx_dtype_size(a->dtype);
  if (a->dtype != b->dtype || a->rank != b->rank ||
      memcmp(a->shape, b->shape, (size_t)a->rank * sizeof *a->shape) != 0 ||
      jx_array_size(b) != jx_array_size(a) || memcmp(a->data, b->data, bytes) != 0)
    fuzz_fail("another array was written");
  npy_close(&again);
  close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char path[40];
  npy_file f;
  int fd = file_of(data, size, path);
  rewind(stderr);
  memset(said, 0, sizeof said);
  if (npy_open(&f, path) == JXC_OK) {
    check_inside(&f);
    check_again(&f.array);
    npy_close(&f);
  } else {
    size_t n = strlen(said);
    if (n == 0 || said[n - 1] != '\n') fuzz_fail("no message");
    for (size_t i = 0; i + 1 < n; i++)
      if ((unsigned char)said[i] < ' ') fuzz_fail("a control character in: %s", said);
  }
  close(fd);
  return 0;
}
