/* fpenv_x86.c: the rare half of fpenv_x86.h, for callers whose environment is not the default one. */
#include "runtime/machine/fpenv.h"

#if defined(__x86_64__)

/* An exception that the caller's code raised on the x87 unit may wait there, unmasked, for the next
 * instruction of that unit. fnstenv and fnclex do not run into it, as fldcw would. */
void fp_set_default(fp_environment *caller) {
  const uint32_t mxcsr = FP_MXCSR;
  const uint16_t control = FP_CONTROL;
  __asm__ volatile("ldmxcsr %0" : : "m"(mxcsr) : "memory");
  if (caller->control != FP_CONTROL)
    __asm__ volatile("fnstenv %0\n\tfnclex\n\tfldcw %1"
                     : "=m"(caller->unit)
                     : "m"(control)
                     : "memory");
}

void fp_give_unit_back(const fp_environment *caller) {
  __asm__ volatile("fldenv %0" : : "m"(caller->unit) : "memory");
}

#endif
