/* inside.c: what is written anew for each architecture, where the unit tests cannot run. */
#include <fenv.h>
#include <stdio.h>
#include <string.h>

#include "runtime/machine/clock.h"
#include "runtime/machine/cpu.h"
#include "runtime/machine/fpenv.h"
#include "runtime/machine/stream.h"
#include "runtime/machine/usable.h"

static int failures;

static void check(bool holds, const char *what) {
  if (holds) return;
  failures++;
  printf("%s\n", what);
}

static volatile double one = 1, three = 3;

/* The caller rounds upwards and has raised a flag; we round to nearest, and leave both as they
 * were. */
static void environment(void) {
  fp_environment caller;
  feclearexcept(FE_ALL_EXCEPT);
  feraiseexcept(FE_DIVBYZERO);
  fesetround(FE_UPWARD);
  volatile double above = one / three;
  feclearexcept(FE_INEXACT);
  fp_enter(&caller);
  volatile double nearest = one / three;
  fp_leave(&caller);
  check(nearest == 0x1.5555555555555p-2 && above > nearest, "rounds to nearest within");
  check(fegetround() == FE_UPWARD, "gives the rounding back");
  check(fetestexcept(FE_DIVBYZERO | FE_INEXACT) == FE_DIVBYZERO, "gives the flags back");
  fesetround(FE_TONEAREST);
}

static void processor(void) {
  cpu here, named;
  diag d;
  char text[CPU_FEATURES_MAX];
  const architecture *a = architecture_here();
  diag_init(&d, NULL, 0);
  check(cpu_detect_named(&here, NULL, &d) == JX_OK && here.target.architecture == a, "detected");
  check(here.bits == cpu_machine_bits() && here.bits >> 56 == a->id, "bits");
  check(strncmp(cpu_text(here.bits, text), a->name, strlen(a->name)) == 0, "text");
  check(cpu_detect_named(&named, a->name, &d) == JX_OK, "the level that is all of them");
  check(named.target.plan.vector_bytes == a->vector_bytes && named.target.can == a->can, "as told");
  check(cpu_detect_named(&named, "vax", &d) == JX_ERROR_ARGUMENT && strstr(d.message, a->name),
        d.message);
  check(usable_processors("") >= 1 && cpu_l2_bytes() > 0, "counts");
}

static void memory(void) {
  _Alignas(16) int64_t from[6] = {1, -2, 3, -4, 5, -6}, to[6] = {0};
  stream_copy(to, from, 6);
  stream_fence();
  check(memcmp(from, to, sizeof to) == 0, "streamed");
}

static void time_passes(void) {
  ticker t;
  ticker_init(&t);
  uint64_t first = clock_ns(CLOCK_MONOTONIC), begin = ticker_now(&t);
  while (clock_ns(CLOCK_MONOTONIC) - first < 20000000) continue;
  double ns = (double)(ticker_now(&t) - begin) * ticker_ns(&t);
  check(ns > 10e6 && ns < 10e9, "ticks are time");
}

int main(void) {
  environment();
  processor();
  memory();
  time_passes();
  return failures != 0;
}
