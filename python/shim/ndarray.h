/* ndarray.h: NumPy's arrays, as far as its ABI fixes them.
 *
 * The head of an array has been the same since NumPy 1.7, because the macros of its C API read it
 * in every extension that was ever compiled; so are the places of functions in the table that
 * _ARRAY_API holds (numpy/__init__.pxd and "NumPy C-API" in NumPy's manual). */
#ifndef JX_SHIM_NDARRAY_H
#define JX_SHIM_NDARRAY_H

typedef struct ndarray {
  PyObject ob_base;
  char *data;
  int nd;
  Py_ssize_t *shape, *strides;
  PyObject *base, *descr;
  int flags;
} ndarray;

/* The head of a dtype, the same in NumPy 1 and 2; its size stands elsewhere in each. */
typedef struct ndarray_descr {
  PyObject ob_base;
  PyTypeObject *scalar;
  char kind, letter, byteorder; /* '=': the machine's; '|': of no matter */
} ndarray_descr;

enum { NDARRAY_ALIGNED = 0x0100, NDARRAY_WRITEABLE = 0x0400 };

/* Of the table: places, and types. */
enum {
  NDARRAY_VERSION = 0,           /* unsigned (void): 0x01…… or 0x02…… */
  NDARRAY_SCALAR = 60,           /* PyObject *(void *data, PyObject *descr, PyObject *base) */
  NDARRAY_NEW = 94,              /* steals descr */
  NDARRAY_SET_BASE_OBJECT = 282, /* steals the base */
};

typedef struct ndarray_api {
  PyObject *(*scalar)(void *data, PyObject *descr, PyObject *base);
  PyObject *(*make)(PyTypeObject *type, PyObject *descr, int nd, const Py_ssize_t *shape,
                    const Py_ssize_t *strides, void *data, int flags, PyObject *object);
  int (*set_base)(PyObject *array, PyObject *base);
} ndarray_api;

#endif
