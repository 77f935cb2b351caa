/* shim.c: calls without Python in between; see shim.h. Start at run() and evaluate().
 *
 * Whatever is not simple is left to Python, which does it as if there were no shim: NotImplemented
 * says so, and then nothing has happened. */
#include "shim.h"

#include <stddef.h>
#include <string.h>
#include <time.h>

#include <structmember.h>

/* Of a call that is made here; more operands than a few are described on the heap. */
enum { FEW_OPERANDS = 16, MOST_OPERANDS = 512, MOST_RESULTS = 8, MOST_ENTRIES = 1024 };

shim_state shim;

static PyObject *not_here(void) {
  Py_INCREF(Py_NotImplemented);
  return Py_NotImplemented;
}

/* ---- A call ---- */

typedef struct operand {
  jx_array array;
  shim_scalar scalar;
  PyObject *keep;
} operand;

typedef struct frame {
  operand few[FEW_OPERANDS], *operands; /* `few`, or memory */
  const jx_array *arrays[MOST_OPERANDS];
  jx_array results[MOST_RESULTS];
  Py_ssize_t kept;
} frame;

static int describe_operands(frame *f, PyObject *const *values, Py_ssize_t n) {
  for (Py_ssize_t i = 0; i < n; i++) {
    operand *o = &f->operands[i];
    int done = shim_describe(&o->array, &o->scalar, values[i], &o->keep);
    f->kept = i + 1;
    f->arrays[i] = &o->array;
    if (done != 1) return done;
  }
  return 1;
}

static int describe_results(frame *f, PyObject *out, Py_ssize_t n) {
  if (out == Py_None) {
    for (Py_ssize_t i = 0; i < n; i++) {
      f->results[i].data = NULL;
      f->results[i].owned = 0;
    }
    return 1;
  }
  if (!PyTuple_Check(out)) return n == 1 ? shim_describe_out(&f->results[0], out) : 0;
  if (PyTuple_Size(out) != n) return 0;
  for (Py_ssize_t i = 0; i < n; i++) {
    int done = shim_describe_out(&f->results[i], PyTuple_GetItem(out, i));
    if (done != 1) return done;
  }
  return 1;
}

/* Given results as they were given; others as NumPy's. */
static PyObject *values_of(shim_context *c, frame *f, PyObject *out, Py_ssize_t n) {
  if (out != Py_None) {
    PyObject *value = PyTuple_Check(out) && n == 1 ? PyTuple_GetItem(out, 0) : out;
    Py_INCREF(value);
    return value;
  }
  if (n == 1) return shim_wrap(c, &f->results[0]);
  PyObject *tuple = PyTuple_New(n);
  for (Py_ssize_t i = 0; i < n; i++) {
    PyObject *value = tuple ? shim_wrap(c, &f->results[i]) : NULL;
    if (value && PyTuple_SetItem(tuple, i, value) == 0) continue;
    for (; i < n; i++) shim.jx.array_free(c->pointer, &f->results[i]);
    Py_CLEAR(tuple);
  }
  return tuple;
}

/* ---- Calls that keep the GIL ----
 *
 * Whoever gives the GIL away waits for it afterwards, behind each other thread that wants it: two
 * threads with calls of a microsecond spend their time on that. So a call keeps it when one like it
 * was over soon: of the same program, on arrays of the same dtypes, shapes and strides, by the same
 * thread. What is an integer may be a size, and decides nothing. */

/* Nanoseconds of a call that is brief. */
#define BRIEF_NS 2000

static uint64_t mix(uint64_t key, uint64_t word) {
  key = (key ^ word) * UINT64_C(0x9e3779b97f4a7c15);
  return key ^ key >> 29;
}

static uint64_t mix_array(uint64_t key, const jx_array *a) {
  key = mix(key, (uint64_t)a->dtype << 40 | (uint64_t)a->rank << 32 | a->detail);
  for (int32_t x = 0; x < a->rank; x++)
    key = mix(mix(key, (uint64_t)a->shape[x]), (uint64_t)a->strides[x]);
  return mix(key, a->flags);
}

/* What a call is like; 0: that does not tell how long it takes. */
static uint64_t likeness(const shim_program *p, const frame *f, bool given) {
  uint64_t key = mix((uintptr_t)p->pointer, given);
  for (Py_ssize_t i = 0; i < p->nnames; i++) {
    const jx_array *a = f->arrays[i];
    bool real = a->dtype == JX_FLOAT64 || a->dtype == JX_FLOAT32;
    if (a->rank == 0 && !real && a->dtype != JX_COMPLEX128 && a->dtype != JX_BOOL) return 0;
    key = mix_array(key, a);
  }
  for (Py_ssize_t i = 0; given && i < p->nresults; i++) key = mix_array(key, &f->results[i]);
  return key;
}

static uint64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static jx_status run_libjx(shim_call *call, const shim_program *p, frame *f, uint64_t key) {
  shim_context *c = call->context;
  uint64_t start = call->thread && key ? now_ns() : 0;
  jx_status status = shim.jx.run(c->pointer, p->pointer, f->arrays, (size_t)p->nnames, f->results,
                                 (size_t)p->nresults);
  if (start && status == JX_OK && now_ns() - start < BRIEF_NS) c->brief[key % SHIM_BRIEF] = key;
  return status;
}

static PyObject *call_libjx(const shim_program *p, frame *f, PyObject *out, int threads,
                            int precision) {
  shim_call call;
  const shim_context *own = shim_own();
  uint64_t key = likeness(p, f, out != Py_None);
  bool keep = own && key && own->brief[key % SHIM_BRIEF] == key;
  if (!shim_begin(&call, threads, precision, keep)) return not_here();
  shim_context *c = call.context;
  Py_INCREF(c);
  jx_status status = run_libjx(&call, p, f, key);
  PyObject *value = NULL;
  if (shim_end(&call, status) == 0)
    value = values_of(c, f, out, p->nresults);
  else
    for (Py_ssize_t i = 0; out == Py_None && i < p->nresults; i++)
      shim.jx.array_free(c->pointer, &f->results[i]);
  Py_DECREF(c);
  return value;
}

/* A program on one value for each of its names. */
static PyObject *run(const shim_program *p, PyObject *const *values, PyObject *out, int threads,
                     int precision) {
  frame f;
  if (p->nnames > MOST_OPERANDS || p->nresults > MOST_RESULTS || !p->pointer) return not_here();
  f.kept = 0;
  f.operands = f.few;
  if (p->nnames > FEW_OPERANDS) f.operands = PyMem_Malloc((size_t)p->nnames * sizeof(operand));
  if (!f.operands) return PyErr_NoMemory();
  int done = describe_operands(&f, values, p->nnames);
  if (done == 1) done = describe_results(&f, out, p->nresults);
  PyObject *value = NULL;
  if (done == 1) value = call_libjx(p, &f, out, threads, precision);
  if (done == 0) value = not_here();
  for (Py_ssize_t i = 0; i < f.kept; i++) Py_XDECREF(f.operands[i].keep);
  if (f.operands != f.few) PyMem_Free(f.operands);
  return value;
}

/* ---- Programs ---- */

static void program_free(PyObject *self) {
  shim_program *p = (shim_program *)self;
  if (!shim.ending) shim.jx.program_free(p->pointer);
  Py_XDECREF(p->names);
  Py_XDECREF(p->absent);
  shim_free_object(self);
}

/* begin(address of the jx_program, names, absent names, results, threads or -1, precision or -1) */
static PyObject *program_begin(PyObject *self, PyObject *arguments) {
  shim_program *p = (shim_program *)self;
  PyObject *names, *absent;
  Py_ssize_t pointer, nresults;
  int threads, precision;
  if (!PyArg_ParseTuple(arguments, "nO!O!nii", &pointer, &PyTuple_Type, &names, &PyTuple_Type,
                        &absent, &nresults, &threads, &precision))
    return NULL;
  if (p->pointer) {
    PyErr_SetString(PyExc_RuntimeError, "a program is begun once");
    return NULL;
  }
  Py_INCREF(names);
  Py_INCREF(absent);
  p->pointer = (jx_program *)pointer;
  p->names = names;
  p->absent = absent;
  p->nnames = PyTuple_Size(names);
  p->nresults = nresults;
  p->threads = threads;
  p->precision = precision;
  Py_RETURN_NONE;
}

/* Arguments in the order of the names: first those by position, then those by name, and `out`.
 * False: Python says what is wrong with them. */
static bool take_arguments(const shim_program *p, PyObject *arguments, PyObject *keywords,
                           PyObject **values, PyObject **out) {
  Py_ssize_t n = PyTuple_Size(arguments), named = keywords ? PyDict_Size(keywords) : 0;
  if (n > p->nnames || p->nnames > MOST_OPERANDS) return false;
  for (Py_ssize_t i = 0; i < n; i++) values[i] = PyTuple_GetItem(arguments, i);
  for (Py_ssize_t i = n; i < p->nnames; i++, named--) {
    values[i] = named ? PyDict_GetItemWithError(keywords, PyTuple_GetItem(p->names, i)) : NULL;
    if (!values[i]) return false;
  }
  *out = Py_None;
  if (!named) return true;
  *out = PyDict_GetItemString(keywords, "out");
  return *out && named == 1;
}

/* program(*arrays, out=None, **arrays by name); what is not simple is its method _call's. */
static PyObject *program_call(PyObject *self, PyObject *arguments, PyObject *keywords) {
  const shim_program *p = (const shim_program *)self;
  PyObject *values[MOST_OPERANDS], *out, *value = NULL;
  if (take_arguments(p, arguments, keywords, values, &out)) {
    value = run(p, values, out, p->threads, p->precision);
    if (value != Py_NotImplemented) return value;
    Py_DECREF(value);
  }
  if (PyErr_Occurred()) return NULL;
  PyObject *slow = PyObject_GetAttrString(self, "_call");
  if (!slow) return NULL;
  value = PyObject_Call(slow, arguments, keywords);
  Py_DECREF(slow);
  return value;
}

static PyMethodDef program_methods[] = {{"_begin", program_begin, METH_VARARGS, NULL},
                                        {NULL, NULL, 0, NULL}};
static PyMemberDef program_fields[] = {SHIM_FIELD(shim_program, pointer, T_PYSSIZET, READONLY),
                                       SHIM_FIELD(shim_program, names, T_OBJECT, READONLY),
                                       SHIM_FIELD(shim_program, nresults, T_PYSSIZET, READONLY),
                                       {NULL, 0, 0, 0, NULL}};
static PyType_Slot program_slots[] = {{Py_tp_members, program_fields},
                                      {Py_tp_methods, program_methods},
                                      {Py_tp_call, program_call},
                                      {Py_tp_dealloc, program_free},
                                      {0, NULL}};
static PyType_Spec program_spec = {"jxpr._jxshim.Program", sizeof(shim_program), 0,
                                   Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE, program_slots};

/* ---- evaluate ---- */

/* Where names are looked up, one after the other; each a dict, None, or a frame's variables. */
typedef struct places {
  PyObject *at[2];
} places;

static bool is_place(PyObject *place) {
  return place == Py_None || PyDict_CheckExact(place) ||
         (shim.proxy && Py_TYPE(place) == shim.proxy);
}

/* A new reference; NULL without an exception: it is not there. */
static PyObject *find_in(PyObject *place, PyObject *name) {
  PyObject *value = NULL;
  if (PyDict_CheckExact(place)) {
    value = PyDict_GetItemWithError(place, name);
    Py_XINCREF(value);
  } else if (place != Py_None) {
    value = PyObject_GetItem(place, name);
    if (!value && PyErr_ExceptionMatches(PyExc_KeyError)) PyErr_Clear();
  }
  return value;
}

/* Likewise. A module is no operand, and hides none. */
static PyObject *find_name(const places *p, PyObject *name) {
  PyObject *value = NULL;
  for (int i = 0; i < 2 && !value && !PyErr_Occurred(); i++) {
    value = find_in(p->at[i], name);
    if (value && Py_TYPE(value) == shim.module) Py_CLEAR(value);
  }
  return value;
}

/* 1; 0 when Python has to look; -1 and an exception. */
static int find_operands(const shim_program *p, const places *where, PyObject **values,
                         Py_ssize_t *found) {
  for (Py_ssize_t i = 0; i < p->nnames; i++, ++*found) {
    values[i] = find_name(where, PyTuple_GetItem(p->names, i));
    if (!values[i]) return PyErr_Occurred() ? -1 : 0;
  }
  for (Py_ssize_t i = 0; i < PyTuple_Size(p->absent); i++) {
    PyObject *value = find_name(where, PyTuple_GetItem(p->absent, i));
    Py_XDECREF(value);
    if (value || PyErr_Occurred()) return PyErr_Occurred() ? -1 : 0;
  }
  return 1;
}

/* evaluate(program, names, names, whether each of the first has to be taken, out, threads or -1,
 * precision or -1): NotImplemented where Python has to do it. */
static PyObject *evaluate(PyObject *self, PyObject *const *arguments, Py_ssize_t n) {
  PyObject *values[MOST_OPERANDS], *value = NULL;
  Py_ssize_t found = 0;
  (void)self;
  if (n != 7 || !PyUnicode_CheckExact(arguments[0]) || !is_place(arguments[1]) ||
      !is_place(arguments[2]))
    return not_here();
  shim_program *p = (shim_program *)PyDict_GetItemWithError(shim.entries, arguments[0]);
  if (!p || p->nnames > MOST_OPERANDS) return PyErr_Occurred() ? NULL : not_here();
  if (arguments[3] == Py_True && PyDict_Size(arguments[1]) != p->nnames) return not_here();
  places where = {{arguments[1], arguments[2]}};
  int threads = (int)PyLong_AsLong(arguments[5]), precision = (int)PyLong_AsLong(arguments[6]);
  Py_INCREF(p);
  int done = find_operands(p, &where, values, &found);
  if (done == 1) value = run(p, values, arguments[4], threads, precision);
  if (done == 0) value = not_here();
  while (found) Py_DECREF(values[--found]);
  Py_DECREF(p);
  return value;
}

/* remember(text, program): how evaluate() runs this text from now on. */
static PyObject *remember(PyObject *self, PyObject *arguments) {
  PyObject *text, *program;
  (void)self;
  if (!PyArg_ParseTuple(arguments, "O!O", &PyUnicode_Type, &text, &program)) return NULL;
  if (PyDict_Size(shim.entries) >= MOST_ENTRIES) PyDict_Clear(shim.entries);
  if (PyDict_SetItem(shim.entries, text, program) < 0) return NULL;
  Py_RETURN_NONE;
}

/* ---- The module ---- */

/* look(array): what the shim reads in it: data, rank, flags, its dtype, that one's kind and byte
 * order, shape, strides. */
static PyObject *look(PyObject *self, PyObject *array) {
  (void)self;
  if (Py_TYPE(array) != shim.ndarray) Py_RETURN_NONE;
  const ndarray *a = (const ndarray *)array;
  int rank = a->nd >= 0 && a->nd <= 64 ? a->nd : 0;
  PyObject *shape = PyTuple_New(rank), *strides = PyTuple_New(rank);
  for (int x = 0; shape && strides && x < rank; x++) {
    PyTuple_SetItem(shape, x, PyLong_FromSsize_t(a->shape[x]));
    PyTuple_SetItem(strides, x, PyLong_FromSsize_t(a->strides[x]));
  }
  if (!shape || !strides) {
    Py_XDECREF(shape);
    Py_XDECREF(strides);
    return NULL;
  }
  const ndarray_descr *d = (const ndarray_descr *)a->descr;
  return Py_BuildValue("niiOCCNN", (Py_ssize_t)a->data, a->nd, a->flags, a->descr, d->kind,
                       d->byteorder, shape, strides);
}

/* False when NumPy's ABI is none that is known. */
static bool take_numpy(PyObject *capsule) {
  void **table = PyCapsule_GetPointer(capsule, NULL);
  if (!table) return false;
  unsigned (*version)(void);
  memcpy(&version, &table[NDARRAY_VERSION], sizeof version);
  unsigned major = version() >> 24;
  memcpy(&shim.numpy.scalar, &table[NDARRAY_SCALAR], sizeof(void *));
  memcpy(&shim.numpy.make, &table[NDARRAY_NEW], sizeof(void *));
  memcpy(&shim.numpy.set_base, &table[NDARRAY_SET_BASE_OBJECT], sizeof(void *));
  if (major == 1 || major == 2) return true;
  PyErr_Format(PyExc_ImportError, "NumPy's ABI %u is not known", major);
  return false;
}

static bool take_functions(PyObject *addresses) {
  if (!PyTuple_Check(addresses) || PyTuple_Size(addresses) != SHIM_FUNCTIONS) {
    PyErr_SetString(PyExc_TypeError, "addresses of libjx's functions");
    return false;
  }
  for (Py_ssize_t i = 0; i < SHIM_FUNCTIONS; i++) {
    void *address = PyLong_AsVoidPtr(PyTuple_GetItem(addresses, i));
    if (!address) return false;
    memcpy((char *)&shim.jx + (size_t)i * sizeof address, &address, sizeof address);
  }
  return true;
}

/* dtypes: by jx's number, None where there is no single one. */
static void take_dtypes(PyObject *dtypes) {
  for (Py_ssize_t i = 0; i < PyList_Size(dtypes) && i < 64; i++) {
    PyObject *dtype = PyList_GetItem(dtypes, i);
    if (dtype == Py_None) continue;
    Py_INCREF(dtype);
    shim.descrs[i] = dtype;
  }
}

/* use_options(function): what `with options()` has set, from now on. */
static PyObject *use_options(PyObject *self, PyObject *function) {
  (void)self;
  Py_INCREF(function);
  Py_XDECREF(shim.options);
  shim.options = function;
  Py_RETURN_NONE;
}

/* setup(addresses, numpy's _ARRAY_API, ndarray, generic, asarray, dtypes, dtype_of, own, failed,
 * untold, the type of a frame's variables): once. What is taken stays: calls may outlive the module. */
static PyObject *setup(PyObject *self, PyObject *arguments) {
  PyObject *addresses, *capsule, *array, *generic, *dtypes, *proxy;
  (void)self;
  if (!PyArg_ParseTuple(arguments, "OOOOOO!OOOO!O", &addresses, &capsule, &array, &generic,
                        &shim.asarray, &PyList_Type, &dtypes, &shim.dtype_of, &shim.own,
                        &shim.failed, &PyList_Type, &shim.untold, &proxy))
    return NULL;
  PyObject *const kept[] = {array,    generic,     shim.asarray, shim.dtype_of,
                            shim.own, shim.failed, shim.untold,  proxy};
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) Py_INCREF(kept[i]);
  if (!take_functions(addresses) || !take_numpy(capsule)) return NULL;
  shim.ndarray = (PyTypeObject *)array;
  shim.generic = (PyTypeObject *)generic;
  shim.module = Py_TYPE(self);
  shim.proxy = (PyTypeObject *)proxy;
  take_dtypes(dtypes);
  Py_RETURN_NONE;
}

/* end(): the interpreter ends; threads may still be in a call, so nothing is given back. */
static PyObject *end(PyObject *self, PyObject *nothing) {
  (void)self, (void)nothing;
  shim.ending = 1;
  Py_RETURN_NONE;
}

/* The casts: what Python calls a function by is in its flags. */
static PyMethodDef functions[] = {
    {"adopt", shim_adopt, METH_O, NULL},
    {"others", shim_others, METH_NOARGS, NULL},
    {"evaluate", (PyCFunction)(void (*)(void))(shim_fastcall *)evaluate, METH_FASTCALL, NULL},
    {"map", (PyCFunction)(void (*)(void))(shim_fastcall *)shim_map, METH_FASTCALL, NULL},
    {"look", look, METH_O, NULL},
    {"remember", remember, METH_VARARGS, NULL},
    {"setup", setup, METH_VARARGS, NULL},
    {"use_options", use_options, METH_O, NULL},
    {"end", end, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL}};

static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT,
                                        "_jxshim",
                                        "Calls without Python in between.",
                                        -1,
                                        functions,
                                        NULL,
                                        NULL,
                                        NULL,
                                        NULL};

PyMODINIT_FUNC PyInit__jxshim(void) {
  PyObject *module = PyModule_Create(&definition);
  PyObject *context = PyType_FromSpec(&shim_context_spec),
           *program = PyType_FromSpec(&program_spec);
  shim.owner = shim_owner_type();
  shim.key = PyUnicode_FromString("jxpr._jxshim.context");
  shim.itemsize = PyUnicode_InternFromString("itemsize");
  shim.entries = PyDict_New();
  if (module && context && program && shim.owner && shim.key && shim.itemsize && shim.entries &&
      PyModule_AddObject(module, "Context", context) == 0 &&
      PyModule_AddObject(module, "Program", program) == 0 &&
      PyModule_AddStringConstant(module, "version", JX_VERSION) == 0)
    return module;
  Py_XDECREF(module);
  return NULL;
}
