/* rules.c: the rows of RULE_TABLE as an array, and what they say of an operation and a dtype. */
#include "graph/rules.h"

#include "base/dtype.h"

enum { KIND_B, KIND_I, KIND_U, KIND_F, KINDS };

/* clang-format off */
#define NEVER   {ACT_NEVER,   JX_DTYPE_NONE, OP_POISON}
#define OWN     {ACT_COMPUTE, JX_DTYPE_NONE, OP_POISON}
#define IN(t)   {ACT_COMPUTE, JX_##t,        OP_POISON}
#define AS(op)  {ACT_COMPUTE, JX_DTYPE_NONE, OP_##op}
#define OPERAND {ACT_OPERAND, JX_DTYPE_NONE, OP_POISON}
#define FALSE   {ACT_FALSE,   JX_DTYPE_NONE, OP_POISON}
#define REFUSED {ACT_REFUSE,  JX_DTYPE_NONE, OP_POISON}
#define JX_OWN  JX_DTYPE_NONE
#define JX_WIDE DTYPE_COUNT
#define JX_PART (DTYPE_COUNT + 1)
#define JX_PAIR (DTYPE_COUNT + 2)
/* clang-format on */

/* JX_DTYPE_NONE stands for the common dtype, or that computed in; OP_POISON for the operation. */
static const struct row {
  rule_cell cells[KINDS];
  uint8_t weak_bool, gives; /* jx_dtype */
  const char *hint;
} rows[RULE_COUNT_] = {
#define X(id, weak_bool, b, i, u, f, gives, hint) \
  [RULE_##id] = {{b, i, u, f}, JX_##weak_bool, JX_##gives, hint},
    RULE_TABLE(X)
#undef X
};

static const struct row *row_of(op_id op) { return &rows[ops[op].rule]; }

static const rule_cell *cell_of(op_id op, jx_dtype common) {
  static const rule_cell never = NEVER, own = OWN;
  const rule_cell *cells = row_of(op)->cells;
  switch (dtypes[common].kind) {
  case 'b': return &cells[KIND_B];
  case 'i': return &cells[KIND_I];
  case 'u': return &cells[KIND_U];
  case 'f': return &cells[KIND_F];
  case 'c': return op == OP_REAL || op == OP_IMAG ? &own : &never;
  default: return &never;
  }
}

rule_cell rule_of(op_id op, jx_dtype common) {
  rule_cell cell = *cell_of(op, common);
  if (cell.in == JX_DTYPE_NONE) cell.in = (uint8_t)common;
  if (cell.as == OP_POISON) cell.as = (uint8_t)op;
  return cell;
}

bool rule_takes(op_id op, jx_dtype in) {
  rule_cell cell = rule_of(op, in);
  return cell.action == ACT_COMPUTE && cell.in == in && cell.as == op;
}

jx_dtype rule_gives(op_id op, jx_dtype in) {
  uint8_t gives = row_of(op)->gives;
  if (gives == JX_WIDE) return dtype_is_integer(in) ? dtype_integer(dtype_is_signed(in), 8) : in;
  if (gives == JX_PART) return dtype_is_complex(in) ? dtype_part(in) : in;
  if (gives == JX_PAIR) return dtype_of_parts(in);
  return gives == JX_OWN ? in : (jx_dtype)gives;
}

jx_dtype rule_of_weak_bool(op_id op) { return (jx_dtype)row_of(op)->weak_bool; }

const char *rule_hint(op_id op) { return row_of(op)->hint; }
