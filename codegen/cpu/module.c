/* module.c: the code generator as a module, the one table it exports.
 *
 * Takes a plan and a processor; gives an image, or the code as text. compile() is the whole way
 * from one to the other: a unit of LLVM's, one function per stage, the objects, their layout.
 * Everything it makes but the image is gone when it returns, so calls from several threads do not
 * meet.
 */
#include <pthread.h>

#include "build_id.h"
#include "codegen/cpu/stage.h"
#include "codegen/llvm/units.h"

/* What LLVM has to do for a stage, in additions. */
static uint32_t weight_of(const plan_stage *s) {
  return (uint32_t)s->nvalues + s->naccesses * 6 + s->naccumulators * 40;
}

/* Emits every stage; with `units` the modules that are full are compiled on the way. */
static jx_status build(llvm_unit *u, llvm_units *units, const plan *p, diag *d) {
  emitter e;
  jx_status status = JX_OK;
  ev_open(&e, u->target, u->context, u->module);
  e.units = units;
  for (uint32_t i = 0; i < p->stages.n && status == JX_OK; i++) {
    if (units) e.module = units_stage(units, weight_of(&p->stages.at[i]));
    status = llvm_emit_stage(&e, p, i, d);
    if (units && status == JX_OK) status = units->status;
  }
  LLVMDisposeBuilder(e.b);
  return status;
}

static jx_status compile(const plan *p, const codegen_target *target, const codegen_watch *watch,
                         arena *arena, diag *d, image *out) {
  llvm_unit u;
  llvm_units units;
  JX_TRY(llvm_open(&u, target, d));
  units_open(&units, &u, watch, arena, d);
  jx_status status = build(&u, &units, p, d);
  if (status != JX_OK && units.status == JX_OK) units.status = status; /* nothing more */
  status = units_close(&units);
  if (status == JX_OK)
    status = image_link(out, target->architecture, units.objects.at, units.objects.n, p->stages.n,
                        arena, d);
  llvm_close(&u);
  return status;
}

static jx_status print(const plan *p, const codegen_target *target, jx_form form, diag *d,
                       text *out) {
  llvm_unit u;
  JX_TRY(llvm_open(&u, target, d));
  jx_status status = build(&u, NULL, p, d);
  if (status == JX_OK) status = llvm_finish(&u, llvm_passes, d);
  if (status == JX_OK) status = llvm_print(&u, form, out, d);
  llvm_close(&u);
  return status;
}

/* ---- the door ---- */

static pthread_once_t once = PTHREAD_ONCE_INIT;
static codegen_api api; /* filled once, then only read */

static void fill(void) {
  api = (codegen_api){.abi = CODEGEN_ABI,
                      .build_id = JX_BUILD_ID,
                      .llvm = llvm_version(),
                      .compile = compile,
                      .print = print,
                      .object = object_write};
}

JX_API codegen_entry jx_codegen_api;

const codegen_api *jx_codegen_api(void) {
  pthread_once(&once, fill);
  return &api;
}
