/* results.c: results as NumPy's; see shim.h. Memory that libjx has allocated belongs to an owner,
 * which the array views. */
#include "shim.h"

typedef struct owner {
  PyObject ob_base;
  void *data;
  size_t owned;
} owner;

/* By the context of the thread that happens to be here: one serves one thread at a time. */
static void give_back(owner *o) {
  if (!o->owned || shim.ending) return;
  PyObject *type, *value, *trace, *made = NULL;
  shim_context *c = shim_own();
  if (!c) {
    PyErr_Fetch(&type, &value, &trace);
    made = PyObject_CallFunctionObjArgs(shim.own, NULL);
    c = (shim_context *)made;
    if (!made) PyErr_Clear(); /* nobody can give it back */
    PyErr_Restore(type, value, trace);
  }
  jx_array a = {.data = o->data, .owned = o->owned};
  if (c) shim.jx.array_free(c->pointer, &a);
  Py_XDECREF(made);
}

static void owner_free(PyObject *self) {
  PyTypeObject *type = Py_TYPE(self);
  give_back((owner *)self);
  PyObject_Free(self);
  Py_DECREF(type);
}

PyTypeObject *shim_owner_type(void) {
  static PyType_Slot slots[] = {
      {Py_tp_dealloc, owner_free}, {Py_tp_doc, "Memory of libjx's that arrays view."}, {0, NULL}};
  static PyType_Spec spec = {"jxpr._jxshim.Owner", sizeof(owner), 0, Py_TPFLAGS_DEFAULT, slots};
  return (PyTypeObject *)PyType_FromSpec(&spec);
}

/* A new reference. */
static PyObject *descr_of(const jx_array *a) {
  PyObject *descr = (unsigned)a->dtype < 64 ? shim.descrs[a->dtype] : NULL;
  if (!descr) return PyObject_CallFunction(shim.dtype_of, "iI", (int)a->dtype, a->detail);
  Py_INCREF(descr);
  return descr;
}

static PyObject *wrap_scalar(shim_context *c, jx_array *a, PyObject *descr) {
  PyObject *value = shim.numpy.scalar(a->data, descr, NULL);
  Py_DECREF(descr);
  shim.jx.array_free(c->pointer, a);
  return value;
}

PyObject *shim_wrap(shim_context *c, jx_array *a) {
  Py_ssize_t shape[JX_MAX_RANK], strides[JX_MAX_RANK];
  PyObject *descr = descr_of(a);
  if (descr && a->rank == 0) return wrap_scalar(c, a, descr);
  owner *o = descr ? PyObject_New(owner, shim.owner) : NULL;
  if (!o) {
    Py_XDECREF(descr);
    shim.jx.array_free(c->pointer, a);
    return NULL;
  }
  o->data = a->data;
  o->owned = a->owned;
  for (int x = 0; x < a->rank; x++) {
    shape[x] = (Py_ssize_t)a->shape[x];
    strides[x] = (Py_ssize_t)a->strides[x];
  }
  PyObject *array = shim.numpy.make(shim.ndarray, descr, a->rank, shape, strides, a->data,
                                    NDARRAY_ALIGNED | NDARRAY_WRITEABLE, NULL);
  if (!array) {
    Py_DECREF(o);
    return NULL;
  }
  if (shim.numpy.set_base(array, (PyObject *)o) < 0) {
    Py_DECREF(array);
    return NULL;
  }
  return array;
}
