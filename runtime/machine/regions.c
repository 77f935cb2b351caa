/* regions.c: see regions.h. Start at regions_inside().
 *
 * Each runtime knows its own regions alone. Others are found among the loaded libraries by the
 * names they have; that is looked at again when something has been loaded, which a counter of the
 * dynamic linker tells. What was found stays loaded.
 */
#include "runtime/machine/regions.h"

#include <dlfcn.h>
#include <link.h>
#include <omp.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

typedef int in_parallel(void);

/* GNU's is there twice where a package has brought one of its own. */
static const char *const names[] = {"libgomp", "libomp.", "libiomp5."};
enum { NAMES = sizeof names / sizeof *names, MOST = 8 };

static in_parallel *_Atomic others[MOST];
static atomic_ullong looked_at; /* libraries that had been loaded, ever */

/* The first entry has the counter. */
static int read_counter(struct dl_phdr_info *info, size_t size, void *counter) {
  (void)size;
  *(unsigned long long *)counter = info->dlpi_adds;
  return 1;
}

typedef struct found {
  int n;
  char paths[MOST][256];
} found;

static int look_at(struct dl_phdr_info *info, size_t size, void *user) {
  found *f = user;
  const char *slash = strrchr(info->dlpi_name, '/'), *file = slash ? slash + 1 : info->dlpi_name;
  (void)size;
  for (int i = 0; i < NAMES && f->n < MOST; i++)
    if (strncmp(file, names[i], strlen(names[i])) == 0 &&
        strlen(info->dlpi_name) < sizeof f->paths[0])
      strcpy(f->paths[f->n++], info->dlpi_name);
  return 0;
}

/* Another thread may do the same, and write the same. */
static void find(void) {
  found f = {0};
  int n = 0;
  dl_iterate_phdr(look_at, &f);
  for (int i = 0; i < f.n; i++) {
    void *library = dlopen(f.paths[i], RTLD_LAZY | RTLD_NOLOAD);
    void *symbol = library ? dlsym(library, "omp_in_parallel") : NULL;
    in_parallel *ask;
    memcpy(&ask, &symbol, sizeof ask); /* ISO C has no cast from a data to a function pointer */
    if (ask && ask != omp_in_parallel) atomic_store(&others[n++], ask);
  }
}

bool regions_inside(void) {
  unsigned long long loaded = 0;
  if (omp_in_parallel()) return true;
  dl_iterate_phdr(read_counter, &loaded);
  if (atomic_load_explicit(&looked_at, memory_order_acquire) != loaded) {
    find();
    atomic_store_explicit(&looked_at, loaded, memory_order_release);
  }
  for (int i = 0; i < MOST; i++) {
    in_parallel *ask = atomic_load_explicit(&others[i], memory_order_relaxed);
    if (ask && ask()) return true;
  }
  return false;
}
