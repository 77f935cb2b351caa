/* npy.h: NumPy's .npy files, mapped for reading and written whole.
 *
 * Reading: format versions 1.0, 2.0 and 3.0, C and Fortran order, every dtype of jx.h in this
 * machine's byte order. The file is mapped, not read: an array of any size is there at once, and
 * the kernel's threads fetch its pages. Writing: format version 1.0, the same bytes as
 * numpy.save(). A file appears under its name only when it is complete. */
#ifndef JXC_NPY_H
#define JXC_NPY_H

#include "report.h"
#include "spill.h"

typedef struct npy_file {
  void *map;
  size_t size;    /* bytes mapped */
  int guard;      /* see interrupt_guard() */
  jx_array array; /* a read-only view into the map */
} npy_file;

/* Maps a file. On failure reports it and returns JXC_IO; `out` is then zero. */
jxc_exit npy_open(npy_file *out, const char *path);

/* True when another process has made the file shorter, and something that is no longer there has
 * been read. */
bool npy_was_cut(const npy_file *file);

/* Unmaps; nothing to do for a zero npy_file. The array's memory is gone with it. */
void npy_close(npy_file *file);

/* Writes an array to a new file next to `path` and renames it; a device or a pipe at `path` is
 * written directly. Arrays contiguous in Fortran order are stored so, all others in C order. */
jxc_exit npy_save(const char *path, const jx_array *array);
/* The same of a result that may be a file without a name already. */
jxc_exit npy_keep(spill *files, const char *path, const jx_array *array);

/* Writes an array to an open file or pipe; `path` is its name in messages. */
jxc_exit npy_send(int fd, const char *path, const jx_array *array);

/* True when a name ends in ".npy". */
bool npy_named(const char *path);

#endif
