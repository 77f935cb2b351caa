/* contexts.c: a thread's context, and what is done before and after a call of libjx. */
#include "shim.h"

#include <stddef.h>
#include <string.h>

#include <structmember.h>

/* ---- Contexts ---- */

shim_context *shim_own(void) {
  PyObject *dict = PyThreadState_GetDict();
  return dict ? (shim_context *)PyDict_GetItemWithError(dict, shim.key) : NULL;
}

/* shim_adopt(context): this thread's from now on. */
PyObject *shim_adopt(PyObject *self, PyObject *context) {
  (void)self;
  PyObject *dict = PyThreadState_GetDict();
  if (dict && PyDict_SetItem(dict, shim.key, context) < 0) return NULL;
  Py_RETURN_NONE;
}

static int context_traverse(PyObject *self, visitproc visit, void *arg) {
  Py_VISIT(((shim_context *)self)->asking);
#if PY_VERSION_HEX >= 0x03090000
  Py_VISIT(Py_TYPE(self));
#endif
  return 0;
}

static int context_clear(PyObject *self) {
  Py_CLEAR(((shim_context *)self)->asking);
  return 0;
}

void shim_free_object(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  freefunc release = (freefunc)PyType_GetSlot(type, Py_tp_free);
  release(self);
  Py_DECREF(type);
}

static void context_free(PyObject *self) {
  PyObject_GC_UnTrack(self);
  context_clear(self);
  shim_free_object(self);
}

static PyMemberDef context_fields[] = {SHIM_FIELD(shim_context, pointer, T_PYSSIZET, 0),
                                       SHIM_FIELD(shim_context, busy, T_BOOL, 0),
                                       SHIM_FIELD(shim_context, heard, T_BOOL, 0),
                                       SHIM_FIELD(shim_context, held, T_INT, 0),
                                       SHIM_FIELD(shim_context, precision, T_INT, 0),
                                       SHIM_FIELD(shim_context, held_threads, T_INT, 0),
                                       SHIM_FIELD(shim_context, threads, T_INT, 0),
                                       SHIM_FIELD(shim_context, asking, T_OBJECT, 0),
                                       {NULL, 0, 0, 0, NULL}};
static PyType_Slot context_slots[] = {{Py_tp_members, context_fields},
                                      {Py_tp_dealloc, context_free},
                                      {Py_tp_traverse, context_traverse},
                                      {Py_tp_clear, context_clear},
                                      {0, NULL}};
PyType_Spec shim_context_spec = {"jxpr._jxshim.Context", sizeof(shim_context), 0,
                                 Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC,
                                 context_slots};

/* ---- Around a call of libjx ---- */

/* What the call does not say, `with options()` does, then the context. */
static void take_options(int *threads, int *precision) {
  PyObject *options = shim.options ? PyObject_CallFunctionObjArgs(shim.options, NULL) : NULL;
  int said[2] = {-1, -1};
  if (shim.options && (!options || !PyArg_ParseTuple(options, "ii", &said[0], &said[1])))
    PyErr_Clear();
  if (*threads < 0) *threads = said[0];
  if (*precision < 0) *precision = said[1];
  Py_XDECREF(options);
}

static bool take_settings(shim_context *c, int threads, int precision) {
  if (shim.options) take_options(&threads, &precision);
  if (threads < 0) threads = c->threads;
  if (precision < 0) precision = c->precision;
  if (precision != c->held) {
    c->held = -1;
    shim.jx.set_precision(c->pointer, (jx_precision)precision);
    c->held = precision;
  }
  if (threads != c->held_threads) {
    c->held_threads = -1;
    if (shim.jx.set_threads(c->pointer, threads) != JX_OK) return false;
    c->held_threads = threads;
  }
  return true;
}

bool shim_begin(shim_call *call, int threads, int precision, bool keep) {
  shim_context *c = shim_own();
  if (!c || c->busy || !c->heard || !c->pointer) return false;
  if (!take_settings(c, threads, precision)) return false;
  Py_INCREF(c);
  *call = (shim_call){.context = c, .asking = c->asking};
  c->asking = NULL; /* as in _Context.run(): not put back where an exception leaves the call */
  c->heard = 0;
  c->busy = 1;
  c->holding = keep;
  if (!keep) call->thread = PyEval_SaveThread();
  return true;
}

int shim_end(shim_call *call, jx_status status) {
  if (call->thread) PyEval_RestoreThread(call->thread);
  shim_context *c = call->context;
  c->holding = 0;
  int result = 0;
  if (status == JX_OK && PyList_Size(shim.untold) == 0) {
    Py_XDECREF(c->asking);
    c->asking = call->asking;
    c->heard = 1;
  } else {
    PyObject *asking = call->asking ? call->asking : Py_None;
    PyObject *none = PyObject_CallFunction(shim.failed, "OOi", (PyObject *)c, asking, (int)status);
    result = none ? 0 : -1;
    Py_XDECREF(none);
    Py_XDECREF(call->asking);
  }
  c->busy = 0;
  Py_DECREF(c);
  return result;
}

/* What C asks on threads that ask nobody else: a call that keeps the GIL, and takes longer than it
 * did, as one that waits for another thread's compilation, lets others have it. */
static int let_others(void *context, double done) {
  (void)done;
  if (((shim_context *)context)->holding) PyEval_RestoreThread(PyEval_SaveThread());
  return 0;
}

/* shim_others(): its address. */
PyObject *shim_others(PyObject *self, PyObject *nothing) {
  (void)self, (void)nothing;
  jx_progress ask = let_others;
  void *address;
  memcpy(&address, &ask, sizeof address);
  return PyLong_FromVoidPtr(address);
}
