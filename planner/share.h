/* share.h: dear values of folding stages, stored for later stages of the same space. */
#ifndef JX_SHARE_H
#define JX_SHARE_H

#include "planner/planner.h"

jx_status share_find(planner *p);

#endif
