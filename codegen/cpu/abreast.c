/* abreast.c: an operation on a scalar of each row, once for all rows that go side by side.
 *
 * Takes a value that varies along the row loop and not along the vector loop, r**-1.5 of eight
 * points for instance. As scalars it is there eight times, one after the other; as the lanes of a
 * vector it is one eighth of the code, and takes about as long as one of them does. Functions come
 * to the same in a lane as alone, so no bit depends on it. Lanes past the last row have row 0's
 * elements, so they meet nothing that no row does.
 *
 * Start at abreast_emit(). */
#include "codegen/cpu/abreast.h"

#include "base/dtype.h"

/* From here on it takes longer than putting lanes together and taking them apart. */
#define ABREAST_COST 12

static bool is_plain_float(uint32_t dtype) { return dtype == JX_FLOAT32 || dtype == JX_FLOAT64; }

bool abreast_takes(const stage_emitter *k, const plan_value *v) {
  if (k->rows < 2 || emit_value_lanes(k, v) > 1) return false;
  if (ops[v->op].class_ != OP_CLASS_ELEMENT || ops[v->op].cost < ABREAST_COST) return false;
  if (v->op == OP_POW && v->imm.i) return false; /* looks at one exponent for all lanes */
  for (int j = 0; j < v->nargs; j++)
    if (!is_plain_float(k->p->values.at[v->args[j]].dtype)) return false;
  return v->nargs && is_plain_float(v->dtype);
}

/* A register's worth, and as many as there are rows: a power of two. */
static unsigned lanes_of(const stage_emitter *k, const plan_value *v) {
  unsigned lanes = k->p->target.vector_bytes / dtypes[v->dtype].size;
  while (lanes < k->rows) lanes *= 2;
  return lanes;
}

static val gather_rows(stage_emitter *k, plan_ref arg, unsigned lanes) {
  LLVMBuilderRef b = k->e->b;
  val x = ev_splat(k->e, emit_operand(k, &k->row[0], arg, 1), lanes);
  for (uint32_t r = 1; r < k->rows; r++)
    x = LLVMBuildInsertElement(b, x, emit_operand(k, &k->row[r], arg, 1),
                               LLVMConstInt(k->e->i32, r, false), "");
  return x;
}

void abreast_emit(stage_emitter *k, uint32_t value) {
  const plan_value *v = emit_stage_value(k, value);
  unsigned lanes = lanes_of(k, v);
  val args[GRAPH_MAX_ARGS] = {0};
  for (int j = 0; j < v->nargs; j++) args[j] = gather_rows(k, v->args[j], lanes);
  val x = emit_operation(k, v, args);
  for (uint32_t r = 0; r < k->rows; r++) {
    row_state *row = &k->row[r];
    val lane = LLVMConstInt(k->e->i32, r, false);
    row->value[value] = LLVMBuildExtractElement(k->e->b, x, lane, "");
    row->affine[value] = (affine){NULL, 0};
  }
}
