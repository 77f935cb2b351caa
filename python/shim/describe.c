/* describe.c: Python values as operands; see shim.h. Start at shim_describe(). */
#include <string.h>

#include "shim.h"

/* jx's number of a dtype, by identity: NumPy's own ones are single objects. 0: Python has to look.
 */
static jx_dtype dtype_number(PyObject *descr) {
  for (int i = 1; i < 64; i++)
    if (shim.descrs[i] == descr) return (jx_dtype)i;
  return JX_DTYPE_NONE;
}

/* Of strings, which have a dtype for each length. 1; 0 when Python has to look; -1 and an
 * exception. */
static int describe_string(jx_array *a, PyObject *descr) {
  const ndarray_descr *d = (const ndarray_descr *)descr;
  if (d->kind != 'S' && (d->kind != 'U' || d->byteorder != '=')) return 0;
  PyObject *size = PyObject_GetAttr(descr, shim.itemsize);
  size_t bytes = size ? PyLong_AsSize_t(size) : 0;
  Py_XDECREF(size);
  if (PyErr_Occurred()) return -1;
  a->dtype = d->kind == 'S' ? JX_BYTES : JX_STR;
  a->detail = (uint32_t)bytes;
  return bytes <= UINT32_MAX;
}

static int describe_array(jx_array *a, const ndarray *value) {
  if (value->nd > JX_MAX_RANK) return 0;
  a->dtype = dtype_number(value->descr);
  a->detail = 0;
  if (!a->dtype) {
    int done = describe_string(a, value->descr);
    if (done != 1) return done;
  }
  a->data = value->data;
  a->rank = value->nd;
  a->flags = value->flags & NDARRAY_WRITEABLE ? 0 : JX_ARRAY_READONLY;
  a->owned = 0;
  for (int x = 0; x < value->nd; x++) {
    a->shape[x] = value->shape[x];
    a->strides[x] = value->strides[x];
  }
  return 1;
}

static int weak(jx_array *a, void *data, jx_dtype dtype) {
  a->data = data;
  a->dtype = dtype;
  a->rank = 0;
  a->flags = JX_ARRAY_WEAK;
  a->detail = 0;
  a->owned = 0;
  return 1;
}

static int describe_int(jx_array *a, shim_scalar *s, PyObject *value) {
  int overflow = 0;
  s->i = PyLong_AsLongLongAndOverflow(value, &overflow);
  return overflow ? 0 : weak(a, &s->i, JX_INT64);
}

static int describe_complex(jx_array *a, shim_scalar *s, PyObject *value) {
  s->f[0] = PyComplex_RealAsDouble(value);
  s->f[1] = PyComplex_ImagAsDouble(value);
  return weak(a, s->f, JX_COMPLEX128);
}

int shim_describe(jx_array *a, shim_scalar *s, PyObject *value, PyObject **keep) {
  PyTypeObject *type = Py_TYPE(value);
  *keep = NULL;
  if (type == shim.ndarray) {
    Py_INCREF(value);
    *keep = value;
    return describe_array(a, (const ndarray *)value);
  }
  if (type == &PyFloat_Type) {
    s->f[0] = PyFloat_AsDouble(value);
    return weak(a, s->f, JX_FLOAT64);
  }
  if (type == &PyLong_Type) return describe_int(a, s, value);
  if (type == &PyBool_Type) {
    s->b = value == Py_True;
    return weak(a, &s->b, JX_BOOL);
  }
  if (type == &PyComplex_Type) return describe_complex(a, s, value);
  bool is_text = type == &PyUnicode_Type || type == &PyBytes_Type;
  if (!is_text && !PyType_IsSubtype(type, shim.generic)) return 0;
  *keep = PyObject_CallFunctionObjArgs(shim.asarray, value, NULL);
  if (!*keep) return -1;
  if (Py_TYPE(*keep) != shim.ndarray) return 0;
  return describe_array(a, (const ndarray *)*keep);
}

int shim_describe_out(jx_array *a, PyObject *value) {
  return Py_TYPE(value) == shim.ndarray ? describe_array(a, (const ndarray *)value) : 0;
}
