/* older_glibc.c: what LLVM's archives would take of a glibc that is newer than the rest needs.
 *
 * Debian 12's were compiled for glibc 2.36, of which they call one function that 2.34 has not, to name
 * temporary files; jx has LLVM write none. With this one the module runs where libjx runs, such as on
 * Enterprise Linux 9 and Ubuntu 22.04. Linked into the module by JX_STATIC_LLVM; exported to nobody. */
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

uint32_t arc4random(void);

uint32_t arc4random(void) {
  uint32_t bits;
  if (getentropy(&bits, sizeof bits) != 0) abort();
  return bits;
}
