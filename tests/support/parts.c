/* parts.c: see parts.h. */
#include "tests/support/parts.h"

#include <stdatomic.h>

#include "runtime/codegen_load.h"
#include "runtime/engine.h"

static atomic_uint weight;
static const codegen_api *real;

void parts_set(uint32_t w) { atomic_store(&weight, w); }

static jx_status compile(const plan *p, const codegen_target *target, const codegen_watch *watch,
                         arena *arena, diag *d, image *out) {
  codegen_target own = *target;
  own.part_weight = atomic_load(&weight);
  return real->compile(p, &own, watch, arena, d, out);
}

jx_context *parts_context(const jx_options *options) {
  static codegen_api api;
  diag d;
  diag_init(&d, NULL, 0);
  if (!real && codegen_load(&real, &d) != JX_OK) return NULL;
  api = *real;
  api.compile = compile;
  return context_new_with(options, &api);
}
