/* test_catalogue.c: the list of functions that users get: every row that a program can write, as it
 * is called. */
#include <string.h>

#include "graph/ops.h"
#include "tests/support/unit.h"

static jx_function named(const char *name) {
  jx_function f;
  ck_assert_msg(jx_function_named(name, &f), "%s", name);
  return f;
}

START_TEST(every_row_with_a_name) {
  size_t n = jx_functions(NULL, 0), rows = 0;
  jx_function all[OP_COUNT_];
  ck_assert_uint_eq(jx_functions(all, OP_COUNT_), n);
  for (int op = 0; op < OP_COUNT_; op++) {
    if (!*ops[op].names) continue;
    ck_assert_uint_lt(rows, n);
    const jx_function *f = &all[rows++];
    ck_assert_ptr_eq(f->names, ops[op].names);
    ck_assert_str_eq(f->spelling, ops[op].spelt);
    ck_assert_str_eq(f->help, ops[op].help);
    ck_assert(words_hold(f->names, f->name, strlen(f->name)));
    ck_assert_uint_lt(strlen(f->name), sizeof f->name - 1);
    ck_assert_int_le(f->min_arguments, f->max_arguments);
    ck_assert_int_eq(op_named(f->name, strlen(f->name)), op);
  }
  ck_assert_uint_eq(rows, n);
}
END_TEST

START_TEST(as_many_as_there_is_room_for) {
  jx_function some[3] = {{.help = "x"}, {.help = "x"}, {.help = "x"}};
  ck_assert_uint_eq(jx_functions(some, 2), jx_functions(NULL, 0));
  ck_assert_str_eq(some[0].name, "add");
  ck_assert_str_eq(some[1].name, "subtract");
  ck_assert_str_eq(some[2].help, "x");
}
END_TEST

START_TEST(what_a_function_is) {
  jx_function f = named("atan2");
  ck_assert_str_eq(f.name, "arctan2");
  ck_assert_str_eq(f.names, "arctan2 atan2");
  ck_assert_int_eq(f.kind, JX_FUNCTION_ELEMENTWISE);
  ck_assert_int_eq(f.min_arguments, 2);
  ck_assert_int_eq(f.max_arguments, 2);
  ck_assert(f.ulp == 1);
  ck_assert_str_eq(f.keywords, "");
  f = named("sum");
  ck_assert_int_eq(f.kind, JX_FUNCTION_REDUCTION);
  ck_assert_int_eq(f.max_arguments, 2); /* sum(a, 0) */
  ck_assert_str_eq(f.keywords, "axis keepdims dtype where initial");
  ck_assert_int_eq(named("nanmean").kind, JX_FUNCTION_REDUCTION);
  ck_assert_int_eq(named("arange").kind, JX_FUNCTION_MAKING);
  ck_assert_int_eq(named("linspace").kind, JX_FUNCTION_MAKING);
  ck_assert_int_eq(named("transpose").kind, JX_FUNCTION_SHAPE);
  ck_assert_int_eq(named("size").kind, JX_FUNCTION_SHAPE);
  ck_assert_int_eq(named("radians").kind, JX_FUNCTION_ELEMENTWISE);
  ck_assert_int_eq(named("round").kind, JX_FUNCTION_ELEMENTWISE);
  ck_assert_str_eq(named("round").keywords, "decimals");
  ck_assert_int_eq(named("power").kind, JX_FUNCTION_OPERATOR);
}
END_TEST

START_TEST(operators) {
  ck_assert_str_eq(named("+").name, "add");
  ck_assert_str_eq(named("-").name, "subtract");
  ck_assert_str_eq(named("negative").spelling, "-");
  ck_assert_str_eq(named("~").name, "invert");
  ck_assert_str_eq(named("and").name, "logical_and");
  ck_assert_str_eq(named(">=").name, "greater_equal");
}
END_TEST

START_TEST(no_function) {
  static const char *const words[] = {"", " ", "sine", "arctan2 atan2", "CONST", "+ ", "float32"};
  jx_function f = {.help = "as it was"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    ck_assert_msg(!jx_function_named(words[i], &f), "%s", words[i]);
  ck_assert(!jx_function_named(NULL, &f));
  ck_assert(!jx_function_named("sin", NULL));
  ck_assert_str_eq(f.help, "as it was");
}
END_TEST

UNIT(catalogue, every_row_with_a_name, as_many_as_there_is_room_for, what_a_function_is, operators,
     no_function)
