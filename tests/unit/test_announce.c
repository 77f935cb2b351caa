/* test_announce.c: what a debugger finds, and whether a kernel's frame can be walked through.
 *
 * The list is read as GDB reads it. For the walk the test steps through a call instruction by
 * instruction, and at each one inside a kernel lets the unwinder of libgcc find the test's own
 * function further out: by the unwind table, there is no other way. */
#include "runtime/kernel/announce.h"

#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/ucontext.h>
#include <sys/wait.h>
#include <unistd.h>
#include <unwind.h>

#include "base/alloc.h"
#include "codegen/codegen.h"
#include "runtime/kernel/code_object.h"
#include "runtime/kernel/loader.h"
#include "tests/support/unit.h"

/* ---- GDB's side; its manual, "JIT Compilation Interface" ---- */

struct jit_code_entry {
  struct jit_code_entry *next_entry;
  struct jit_code_entry *prev_entry;
  const char *symfile_addr;
  uint64_t symfile_size;
};

extern struct jit_descriptor {
  uint32_t version;
  uint32_t action_flag;
  struct jit_code_entry *relevant_entry;
  struct jit_code_entry *first_entry;
} __jit_debug_descriptor;

extern void __jit_debug_register_code(void);

/* Entries of the list, whose links are checked both ways. */
static size_t listed(void) {
  size_t n = 0;
  struct jit_code_entry *before = NULL;
  for (struct jit_code_entry *e = __jit_debug_descriptor.first_entry; e; e = e->next_entry) {
    if (e->prev_entry != before || memcmp(e->symfile_addr, ELFMAG, SELFMAG) != 0) return SIZE_MAX;
    before = e;
    n++;
  }
  return n;
}

static const code_object *newest(void) {
  ck_assert_ptr_nonnull(__jit_debug_descriptor.first_entry);
  return (const void *)__jit_debug_descriptor.first_entry->symfile_addr;
}

/* ---- The list ---- */

static const uint8_t code[] = {0xb8, 42, 0, 0, 0, 0xc3};
static const image_entry entry = {0, sizeof code};
static const image img = {code, sizeof code, &entry, 1, 0, 0};

/* Fails on NULL alone, so that threads and children may call it. */
static announced *announce(loaded *l) {
  announced *a = NULL;
  announce_warning warning;
  diag d;
  diag_init(&d, NULL, 0);
  if (loader_map(l, &img, &d) != JX_OK) return NULL;
  image mapped = img;
  mapped.bytes = l->pages;
  if (announce_code(&a, &mapped, "f(x)", 4, &alloc_default, &warning, &d) != JX_OK) return NULL;
  return a;
}

START_TEST(code_is_listed_until_it_is_gone) {
  loaded l[3];
  announced *a[3];
  ck_assert_uint_eq(__jit_debug_descriptor.version, 1);
  ck_assert_ptr_nonnull((void *)(uintptr_t)__jit_debug_register_code);
  ck_assert_uint_eq(listed(), 0);
  for (size_t i = 0; i < 3; i++) {
    a[i] = announce(&l[i]);
    ck_assert_ptr_nonnull(a[i]);
    ck_assert_uint_eq(listed(), i + 1);
    ck_assert_uint_eq(code_symbol(newest(), 0)->st_value, (uintptr_t)l[i].pages);
    ck_assert_str_eq(code_symbol_name(newest(), 0), "jx stage 0: f(x)");
    ck_assert_uint_eq(__jit_debug_descriptor.first_entry->symfile_size, code_object_size(&img));
    ck_assert_uint_eq(__jit_debug_descriptor.action_flag, 0);
  }
  static const int order[] = {1, 2, 0}; /* from the middle, the head, the last one */
  for (size_t i = 0; i < 3; i++) {
    announce_gone(a[order[i]]);
    ck_assert_uint_eq(listed(), 2 - i);
    loader_unmap(&l[order[i]]);
  }
  announce_gone(NULL);
}
END_TEST

static atomic_bool stop;

typedef struct worker {
  int rounds; /* at most, until `stop` */
  bool failed;
} worker;

static void *announce_often(void *arg) {
  worker *w = arg;
  for (int i = 0; i < w->rounds && !atomic_load(&stop); i++) {
    loaded l[3];
    announced *a[3];
    for (int k = 0; k < 3; k++) {
      a[k] = announce(&l[k]);
      if (!a[k]) w->failed = true;
    }
    for (int k = 0; k < 3; k++) {
      announce_gone(a[k]);
      loader_unmap(&l[k]);
    }
  }
  return NULL;
}

START_TEST(threads_announce_at_once) {
  pthread_t threads[4];
  worker workers[4];
  for (int i = 0; i < 4; i++) {
    workers[i] = (worker){.rounds = 2000};
    ck_assert_int_eq(pthread_create(&threads[i], NULL, announce_often, &workers[i]), 0);
  }
  for (int i = 0; i < 4; i++) {
    ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
    ck_assert(!workers[i].failed);
  }
  ck_assert_uint_eq(listed(), 0);
}
END_TEST

START_TEST(children_find_the_list_whole) {
  pthread_t thread;
  worker w = {.rounds = INT_MAX};
  loaded first, l;
  announced *a = announce(&first);
  ck_assert_ptr_nonnull(a);
  ck_assert_int_eq(pthread_create(&thread, NULL, announce_often, &w), 0);
  for (int i = 0; i < 100; i++) {
    int status;
    pid_t child = fork();
    if (child == 0) {
      alarm(20); /* a lock that is held for ever */
      size_t before = listed();
      announced *mine = announce(&l);
      bool well = before >= 1 && before <= 4 && mine && listed() == before + 1;
      announce_gone(mine);
      announce_gone(a);
      _exit(well && listed() == before - 1 ? 0 : 1);
    }
    ck_assert_int_gt(child, 0);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);
  }
  atomic_store(&stop, true);
  pthread_join(thread, NULL);
  ck_assert(!w.failed);
  announce_gone(a);
  loader_unmap(&first);
}
END_TEST

/* A child's map has the code it inherited as well: perf may be attached to the child alone. */
START_TEST(children_tell_perf_of_all_code) {
  char path[64];
  loaded first, second;
  int status;
  setenv("JX_PERF", "1", 1);
  announced *a = announce(&first);
  ck_assert_ptr_nonnull(a);
  pid_t child = fork();
  if (child == 0) _exit(announce(&second) ? 0 : 1);
  ck_assert_int_eq(waitpid(child, &status, 0), child);
  ck_assert_int_eq(status, 0);
  for (int i = 0; i < 2; i++) {
    char text[512] = "";
    snprintf(path, sizeof path, "/tmp/perf-%d.map", (int)(i ? child : getpid()));
    FILE *f = fopen(path, "r");
    ck_assert_ptr_nonnull(f);
    size_t n = fread(text, 1, sizeof text - 1, f), lines = 0;
    fclose(f);
    unlink(path);
    snprintf(path, sizeof path, "%llx 6 jx stage 0: f(x)\n",
             (unsigned long long)(uintptr_t)first.pages);
    ck_assert_ptr_nonnull(strstr(text, path));
    for (size_t k = 0; k < n; k++) lines += text[k] == '\n';
    ck_assert_uint_eq(lines, (size_t)i + 1);
  }
  announce_gone(a);
  loader_unmap(&first);
}
END_TEST

/* ---- Kernels ---- */

enum { LENGTH = 100 };
static double x[LENGTH];

static __attribute__((noinline, used)) jx_status evaluate(jx_context *c, const char *program) {
  jx_array in = {.data = x, .dtype = JX_FLOAT64, .rank = 1};
  in.shape[0] = LENGTH;
  in.strides[0] = sizeof *x;
  jx_operand operand = {"x", &in};
  jx_array out = {0};
  jx_status status = jx_eval(c, program, JX_NTS, &operand, 1, &out, 1);
  jx_array_free(c, &out);
  return status; /* behind the call, so that it is no jump */
}

START_TEST(kernels_are_listed_by_their_program) {
  jx_context *c = jx_context_new(&(jx_options){.threads = 1});
  ck_assert_int_eq(evaluate(c, "exp(x - max(x)) /\nsum(exp(x - max(x)))"), JX_OK);
  ck_assert_uint_eq(listed(), 1);
  const code_object *o = newest();
  ck_assert_uint_eq(o->nstages, 3);
  ck_assert_str_eq(code_symbol_name(o, 2), "jx stage 2: exp(x - max(x)) /...");
  ck_assert_int_eq(evaluate(c, "x + 1"), JX_OK);
  ck_assert_uint_eq(listed(), 2);
  jx_context_free(c);
  ck_assert_uint_eq(listed(), 0);
}
END_TEST

static int warnings;
static char warned[512];

static void on_warning(void *user, const char *message) {
  ck_assert_ptr_eq(user, &warnings);
  warnings++;
  snprintf(warned, sizeof warned, "%s", message);
}

START_TEST(trouble_with_perf_is_a_warning) {
  setenv("JX_PERF", "yes", 1);
  jx_context *c =
      jx_context_new(&(jx_options){.threads = 1, .warning = on_warning, .warning_user = &warnings});
  ck_assert_int_eq(evaluate(c, "x + 1"), JX_OK);
  ck_assert_int_eq(evaluate(c, "x + 2"), JX_OK);
  ck_assert_int_eq(warnings, 1);
  ck_assert_str_eq(warned, "kernels are not shown to perf: JX_PERF is 'yes', not 1 or dump");
  jx_context_free(c);
}
END_TEST

/* ---- Walking ---- */

/* ThreadSanitizer's own code, which runs between any two instructions of ours, cannot be stepped
 * through: its locks are not for signal handlers. */
#ifdef __SANITIZE_THREAD__
#define WALKS
#else
#define WALKS every_instruction_can_be_walked_out_of, helpers_are_walked_out_of_through_their_kernel

void __register_frame(const void *);
void __deregister_frame(const void *);

static struct {
  const code_object *code;
  bool on;
  uint64_t pc;
  size_t steps, lost; /* instructions in a kernel; those from which evaluate() was not found */
  size_t first, last; /* of which a function's first one, and returns */
  size_t helpers, helpers_lost;
} walk;

typedef struct found {
  uint64_t pc; /* of the kernel; 0: of a helper, whose caller is the kernel */
  bool kernel, evaluate;
} found;

static const Elf64_Sym *stage_at(uint64_t pc) {
  for (uint32_t i = 0; i < walk.code->nstages; i++) {
    const Elf64_Sym *s = code_symbol(walk.code, i);
    if (pc >= s->st_value && pc - s->st_value < s->st_size) return s;
  }
  return NULL;
}

static _Unwind_Reason_Code look(struct _Unwind_Context *context, void *user) {
  found *f = user;
  uint64_t pc = _Unwind_GetIP(context);
  if (stage_at(pc) && (pc == f->pc || !f->pc)) f->kernel = true;
  if (f->kernel && _Unwind_GetRegionStart(context) == (uintptr_t)evaluate) {
    f->evaluate = true;
    return _URC_END_OF_STACK;
  }
  return _URC_NO_REASON;
}

static bool walks_out(uint64_t pc) {
  found f = {.pc = pc};
  _Unwind_Backtrace(look, &f);
  return f.kernel && f.evaluate;
}

#define TRAP_FLAG 0x100 /* of RFLAGS: a trap after each instruction (Intel SDM vol. 1, 3.4.3.3) */

static void on_trap(int signal, siginfo_t *info, void *state) {
  greg_t *registers = ((ucontext_t *)state)->uc_mcontext.gregs;
  uint64_t pc = (uint64_t)registers[REG_RIP];
  const Elf64_Sym *s = stage_at(pc);
  (void)signal, (void)info;
  if (!walk.on) registers[REG_EFL] &= ~TRAP_FLAG;
  if (s) {
    walk.steps++;
    walk.first += pc == s->st_value;
    walk.last += *(const uint8_t *)(uintptr_t)pc == 0xc3;
    walk.lost += !walks_out(pc);
  }
  if (pc == (uintptr_t)helpers.fmod) {
    walk.helpers++;
    walk.helpers_lost += !walks_out(0);
  }
}

static void step(bool on) {
  walk.on = on;
  if (on)
    __asm__ volatile("lea -128(%%rsp), %%rsp\n\tpushfq\n\torq %0, (%%rsp)\n\tpopfq\n\t"
                     "lea 128(%%rsp), %%rsp"
                     :
                     : "i"(TRAP_FLAG)
                     : "memory", "cc");
}

/* Compiles a program, then walks out of every instruction that a second evaluation runs. */
static void walk_through(const char *program, size_t nstages) {
  jx_context *c = jx_context_new(&(jx_options){.threads = 1});
  struct sigaction action = {.sa_sigaction = on_trap, .sa_flags = SA_SIGINFO};
  ck_assert_int_eq(sigaction(SIGTRAP, &action, NULL), 0);
  ck_assert_int_eq(evaluate(c, program), JX_OK);
  memset(&walk, 0, sizeof walk);
  walk.code = newest();
  ck_assert_uint_eq(walk.code->nstages, nstages);
  const void *table = (const void *)(uintptr_t)walk.code->sections[CODE_UNWIND].sh_addr;
  __register_frame(table);
  /* The first search in a table allocates, which is not for a signal handler. */
  void *entry = (void *)(uintptr_t)code_symbol(walk.code, 0)->st_value;
  ck_assert_ptr_eq(_Unwind_FindEnclosingFunction((char *)entry + 1), entry);
  step(true);
  jx_status status = evaluate(c, program);
  step(false);
  __deregister_frame(table);
  ck_assert_int_eq(status, JX_OK);
  ck_assert_uint_gt(walk.steps, 20 * nstages);
  ck_assert_uint_ge(walk.first, nstages);
  ck_assert_uint_eq(walk.first, walk.last);
  ck_assert_uint_eq(walk.lost, 0);
  ck_assert_uint_eq(walk.helpers_lost, 0);
  jx_context_free(c);
}

START_TEST(every_instruction_can_be_walked_out_of) {
  for (int i = 0; i < LENGTH; i++) x[i] = i;
  walk_through("2*x + 1", 1);
  walk_through("sum(x*x)", 1);
  walk_through("exp(x - max(x)) / sum(exp(x - max(x)))", 3);
  ck_assert_uint_eq(walk.helpers, 0);
}
END_TEST

START_TEST(helpers_are_walked_out_of_through_their_kernel) {
  for (int i = 0; i < LENGTH; i++) x[i] = 1e300 * i;
  walk_through("sum(fmod(x, 3))", 1);
  ck_assert_uint_gt(walk.helpers, 0);
}
END_TEST

#endif

UNIT(announce, code_is_listed_until_it_is_gone, threads_announce_at_once,
     children_find_the_list_whole, children_tell_perf_of_all_code,
     kernels_are_listed_by_their_program, trouble_with_perf_is_a_warning, WALKS)
