/* catalogue.c: jx_functions(), the rows of OP_TABLE as jx.h shows them. */
#include <string.h>

#include "graph/rules.h"

/* Operations without a name are nothing that a program can write. */
static bool is_shown(op_id op) { return *ops[op].names != 0; }

static jx_function_kind kind_of(op_id op) {
  if (*ops[op].spelt) return JX_FUNCTION_OPERATOR;
  if (op_is_reduction(op)) return JX_FUNCTION_REDUCTION;
  if (op_is_running(op)) return JX_FUNCTION_RUNNING;
  if (op == OP_ARANGE || op == OP_LINSPACE) return JX_FUNCTION_MAKING;
  return ops[op].rule == RULE_NONE ? JX_FUNCTION_SHAPE : JX_FUNCTION_ELEMENTWISE;
}

static jx_function shown(op_id op) {
  const op_info *info = &ops[op];
  jx_function f = {.names = info->names,
                   .spelling = info->spelt,
                   .keywords = op_keywords(op),
                   .help = info->help,
                   .kind = kind_of(op),
                   .min_arguments = info->min_args,
                   .max_arguments = info->max_args + op_is_reduction(op), /* sum(a, 0) */
                   .ulp = info->ulp,
                   .fast_ulp = op_fast_ulp(op)};
  size_t length = strcspn(info->names, " ");
  memcpy(f.name, info->names, length < sizeof f.name ? length : sizeof f.name - 1);
  return f;
}

size_t jx_functions(jx_function *functions, size_t room) {
  size_t n = 0;
  for (int op = 0; op < OP_COUNT_; op++) {
    if (!is_shown((op_id)op)) continue;
    if (functions && n < room) functions[n] = shown((op_id)op);
    n++;
  }
  return n;
}

/* The rows of the operators with two operands stand before those of their namesakes with one. */
static op_id spelt(const char *name) {
  for (int op = 0; op < OP_COUNT_; op++)
    if (*name && strcmp(ops[op].spelt, name) == 0) return (op_id)op;
  return OP_POISON;
}

bool jx_function_named(const char *name, jx_function *function) {
  if (!name || !function) return false;
  op_id op = op_named(name, strlen(name));
  if (op == OP_POISON) op = spelt(name);
  if (op == OP_POISON) return false;
  *function = shown(op);
  return true;
}
