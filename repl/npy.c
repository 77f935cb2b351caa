/* npy.c: NumPy's .npy files, mapped for reading and written whole.
 *
 * Takes a path, gives an array over the mapped file; takes an array and a path, gives a file. The
 * header's text is npy_header.c's. Start at npy_open() and npy_save(). */
#include "npy.h"

#include "interrupt.h"
#include "npy_header.h"
#include "output.h"
#include "print_text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

bool npy_named(const char *path) {
  size_t n = strlen(path);
  return n >= 4 && strcmp(path + n - 4, ".npy") == 0;
}

/* ---- Reading ---- */

/* Strides of contiguous data, first or last axis fastest. No stride overflows: npy_header_parse()
 * saw to it. */
static void set_strides(jx_array *a, bool fortran) {
  int64_t stride = (int64_t)array_item_size(a);
  for (int i = 0; i < a->rank; i++) {
    int axis = fortran ? i : a->rank - 1 - i;
    a->strides[axis] = stride;
    if (a->shape[axis] > 1) stride *= a->shape[axis];
  }
}

/* Splits the mapped bytes: magic (6), version (2), length of the header (2 or 4, little-endian),
 * header, data. */
static jxc_exit describe(npy_file *f, const char *path) {
  const unsigned char *bytes = f->map;
  if (f->size >= 4 && memcmp(bytes, "PK\3\4", 4) == 0)
    return report_io("%s: a .npz archive; jx reads single arrays (.npy) only", path);
  if (f->size < 6 || memcmp(bytes, "\x93NUMPY", 6) != 0)
    return report_io("%s: not a .npy file", path);
  if (f->size < 10) return report_io("%s: truncated .npy header", path);
  int major = bytes[6], minor = bytes[7];
  if (major < 1 || major > 3 || minor != 0)
    return report_io("%s: version %d.%d of the .npy format is not known", path, major, minor);

  size_t start = major == 1 ? 10 : 12;
  if (f->size < start) return report_io("%s: truncated .npy header", path);
  size_t length = bytes[8] | (size_t)bytes[9] << 8;
  if (major > 1) length |= (size_t)bytes[10] << 16 | (size_t)bytes[11] << 24;
  if (f->size - start < length) return report_io("%s: truncated .npy header", path);

  npy_header header = {0};
  jxc_exit status = npy_header_parse(&header, path, (const char *)bytes + start, length);
  if (status) return status;
  f->array = jx_array_of((char *)f->map + start + length, header.dtype, header.rank, header.shape);
  f->array.detail = header.detail;
  f->array.flags = JX_ARRAY_READONLY | (header.swapped ? JX_ARRAY_SWAPPED : 0);
  set_strides(&f->array, header.fortran);
  size_t wanted = (size_t)jx_array_size(&f->array) * array_item_size(&f->array);
  size_t there = f->size - start - length;
  if (there < wanted)
    return report_io("%s: truncated: %zu bytes of data, where its header promises %zu", path, there,
                     wanted);
  return JXC_OK;
}

static jxc_exit map_file(npy_file *f, const char *path) {
  int fd =
      open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* or a pipe without a writer would block */
  if (fd < 0) return report_io("%s: %s", path, strerror(errno));
  struct stat info;
  jxc_exit status = JXC_OK;
  if (fstat(fd, &info) != 0)
    status = report_io("%s: %s", path, strerror(errno));
  else if (!S_ISREG(info.st_mode))
    status = report_io("%s: not a regular file", path);
  else if (info.st_size == 0)
    status = report_io("%s: an empty file, not a .npy file", path);
  if (status == JXC_OK) {
    f->size = (size_t)info.st_size;
    f->map = mmap(NULL, f->size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (f->map == MAP_FAILED) {
      f->map = NULL;
      status = report_io("%s: cannot be mapped: %s", path, strerror(errno));
    }
  }
  close(fd);
  return status;
}

jxc_exit npy_open(npy_file *out, const char *path) {
  *out = (npy_file){0};
  jxc_exit status = map_file(out, path);
  if (out->map) {
    out->guard = interrupt_guard(out->map, out->size);
    status = describe(out, path);
    if (npy_was_cut(out)) status = report_io("%s: cut short while it was read", path);
  }
  if (status) npy_close(out);
  return status;
}

void npy_close(npy_file *file) {
  if (file->map) {
    interrupt_unguard(file->guard);
    munmap(file->map, file->size);
  }
  *file = (npy_file){0};
}

bool npy_was_cut(const npy_file *file) { return file->map && interrupt_was_cut(file->guard); }

/* ---- Writing ---- */

static bool contiguous(const jx_array *a, bool fortran) {
  jx_array packed = *a;
  set_strides(&packed, fortran);
  for (int i = 0; i < a->rank; i++)
    if (a->shape[i] > 1 && a->strides[i] != packed.strides[i]) return false;
  return true;
}

/* Copies one innermost row to `out`. */
static char *gather_row(char *out, const char *from, int64_t count, int64_t stride, size_t size) {
  for (int64_t i = 0; i < count; i++, out += size, from += stride) memcpy(out, from, size);
  return out;
}

/* Writes the elements of a strided array in C order, through a buffer. Rows longer than the buffer
 * go in parts. */
static int write_gathered(int fd, const jx_array *a) {
  size_t size = array_item_size(a), least = (size_t)1 << 20, room_for = size > least ? size : least;
  char *buffer = malloc(room_for), *end = buffer;
  if (!buffer) return ENOMEM;
  int64_t index[JX_MAX_RANK] = {0}, row = a->shape[a->rank - 1], stride = a->strides[a->rank - 1];
  const char *from = a->data;
  int error = 0, axis = 0;
  while (!error && axis >= 0) {
    for (int64_t done = 0; !error && done < row;) {
      int64_t room = (int64_t)((size_t)(buffer + room_for - end) / size);
      int64_t count = row - done < room ? row - done : room;
      end = gather_row(end, from + done * stride, count, stride, size);
      done += count;
      if (count == room) {
        error = output_write(fd, buffer, (size_t)(end - buffer));
        end = buffer;
      }
    }
    for (axis = a->rank - 2; axis >= 0; axis--) { /* to the next row, as an odometer */
      from += a->strides[axis];
      if (++index[axis] < a->shape[axis]) break;
      from -= a->strides[axis] * a->shape[axis];
      index[axis] = 0;
    }
  }
  if (!error) error = output_write(fd, buffer, (size_t)(end - buffer));
  free(buffer);
  return error;
}

/* Claims a file's blocks at once: it lies in one piece, a full disk is found before anything is
 * written, and ext4 need not flush the file when it is renamed over another. What is no file, or a
 * file system that cannot, does without. */
static int reserve(int fd, size_t size) {
  if (size < 1u << 20 || fallocate(fd, 0, 0, (off_t)size) == 0) return 0;
  return errno == ENOSPC || errno == EDQUOT || errno == EFBIG ? errno : 0;
}

static size_t write_prefix(char prefix[NPY_PREFIX_MAX], const jx_array *a, bool fortran) {
  npy_header header = {.dtype = a->dtype, .detail = a->detail, .rank = a->rank, .fortran = fortran};
  if (a->rank) memcpy(header.shape, a->shape, sizeof *a->shape * (size_t)a->rank);
  return npy_header_write(prefix, &header);
}

/* 0 or an errno. */
static int write_array(int fd, const void *array) {
  const jx_array *a = array;
  bool plain = contiguous(a, false), fortran = !plain && contiguous(a, true);
  char prefix[NPY_PREFIX_MAX];
  size_t before = write_prefix(prefix, a, fortran);
  size_t size = (size_t)jx_array_size(a) * array_item_size(a);
  int error = reserve(fd, before + size);
  if (!error) error = output_write(fd, prefix, before);
  if (error || size == 0) return error;
  return plain || fortran ? output_write(fd, a->data, size) : write_gathered(fd, a);
}

jxc_exit npy_send(int fd, const char *path, const jx_array *array) {
  return output_send(fd, path, write_array, array);
}

jxc_exit npy_save(const char *path, const jx_array *array) {
  return output_save(path, write_array, array);
}

jxc_exit npy_keep(spill *files, const char *path, const jx_array *array) {
  bool done = false, plain = contiguous(array, false);
  char prefix[NPY_PREFIX_MAX];
  if (files->files && (plain || contiguous(array, true))) {
    size_t size = write_prefix(prefix, array, !plain);
    int error = spill_save(files, path, array, prefix, size, &done);
    if (error) return report_io("%s: cannot be written: %s", path, strerror(error));
  }
  return done ? JXC_OK : npy_save(path, array);
}
