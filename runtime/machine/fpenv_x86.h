/* fpenv_x86.h: fpenv.h on x86-64.
 *
 * An entry is reading MXCSR and the control word of the x87 unit, whose rounding direction glibc's
 * strtod() and printf() obey, and writing MXCSR in the end; no code of ours computes on that unit. */
#ifndef JX_FPENV_X86_H
#define JX_FPENV_X86_H

#include <stdint.h>

typedef struct fp_environment {
  uint32_t mxcsr;
  uint16_t control; /* of the x87 unit; all of it, when that is not the default: */
  uint32_t unit[7]; /* as fnstenv lays it out */
} fp_environment;

/* Exceptions masked, rounding to nearest, subnormals kept (Intel SDM vol. 1, 10.2.3 and 8.1.5). */
#define FP_MXCSR 0x1f80u
#define FP_MXCSR_FLAGS 0x3fu
#define FP_CONTROL 0x37fu

/* The rare ways: the environment is not the default one. */
void fp_set_default(fp_environment *caller);
void fp_give_unit_back(const fp_environment *caller);

static inline void fp_enter(fp_environment *caller) {
  __asm__ volatile("stmxcsr %0\n\tfnstcw %1"
                   : "=m"(caller->mxcsr), "=m"(caller->control)
                   :
                   : "memory");
  if ((caller->mxcsr & ~FP_MXCSR_FLAGS) != FP_MXCSR || caller->control != FP_CONTROL)
    fp_set_default(caller);
}

/* Writing MXCSR is cheaper than reading it to see whether a flag was raised. */
static inline void fp_leave(const fp_environment *caller) {
  if (caller->control != FP_CONTROL) fp_give_unit_back(caller);
  __asm__ volatile("ldmxcsr %0" : : "m"(caller->mxcsr) : "memory");
}

#endif
