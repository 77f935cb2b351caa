/* guest.c: what libjx leaves as it was in a process that opens it, uses it and closes it.
 *
 *   guest [--rounds N]
 *
 * libjx.so ($BUILD) is opened by dlopen(), makes kernels, runs on several threads, fails, is stopped,
 * prints numbers, and is closed; and so on. The first round is for what stays (the code generator
 * and LLVM). In each of the others signal handlers and masks, the locale, the environment, the
 * floating-point environment, the directory, the umask, standard output's buffer, open files and
 * threads must be the same before and after, and while contexts are open all but files and threads;
 * and the library must be gone when it is closed. Where localedef makes one, numbers are read and
 * printed in a locale with decimal commas. Threads of jx must block signals. Start with round(). */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fenv.h>
#include <ftw.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jx.h"

extern char **environ;

static int failures;

static void must(bool good, const char *what) {
  if (good) return;
  failures++;
  fprintf(stderr, "failed: %s\n", what);
}

/* ---- What there is ---- */

static int entries(const char *folder) {
  DIR *d = opendir(folder);
  int n = -3; /* itself, its parent and what it is read by, where that is a file */
  while (d && readdir(d)) n++;
  if (d) closedir(d);
  return n;
}

typedef struct surroundings {
  struct sigaction actions[65];
  sigset_t mask;
  char locale[256], folder[1024];
  locale_t own;
  uint64_t environment;
  int rounding, files;
  unsigned control;
  mode_t umask;
  size_t buffer, pending;
} surroundings;

static uint64_t hash(uint64_t h, const char *text) {
  for (; *text; text++) h = (h ^ (unsigned char)*text) * 0x100000001b3;
  return h;
}

static void look(surroundings *s) {
  memset(s, 0, sizeof *s);
  for (int i = 1; i < 65; i++) sigaction(i, NULL, &s->actions[i]);
  pthread_sigmask(SIG_SETMASK, NULL, &s->mask);
  snprintf(s->locale, sizeof s->locale, "%s", setlocale(LC_ALL, NULL));
  s->own = uselocale(NULL);
  for (char **e = environ; *e; e++) s->environment = hash(s->environment, *e);
  s->rounding = fegetround();
#ifdef __x86_64__
  s->control = __builtin_ia32_stmxcsr() & ~0x3fu; /* the flags apart */
#endif
  must(getcwd(s->folder, sizeof s->folder) != NULL, "getcwd()");
  s->umask = umask(0);
  umask(s->umask);
  s->buffer = __fbufsize(stdout);
  s->pending = __fpending(stdout);
  s->files = entries("/proc/self/fd");
}

static void must_be_same(const surroundings *a, const surroundings *b, bool closed) {
  bool actions = true;
  for (int i = 1; i < 65; i++)
    actions &= a->actions[i].sa_handler == b->actions[i].sa_handler &&
               a->actions[i].sa_flags == b->actions[i].sa_flags;
  must(actions, "handlers of signals");
  must(memcmp(&a->mask, &b->mask, sizeof a->mask) == 0, "the mask of signals");
  must(strcmp(a->locale, b->locale) == 0 && a->own == b->own, "the locale");
  must(a->environment == b->environment, "the environment");
  must(a->rounding == b->rounding && a->control == b->control, "the floating-point environment");
  must(strcmp(a->folder, b->folder) == 0 && a->umask == b->umask, "directory and umask");
  must(a->buffer == b->buffer && a->pending == b->pending, "standard output");
  if (closed) must(a->files == b->files, "open files");
}

/* ---- Threads ---- */

/* Whether all threads but the calling one block the signals that programs handle. */
static bool others_block_signals(void) {
  const unsigned long long wanted = 1ull << (SIGINT - 1) | 1ull << (SIGALRM - 1) |
                                    1ull << (SIGTERM - 1) | 1ull << (SIGCHLD - 1) |
                                    1ull << (SIGUSR1 - 1);
  DIR *tasks = opendir("/proc/self/task");
  bool all = true;
  for (struct dirent *e; (e = readdir(tasks));) {
    char path[300], line[256];
    unsigned long long blocked = 0;
    if (e->d_name[0] == '.' || atoi(e->d_name) == gettid()) continue;
    snprintf(path, sizeof path, "/proc/self/task/%s/status", e->d_name);
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f)) sscanf(line, "SigBlk: %llx", &blocked);
    if (!f) continue; /* it has ended */
    fclose(f);
    all &= (blocked & wanted) == wanted;
  }
  closedir(tasks);
  return all;
}

/* ---- Using it ---- */

#define LONG 1000000
static double values[LONG];

static struct {
  jx_context *(*new)(const jx_options *);
  void (*free)(jx_context *);
  void (*cancel)(jx_context *);
  jx_status (*eval)(jx_context *, const char *, size_t, const jx_operand *, size_t, jx_array *,
                    size_t);
  void (*array_free)(jx_context *, jx_array *);
  const jx_error *(*error)(const jx_context *);
} jx;

static void find(void *library, const char *name, void *to) {
  void *symbol = dlsym(library, name);
  must(symbol != NULL, name);
  memcpy(to, &symbol, sizeof symbol);
}

static double value_of(jx_context *c, const char *program, jx_status wanted) {
  jx_array a = jx_array_of(values, JX_FLOAT64, 1, (int64_t[]){LONG}), r = {0};
  jx_status status = jx.eval(c, program, JX_NTS, &(jx_operand){"a", &a}, 1, &r, 1);
  double value = status == JX_OK ? *(double *)r.data : 0;
  if (status != wanted) fprintf(stderr, "%s: %s\n", program, jx.error(c)->message);
  must(status == wanted, program);
  jx.array_free(c, &r);
  return value;
}

static void use(const char *place, const surroundings *before) {
  jx_options options = {.threads = 4, .cache = JX_CACHE_ON, .cache_dir = place};
  jx_context *c = jx.new(&options);
  surroundings meanwhile;
  must(value_of(c, "sum(a)*0.5 + 1.25e1", JX_OK) == LONG * 0.5 + 12.5, "numbers");
  must(value_of(c, "sum(sin(a) + sqrt(a))", JX_OK) > 0, "functions");
  value_of(c, "float64('1.5' + str(a[0]))", JX_ERROR_TYPE);
  value_of(c, "a +* 2", JX_ERROR_SYNTAX);
  value_of(c, "a[2000000]", JX_ERROR_SHAPE);
  jx.cancel(c);
  value_of(c, "sum(a)", JX_ERROR_CANCELLED);
  must(others_block_signals(), "signals of other threads");
  look(&meanwhile);
  must_be_same(before, &meanwhile, false);
  jx.free(c);
}

static void one_round(const char *library, const char *place, bool first) {
  surroundings before, after;
  int threads = entries("/proc/self/task");
  look(&before);
  void *l = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!l) fprintf(stderr, "%s\n", dlerror());
  must(l != NULL, "opening the library");
  if (!l) return;
  find(l, "jx_context_new", &jx.new);
  find(l, "jx_context_free", &jx.free);
  find(l, "jx_cancel", &jx.cancel);
  find(l, "jx_eval", &jx.eval);
  find(l, "jx_array_free", &jx.array_free);
  find(l, "jx_context_error", &jx.error);
  use(place, &before);
  dlclose(l);
  look(&after);
  must_be_same(&before, &after, !first);
  must(entries("/proc/self/task") == threads, "threads");
  l = dlopen(library, RTLD_NOW | RTLD_NOLOAD);
  must(l == NULL, "closing the library");
  if (l) dlclose(l);
}

/* ---- All of it ---- */

jx_array jx_array_of(void *data, jx_dtype dtype, int32_t rank, const int64_t *shape) {
  jx_array a = {.data = data, .dtype = dtype, .rank = rank};
  a.shape[0] = shape[0];
  a.strides[0] = 8;
  return a;
}

static int remove_one(const char *path, const struct stat *s, int type, struct FTW *ftw) {
  (void)s;
  (void)type;
  (void)ftw;
  return remove(path);
}

/* A locale with decimal commas, where localedef makes one. */
static bool commas(const char *place) {
  char command[512];
  snprintf(command, sizeof command,
           "localedef --no-archive -i de_DE -f UTF-8 %s/de_DE.UTF-8 >/dev/null 2>&1", place);
  int status = system(command);
  setenv("LOCPATH", place, 1);
  return status == 0 && setlocale(LC_ALL, "de_DE.UTF-8") && *localeconv()->decimal_point == ',';
}

int main(int argc, char **argv) {
  const char *build = getenv("BUILD");
  char place[] = "/tmp/jx-guest-XXXXXX", library[1024], cache[64];
  int rounds = argc == 3 && strcmp(argv[1], "--rounds") == 0 ? atoi(argv[2]) : 4;
  if (!build || !mkdtemp(place)) return 1;
  snprintf(library, sizeof library, "%s/libjx.so", build);
  snprintf(cache, sizeof cache, "%s/cache", place);
  for (int i = 0; i < LONG; i++) values[i] = 1;
  bool comma = commas(place);
  fesetround(FE_UPWARD);
  for (int i = 0; i < rounds; i++) one_round(library, cache, i == 0);
  nftw(place, remove_one, 8, FTW_DEPTH | FTW_PHYS);
  printf("%d rounds%s: %d failures\n", rounds, comma ? ", with decimal commas" : "", failures);
  return failures ? 1 : 0;
}
