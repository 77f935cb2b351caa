/* target.h: LLVM as a service to one compilation.
 *
 * A unit is everything of LLVM's that one compilation needs: a context, a module in it, a target
 * machine. Open it, put functions into its module, finish it, then take the object or its text;
 * close it in any case. Units in different threads do not meet. */
#ifndef JX_TARGET_H
#define JX_TARGET_H

#include <llvm-c/Core.h>
#include <llvm-c/TargetMachine.h>

#include "codegen/codegen.h"

typedef struct llvm_unit {
  const codegen_target *target; /* borrowed */
  LLVMTargetMachineRef machine;
  LLVMContextRef context;
  LLVMModuleRef module;
  char complaint[256]; /* the first error LLVM reported through the context; empty: none */
} llvm_unit;

/* Opens a unit with an empty module. It must not move while it is open. On failure there is nothing
 * to close. Thread-safe. LLVM ignores a processor or feature it does not know. Errors:
 * JX_ERROR_CODEGEN. */
jx_status llvm_open(llvm_unit *u, const codegen_target *target, diag *d);
void llvm_close(llvm_unit *u);
/* One more empty module of the unit's, which the caller disposes of. */
LLVMModuleRef llvm_module(llvm_unit *u);

/* What kernels are optimised with. The emitter writes the code it means; little is left to do. */
extern const char *const llvm_passes;

/* Gives every function of the module the attributes of kernels, verifies the module, and runs
 * `passes` (opt's syntax; "" for none). A module that does not verify is an error of ours:
 * JX_ERROR_INTERNAL. */
jx_status llvm_finish(llvm_unit *u, const char *passes, diag *d);

/* The module as an object file; may change the module, so take its text before. The caller disposes
 * of the buffer. */
jx_status llvm_object(llvm_unit *u, LLVMMemoryBufferRef *object, diag *d);

/* The module as text: JX_FORM_IR or JX_FORM_ASM. */
jx_status llvm_print(llvm_unit *u, jx_form form, text *out, diag *d);

/* LLVM's version, "19.1.7"; static. */
const char *llvm_version(void);

#endif
