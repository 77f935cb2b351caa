/* test_fpenv.c: the floating-point environment that jx computes in, and the caller's, which it
 * gives back. What calls do with it: test_environments.c. */
#include "runtime/machine/fpenv.h"

#include <fenv.h>

#include "tests/support/environments.h"
#include "tests/support/unit.h"

/* Volatile: computed when the program runs, where it is written. */
static volatile double one = 1, three = 3, zero = 0, least = 0x1p-1074;

/* Only the default environment gives all of these. */
static bool computes_by_default(void) {
  volatile double third = one / three, minus = -one / three, kept = least * 2,
                  infinite = one / zero;
  return third == 0x1.5555555555555p-2 && minus == -0x1.5555555555555p-2 && kept > 0 && least > 0 &&
         infinite > 1e300 && strtod("0.3", NULL) == 0x1.3333333333333p-2 &&
         strtod("0.7", NULL) == 0x1.6666666666666p-1;
}

START_TEST(any_environment_becomes_the_default_and_comes_back) {
  for (size_t i = 0; i < environments_n; i++) {
    fp_environment caller;
    environment_set(environment_at(i));
    fp_enter(&caller);
    bool good = computes_by_default();
    fp_leave(&caller);
    bool kept = environment_kept(environment_at(i));
    environment_default();
    ck_assert_msg(good, "%s: not the default", environment_name(i));
    ck_assert_msg(kept, "%s: not given back", environment_name(i));
  }
}
END_TEST

START_TEST(entries_nest_with_the_callers_code_between_them) {
  for (size_t i = 0; i < environments_n; i++) {
    fp_environment caller, inner;
    environment_set(environment_at(i));
    fp_enter(&caller);
    fp_leave(&caller);
    bool seen = environment_kept(environment_at(i));
    fp_enter(&inner);
    bool good = computes_by_default();
    fp_leave(&inner);
    fp_enter(&caller);
    good = good && computes_by_default();
    fp_leave(&caller);
    bool kept = environment_kept(environment_at(i));
    environment_default();
    ck_assert_msg(seen && good && kept, "%s", environment_name(i));
  }
}
END_TEST

/* What the caller's code leaves there while it has its turn is what it finds in the end. */
START_TEST(the_callers_code_may_change_it) {
  for (size_t i = 0; i < environments_n; i++)
    for (size_t k = 0; k < environments_n; k++) {
      fp_environment caller;
      environment_set(environment_at(i));
      fp_enter(&caller);
      fp_leave(&caller);
      environment_set(environment_at(k));
      fp_enter(&caller);
      bool good = computes_by_default();
      fp_leave(&caller);
      bool kept = environment_kept(environment_at(k));
      environment_default();
      ck_assert_msg(good && kept, "%s, then %s", environment_name(i), environment_name(k));
    }
}
END_TEST

START_TEST(flags_are_the_callers) {
  fp_environment caller;
  feclearexcept(FE_ALL_EXCEPT);
  fp_enter(&caller);
  ck_assert(computes_by_default());
  fp_leave(&caller);
  ck_assert_int_eq(fetestexcept(FE_ALL_EXCEPT), 0);
  volatile double huge = 0x1p1000, infinite = huge * huge;
  ck_assert(infinite > huge);
  fp_enter(&caller);
  ck_assert(computes_by_default());
  fp_leave(&caller);
  ck_assert_int_eq(fetestexcept(FE_ALL_EXCEPT), FE_OVERFLOW | FE_INEXACT);
  environment_default();
}
END_TEST

UNIT(fpenv, any_environment_becomes_the_default_and_comes_back,
     entries_nest_with_the_callers_code_between_them, the_callers_code_may_change_it,
     flags_are_the_callers)
