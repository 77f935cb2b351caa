/* units.h: the modules of one kernel.
 *
 * Most kernels are one module, that of their stages. Functions that large ones are cut into
 * (parts.c) go into modules of their own, each of which is compiled as soon as it is full: so
 * LLVM never holds more than a few thousand instructions at once, and between two modules a
 * compilation can be stopped. */
#ifndef JX_UNITS_H
#define JX_UNITS_H

#include "codegen/llvm/target.h"

typedef struct llvm_units {
  llvm_unit *unit; /* whose module is that of the stages */
  const codegen_watch *watch;
  arena *arena; /* for objects and names */
  diag *d;
  jx_status status; /* the first failure; nothing is compiled after it */
  VEC(image_object) objects;
  LLVMModuleRef parts; /* the one being filled, and with how many functions */
  uint32_t nparts, nstages, weight;
  VEC(const char *) known; /* names of what has been made */
} llvm_units;

void units_open(llvm_units *s, llvm_unit *u, const codegen_watch *watch, arena *arena, diag *d);
/* Compiles what is left; the objects are complete when it returns JX_OK. To be called in any case.
 */
jx_status units_close(llvm_units *s);

/* The module for one more part, for one more stage, which weighs so many additions. */
LLVMModuleRef units_part(llvm_units *s);
LLVMModuleRef units_stage(llvm_units *s, uint32_t weight);
/* True when a function of that name has been made before; from now on it has. */
bool units_know(llvm_units *s, const char *name);
/* A module by itself, and its end: it is compiled and gone. */
LLVMModuleRef units_begin(llvm_units *s);
void units_end(llvm_units *s, LLVMModuleRef module);

#endif
