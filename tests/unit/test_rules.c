/* test_rules.c: every operation with a name does with every dtype what its row of rules.h says. */
#include "graph/rules.h"

#include <stdio.h>
#include <string.h>

#include "base/dtype.h"
#include "tests/support/graphed.h"
#include "tests/support/unit.h"

/* Its exponent has another dtype than what is scaled. */
static bool takes_two_dtypes(op_id op) { return op == OP_LDEXP; }

/* "op(a, a)": as many operands as it takes at least. */
static void call(char *text, size_t size, op_id op) {
  int length = (int)strcspn(ops[op].names, " ");
  const char *args[] = {"a", "a, a", "a, a, a"};
  snprintf(text, size, "%.*s(%s)", length, ops[op].names, args[ops[op].min_args - 1]);
}

static void check_cell(op_id op, jx_dtype dtype) {
  graphed x;
  char operand[64], source[64];
  rule_cell cell = rule_of(op, dtype);
  if (cell.action == ACT_NEVER) return;
  snprintf(operand, sizeof operand, "a %s (2) 1", dtypes[dtype].name);
  call(source, sizeof source, op);
  graphed_text(&x, operand, source);
  if (cell.action == ACT_REFUSE) {
    ck_assert_msg(x.status == JX_ERROR_TYPE, "%s of %s is not refused", source, operand);
    ck_assert_msg(op == OP_PTP || strstr(x.diag.message, rule_hint(op)), "%s: %s", source,
                  x.diag.message);
  } else {
    ck_assert_msg(x.status == JX_OK, "%s of %s: %s", source, operand, x.diag.message);
    jx_dtype want = cell.action == ACT_OPERAND ? (jx_dtype)cell.in
                                               : rule_gives((op_id)cell.as, (jx_dtype)cell.in);
    const graph_node *n = graph_at(&x.graph, x.graph.results.at[0]);
    ck_assert_msg(n->dtype == want, "%s of %s is %s, not %s", source, operand,
                  dtypes[n->dtype].name, dtypes[want].name);
  }
  graphed_free(&x);
}

START_TEST(what_rows_say) {
  for (int op = 0; op < OP_COUNT_; op++)
    for (int d = 1; d < DTYPE_COUNT; d++)
      if (*ops[op].names && ops[op].min_args > 0 && !takes_two_dtypes((op_id)op))
        check_cell((op_id)op, (jx_dtype)d);
}
END_TEST

/* An operation that a cell ends in takes the dtype that the cell says: no chains. */
START_TEST(cells_end_in_nodes) {
  for (int op = 0; op < OP_COUNT_; op++)
    for (int d = 1; d < DTYPE_COUNT; d++) {
      rule_cell cell = rule_of((op_id)op, (jx_dtype)d);
      if (cell.action == ACT_COMPUTE)
        ck_assert_msg(rule_takes((op_id)cell.as, (jx_dtype)cell.in), "%s of %s", ops[op].id,
                      dtypes[d].name);
      if (cell.action == ACT_REFUSE) ck_assert_msg(*rule_hint((op_id)op), "%s", ops[op].id);
    }
}
END_TEST

UNIT(rules, what_rows_say, cells_end_in_nodes)
