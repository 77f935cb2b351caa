/* run_cases.c: programs and what they give: run_cases tests/cases/x.t
 *
 * A file is records with blank lines between them, and comments: lines that begin with '#'. A
 * record is a program of one or more lines, its operands, and its results or the rendering of its
 * error:
 *
 *     a + 1.5                      sin(a, a)
 *     a: int32 [1, 2]              a: float64 1.0
 *     -> float64 [2.5, 3.5]        error: sin takes 1 argument, not 2
 *                                    sin(a, a)
 *                                    ^~~~~~~~~
 *
 * tests/support/values.h says how arrays are written. Every record is run four ways: by jx_eval()
 * twice (the second time its kernel is found), with results given, and as a jx_program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jx.h"
#include "tests/support/values.h"

enum { MAX_OPERANDS = 16, MAX_RESULTS = 16, MAX_TEXT = 8192 };

typedef struct record {
  const char *path;
  size_t line; /* of its first */
  char program[MAX_TEXT];
  char error[MAX_TEXT]; /* the rendering expected; "" when results are */
  char names[MAX_OPERANDS][32];
  jx_array operands[MAX_OPERANDS];
  size_t noperands;
  jx_array results[MAX_RESULTS];
  size_t nresults;
} record;

static void malformed(const record *r, const char *line) {
  fprintf(stderr, "%s:%zu: malformed record: %s\n", r->path, r->line, line);
  exit(2);
}

/* ---- Reading ---- */

static void append(char *text, const char *line) {
  if (strlen(text) + strlen(line) + 2 > MAX_TEXT) abort();
  strcat(strcat(text, line), "\n");
}

/* "name: value" or not. */
static bool read_operand(record *r, const char *line) {
  size_t n = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  if (n == 0 || strncmp(line + n, ": ", 2) != 0 || strncmp(line, "error: ", 7) == 0) return false;
  if (n >= sizeof r->names[0] || r->noperands == MAX_OPERANDS) malformed(r, line);
  snprintf(r->names[r->noperands], sizeof r->names[0], "%.*s", (int)n, line);
  if (!values_read(line + n + 2, &r->operands[r->noperands++])) malformed(r, line);
  return true;
}

static void read_line(record *r, const char *line) {
  if (r->error[0] || strncmp(line, "error: ", 7) == 0) {
    append(r->error, line);
  } else if (strncmp(line, "-> ", 3) == 0) {
    if (r->nresults == MAX_RESULTS) malformed(r, line);
    if (!values_read(line + 3, &r->results[r->nresults++])) malformed(r, line);
  } else if (!read_operand(r, line)) {
    if (r->noperands > 0 || r->nresults > 0) malformed(r, line);
    append(r->program, line);
  }
}

/* The next record; false at the end of the file. */
static bool read_record(record *r, FILE *file, size_t *at) {
  char line[MAX_TEXT];
  *r = (record){.path = r->path};
  while (fgets(line, sizeof line, file)) {
    ++*at;
    line[strcspn(line, "\n")] = '\0';
    if (line[0] == '#' && r->line == 0) continue;
    if (line[0] == '\0' && r->line > 0) break;
    if (line[0] == '\0') continue;
    if (r->line == 0) r->line = *at;
    read_line(r, line);
  }
  if (r->line == 0) return false;
  if (r->error[0] == '\0' && r->nresults == 0) malformed(r, "neither results nor an error");
  r->program[strlen(r->program) - 1] = '\0';
  return true;
}

static void free_record(record *r) {
  for (size_t i = 0; i < r->noperands; i++) values_free(&r->operands[i]);
  for (size_t i = 0; i < r->nresults; i++) values_free(&r->results[i]);
}

/* ---- Running ---- */

typedef enum way { WAY_FIRST, WAY_AGAIN, WAY_GIVEN, WAY_PROGRAM, WAYS } way;
static const char *const way_names[] = {"jx_eval", "jx_eval again", "given results", "jx_run"};

static jx_status run(jx_context *context, const record *r, way how, jx_array *results) {
  jx_operand operands[MAX_OPERANDS];
  const jx_array *arrays[MAX_OPERANDS];
  const char *names[MAX_OPERANDS];
  for (size_t i = 0; i < r->noperands; i++) {
    arrays[i] = &r->operands[i];
    names[i] = r->names[i];
    operands[i] = (jx_operand){names[i], arrays[i]};
  }
  /* An erroneous program has as many results as it seems to. */
  size_t n = r->nresults;
  jx_inspection look;
  if (n == 0) n = jx_inspect(context, r->program, JX_NTS, &look) == JX_OK ? look.nresults : 1;
  if (n > MAX_RESULTS) abort();
  if (how != WAY_PROGRAM)
    return jx_eval(context, r->program, JX_NTS, operands, r->noperands, results, n);
  jx_program *program;
  jx_status status = jx_compile(context, r->program, JX_NTS, names, r->noperands, &program);
  if (status != JX_OK) return status;
  status = jx_run(context, program, arrays, r->noperands, results, n);
  jx_program_free(program);
  return status;
}

static void complain(const record *r, way how, const char *what, const char *found) {
  printf("%s:%zu: (%s) %s\n%s\n", r->path, r->line, way_names[how], what, found);
}

/* Memory for results to be filled: as expected, and nothing in it yet. */
static void make_given(const record *r, jx_array *results) {
  for (size_t i = 0; i < r->nresults; i++) {
    results[i] = r->results[i];
    size_t bytes = (size_t)jx_array_size(&results[i]) * jx_dtype_size(results[i].dtype);
    results[i].data = memset(malloc(bytes + 1), 0xa5, bytes + 1);
    results[i].flags = 0;
  }
}

static bool check(jx_context *context, const record *r, way how) {
  jx_array results[MAX_RESULTS] = {0};
  char found[MAX_TEXT];
  if (how == WAY_GIVEN) make_given(r, results);
  jx_status status = run(context, r, how, results);
  bool fine = true;
  if (status != JX_OK) {
    const char *rendering = jx_context_error(context)->rendering;
    fine = strcmp(rendering, r->error) == 0;
    if (!fine) complain(r, how, "failed otherwise:", rendering);
  } else if (r->error[0]) {
    fine = false;
    complain(r, how, "did not fail", "");
  }
  for (size_t i = 0; i < r->nresults; i++) {
    if (how == WAY_GIVEN) results[i].flags = r->results[i].flags;
    if (status == JX_OK && !values_equal(&results[i], &r->results[i])) {
      fine = false;
      values_print(&results[i], found, sizeof found);
      complain(r, how, "gives", found);
    }
    if (how == WAY_GIVEN)
      values_free(&results[i]);
    else
      jx_array_free(context, &results[i]);
  }
  return fine;
}

int main(int argc, char **argv) {
  static record r;
  size_t line = 0, records = 0, failed = 0;
  FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
  jx_context *context = jx_context_new(NULL);
  if (!file || !context) {
    fprintf(stderr, "usage: run_cases tests/cases/x.t\n");
    return 2;
  }
  for (r.path = argv[1]; read_record(&r, file, &line); records++) {
    bool fine = true;
    for (way how = 0; how < WAYS && fine; how++) fine = check(context, &r, how);
    failed += !fine;
    free_record(&r);
  }
  jx_context_free(context);
  fclose(file);
  printf("%s: %zu records, %zu failed\n", argv[1], records, failed);
  return failed > 0 || records == 0;
}
