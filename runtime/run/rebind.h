/* rebind.h: a bound call, made ready once more for arrays that lie elsewhere.
 *
 * Of a call's slots only the addresses depend on where its arrays are, as long as nothing was
 * decided by that: no shadow, no store past the cache, no chain. So a call that has run can run
 * again on arrays of the same dtypes, shapes and strides when its addresses are moved. A move says
 * which slot it is, and how far behind which array's first byte it points. Start at rebind_call().
 */
#ifndef JX_REBIND_H
#define JX_REBIND_H

#include "runtime/run/bind.h"

typedef struct rebind_move {
  int64_t *slot;
  int64_t offset;
  uint32_t base; /* operands, then results, then the block of temporaries */
} rebind_move;

/* Whether a call that bind_call() has bound can be made ready again. It may be finished, as for
 * what follows. */
bool rebind_possible(const bound *b);

/* Its moves: how many, and all of them. `data` has the addresses that it was bound with: of
 * operands, then of results, then of the block. */
size_t rebind_count(const bound *b);
void rebind_moves(const bound *b, const void *const *data, rebind_move *moves);

/* As bind_call(), with the same kernel and host and arrays that are alike, when none of the given
 * results needs a shadow. `b` lies where it was bound. bind_finish() or bind_abandon() follow.
 * Errors: JX_ERROR_MEMORY. */
jx_status rebind_call(bound *b, int32_t threads, const rebind_move *moves, size_t n,
                      const jx_array *const *operands, const jx_array *results, diag *d);

#endif
