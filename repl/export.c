/* export.c: programs compiled ahead of time; see export.h.
 *
 * A value that begins with a dtype's name, "int", "float" or "complex", and then ends or goes on
 * with '[', is a type: "float64[n, m]". Any other is a file or an expression as ever, whose dtype, rank and
 * order are taken; its extents are free, but for those that are 1. Start at export_program(). */
#include "export.h"

#include "output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- Types ---- */

static bool is_type(const char *value) {
  size_t n = strcspn(value, "[ =");
  char name[16] = "";
  if (n >= sizeof name || (value[n] == '=' && value[n + 1] == '=')) return false;
  memcpy(name, value, n);
  return jx_dtype_named(name) || strcmp(name, "int") == 0 || strcmp(name, "float") == 0 ||
         strcmp(name, "complex") == 0;
}

bool export_wanted(const options *o) {
  if (options_is_ahead(o->form)) return true;
  for (size_t i = 0; o->form && i < o->nvalues; i++)
    if (is_type(strchr(o->values[i], '=') + 1)) return true;
  return false;
}

static bool in_order(const jx_array *a, bool fortran) {
  int64_t stride = (int64_t)jx_dtype_size(a->dtype);
  for (int i = 0; i < a->rank; i++) {
    int x = fortran ? i : a->rank - 1 - i;
    if (a->shape[x] > 1 && a->strides[x] != stride) return false;
    if (a->shape[x] > 1) stride *= a->shape[x];
  }
  return true;
}

static void dtype_text(const jx_array *a, FILE *out) {
  char unit[24];
  bool time = jx_dtype_kind(a->dtype) == 'M' || jx_dtype_kind(a->dtype) == 'm';
  fputs(jx_dtype_name(a->dtype), out);
  if (!time) return;
  jx_unit_text(a->detail, unit, sizeof unit);
  fprintf(out, "[%s]", unit);
}

/* An integer scalar's type brings its value along as the example that the program is built with. */
static void scalar_type(const jx_array *a, FILE *out) {
  char kind = jx_dtype_kind(a->dtype);
  bool weak = a->flags & JX_ARRAY_WEAK, integer = kind == 'i' || kind == 'u';
  const char *python = integer ? "int" : kind == 'c' ? "complex" : "float";
  if (weak)
    fputs(python, out);
  else
    dtype_text(a, out);
  if (!integer) return;
  int64_t value = 0; /* little-endian: the low bytes first */
  size_t size = jx_dtype_size(a->dtype);
  for (size_t i = 0; i < size; i++)
    ((char *)&value)[i] = ((const char *)a->data)[a->flags & JX_ARRAY_SWAPPED ? size - 1 - i : i];
  int unused = 64 - 8 * (int)jx_dtype_size(a->dtype);
  if (kind == 'i') value = (int64_t)((uint64_t)value << unused) >> unused;
  if (value >= 0 || kind == 'i') fprintf(out, "=%lld", (long long)value);
}

static jxc_exit array_type(const variable *v, FILE *out) {
  const jx_array *a = &v->array;
  bool c = in_order(a, false), fortran = in_order(a, true);
  if (!c && !fortran)
    return report_failure("the array '%s' is neither in C nor in Fortran order", v->name);
  if (a->rank == 0) return scalar_type(a, out), JXC_OK;
  dtype_text(a, out);
  for (int x = 0; x < a->rank; x++)
    fprintf(out, "%s%s", x ? ", " : "[", a->shape[x] == 1 ? "1" : ":");
  fputs(c ? "]" : ", order=F]", out);
  return JXC_OK;
}

/* ---- Parameters ---- */

/* Of what is now the last parameter. */
static jxc_exit read_value(session *s, const char *argument, jx_parameter *p) {
  const char *equals = strchr(argument, '=');
  char *name = strndup(argument, (size_t)(equals - argument)), *type = NULL;
  size_t size = 0;
  p->name = name;
  if (!name) return report_failure("out of memory");
  if (is_type(equals + 1)) {
    p->type = strdup(equals + 1);
    jxc_exit status = session_check_name(s, name);
    if (status == JXC_USAGE) return report_usage("%s: '%s' is not a name", argument, name);
    return status || p->type ? status : report_failure("out of memory");
  }
  jxc_exit status = session_bind(s, argument);
  FILE *out = status ? NULL : open_memstream(&type, &size);
  if (status) return status;
  if (!out) return report_failure("out of memory");
  status = array_type(session_find(s, name), out);
  if (fclose(out) != 0 && status == JXC_OK) status = report_failure("out of memory");
  p->type = type;
  return status;
}

static jxc_exit read_values(session *s, const options *o, jx_parameter *parameters) {
  for (size_t i = 0; i < o->nvalues; i++) {
    jxc_exit status = read_value(s, o->values[i], &parameters[i]);
    if (status) return status;
    for (size_t j = 0; j < i; j++)
      if (strcmp(parameters[i].name, parameters[j].name) == 0)
        return report_usage("'%s' is given twice", parameters[i].name);
  }
  return JXC_OK;
}

/* ---- Writing ---- */

typedef struct blob {
  const void *bytes;
  size_t size;
} blob;

static int write_blob(int fd, const void *what) {
  const blob *b = what;
  return output_write(fd, b->bytes, b->size);
}

/* What the program's file is called, without its folder and ".jx", where that is an identifier. */
static const char *name_of(const options *o, char out[128]) {
  const char *slash = o->file ? strrchr(o->file, '/') : NULL;
  const char *base = slash ? slash + 1 : o->file;
  size_t n = base ? strcspn(base, ".") : 0;
  bool plain = n > 0 && n < 100;
  for (size_t i = 0; plain && i < n; i++) {
    char c = base[i];
    bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    plain = letter || c == '_' || (i && c >= '0' && c <= '9');
  }
  snprintf(out, 128, "%.*s", plain ? (int)n : 7, plain ? base : "program");
  return out;
}

static jxc_exit export(session *s, const program *p, const options *o,
                       const jx_parameter *parameters) {
  blob b;
  char room[128];
  const char *name = o->name ? o->name : name_of(o, room);
  if (jx_emit_ahead(s->context, p->text, p->length, parameters, o->nvalues, name, o->form, &b.bytes,
                    &b.size) != JX_OK)
    return report_error(s->context, p->place, p->position);
  const char *path = o->noutputs ? o->outputs[0] : "-";
  if (strcmp(path, "-") != 0) return output_save(path, write_blob, &b);
  return output_send(STDOUT_FILENO, "standard output", write_blob, &b);
}

jxc_exit export_program(session *s, const program *p, const options *o) {
  if (o->noutputs > 1) return report_usage("--emit object and --emit header write one file");
  bool standard = !o->noutputs || strcmp(o->outputs[0], "-") == 0;
  if (o->form == JX_FORM_OBJECT && standard && isatty(STDOUT_FILENO))
    return report_usage("standard output is a terminal: --emit object needs -o FILE");
  jx_parameter *parameters = calloc(o->nvalues + 1, sizeof *parameters);
  if (!parameters) return report_failure("out of memory");
  jxc_exit status = read_values(s, o, parameters);
  if (status == JXC_OK) status = export(s, p, o, parameters);
  for (size_t i = 0; i < o->nvalues; i++) {
    free((void *)parameters[i].name);
    free((void *)parameters[i].type);
  }
  free(parameters);
  return status;
}
