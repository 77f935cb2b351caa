/* run_cases.c: programs and what they give: run_cases [OPTION] tests/cases/x.t
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
 * twice (the second time its kernel is found), with results given, and as a jx_program.
 *
 * --environments: all that in each floating-point environment that a caller may have
 * (environments.h), on 1, 2 and 4 threads, with kernels from disk that were made in one of them,
 * another one for each record. Sources are forgotten in between, so every environment folds and
 * plans for itself, and must come to the kernels that are there. --make-in-each: kernels are made
 * in every environment.
 *
 * --parts: all values are cut into functions of two operations (codegen/cpu/parts.c). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "jx.h"
#include "tests/support/environments.h"
#include "tests/support/parts.h"
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

/* Where a record is run. */
typedef struct stand {
  jx_context *context;
  size_t environment, made; /* the calls', and the one in which kernels were made */
} stand;

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

static void complain(const stand *s, const record *r, way how, const char *what,
                     const char *found) {
  printf("%s:%zu: (%s, environment: %s, kernels of: %s, threads: %d) %s\n%s\n", r->path, r->line,
         way_names[how], environment_name(s->environment), environment_name(s->made),
         (int)jx_context_threads(s->context), what, found);
}

/* Memory for results to be filled: as expected, and nothing in it yet. */
static void make_given(const record *r, jx_array *results) {
  for (size_t i = 0; i < r->nresults; i++) {
    results[i] = r->results[i];
    size_t bytes = (size_t)jx_array_size(&results[i]) * array_item(&results[i]);
    results[i].data = memset(malloc(bytes + 1), 0xa5, bytes + 1);
    results[i].flags = 0;
  }
}

static bool check(const stand *s, const record *r, way how) {
  jx_context *context = s->context;
  jx_array results[MAX_RESULTS] = {0};
  char found[MAX_TEXT];
  if (how == WAY_GIVEN) make_given(r, results);
  environment_set(environment_at(s->environment));
  jx_status status = run(context, r, how, results);
  bool fine = environment_kept(environment_at(s->environment));
  environment_default();
  if (!fine) complain(s, r, how, "leaves another environment", "");
  if (status != JX_OK) {
    const char *rendering = jx_context_error(context)->rendering;
    if (strcmp(rendering, r->error) != 0) {
      fine = false;
      complain(s, r, how, "failed otherwise:", rendering);
    }
  } else if (r->error[0]) {
    fine = false;
    complain(s, r, how, "did not fail", "");
  }
  for (size_t i = 0; i < r->nresults; i++) {
    if (how == WAY_GIVEN) results[i].flags = r->results[i].flags;
    if (status == JX_OK && !values_equal(&results[i], &r->results[i])) {
      fine = false;
      values_print(&results[i], found, sizeof found);
      complain(s, r, how, "gives", found);
    }
    if (how == WAY_GIVEN)
      values_free(&results[i]);
    else
      jx_array_free(context, &results[i]);
  }
  return fine;
}

static bool check_ways(const stand *s, const record *r) {
  bool fine = true;
  for (way how = 0; how < WAYS && fine; how++) fine = check(s, r, how);
  return fine;
}

/* ---- In other environments ---- */

static jx_context *open_context(size_t environment, const jx_options *options) {
  environment_set(environment_at(environment));
  jx_context *context = jx_context_new(options);
  environment_default();
  if (!context) abort();
  return context;
}

static jx_cache_verdict forget(void *user, const jx_cache_file *file) {
  (void)user;
  return file->kind == JX_CACHE_SOURCE ? JX_CACHE_REMOVE : JX_CACHE_NEXT;
}

/* With kernels on disk, of which none is missing. */
static bool check_found(size_t environment, size_t made, const jx_options *disk, const record *r) {
  static const int32_t threads[] = {1, 2, 4};
  stand s = {open_context(environment, disk), environment, made};
  bool fine = jx_cache_visit(s.context, forget, NULL) == JX_OK;
  if (!fine) complain(&s, r, WAY_FIRST, "cannot forget:", jx_context_error(s.context)->rendering);
  for (size_t t = 0; t < sizeof threads / sizeof *threads && fine; t++)
    fine = jx_context_set_threads(s.context, threads[t]) == JX_OK && check_ways(&s, r);
  jx_stats stats;
  jx_context_stats(s.context, &stats);
  if (fine && stats.compiles > 0) {
    fine = false;
    complain(&s, r, WAY_FIRST, "comes to another kernel", "");
  }
  jx_context_free(s.context);
  return fine;
}

static bool check_environments(const record *r, size_t number, const jx_options *disk) {
  stand s = {.environment = number % environments_n, .made = number % environments_n};
  s.context = open_context(s.environment, disk);
  bool fine = check_ways(&s, r);
  for (size_t i = 0; i < environments_n && fine; i++) fine = check_found(i, s.made, disk, r);
  if (jx_cache_clear(s.context, NULL) != JX_OK) abort();
  jx_context_free(s.context);
  return fine;
}

static bool check_making(const record *r) {
  const jx_options options = {.cache = JX_CACHE_OFF};
  bool fine = true;
  for (size_t i = 0; i < environments_n && fine; i++) {
    stand s = {open_context(i, &options), i, i};
    fine = check_ways(&s, r);
    jx_context_free(s.context);
  }
  return fine;
}

/* ---- All records ---- */

static int usage(void) {
  fprintf(stderr, "usage: run_cases [--environments | --make-in-each | --parts] tests/cases/x.t\n");
  return 2;
}

int main(int argc, char **argv) {
  static record r;
  const char *option = argc == 3 ? argv[1] : "";
  bool each = strcmp(option, "--environments") == 0, make = strcmp(option, "--make-in-each") == 0;
  bool parts = strcmp(option, "--parts") == 0;
  if ((argc != 2 && argc != 3) || (*option && !each && !make && !parts)) return usage();
  size_t line = 0, records = 0, failed = 0;
  char directory[] = "/tmp/jx-cases-XXXXXX";
  const jx_options disk = {.cache = JX_CACHE_ON, .cache_dir = directory};
  FILE *file = fopen(argv[argc - 1], "r");
  stand s = {.context = parts ? parts_context(NULL) : jx_context_new(NULL)};
  parts_set(2);
  if (!file || !s.context || (each && !mkdtemp(directory))) return usage();
  for (r.path = argv[argc - 1]; read_record(&r, file, &line); records++) {
    failed += each   ? !check_environments(&r, records, &disk)
              : make ? !check_making(&r)
                     : !check_ways(&s, &r);
    free_record(&r);
  }
  jx_context_free(s.context);
  fclose(file);
  if (each && rmdir(directory) != 0) return 1;
  printf("%s: %zu records, %zu failed\n", r.path, records, failed);
  return failed > 0 || records == 0;
}
