/* selecting.h: results that consist of what a condition selects.
 *
 * How large such a result is, only the condition's elements tell. So no stage writes it: when all
 * have run, the condition lies in a temp, and what is selected in another or in an operand; their
 * elements are counted, the result is allocated, and they are packed. All of it by pieces of the
 * array, on all threads; the order is the array's own. */
#ifndef JX_SELECTING_H
#define JX_SELECTING_H

#include "runtime/run/bind.h"

/* Makes all such results of a call whose stages have run. Errors: JX_ERROR_ARGUMENT when a given one
 * has another shape, and then nothing has been written; JX_ERROR_LIMIT, JX_ERROR_MEMORY; and,
 * without a message, JX_ERROR_CANCELLED. */
jx_status select_results(bound *b, team_run *team, diag *d);

#endif
