/* call.h: one evaluation, whoever asked for it.
 *
 * jx_eval() and jx_run() fill a call and hand it to call_run(); jx_emit() uses its front half.
 * Start at call_run() in eval.c.
 */
#ifndef JX_CALL_H
#define JX_CALL_H

#include "runtime/engine.h"
#include "runtime/run/bind.h"

typedef struct call {
  jx_context *context;
  const char *source;
  size_t length;
  const char *const *names; /* one per operand; NULL: take those of `named` */
  const jx_operand *named;  /* NULL: take `names` and `arrays` */
  const jx_array *const *arrays;
  size_t noperands;
  jx_array *results;
  size_t nresults;
  jx_precision precision; /* the context's when the call began */
  bool careful;           /* with sums that overflow on the way: call_evaluate() tries without */
  bool only_look;         /* nothing is to be run: results are not given, arrays need no data */
  /* of many sets: run on one thread, unless it takes longer than that; then it is put off */
  double most; /* estimated nanoseconds; 0: no matter how long */
  uint32_t
      alike;    /* so many from it on are known to be alike; 0: nothing is known of the next ones */
  bool put_off; /* out: it was, and nothing has been done */
  /* what jx_compile() has made beforehand, or NULL and 0 */
  uint64_t program; /* its number in the engine */
  const void *prefix;
  size_t prefix_size;
  /* when stages are to be timed: schedule_run.ticks, and how many */
  uint64_t *ticks;
  size_t nticks;
} call;

static inline const char *call_name(const call *c, size_t i) {
  return c->named ? c->named[i].name : c->names[i];
}

/* Most operands or results of a call. */
#define CALL_MAX_COUNT 65536

/* check.c: everything that can be wrong with what the caller passed, but for the program. */
jx_status call_check(call *c, diag *d);
/* The part of it that depends on the names alone, so that a kernel that was found stands for it:
 * each an identifier, and no two alike. */
jx_status call_check_names(const call *c, arena *scratch, diag *d);
/* A source's length, JX_NTS resolved, within the context's limit. */
jx_status call_check_source(const jx_context *context, const char *source, size_t *length, diag *d);

/* The progress callback as a call met it: it may set another one. A jx_progress that asks it when
 * it is due, in the caller's floating-point environment. */
typedef struct call_progress {
  jx_progress ask;
  void *user;
  jx_context *context;
} call_progress;

call_progress call_progress_of(jx_context *context);
int call_ask(void *progress, double done);

/* How a bound call runs: its stages on the context's threads, to be stopped as the context says.
 * What it returns points to `progress`. */
schedule_run call_schedule(const call *c, const bound *b, call_progress *progress);

/* A codegen_watch for what goes on without a run: it asks for jx_cancel() and the callback. */
typedef struct call_watch {
  codegen_watch watch;
  call_progress progress;
  bool stopped; /* one of them wanted that */
} call_watch;
void call_watch_begin(call_watch *w, jx_context *context);

/* What a call says that was stopped, and why; JX_ERROR_CANCELLED. */
jx_status call_stopped(const jx_context *context, diag *d);

/* The part of a key that the program and the names make. Returns its size; it is whole when that is
 * at most `room`. */
size_t call_prefix(const call *c, char *to, size_t room);

/* A program on its way to machine code; all of it lies in `memory`. */
typedef struct compilation {
  arena memory;
  ast tree;
  graph graph;
  plan plan;
  image image;
  kernel_spec *spec;
  plan_key key;         /* when the disk is used */
  bool tried;           /* the code generator was asked for an image, */
  bool made;            /* and made one */
  uint64_t took;        /* ticks that making it took */
  jx_operand *operands; /* of the call, in the form the builder takes */
  layout *layouts;      /* of operands, then of results */
} compilation;

/* How far to go. */
typedef enum compile_goal { GOAL_AST, GOAL_GRAPH, GOAL_PLAN, GOAL_IMAGE } compile_goal;

/* The passes up to the goal. The caller frees out->memory, whatever the status. */
jx_status call_compile(const call *c, compile_goal goal, compilation *out, diag *d);

/* A kernel for the call, whose guards hold, from disk or made; or, when its code cannot be
 * generated, one that remembers why. The caller sets the query's key, operands and functions, and
 * frees k->memory, whatever the status. */
jx_status call_make_kernel(const call *c, compilation *k, disk_query *q, kernel **out, diag *d);

/* Puts a kernel that call_make_kernel() had to make on disk. */
void call_keep_kernel(const call *c, const compilation *k, const disk_query *q);

/* program.c: the call of a program with arrays and results still to be set. False, and why, when it
 * cannot be run so. */
bool call_of_program(call *c, jx_context *context, const jx_program *p, size_t noperands, diag *d);

/* The front half of an evaluation: a kernel that fits is found or made, and bound for the call's
 * arrays, in the context's memory: until its next call. bind_finish() or bind_abandon() follow. */
struct bound;
jx_status call_bind(call *c, struct bound *b, diag *d);
/* The error that running has left in a bound call's fault word. */
jx_status call_fault(const call *c, const struct bound *b, diag *d);

/* All of an evaluation, in a context that is entered. Results are left as jx_eval() says. */
jx_status call_evaluate(call *c, diag *d);

/* The same as an entry: the context is entered; failures become its error. */
jx_status call_run(call *c);

#endif
