/* codegen_load.c: finds and opens libjx-codegen.so.
 *
 * Takes nothing but where we are; gives the module's table. The folders that may hold it are tried
 * in order; the first module that opens and carries our build id wins, and when none does, the
 * first failure is reported.
 *
 * What always holds: paths given to the dynamic linker are absolute, so neither the working
 * directory nor the library search path decides what runs; and a set-user-id program opens what is
 * installed and nothing else.
 */
#include "runtime/codegen_load.h"

#include <dlfcn.h>
#include <limits.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

#include "build_id.h"
#include "runtime/machine/fpenv.h"
#include "runtime/machine/room.h"

#ifndef JX_MODULE_DIR
#define JX_MODULE_DIR "/usr/local/lib/jx"
#endif

#define MODULE "libjx-codegen.so"

/* Something of ours to be found by, in libjx.so or in the program that libjx is part of. */
static const char here;

static bool own_folder(char folder[PATH_MAX]) {
  Dl_info info;
  struct link_map *map = NULL;
  char *path = NULL;
  if (!dladdr1(&here, &info, (void **)&map, RTLD_DL_LINKMAP) || !map) return false;
  /* The main program has no name there. */
  path = realpath(map->l_name[0] ? map->l_name : "/proc/self/exe", NULL);
  if (!path) return false;
  snprintf(folder, PATH_MAX, "%s", path);
  free(path);
  char *slash = strrchr(folder, '/');
  if (!slash) return false;
  *slash = 0;
  return true;
}

/* Opens one candidate. A file that is not there is no failure: *api stays NULL, and the diagnostic
 * is untouched. */
static jx_status try_folder(const char *folder, const char *below, const codegen_api **api,
                            diag *d) {
  char path[PATH_MAX];
  if (folder[0] != '/' ||
      snprintf(path, sizeof path, "%s%s/%s", folder, below, MODULE) >= (int)sizeof path)
    return JX_OK;
  if (access(path, F_OK) != 0) return JX_OK;

  const int flags = RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE;
  void *module = dlopen(path, flags | RTLD_NOLOAD);
  if (!module) { /* what LLVM makes as it is loaded must not run out of memory */
    if (!room_there(ROOM_MODULE, ROOM_MODULE_WRITTEN)) return diag_memory(d);
    module = dlopen(path, flags);
  }
  /* A library that came with it may have been linked with -ffast-math: its constructor has then
   * changed this thread's environment, which goes back to the caller's when the call ends. */
  fp_environment changed;
  fp_enter(&changed);
  if (!module)
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "cannot open the code generator: %s",
                     dlerror());
  codegen_entry *entry;
  void *symbol = dlsym(module, CODEGEN_SYMBOL);
  memcpy(&entry, &symbol, sizeof entry); /* ISO C has no cast from a data to a function pointer */
  if (!entry)
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "%s is not a code generator of jx", path);
  const codegen_api *found = entry();
  if (found->abi != CODEGEN_ABI || strcmp(found->build_id, JX_BUILD_ID) != 0)
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0},
                     "the code generator %s is of another build of jx (%s, not %s)", path,
                     found->abi == CODEGEN_ABI ? found->build_id : "another interface",
                     JX_BUILD_ID);
  *api = found;
  return JX_OK;
}

jx_status codegen_knows(const architecture *a, diag *d) {
  if (a->kernels) return JX_OK;
  return diag_fail(
      d, JX_ERROR_UNSUPPORTED, (span){0},
      "kernels for %s processors are not compiled yet; programs can be read, typed and "
      "planned here, but not run",
      a->name);
}

jx_status codegen_load(const codegen_api **out, diag *d) {
  const char *asked = secure_getenv("JX_MODULE_DIR");
  char own[PATH_MAX] = "";
  diag first;
  *out = NULL;
  JX_TRY(codegen_knows(architecture_here(), d));
  diag_init(&first, NULL, 0);
  if (getauxval(AT_SECURE) || !own_folder(own)) own[0] = 0;

  const char *const places[][2] = {
      {asked ? asked : "", ""}, {own, ""}, {own, "/jx"}, {JX_MODULE_DIR, ""}};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    try_folder(places[i][0], places[i][1], out, &first);
    if (*out) return JX_OK;
  }
  if (first.status != JX_OK) return diag_fail(d, first.status, (span){0}, "%s", first.message);
  if (!own[0])
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "the code generator %s is not in %s", MODULE,
                     JX_MODULE_DIR);
  return diag_fail(d, JX_ERROR_CODEGEN, (span){0},
                   "the code generator %s is neither in %s nor in %s", MODULE, own, JX_MODULE_DIR);
}
