/* test_cpu.c: levels of the instruction set, and counts that must make sense on any machine. */
#include "runtime/machine/cpu.h"

#include <stdlib.h>
#include <string.h>

#include "tests/support/unit.h"

static diag error;

static jx_status detect(cpu *c, const char *name) {
  diag_init(&error, NULL, 0);
  return cpu_detect_named(c, name, &error);
}

START_TEST(this_machine_is_at_least_the_baseline) {
  cpu c;
  ck_assert_int_eq(detect(&c, NULL), JX_OK);
  ck_assert_int_eq(strncmp(c.target.cpu, "x86-64", 6), 0);
  ck_assert_ptr_eq(c.target.features, c.features);
  ck_assert(c.target.plan.vector_bytes == 16 || c.target.plan.vector_bytes == 32 ||
            c.target.plan.vector_bytes == 64);
}
END_TEST

/* The compiler's own idea of the machine, which asks the system for its registers as well. */
START_TEST(flags_agree_with_the_compiler) {
  cpu c;
  ck_assert_int_eq(detect(&c, "native"), JX_OK);
  __builtin_cpu_init();
  bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                __builtin_cpu_supports("avx512vl");
  bool avx2 = __builtin_cpu_supports("avx2");
  uint32_t wide = CAN_CONVERT_INT64 | CAN_MASK_MEMORY | CAN_PERMUTE_PAIR | CAN_SCALE | CAN_SPLIT |
                  CAN_FIX_UP | CAN_NEAREST_INT64 | CAN_REMAINDER | CAN_PERMUTE_SHORT;
  ck_assert_int_eq((c.target.can & CAN_FMA) != 0, __builtin_cpu_supports("fma") != 0);
  ck_assert_int_eq((c.target.can & CAN_PERMUTE) != 0, avx2);
  ck_assert_int_eq((c.target.can & CAN_HALF) != 0, __builtin_cpu_supports("f16c") != 0);
  ck_assert_int_eq((c.target.can & CAN_ROUND) != 0, __builtin_cpu_supports("sse4.1") != 0);
  ck_assert_uint_eq(c.target.can & wide, avx512 ? wide : 0);
  ck_assert_uint_eq(c.target.plan.vector_bytes, avx512 ? 64 : avx2 ? 32 : 16);
  ck_assert_uint_eq(c.target.plan.registers, avx512 ? 32 : 16);
}
END_TEST

START_TEST(a_level_is_exactly_itself) {
  static const struct {
    const char *name;
    unsigned vector_bytes, registers;
    uint32_t can;
  } levels[] = {{"x86-64", 16, 16, 0},
                {"x86-64-v2", 16, 16, CAN_ROUND},
                {"x86-64-v3", 32, 16, CAN_ROUND | CAN_FMA | CAN_PERMUTE | CAN_HALF},
                {"x86-64-v4", 64, 32, 0xfff | CAN_PERMUTE_SHORT}};
  cpu native;
  uint64_t below = 0;
  bool refused = false;
  ck_assert_int_eq(detect(&native, NULL), JX_OK);
  for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
    cpu c;
    jx_status status = detect(&c, levels[i].name);
    if (status != JX_OK) {
      ck_assert_int_eq(status, JX_ERROR_ARGUMENT);
      ck_assert_ptr_nonnull(strstr(error.message, "but this processor is"));
      refused = true;
      continue;
    }
    ck_assert(!refused); /* who has a level has those below it */
    ck_assert_str_eq(c.target.cpu, levels[i].name);
    ck_assert_str_eq(c.target.features, "");
    ck_assert_uint_eq(c.target.plan.vector_bytes, levels[i].vector_bytes);
    ck_assert_uint_eq(c.target.plan.registers, levels[i].registers);
    ck_assert_uint_eq(c.target.can, levels[i].can);
    ck_assert_uint_eq(c.bits & below, below);
    ck_assert_uint_eq(c.bits & ~native.bits, 0);
    if (i > 0) ck_assert_uint_ne(c.bits, below);
    below = c.bits;
  }
}
END_TEST

START_TEST(unknown_levels_are_refused) {
  static const char *const bad[] = {"x86-64-v5", "x86-64-v1", "X86-64", "pentium", " native"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    cpu c;
    ck_assert_int_eq(detect(&c, bad[i]), JX_ERROR_ARGUMENT);
    ck_assert_ptr_nonnull(strstr(error.message, "it must be native, x86-64, x86-64-v2"));
  }
}
END_TEST

START_TEST(the_environment_chooses) {
  cpu native, c;
  diag_init(&error, NULL, 0);
  unsetenv("JX_CPU");
  ck_assert_int_eq(cpu_detect(&native, &error), JX_OK);
  setenv("JX_CPU", "", 1);
  ck_assert_int_eq(cpu_detect(&c, &error), JX_OK);
  ck_assert_uint_eq(c.bits, native.bits);
  setenv("JX_CPU", "x86-64", 1);
  ck_assert_int_eq(cpu_detect(&c, &error), JX_OK);
  ck_assert_str_eq(c.target.cpu, "x86-64");
  ck_assert_uint_eq(c.bits, 0);
  setenv("JX_CPU", "none", 1);
  ck_assert_int_eq(cpu_detect(&c, &error), JX_ERROR_ARGUMENT);
}
END_TEST

START_TEST(caches_are_believable) {
  size_t l2 = cpu_l2_bytes(), llc = cpu_llc_bytes();
  ck_assert_uint_ge(l2, (size_t)128 << 10);
  ck_assert_uint_le(l2, (size_t)4 << 20);
  ck_assert_uint_ge(llc, l2);
  ck_assert_uint_le(llc, (size_t)32 << 20);
}
END_TEST

UNIT(cpu, this_machine_is_at_least_the_baseline, flags_agree_with_the_compiler,
     a_level_is_exactly_itself, unknown_levels_are_refused, the_environment_chooses,
     caches_are_believable)
