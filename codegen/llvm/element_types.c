/* element_types.c: what a dtype is in LLVM: its type in registers and in memory, and the way from one
 * to the other. All of it follows from base/element.h. */
#include "base/element.h"
#include "codegen/llvm/emit.h"

static LLVMTypeRef number_type(emitter *e, bool real, unsigned bits) {
  if (!real) return LLVMIntTypeInContext(e->context, bits);
  return bits == 64 ? e->f64 : bits == 32 ? e->f32 : LLVMHalfTypeInContext(e->context);
}

LLVMTypeRef ev_dtype(emitter *e, jx_dtype d) {
  element_form f = element_form_of(d);
  return number_type(e, f.real, f.worked);
}

LLVMTypeRef ev_stored(emitter *e, jx_dtype d) {
  element_form f = element_form_of(d);
  return number_type(e, f.real, f.stored);
}

LLVMTypeRef ev_stored_lanes(emitter *e, jx_dtype d, unsigned lanes) {
  return ev_type(e, ev_stored(e, d), element_form_of(d).parts * lanes);
}

val ev_to_stored(emitter *e, val x, jx_dtype d) {
  element_form f = element_form_of(d);
  LLVMTypeRef type = ev_like(e, ev_stored(e, d), x);
  if (f.worked == f.stored) return x;
  return f.real ? LLVMBuildFPTrunc(e->b, x, type, "") : LLVMBuildZExt(e->b, x, type, "");
}

val ev_from_stored(emitter *e, val x, jx_dtype d) {
  element_form f = element_form_of(d);
  if (f.worked == f.stored) return x;
  if (f.real) return LLVMBuildFPExt(e->b, x, ev_like(e, ev_dtype(e, d), x), "");
  return LLVMBuildICmp(e->b, LLVMIntNE, x, LLVMConstNull(LLVMTypeOf(x)), "");
}
