/* converted.h: an element in another dtype, as kernels convert it: for tests that compute without
 * kernels. */
#ifndef JX_TESTS_CONVERTED_H
#define JX_TESTS_CONVERTED_H

#include "base/element.h"

/* Where C leaves a float that no integer of the dtype is near undefined, this is what kernels make
 * of it (to_integer() in codegen/ops/operations.c). Both dtypes are ones that are compiled. */
element_value converted(element_value x, jx_dtype from, jx_dtype to);

#endif
