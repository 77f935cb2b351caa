/* shim.h: what the shim's files share.
 *
 * The shim is an extension module, _jxshim, that takes the Python out of a call: names, arrays'
 * descriptions and results. It is optional: jxpr/_shim.py loads it when it lies beside libjx, and
 * jxpr does all of it in Python otherwise, and whenever the shim says that a call is none for it.
 *
 * It is tied to no version: to Python by the limited API of 3.9 and the stable ABI; to libjx by
 * addresses that _shim.py gives it; and to NumPy by what every program compiled for NumPy 1.7 to 2
 * relies on, the head of an array (ndarray.h), which _shim.py checks on arrays, and four entries of
 * the table in numpy's _ARRAY_API.
 */
#ifndef JX_SHIM_H
#define JX_SHIM_H

#define PY_SSIZE_T_CLEAN
#define Py_LIMITED_API 0x03090000
#include <Python.h>

#include <stdbool.h>

#include "jx.h"
#include "ndarray.h"

/* In the headers from 3.10 on; as old as 3.7 in the ABI. */
#ifndef METH_FASTCALL
#define METH_FASTCALL 0x0080
#endif
typedef PyObject *shim_fastcall(PyObject *self, PyObject *const *arguments, Py_ssize_t n);

/* libjx: what the shim calls, in the order in which _shim.py gives the addresses. */
typedef struct shim_library {
  jx_status (*run)(jx_context *, const jx_program *, const jx_array *const *, size_t, jx_array *,
                   size_t);
  jx_status (*run_many)(jx_context *, const jx_program *, size_t, const jx_array *const *, size_t,
                        jx_array *, size_t, jx_status *);
  jx_status (*run_stacked)(jx_context *, const jx_program *, size_t, const jx_array *const *,
                           size_t, jx_array *, size_t, jx_status *);
  jx_status (*set_precision)(jx_context *, jx_precision);
  jx_status (*set_threads)(jx_context *, int32_t);
  void (*array_free)(jx_context *, jx_array *);
  void (*program_free)(jx_program *);
} shim_library;

enum { SHIM_FUNCTIONS = sizeof(shim_library) / sizeof(void (*)(void)) };

enum { SHIM_BRIEF = 16 };

/* A thread's context: the base of _evaluate.py's. Python sees the fields as attributes. */
typedef struct shim_context {
  PyObject ob_base;
  jx_context *pointer;
  char busy;        /* in a call */
  char heard;       /* C asks somebody whether to stop, or there is nobody to ask on this thread */
  int held;         /* the precision that libjx has; -1: any */
  int precision;    /* of calls that ask for none */
  int held_threads; /* likewise: how many threads */
  int threads;
  PyObject *asking;           /* the generator that C asks */
  char holding;               /* a call goes on that keeps the GIL */
  uint64_t brief[SHIM_BRIEF]; /* calls that are over sooner than the GIL is given away: shim.c */
} shim_context;

/* A program with the names of its operands: the base of _evaluate.py's Program. */
typedef struct shim_program {
  PyObject ob_base;
  jx_program *pointer;
  PyObject *names;  /* tuple of str: operands, in order */
  PyObject *absent; /* tuple of str: the text's other free names, which no array stood for */
  Py_ssize_t nnames, nresults;
  int precision, threads; /* -1: the context's */
} shim_program;

/* The module's only state: everything is set once, by setup(). */
typedef struct shim_state {
  shim_library jx;
  ndarray_api numpy;
  PyTypeObject *ndarray, *generic, *module;
  PyTypeObject *proxy;  /* of a frame's variables, where they come in no dict; or NULL */
  PyObject *asarray;    /* numpy.asarray */
  PyObject *descrs[64]; /* by jx's number; NULL: of many sizes or units */
  PyObject *dtype_of;   /* (number, detail) -> dtype: those */
  PyObject *own;        /* () -> this thread's context, made when there is none */
  PyObject *failed;     /* (context, asking, status): raises; (…, 0) tells what is untold */
  PyObject *untold;     /* the list of warnings that wait */
  PyObject *itemsize;   /* "itemsize" */
  PyObject *key;        /* of this thread's context in its dict */
  PyObject *entries;    /* dict of str to shim_program: texts that were evaluated */
  PyObject *options; /* () -> (threads, precision) of `with options()`; NULL: none was ever used */
  PyTypeObject *owner;
  char ending; /* the interpreter is: nothing is given back */
} shim_state;

extern shim_state shim;

/* Of a PyMemberDef. */
#define SHIM_FIELD(type, name, kind, flags) \
  { #name, kind, offsetof(type, name), flags, NULL }

/* contexts.c: the type; and frees an object of a type on the heap. */
extern PyType_Spec shim_context_spec;
void shim_free_object(PyObject *self);
/* Borrowed; NULL when this thread has none yet (no exception is set). */
shim_context *shim_own(void);
/* adopt(context): this thread's from now on. */
PyObject *shim_adopt(PyObject *self, PyObject *context);
/* others(): the address of what C asks where nobody else is asked. */
PyObject *shim_others(PyObject *self, PyObject *nothing);

/* describe.c: an operand. */
typedef union shim_scalar {
  int64_t i;
  double f[2];
  uint8_t b;
} shim_scalar;

/* Fills `a` with a view of `value`, a number's in `scalar`. *keep: a new reference to what has to
 * live meanwhile. 1; 0 when Python has to do it; -1 and an exception. */
int shim_describe(jx_array *a, shim_scalar *scalar, PyObject *value, PyObject **keep);
/* The same of an array that is to be written. */
int shim_describe_out(jx_array *a, PyObject *value);

/* results.c: a result as a NumPy array or scalar, which then owns the memory. NULL and an
 * exception; then it has been freed. */
PyObject *shim_wrap(shim_context *c, jx_array *a);
PyTypeObject *shim_owner_type(void);

/* map.c: Program.map()'s C part. */
PyObject *shim_map(PyObject *self, PyObject *const *arguments, Py_ssize_t n);

/* contexts.c: around a call of libjx, which may keep the GIL. False: the context is none to call with
 * now. */
typedef struct shim_call {
  shim_context *context;
  PyObject *asking;
  PyThreadState *thread; /* NULL: the GIL is kept */
} shim_call;
bool shim_begin(shim_call *call, int threads, int precision, bool keep);
/* Ends it. 0, or -1 and the exception that the status or a warning stands for. */
int shim_end(shim_call *call, jx_status status);

#endif
