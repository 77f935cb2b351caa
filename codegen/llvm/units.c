/* units.c: the modules of one kernel, compiled one after the other. Start at units_compile().
 */
#include "codegen/llvm/units.h"

#include <string.h>

/* Functions in a module before it is compiled. A part takes LLVM 2 to 10 ms; so a compilation that
 * is to stop goes on for about a twentieth of a second at most, and what a module itself costs, a
 * millisecond, does not show. */
#define MODULE_PARTS 5
/* The same of stages: how many, and what they weigh together. One of 16 sums weighs 700 and takes
 * 20 ms. */
#define MODULE_STAGES 16
#define MODULE_WEIGHT 700

static bool is_stopped(llvm_units *s) {
  const codegen_watch *w = s->watch;
  if (s->status != JX_OK) return true;
  if (!w || !w->stop || !w->stop(w->user)) return false;
  s->status = JX_ERROR_CANCELLED; /* whoever asked says so */
  return true;
}

static jx_status keep(llvm_units *s, LLVMMemoryBufferRef object) {
  size_t size = LLVMGetBufferSize(object);
  uint8_t *bytes = arena_alloc(s->arena, size + 1);
  image_object *o = VEC_PUSH(s->arena, &s->objects);
  if (!bytes || !o) return diag_memory(s->d);
  memcpy(bytes, LLVMGetBufferStart(object), size);
  *o = (image_object){bytes, size};
  return JX_OK;
}

/* Compiles the unit's module. */
static void compile(llvm_units *s) {
  LLVMMemoryBufferRef object;
  if (is_stopped(s)) return;
  s->status = llvm_finish(s->unit, llvm_passes, s->d);
  if (s->status == JX_OK) s->status = llvm_object(s->unit, &object, s->d);
  if (s->status != JX_OK) return;
  s->status = keep(s, object);
  LLVMDisposeMemoryBuffer(object);
}

LLVMModuleRef units_begin(llvm_units *s) { return llvm_module(s->unit); }

void units_end(llvm_units *s, LLVMModuleRef module) {
  LLVMModuleRef stages = s->unit->module;
  s->unit->module = module;
  compile(s);
  s->unit->module = stages;
  LLVMDisposeModule(module);
}

void units_open(llvm_units *s, llvm_unit *u, const codegen_watch *watch, arena *arena, diag *d) {
  *s = (llvm_units){.unit = u, .watch = watch, .arena = arena, .d = d};
}

jx_status units_close(llvm_units *s) {
  if (s->parts) units_end(s, s->parts);
  s->parts = NULL;
  compile(s);
  return s->status;
}

LLVMModuleRef units_part(llvm_units *s) {
  if (s->parts && s->nparts >= MODULE_PARTS) {
    units_end(s, s->parts);
    s->parts = NULL;
  }
  if (!s->parts) {
    s->parts = units_begin(s);
    s->nparts = 0;
  }
  s->nparts++;
  return s->parts;
}

LLVMModuleRef units_stage(llvm_units *s, uint32_t weight) {
  bool full = s->nstages >= MODULE_STAGES || s->weight + weight > MODULE_WEIGHT;
  if (full && s->nstages) {
    units_end(s, s->unit->module);
    s->unit->module = units_begin(s);
    s->nstages = s->weight = 0;
  }
  s->nstages++;
  s->weight += weight < MODULE_WEIGHT ? weight : MODULE_WEIGHT;
  return s->unit->module;
}

bool units_know(llvm_units *s, const char *name) {
  for (size_t i = 0; i < s->known.n; i++)
    if (!strcmp(s->known.at[i], name)) return true;
  const char **to = VEC_PUSH(s->arena, &s->known);
  if (to) *to = arena_strndup(s->arena, name, strlen(name));
  if (s->arena->failed && s->status == JX_OK) s->status = diag_memory(s->d);
  if (s->arena->failed && to) s->known.n--;
  return false;
}
