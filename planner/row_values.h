/* row_values.h: values of rows that are short, computed apart from what reads them.
 *
 * Marks nodes as kept; *any: some are, so waves, homes and protos are to be found again. */
#ifndef JX_ROW_VALUES_H
#define JX_ROW_VALUES_H

#include "planner/planner.h"

void row_values_keep(planner *p, bool *any);

#endif
