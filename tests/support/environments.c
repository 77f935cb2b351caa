/* environments.c: see environments.h. */
#include "tests/support/environments.h"

#include <fenv.h>
#include <stdint.h>

#if defined(__x86_64__)

struct environment {
  const char *name;
  uint32_t mxcsr;
  uint16_t control, status; /* of the x87 unit; of the status the flags of exceptions alone */
};

/* MXCSR: 0x8000 flush to zero, 0x0040 subnormals are zero, 0x2000 0x4000 0x6000 down up to-zero,
 * 0x1f80 exceptions masked, 0x003f flags. The x87 unit: 0x0c00 rounding, 0x0300 precision, 0x003f
 * exceptions masked; flags. */
static const environment all[] = {
    {"default", 0x1f80, 0x37f, 0},
    {"flush to zero", 0x9f80, 0x37f, 0},
    {"subnormals are zero", 0x1fc0, 0x37f, 0},
    {"both", 0x9fc0, 0x37f, 0},
    {"down", 0x3f80, 0x77f, 0},
    {"up", 0x5f80, 0xb7f, 0},
    {"toward zero", 0x7f80, 0xf7f, 0},
    {"up in SSE alone", 0x5f80, 0x37f, 0},
    {"up in x87 alone, short", 0x1f80, 0x87f, 0},
    {"every exception kills", 0x0000, 0x340, 0},
    {"divisions by zero and overflows kill", 0x1980, 0x373, 0},
    {"flags raised", 0x1f8d, 0x37f, 0x0d},
    {"x87 exception pending", 0x1f80, 0x37b, 0x04},
    {"everything at once", 0xe06a, 0xf40, 0x10},
};

void environment_set(const environment *e) {
  uint32_t unit[7]; /* control, status, tags, ... */
  __asm__ volatile("fnstenv %0" : "=m"(unit) : : "memory");
  unit[0] = (unit[0] & 0xffff0000u) | e->control;
  unit[1] = (unit[1] & ~0x80ffu) | e->status;
  __asm__ volatile("fldenv %0\n\tldmxcsr %1" : : "m"(unit), "m"(e->mxcsr) : "memory");
}

/* Not by fnstenv, which masks exceptions. */
bool environment_kept(const environment *e) {
  uint32_t mxcsr;
  uint16_t control, status;
  __asm__ volatile("stmxcsr %0\n\tfnstcw %1\n\tfnstsw %2"
                   : "=m"(mxcsr), "=m"(control), "=m"(status)
                   :
                   : "memory");
  return mxcsr == e->mxcsr && control == e->control && (status & 0x3f) == e->status;
}

void environment_default(void) { environment_set(&all[0]); }

#else

struct environment {
  const char *name;
  int rounding;
};

static const environment all[] = {
    {"default", FE_TONEAREST},
#ifdef FE_DOWNWARD
    {"down", FE_DOWNWARD},
#endif
#ifdef FE_UPWARD
    {"up", FE_UPWARD},
#endif
#ifdef FE_TOWARDZERO
    {"toward zero", FE_TOWARDZERO},
#endif
};

void environment_set(const environment *e) {
  fesetenv(FE_DFL_ENV);
  fesetround(e->rounding);
}

bool environment_kept(const environment *e) {
  return fegetround() == e->rounding && fetestexcept(FE_ALL_EXCEPT) == 0;
}

void environment_default(void) { fesetenv(FE_DFL_ENV); }

#endif

const size_t environments_n = sizeof all / sizeof *all;
const environment *environment_at(size_t i) { return &all[i]; }
const char *environment_name(size_t i) { return all[i].name; }
