/* peers.c: see peers.h. Start reading at peer_open(). */
#include "peers.h"

#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const char *const peer_names[PEER_COUNT] = {"glibc",   "NumPy", "SLEEF",
                                            "libmvec", "SVML",  "SVML ha"};

static const struct {
  const char *c; /* the C library's name */
  unsigned nargs;
} functions[] = {
#define X(id, nargs, f64, f32, c, ...) [REF_##id] = {#c, nargs},
    MATH_TABLE(X)
#undef X
};

/* ---- NumPy ---- */

#ifndef JX_NUMPY_PEER
#define JX_NUMPY_PEER "tests/accuracy/numpy_peer.py"
#endif

/* The process, started at the first use and ended with this one, when its input ends. */
static FILE *to_numpy, *from_numpy;

/* JX_PYTHON says which Python; without it, the path's. */
static bool numpy_start(void) {
  static bool tried;
  int there[2], back[2];
  if (tried) return to_numpy != NULL;
  tried = true;
  signal(SIGPIPE, SIG_IGN); /* it may have no NumPy */
  if (pipe(there) || pipe(back)) return false;
  pid_t child = fork();
  if (child < 0) return false;
  if (child == 0) {
    const char *python = getenv("JX_PYTHON");
    dup2(there[0], STDIN_FILENO), dup2(back[1], STDOUT_FILENO);
    close(there[1]), close(back[0]);
    if (!python) python = "python3";
    execlp(python, python, JX_NUMPY_PEER, (char *)NULL);
    _exit(127);
  }
  close(there[0]), close(back[1]);
  to_numpy = fdopen(there[1], "wb"), from_numpy = fdopen(back[0], "rb");
  return to_numpy && from_numpy;
}

/* Asks for a function of n elements, or with 0 of them whether it is there. */
static bool numpy_ask(const peer *p, const void *const *in, void *out, size_t n) {
  size_t size = p->f32 ? sizeof(float) : sizeof(double);
  unsigned nargs = functions[p->function].nargs;
  fprintf(to_numpy, "%s %s %u %zu\n", p->numpy, p->f32 ? "float32" : "float64", nargs, n);
  for (unsigned i = 0; i < nargs && n; i++) fwrite(in[i], size, n, to_numpy);
  fflush(to_numpy);
  size_t bytes = n ? n * size : 1;
  return fread(out, 1, bytes, from_numpy) == bytes;
}

/* ---- scalar functions ---- */

typedef void (*entry)(void);

static void run_scalar(const peer *p, const void *const *in, void *out, size_t n) {
  bool two = functions[p->function].nargs == 2;
  const double *x = in[0], *y = in[1];
  const float *x32 = in[0], *y32 = in[1];
  for (size_t i = 0; i < n; i++) {
    if (p->f32 && two)
      ((float *)out)[i] = ((float (*)(float, float))p->entry)(x32[i], y32[i]);
    else if (p->f32)
      ((float *)out)[i] = ((float (*)(float))p->entry)(x32[i]);
    else if (two)
      ((double *)out)[i] = ((double (*)(double, double))p->entry)(x[i], y[i]);
    else
      ((double *)out)[i] = ((double (*)(double))p->entry)(x[i]);
  }
}

/* ---- vectors of AVX-512 ---- */

#if defined(__x86_64__)
typedef double v8 __attribute__((vector_size(64)));
typedef float v16 __attribute__((vector_size(64)));

__attribute__((target("avx512f"))) static void run_vectors(const peer *p, const void *const *in,
                                                           void *out, size_t n) {
  bool two = functions[p->function].nargs == 2;
  size_t lanes = p->f32 ? 16 : 8;
  const char *x = in[0], *y = in[1];
  for (size_t i = 0; i < n / lanes; i++) {
    if (p->f32) {
      v16 a, b;
      memcpy(&a, x + i * sizeof a, sizeof a), memcpy(&b, y + i * sizeof b, sizeof b);
      a = two ? ((v16(*)(v16, v16))p->entry)(a, b) : ((v16(*)(v16))p->entry)(a);
      memcpy((char *)out + i * sizeof a, &a, sizeof a);
    } else {
      v8 a, b;
      memcpy(&a, x + i * sizeof a, sizeof a), memcpy(&b, y + i * sizeof b, sizeof b);
      a = two ? ((v8(*)(v8, v8))p->entry)(a, b) : ((v8(*)(v8))p->entry)(a);
      memcpy((char *)out + i * sizeof a, &a, sizeof a);
    }
  }
}

static bool has_vectors(void) { return __builtin_cpu_supports("avx512f"); }
#else
static bool has_vectors(void) { return false; }

static void run_vectors(const peer *p, const void *const *in, void *out, size_t n) {
  (void)p, (void)in, (void)out, (void)n;
}
#endif

/* ---- libraries ---- */

static void *library(peer_id id) {
  static const char *const files[PEER_COUNT] = {[PEER_SLEEF] = "libsleef.so.3",
                                                [PEER_LIBMVEC] = "libmvec.so.1",
                                                [PEER_SVML] = "libsvml.so",
                                                [PEER_SVML_HA] = "libsvml.so"};
  static void *handles[PEER_COUNT];
  static bool tried[PEER_COUNT];
  if (tried[id]) return handles[id];
  tried[id] = true;
  handles[id] = dlopen(files[id], RTLD_NOW | RTLD_LOCAL);
  if (!handles[id]) printf("%s is left out: %s\n", peer_names[id], dlerror());
  return handles[id];
}

static entry found(void *handle, const char *name) {
  entry e;
  void *symbol = dlsym(handle, name);
  memcpy(&e, &symbol, sizeof e);
  return e;
}

/* The name of a function in a library, in its k-th spelling; false past the last. */
static bool spell(const peer *p, unsigned k, char *name, size_t size) {
  static const char *const sleef[] = {"u10", "u05", "u15"};
  const char *c = functions[p->function].c, *f = p->f32 ? "f" : "";
  unsigned nargs = functions[p->function].nargs, lanes = p->f32 ? 16 : 8;
  if (p->id == PEER_SLEEF && k < 3)
    snprintf(name, size, "Sleef_%s%s_%s", c, f, sleef[k]);
  else if (p->id == PEER_LIBMVEC && k == 0)
    snprintf(name, size, "_ZGVeN%uv%s_%s%s", lanes, nargs == 2 ? "v" : "", c, f);
  else if (p->id == PEER_SVML && k == 0)
    snprintf(name, size, "__svml_%s%s%u", c, f, lanes);
  else if (p->id == PEER_SVML_HA && k == 0)
    snprintf(name, size, "__svml_%s%s%u_ha", c, f, lanes);
  else
    return false;
  return true;
}

static entry in_library(const peer *p) {
  char name[64];
  entry e = NULL;
  if (p->id != PEER_SLEEF && !has_vectors()) return NULL;
  void *handle = library(p->id);
  for (unsigned k = 0; handle && !e && spell(p, k, name, sizeof name); k++) e = found(handle, name);
  return e;
}

/* The C library's; it has none of what math_names.h adds for the tests. */
static entry in_libc(const peer *p) {
  char name[32];
  snprintf(name, sizeof name, "%s%s", functions[p->function].c, p->f32 ? "f" : "");
  return found(RTLD_DEFAULT, name);
}

bool peer_open(peer *p, peer_id id, reference_id function, const char *numpy, bool f32) {
  static bool told;
  *p = (peer){id, function, f32, NULL, numpy};
  if (id == PEER_NUMPY) {
    if (!*numpy) return false; /* a function without a name */
    char answer = 0;
    bool answered = numpy_start() && numpy_ask(p, NULL, &answer, 0);
    if (!answered && !told) printf("NumPy is left out: JX_PYTHON has none\n");
    told = told || !answered;
    return answered && answer;
  }
  p->entry = id == PEER_GLIBC ? in_libc(p) : in_library(p);
  return p->entry != NULL;
}

void peer_run(void *self, const void *const *in, void *out, size_t n) {
  const peer *p = self;
  if (p->id == PEER_NUMPY) {
#pragma omp critical(numpy)
    if (!numpy_ask(p, in, out, n)) memset(out, 0, n * (p->f32 ? sizeof(float) : sizeof(double)));
  } else if (p->id == PEER_GLIBC || p->id == PEER_SLEEF) {
    run_scalar(p, in, out, n);
  } else {
    run_vectors(p, in, out, n);
  }
}
