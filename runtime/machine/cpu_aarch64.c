/* cpu_aarch64.c: instruction sets of AArch64, as Linux tells of them.
 *
 * Every processor has NEON (architecture.c); what it may have beside is in the auxiliary vector
 * (Linux, Documentation/arch/arm64/elf_hwcaps.rst), which names what the system lets programs use.
 * No kernels are made yet; the bits keep a disk cache's kernels apart already.
 */
#include "runtime/machine/cpu_family.h"

#if defined(__aarch64__)
#include <asm/hwcap.h>
#include <sys/auxv.h>

/* X(name, flag of AT_HWCAP) */
#define FEATURE_TABLE(X)       \
  X("lse", HWCAP_ATOMICS)      \
  X("fullfp16", HWCAP_ASIMDHP) \
  X("dotprod", HWCAP_ASIMDDP)  \
  X("sve", HWCAP_SVE)

static const cpu_feature features[] = {
#define X(name, flag) {name, CPU_OPTIONAL, 0, 0, 0},
    FEATURE_TABLE(X)
#undef X
};

static const unsigned long flags[] = {
#define X(name, flag) flag,
    FEATURE_TABLE(X)
#undef X
};

static const cpu_level levels[] = {{"aarch64", "generic"}};

static uint64_t machine_bits(void) {
  uint64_t bits = 0;
  unsigned long told = getauxval(AT_HWCAP);
  for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++)
    if (told & flags[i]) bits |= UINT64_C(1) << i;
  return bits;
}

const cpu_family cpu_here = {.architecture = &architectures[ARCHITECTURE_AARCH64],
                             .features = features,
                             .nfeatures = sizeof features / sizeof *features,
                             .levels = levels,
                             .nlevels = sizeof levels / sizeof *levels,
                             .machine_bits = machine_bits};

#endif
