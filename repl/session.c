/* session.c: a context and the variables that programs see.
 *
 * Variables lie in an array and are found by walking it: a session has a handful. Start at
 * session_bind(). */
#include "session.h"

#include "evaluate.h"
#include "interrupt.h"

#include <stdlib.h>
#include <string.h>

jxc_exit session_open(session *s, int threads, jx_precision precision,
                      const jx_allocator *allocator) {
  const jx_options o = {.threads = threads,
                        .precision = precision,
                        .allocator = allocator,
                        .warning = report_warning};
  *s = (session){.context = jx_context_new(&o)};
  if (!s->context) return report_failure("cannot start: out of memory");
  jx_context_set_progress(s->context, interrupt_progress, NULL);
  interrupt_watch(s->context);
  return JXC_OK;
}

static void clear(session *s, variable *v) {
  if (!v->file.map) jx_array_free(s->context, &v->array);
  npy_close(&v->file);
  v->array = (jx_array){0};
}

void session_close(session *s) {
  for (size_t i = 0; i < s->count; i++) {
    clear(s, &s->variables[i]);
    free(s->variables[i].name);
  }
  free(s->variables);
  interrupt_watch(NULL);
  jx_context_free(s->context);
  *s = (session){0};
}

static variable *find(const session *s, const char *name) {
  for (size_t i = 0; i < s->count; i++)
    if (strcmp(s->variables[i].name, name) == 0) return &s->variables[i];
  return NULL;
}

const variable *session_find(const session *s, const char *name) { return find(s, name); }

/* The language decides: a name is a program whose only free name it is. */
jxc_exit session_check_name(session *s, const char *name) {
  jx_inspection seen;
  jx_status status = jx_inspect(s->context, name, JX_NTS, &seen);
  if (status == JX_ERROR_MEMORY) return report_failure("out of memory");
  bool is_name = status == JX_OK && seen.nresults == 1 && seen.nfree == 1 &&
                 strcmp(seen.free_names[0], name) == 0;
  return is_name ? JXC_OK : JXC_USAGE;
}

/* The variable of that name, made when there is none; NULL when out of memory. */
static variable *find_or_add(session *s, const char *name) {
  variable *found = find(s, name);
  if (found) return found;
  if (s->count == s->capacity) {
    size_t capacity = s->capacity ? 2 * s->capacity : 16;
    variable *grown = realloc(s->variables, capacity * sizeof *grown);
    if (!grown) return NULL;
    s->variables = grown;
    s->capacity = capacity;
  }
  char *copy = strdup(name);
  if (!copy) return NULL;
  s->variables[s->count] = (variable){.name = copy};
  return &s->variables[s->count++];
}

jxc_exit session_set(session *s, const char *name, jx_array *array) {
  variable *v = find_or_add(s, name);
  if (!v) {
    jx_array_free(s->context, array);
    return report_failure("out of memory");
  }
  clear(s, v);
  v->array = *array;
  array->data = NULL;
  array->owned = 0;
  return JXC_OK;
}

jxc_exit session_load(session *s, const char *name, const char *path) {
  npy_file file;
  jxc_exit status = npy_open(&file, path);
  if (status) return status;
  variable *v = find_or_add(s, name);
  if (!v) {
    npy_close(&file);
    return report_failure("out of memory");
  }
  clear(s, v);
  v->file = file;
  v->array = file.array;
  return JXC_OK;
}

bool session_drop(session *s, const char *name) {
  variable *v = find(s, name);
  if (!v) return false;
  clear(s, v);
  free(v->name);
  size_t i = (size_t)(v - s->variables);
  memmove(v, v + 1, (s->count - i - 1) * sizeof *v);
  s->count--;
  return true;
}

static jxc_exit bind_expression(session *s, const char *name, const char *value,
                                const char *argument) {
  program p = {.text = value, .length = strlen(value), .place = argument};
  results values;
  jxc_exit status = evaluate_program(s, &p, &values);
  if (status == JXC_OK && values.count != 1)
    status =
        report_usage("%s: the value of a name is one expression, not %zu", argument, values.count);
  if (status == JXC_OK) status = session_set(s, name, &values.at[0]);
  results_free(s, &values);
  return status;
}

jxc_exit session_bind(session *s, const char *argument) {
  const char *equals = strchr(argument, '=');
  if (!equals) return report_usage("%s: NAME=VALUE expected", argument);
  const char *value = equals + 1;
  char *name = strndup(argument, (size_t)(equals - argument));
  if (!name) return report_failure("out of memory");
  jxc_exit status = session_check_name(s, name);
  if (status == JXC_USAGE)
    report_usage("%s: '%s' is not a name", argument, name);
  else if (status)
    ; /* told */
  else if (find(s, name))
    status = report_usage("'%s' is given twice", name);
  else if (!*value)
    status = report_usage("%s: the value is missing", argument);
  else if (npy_named(value))
    status = session_load(s, name, value);
  else
    status = bind_expression(s, name, value, argument);
  free(name);
  return status;
}
