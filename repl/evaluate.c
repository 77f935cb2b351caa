/* evaluate.c: running a program in a session.
 *
 * Takes a program's text, gives arrays. jx_inspect() tells how many results there will be and which
 * names are assigned. To keep assigned names, they are asked for as further results of the same
 * program, which jx computes in the same pass:
 *
 *     y = x + 1           becomes   y = x + 1
 *                                   y
 *     y = x + 1; sum(y)   becomes   y = x + 1; sum(y), y
 *
 * Start at evaluate_statement(). */
#include "evaluate.h"

#include "print.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What jx_inspect() told, copied. */
typedef struct outline {
  size_t nresults, nassigned;
  char **assigned;
} outline;

static void outline_free(outline *o) {
  for (size_t i = 0; i < o->nassigned; i++) free(o->assigned[i]);
  free(o->assigned);
  *o = (outline){0};
}

static jxc_exit inspect(session *s, const program *p, outline *out) {
  *out = (outline){0};
  jx_inspection seen;
  if (jx_inspect(s->context, p->text, p->length, &seen) != JX_OK)
    return report_error(s->context, p->place, p->position);
  out->nresults = seen.nresults;
  out->assigned = calloc(seen.nassigned + 1, sizeof *out->assigned);
  while (out->assigned && out->nassigned < seen.nassigned) {
    char *copy = strdup(seen.assigned_names[out->nassigned]);
    if (!copy) break;
    out->assigned[out->nassigned++] = copy;
  }
  if (out->nassigned == seen.nassigned && out->assigned) return JXC_OK;
  outline_free(out);
  return report_failure("out of memory");
}

/* ---- Programs ---- */

/* Every variable, but for those the program assigns before it reads them. NULL when out of memory.
 */
static jx_operand *operands_of(const session *s, size_t *count) {
  jx_operand *operands = malloc((s->count + 1) * sizeof *operands);
  if (!operands) return NULL;
  for (size_t i = 0; i < s->count; i++)
    operands[i] = (jx_operand){s->variables[i].name, &s->variables[i].array};
  *count = s->count;
  return operands;
}

/* Whether a variable's file has been cut short by another process; then that is told. */
static bool files_cut(const session *s) {
  for (size_t i = 0; i < s->count; i++)
    if (npy_was_cut(&s->variables[i].file)) {
      report_io("%s: its .npy file was cut short while it was read", s->variables[i].name);
      return true;
    }
  return false;
}

/* jx_eval() with the session's variables, into `count` new results. The error stays in the context.
 */
static jx_status run(session *s, const char *text, size_t length, results *out, size_t count) {
  *out = (results){.at = calloc(count + 1, sizeof *out->at)};
  size_t noperands = 0;
  jx_operand *operands = out->at ? operands_of(s, &noperands) : NULL;
  jx_status status = JX_ERROR_MEMORY;
  if (operands) status = jx_eval(s->context, text, length, operands, noperands, out->at, count);
  if (status == JX_OK) out->count = count;
  free(operands);
  return status;
}

/* Memory that was missing here, and not in jx, the context does not know of. */
static jxc_exit report_status(const session *s, const program *p, jx_status status) {
  if (status == JX_ERROR_MEMORY && jx_context_error(s->context)->status != status)
    return report_failure("out of memory");
  return report_error(s->context, p->place, p->position);
}

jxc_exit evaluate_program(session *s, const program *p, results *out) {
  *out = (results){0};
  jx_inspection seen;
  jx_status status = jx_inspect(s->context, p->text, p->length, &seen);
  if (status == JX_OK) status = run(s, p->text, p->length, out, seen.nresults);
  if (status != JX_OK) return report_status(s, p, status);
  return files_cut(s) ? JXC_IO : JXC_OK;
}

jxc_exit evaluate_form(session *s, const program *p, jx_form form) {
  size_t count;
  jx_operand *operands = operands_of(s, &count);
  if (!operands) return report_failure("out of memory");
  const char *text = NULL;
  jx_status status = jx_emit(s->context, p->text, p->length, operands, count, form, &text);
  free(operands);
  if (status != JX_OK) return report_error(s->context, p->place, p->position);
  fputs(text, stdout);
  return JXC_OK;
}

void results_print(const results *r) {
  for (size_t i = 0; i < r->count; i++) print_array(stdout, &r->at[i]);
}

void results_free(session *s, results *r) {
  for (size_t i = 0; i < r->count; i++) jx_array_free(s->context, &r->at[i]);
  free(r->at);
  *r = (results){0};
}

void evaluate_report(const session *s) {
  jx_stats t;
  jx_context_stats(s->context, &t);
  double bytes = (double)t.bytes_read + (double)t.bytes_written;
  fflush(stdout);
  const struct {
    const char *name;
    uint64_t ns;
  } steps[] = {
      {"load", t.load_ns}, {"parse", t.parse_ns}, {"plan", t.plan_ns}, {"compile", t.compile_ns}};
  /* A kernel from disk may also have been parsed and planned, and one that is compiled was looked
   * for on disk. */
  fprintf(stderr, "kernel   %10s\n", t.compile_ns ? "compiled" : t.load_ns ? "disk" : "memory");
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
    fprintf(stderr, "%-8s %10.3f ms\n", steps[i].name, (double)steps[i].ns * 1e-6);
  fprintf(stderr, "run      %10.3f ms, %.3f ms of CPU on %d thread%s, %d stage%s\n",
          (double)t.run_ns * 1e-6, (double)t.run_cpu_ns * 1e-6, (int)t.threads,
          t.threads == 1 ? "" : "s", (int)t.stages, t.stages == 1 ? "" : "s");
  fprintf(stderr, "         %" PRIu64 " elements, %.6g GB read, %.6g GB written, %.1f GB/s\n",
          t.elements, (double)t.bytes_read * 1e-9, (double)t.bytes_written * 1e-9,
          t.run_ns ? bytes / (double)t.run_ns : 0.0);
}

/* ---- Statements: programs whose names are kept ---- */

/* The program without comments and without what may follow its last statement, and room for `more`
 * bytes. The scan knows as much of the language as it takes to tell a comment from a '#' in a
 * string. */
static char *bare_text(const program *p, size_t more) {
  char *text = malloc(p->length + more + 1);
  if (!text) return NULL;
  memcpy(text, p->text, p->length);
  char quote = 0;
  for (size_t i = 0; i < p->length; i++) {
    char c = text[i];
    if (quote && c == '\\') {
      i++;
    } else if (quote) {
      if (c == quote || c == '\n') quote = 0;
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (c == '#') {
      while (i < p->length && text[i] != '\n') text[i++] = ' ';
    }
  }
  size_t n = p->length;
  while (n > 0 && strchr(" \t\f\r\n;", text[n - 1])) n--;
  text[n] = 0;
  return text;
}

/* The program with its assigned names as further results: on a line of their own, which only a
 * program that ends in an assignment allows, or after the results it has. NULL when out of memory.
 */
static char *with_names(const program *p, const outline *o, bool own_line) {
  size_t more = 4;
  for (size_t i = 0; i < o->nassigned; i++) more += strlen(o->assigned[i]) + 2;
  char *text = bare_text(p, more);
  if (!text) return NULL;
  size_t n = strlen(text);
  const char *joint = own_line ? "\n" : n > 0 && text[n - 1] == ',' ? " " : ", ";
  for (size_t i = 0; i < o->nassigned; i++) {
    strcat(text, i ? ", " : joint);
    strcat(text, o->assigned[i]);
  }
  return text;
}

/* Moves the last results into the variables whose names they are. */
static jxc_exit keep(session *s, const outline *o, results *r) {
  size_t shown = r->count - o->nassigned;
  jxc_exit status = JXC_OK;
  for (size_t i = 0; i < o->nassigned; i++) {
    jxc_exit set = session_set(s, o->assigned[i], &r->at[shown + i]);
    if (status == JXC_OK) status = set;
  }
  r->count = shown;
  return status;
}

/* After a failure: runs the program as it was typed, so that the error shows nothing else. If it
 * now succeeds, some name stands for what cannot be a result, a string for instance; then the
 * values are there but no name is. */
static jxc_exit evaluate_unkept(session *s, const program *p, const outline *o, jx_status why,
                                results *out) {
  bool memory = why == JX_ERROR_MEMORY;
  char *message = memory ? NULL : strdup(jx_context_error(s->context)->message);
  jx_status status = run(s, p->text, p->length, out, o->nresults);
  if (status != JX_OK)
    report_status(s, p, status);
  else
    report_failure("no name is kept: %s", message ? message : "out of memory");
  free(message);
  return status == JX_OK ? JXC_OK : JXC_FAILED;
}

static jxc_exit evaluate_outlined(session *s, const program *p, const outline *o, results *out) {
  jx_inspection seen;
  char *text = with_names(p, o, true);
  size_t shown = 0;
  if (text && jx_inspect(s->context, text, JX_NTS, &seen) != JX_OK) {
    free(text);
    text = with_names(p, o, false);
    shown = o->nresults;
  }
  if (!text) return report_failure("out of memory");
  jx_status status = run(s, text, strlen(text), out, shown + o->nassigned);
  free(text);
  if (status == JX_OK && files_cut(s)) return JXC_IO;
  if (status == JX_OK) return keep(s, o, out);
  results_free(s, out);
  if (status == JX_ERROR_CANCELLED) return JXC_FAILED;
  return evaluate_unkept(s, p, o, status, out);
}

jxc_exit evaluate_statement(session *s, const program *p, results *out) {
  *out = (results){0};
  outline o;
  jxc_exit status = inspect(s, p, &o);
  if (status) return status;
  status = o.nassigned ? evaluate_outlined(s, p, &o, out) : evaluate_program(s, p, out);
  outline_free(&o);
  return status;
}
