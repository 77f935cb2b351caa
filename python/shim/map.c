/* map.c: Program.map(): sets of Python values to arrays of libjx's; see shim.h. Start at
 * shim_map().
 *
 * Sets often share values, as pairs of two lists do, so each value is described once: a table by
 * address finds it again. */
#include <stdlib.h>
#include <string.h>

#include "shim.h"

typedef struct described {
  PyObject *value; /* the caller's, which its sets keep */
  PyObject *keep;
  shim_scalar scalar;
  jx_array array;
} described;

/* Descriptions lie in blocks that do not move. */
enum { BLOCK = 256 };

typedef struct sets {
  const shim_program *program;
  PyObject *list; /* of tuples */
  size_t n;
  described **blocks;
  size_t ndescribed;
  described **table; /* of a power of two of places; NULL: free */
  size_t places;
  const jx_array **operands;
  jx_array *results;
  size_t nresults;
} sets;

static size_t place_of(const sets *s, const PyObject *value) {
  size_t at = ((uintptr_t)value >> 4) * 0x9e3779b97f4a7c15u >> 20 & (s->places - 1);
  while (s->table[at] && s->table[at]->value != value) at = (at + 1) & (s->places - 1);
  return at;
}

static bool grow_table(sets *s) {
  size_t places = s->places ? 2 * s->places : 1024;
  described **old = s->table, **table = calloc(places, sizeof *table);
  if (!table) return false;
  size_t before = s->places;
  s->table = table;
  s->places = places;
  for (size_t i = 0; i < before; i++)
    if (old[i]) table[place_of(s, old[i]->value)] = old[i];
  free(old);
  return true;
}

static described *new_described(sets *s) {
  if (s->ndescribed % BLOCK == 0) {
    size_t n = s->ndescribed / BLOCK;
    described **blocks = realloc(s->blocks, (n + 1) * sizeof *blocks);
    if (!blocks) return NULL;
    s->blocks = blocks;
    if (!(blocks[n] = malloc(BLOCK * sizeof(described)))) return NULL;
  }
  described *d = &s->blocks[s->ndescribed / BLOCK][s->ndescribed % BLOCK];
  s->ndescribed++;
  d->keep = NULL;
  return d;
}

/* 1, 0 or -1, as shim_describe(). */
static int find(sets *s, PyObject *value, const jx_array **out) {
  if (2 * s->ndescribed >= s->places && !grow_table(s)) return PyErr_NoMemory(), -1;
  size_t at = place_of(s, value);
  described *d = s->table[at];
  int done = 1;
  if (!d) {
    if (!(d = new_described(s))) return PyErr_NoMemory(), -1;
    d->value = value;
    done = shim_describe(&d->array, &d->scalar, value, &d->keep);
    s->table[at] = d;
  }
  *out = &d->array;
  return done;
}

static int describe_sets(sets *s) {
  size_t names = (size_t)s->program->nnames;
  for (size_t i = 0; i < s->n; i++) {
    PyObject *set = PyList_GetItem(s->list, (Py_ssize_t)i);
    if (!PyTuple_CheckExact(set) || (size_t)PyTuple_Size(set) != names) return 0;
    for (size_t k = 0; k < names; k++) {
      int done = find(s, PyTuple_GetItem(set, (Py_ssize_t)k), &s->operands[i * names + k]);
      if (done != 1) return done;
    }
  }
  return 1;
}

static bool take_memory(sets *s, bool stacked) {
  s->nresults = (size_t)s->program->nresults * (stacked ? 1 : s->n);
  s->operands = malloc((s->n * (size_t)s->program->nnames + 1) * sizeof *s->operands);
  s->results = calloc(s->nresults + 1, sizeof *s->results);
  if (s->operands && s->results) return true;
  PyErr_NoMemory();
  return false;
}

static void free_sets(sets *s) {
  for (size_t i = 0; i < s->ndescribed; i++) Py_XDECREF(s->blocks[i / BLOCK][i % BLOCK].keep);
  for (size_t i = 0; i * BLOCK < s->ndescribed; i++) free(s->blocks[i]);
  free(s->blocks);
  free(s->table);
  free(s->operands);
  free(s->results);
}

/* Arrays that were given, or None. */
static int describe_stacks(sets *s, PyObject *out) {
  if (out == Py_None) return 1;
  if (!PyTuple_CheckExact(out) || (size_t)PyTuple_Size(out) != s->nresults) return 0;
  for (size_t i = 0; i < s->nresults; i++) {
    int done = shim_describe_out(&s->results[i], PyTuple_GetItem(out, (Py_ssize_t)i));
    if (done != 1) return done;
  }
  return 1;
}

/* All results, one after the other, as a list. */
static PyObject *wrap_all(shim_context *c, sets *s) {
  PyObject *list = PyList_New((Py_ssize_t)s->nresults);
  for (size_t i = 0; i < s->nresults; i++) {
    PyObject *value = list ? shim_wrap(c, &s->results[i]) : NULL;
    if (value && PyList_SetItem(list, (Py_ssize_t)i, value) == 0) continue;
    for (; i < s->nresults; i++) shim.jx.array_free(c->pointer, &s->results[i]);
    Py_CLEAR(list);
  }
  return list;
}

static PyObject *call_libjx(sets *s, bool stacked, PyObject *out) {
  const shim_program *p = s->program;
  shim_call call;
  if (!shim_begin(&call, p->threads, p->precision, false)) {
    Py_INCREF(Py_NotImplemented);
    return Py_NotImplemented;
  }
  shim_context *c = call.context;
  Py_INCREF(c);
  jx_status status = (stacked ? shim.jx.run_stacked : shim.jx.run_many)(
      c->pointer, p->pointer, s->n, s->operands, (size_t)p->nnames, s->results, (size_t)p->nresults,
      NULL);
  PyObject *value = NULL;
  if (shim_end(&call, status) < 0) {
    for (size_t i = 0; out == Py_None && i < s->nresults; i++)
      shim.jx.array_free(c->pointer, &s->results[i]);
  } else if (out == Py_None) {
    value = wrap_all(c, s);
  } else {
    Py_INCREF(out);
    value = out;
  }
  Py_DECREF(c);
  return value;
}

/* map(program, list of tuples, whether to stack, out: None or a tuple of arrays when stacked): a
 * list of all results, set after set; or `out`. */
PyObject *shim_map(PyObject *self, PyObject *const *arguments, Py_ssize_t n) {
  (void)self;
  if (n != 4 || !PyList_CheckExact(arguments[1])) {
    PyErr_SetString(PyExc_TypeError, "map(program, list, stacked, out)");
    return NULL;
  }
  sets s = {.program = (const shim_program *)arguments[0],
            .list = arguments[1],
            .n = (size_t)PyList_Size(arguments[1])};
  bool stacked = arguments[2] == Py_True;
  PyObject *value = NULL;
  if (take_memory(&s, stacked)) {
    int done = describe_sets(&s);
    if (done == 1) done = describe_stacks(&s, arguments[3]);
    if (done == 1) value = call_libjx(&s, stacked, arguments[3]);
    if (done == 0) {
      Py_INCREF(Py_NotImplemented);
      value = Py_NotImplemented;
    }
  }
  free_sets(&s);
  return value;
}
