/* fpenv_aarch64.h: fpenv.h on AArch64.
 *
 * FPCR says how to round, what traps and whether subnormals are flushed, and is 0 by default; FPSR
 * has the flags of exceptions (Arm Architecture Reference Manual, C5.2.8 and C5.2.10). Writing FPCR
 * may wait for all that computes, so it is written only where it is not the default. */
#ifndef JX_FPENV_AARCH64_H
#define JX_FPENV_AARCH64_H

#include <stdint.h>

typedef struct fp_environment {
  uint64_t control, status;
} fp_environment;

static inline void fp_enter(fp_environment *caller) {
  __asm__ volatile("mrs %0, fpcr\n\tmrs %1, fpsr"
                   : "=r"(caller->control), "=r"(caller->status)
                   :
                   : "memory");
  if (caller->control != 0) __asm__ volatile("msr fpcr, %0" : : "r"(UINT64_C(0)) : "memory");
}

static inline void fp_leave(const fp_environment *caller) {
  if (caller->control != 0) __asm__ volatile("msr fpcr, %0" : : "r"(caller->control) : "memory");
  __asm__ volatile("msr fpsr, %0" : : "r"(caller->status) : "memory");
}

#endif
