/* times_build.h: what programs write of times: datetime64('2020-01-01'), timedelta64(5, 'D'), dates
 * beside datetimes, dtypes with units, and reductions. */
#ifndef JX_TIMES_BUILD_H
#define JX_TIMES_BUILD_H

#include "graph/build/reduce.h"
#include "graph/times.h"

/* A call of datetime64 or timedelta64. */
graph_ref make_time(call *c, jx_dtype dtype);

/* A dtype argument that names a time: 'M8[ns]', datetime64. *unit is 0 where it names none. */
bool make_is_time_dtype(builder *b, ast_ref r, jx_dtype *dtype, uint32_t *unit);

/* The node of a tree node; a string beside a datetime is a date. */
graph_ref make_beside(builder *b, ast_ref r, ast_ref other);

/* A reduction of a time. */
graph_ref make_time_reduction(const over *o);

#endif
