/* stopping.c: see stopping.h. A thread of a team knows nothing else of whose piece it runs. */
#include "runtime/run/stopping.h"

static _Thread_local const stop_flag *watched;

void stopping_watch(const stop_flag *flag) { watched = flag; }

bool stopping_wanted(void) { return stop_wanted(watched); }
