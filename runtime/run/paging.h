/* paging.h: calls on mapped files that are larger than memory.
 *
 * What a call reads and writes through mappings of files is brought and taken by the system a page
 * at a time, where it is touched, and what it is to drop it has to guess: files that fit no memory
 * push out what is needed, and pages that are written pile up. So where the mapped arrays of a call
 * are larger than half of what the process may fill (memory_limit.h), the scheduler takes pieces in
 * the order of the file and says how far it has come, and two threads of the call's own go along:
 * one asks for what comes next, a window ahead; the other writes what has been written and gives
 * back what has been used, and whoever computes waits for it when it is two windows behind. Resident
 * are, of each file, two windows and the pieces at hand.
 *
 * Files are known by their mapping alone: no descriptor is opened or closed, which would drop the
 * caller's locks. A private mapping may have pages that are nowhere else; of those it is only said
 * that they are not needed soon. Nothing here changes a result. Arrays that a stage does not go
 * through from one end to the other are the system's to keep.
 */
#ifndef JX_PAGING_H
#define JX_PAGING_H

#include "runtime/run/bind.h"

typedef struct paging paging;

/* For a bound call that is about to run; NULL where it does not need it, which for most is seen from
 * its bytes, or where there is no memory or thread for it. */
paging *paging_open(const bound *b, const jx_allocator *allocator);
/* What schedule_run.pager is to be. */
const schedule_pager *paging_pager(const paging *p);
/* Takes NULL, too. */
void paging_close(paging *p);

#endif
