/* codegen_load.h: opening the code generator.
 *
 * libjx does without LLVM until a kernel must be compiled; then it opens libjx-codegen.so, here.
 * The module is never closed again: LLVM does not like to be unloaded, and the next engine will
 * want it. */
#ifndef JX_CODEGEN_LOAD_H
#define JX_CODEGEN_LOAD_H

#include "codegen/codegen.h"

/* Finds the module, opens it, checks that it is of this build. Looks into $JX_MODULE_DIR, then
 * beside the file (library or program) that this code is part of, then into the folder "jx" there,
 * then where `make install` puts it; with raised rights only there. Thread-safe; the result is
 * static, so an engine asks once. Errors: JX_ERROR_UNSUPPORTED as
 * codegen_knows(), JX_ERROR_CODEGEN, with what the dynamic linker says of the first candidate that
 * exists. */
jx_status codegen_load(const codegen_api **out, diag *d);

/* JX_ERROR_UNSUPPORTED, said plainly, for an architecture that the code generator does not know. */
jx_status codegen_knows(const architecture *a, diag *d);

#endif
