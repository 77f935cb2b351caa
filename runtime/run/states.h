/* states.h: combining what the parts of a long reduction leave.
 *
 * A reduction that is cut into ranges leaves one state a range (plan.h): 8-byte words, word w of
 * the kept point k at [w * kept + k]. They are combined in a fixed pairwise tree, whose shape
 * depends on the number of ranges alone, so that the bits do not depend on threads and the error of
 * a sum grows with the logarithm of their number.
 */
#ifndef JX_STATES_H
#define JX_STATES_H

#include "planner/plan.h"

/* into = into combined with from, for the kept points [begin, end) of `kept`; `from` comes after in
 * order. */
void states_combine(const plan_accumulator *accumulators, size_t n, int64_t kept, int64_t begin,
                    int64_t end, int64_t *into, const int64_t *from);

/* Combines `count` states, which begin `size` words apart, into the first one. */
void states_tree(const plan_accumulator *accumulators, size_t n, int64_t kept, int64_t begin,
                 int64_t end, int64_t *states, int64_t size, int64_t count);

/* True when no value that is folded in behind those of a state changes it: of the folds of a stage
 * that ends early (plan_stage.ends), at its one kept point. */
bool states_settled(const plan_accumulator *accumulators, size_t n, const int64_t *state);

/* Whether all floats of a state are finite, for the kept points [begin, end). */
bool states_finite(const plan_accumulator *accumulators, size_t n, int64_t kept, int64_t begin,
                   int64_t end, const int64_t *state);

/* The state of having folded nothing, of the kept points [begin, end). */
void states_identity(const plan_accumulator *accumulators, size_t n, int64_t kept, int64_t begin,
                     int64_t end, int64_t *state);

#endif
