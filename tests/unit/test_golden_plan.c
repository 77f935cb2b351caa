/* test_golden_plan.c: the plans of the programs in tests/golden/plan, for a processor with vectors
 * of 64 bytes. The first line of a program is a comment that describes its operands as graphed.h
 * says; their elements are not read. */
#include <stdlib.h>
#include <string.h>

#include "planner/plan.h"
#include "tests/support/golden.h"
#include "tests/support/graphed.h"
#include "tests/support/unit.h"

static const plan_target wide = {.vector_bytes = 64, .registers = 32};

/* The text after "# " on the first line. */
static char *operands_of(const char *source) {
  ck_assert_msg(strncmp(source, "# ", 2) == 0, "the operands are missing: %.40s", source);
  return strndup(source + 2, strcspn(source + 2, "\n"));
}

static const char *print_plan(const char *source, size_t length) {
  static graphed x;
  static text printed;
  layout operands[GRAPHED_OPERANDS];
  plan p;
  (void)length;
  char *described = operands_of(source);
  graphed_free(&x);
  graphed_text(&x, described, source);
  free(described);
  ck_assert_msg(x.status == JX_OK, "%s", x.diag.message);
  for (size_t i = 0; i < x.noperands; i++) layout_of(&operands[i], &x.arrays[i]);
  layout *results = arena_zalloc(&x.arena, x.graph.results.n * sizeof *results);
  ck_assert_ptr_nonnull(results);
  ck_assert_msg(plan_build(&p, &x.graph, operands, results, &wide, JX_PRECISION_FULL) == JX_OK,
                "%s", x.diag.message);
  ck_assert_msg(plan_check(&p, &x.diag) == JX_OK, "%s", x.diag.message);
  const char *names[GRAPHED_OPERANDS];
  for (size_t i = 0; i < x.noperands; i++) names[i] = x.names[i];
  p.names = names;
  text_init(&printed, &x.arena);
  plan_print(&p, NULL, &printed);
  return printed.at;
}

START_TEST(plans) { ck_assert_int_gt(golden_compare("plan", "plan", print_plan), 15); }
END_TEST

UNIT(golden_plan, plans)
