/* values.h: arrays as text.
 *
 *     float64 [[1, 2.5, nan], [-0.0, inf, 1e-3]]
 *     int32 (2,3)                 a shape alone: 0, 1, 2, ... in C order
 *     float64 (0,3)
 *     str5 ['abc', 'd\0e']        strings of five characters; bytes5 likewise
 *     weak 5, weak 2.5            scalars that take the other side's dtype
 *
 * bool elements are True and False. Floats are printed so that they read back as the same bits. */
#ifndef JX_TESTS_VALUES_H
#define JX_TESTS_VALUES_H

#include <stddef.h>

#include "jx.h"

/* Reads all of `text` into an array with memory of its own, to be freed with values_free(); false
 * when the text is malformed. */
bool values_read(const char *text, jx_array *out);
void values_free(jx_array *array);

/* The same dtype, weakness, shape and elements: the same bits, where all NaNs are one. */
bool values_equal(const jx_array *a, const jx_array *b);

/* Prints at most `size` bytes, NUL included. */
void values_print(const jx_array *array, char *out, size_t size);

#endif
