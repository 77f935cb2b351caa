/* fpenv_standard.h: fpenv.h by C's <fenv.h> alone. */
#ifndef JX_FPENV_STANDARD_H
#define JX_FPENV_STANDARD_H

#include <fenv.h>

typedef struct fp_environment {
  fenv_t all;
} fp_environment;

static inline void fp_enter(fp_environment *caller) {
  fegetenv(&caller->all);
  fesetenv(FE_DFL_ENV);
}

static inline void fp_leave(const fp_environment *caller) { fesetenv(&caller->all); }

#endif
