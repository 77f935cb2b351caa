/* flushing.c: the code generator as a module that came with a library linked with -ffast-math: its
 * constructor makes the thread that opens it flush subnormals to zero. */
#include <dlfcn.h>
#include <fenv.h>
#include <stdlib.h>
#include <string.h>

#include "codegen/codegen.h"

__attribute__((constructor)) static void flush(void) {
#if defined(__x86_64__)
  __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | 0x8040);
#else
  fesetround(FE_TOWARDZERO);
#endif
}

JX_API codegen_entry jx_codegen_api;

const codegen_api *jx_codegen_api(void) {
  codegen_entry *entry;
  void *module = dlopen(CODEGEN_MODULE, RTLD_NOW | RTLD_LOCAL);
  void *symbol = module ? dlsym(module, CODEGEN_SYMBOL) : NULL;
  if (!symbol) abort();
  memcpy(&entry, &symbol, sizeof entry);
  return entry();
}
