/* fuzz_plan.c: from any text to a plan, with operands of any dtype, shape and strides.
 *
 * Graph and plan hold their invariants (graph_check() and plan_check() run on every one; a failure
 * is an internal error), and what is wrong is said well. Nothing is compiled. */
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const jx_form forms[] = {JX_FORM_AST, JX_FORM_GRAPH, JX_FORM_PLAN};
  static jx_context *context;
  if (!context) context = fuzz_context(2);
  fuzz_input in;
  fuzz_operands o;
  const char *text;
  fuzz_open(&in, data, size);
  if (fuzz_operands_make(&o, &in, context, true)) {
    for (int i = 0; i < 3; i++) {
      jx_status status = jx_emit(context, in.text, in.length, o.list, o.n, forms[i], &text);
      if (status != JX_OK) {
        fuzz_check_error(context, &in, status);
        break;
      }
      if (!*text) fuzz_fail("form %d has no text", (int)forms[i]);
    }
  }
  fuzz_operands_free(&o);
  fuzz_close(&in);
  return 0;
}
