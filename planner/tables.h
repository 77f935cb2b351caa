/* tables.h: what a stage is to read from tables, which stages before it fill.
 *
 * The nodes of the main phase and the vector loop are known. */
#ifndef JX_TABLES_H
#define JX_TABLES_H

#include "planner/planner.h"

/* Marks that; *any: there is something new. */
jx_status tables_choose(planner *p, uint32_t at, bool *any);
/* Lets the tables that a stage reads run before it. */
void tables_deepen(planner *p, uint32_t at);

#endif
