/* element_types.c: what a dtype is in LLVM: its type in registers and in memory, and the way from one
 * to the other. All of it follows from base/element.h. */
#include "base/dtype.h"
#include "base/element.h"
#include "codegen/llvm/emit.h"

static LLVMTypeRef number_type(emitter *e, bool real, unsigned bits) {
  if (!real || bits == 16) return LLVMIntTypeInContext(e->context, bits); /* float16: its bits */
  return bits == 64 ? e->f64 : e->f32;
}

LLVMTypeRef ev_dtype(emitter *e, jx_dtype d) {
  if (dtype_is_string(d)) return e->ptr;
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
  if (f.worked == f.stored) return x;
  if (f.real) return ev_to_half(e, x);
  return LLVMBuildZExt(e->b, x, ev_like(e, ev_stored(e, d), x), "");
}

val ev_from_stored(emitter *e, val x, jx_dtype d) {
  element_form f = element_form_of(d);
  if (f.worked == f.stored) return x;
  if (f.real) return ev_from_half(e, x);
  return LLVMBuildICmp(e->b, LLVMIntNE, x, LLVMConstNull(LLVMTypeOf(x)), "");
}
