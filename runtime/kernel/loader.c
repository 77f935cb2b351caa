/* loader.c: makes an image callable.
 *
 * Takes an image, fresh from the code generator or read from the disk cache; gives pages of its own
 * that are readable and executable. They are filled while writable and turned executable after, and
 * never both at once, so a process whose policy forbids writable code (W^X) still runs kernels. A
 * policy that forbids all new code (SELinux without execmem, systemd's MemoryDenyWriteExecute) is
 * reported as such: nothing else can be done about it here.
 */
#include "runtime/kernel/loader.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static bool inside(const image *img, size_t at, size_t size) {
  return at <= img->size && size <= img->size - at;
}

static jx_status check(const image *img, diag *d) {
  if (!img->bytes || img->size == 0 || img->nentries == 0 || !img->entries)
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "kernel image is empty");
  if (img->size > UINT32_MAX)
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "kernel image is too large");
  for (size_t i = 0; i < img->nentries; i++)
    if (!inside(img, img->entries[i].at, img->entries[i].size) || img->entries[i].size == 0)
      return diag_fail(d, JX_ERROR_CODEGEN, (span){0},
                       "entry %zu of the kernel image lies outside it", i);
  if (!inside(img, img->unwind, img->unwind_size))
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0},
                     "the unwind table of the kernel image lies outside it");
  return JX_OK;
}

static jx_status not_executable(diag *d, int error) {
  if (error == EACCES || error == EPERM)
    return diag_fail(
        d, JX_ERROR_MEMORY, (span){0},
        "this process may not make memory executable (%s); a security policy such as SELinux's execmem or "
        "systemd's MemoryDenyWriteExecute forbids it",
        strerror(error));
  return diag_fail(d, JX_ERROR_MEMORY, (span){0}, "cannot make a kernel's pages executable: %s",
                   strerror(error));
}

jx_status loader_map(loaded *out, const image *img, diag *d) {
  *out = (loaded){0};
  JX_TRY(check(img, d));
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  size_t size = (img->size + page - 1) & ~(page - 1);
  void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED)
    return diag_fail(d, JX_ERROR_MEMORY, (span){0}, "cannot map %zu bytes for a kernel: %s", size,
                     strerror(errno));
  memcpy(pages, img->bytes, img->size);
  __builtin___clear_cache(pages, (char *)pages + size); /* where code does not see what is stored */
  if (mprotect(pages, size, PROT_READ | PROT_EXEC) != 0) {
    int error = errno;
    munmap(pages, size);
    return not_executable(d, error);
  }
  *out = (loaded){.pages = pages, .size = size};
  return JX_OK;
}

void loader_unmap(loaded *l) {
  if (l->pages) munmap(l->pages, l->size);
  *l = (loaded){0};
}
