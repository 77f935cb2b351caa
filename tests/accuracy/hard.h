/* hard.h: arguments at which functions are hard: found by a search, published, or computed. */
#ifndef JX_TEST_HARD_H
#define JX_TEST_HARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reference.h"

/* Number i of a function's arguments whose results are hard to round; false past the last. */
bool hard_argument(reference_id id, size_t i, double *x, double *y);

/* A float64 that comes nearer to a multiple of pi/4 or pi/2 than others of its exponent, from 1 to
 * 2^1023: one of some thousand, chosen by `which`. May be called by several threads. */
double hard_turn(uint64_t which);

#endif
