/* many_order.h: in which order sets of operands are run.
 *
 * A call whose arrays are like those of one made before is not bound again (recall.h), and only a
 * few calls are remembered. Pairs of clusters come in some thousand pairs of sizes, each of them a
 * few times and far apart. So sets whose arrays are alike are run one after the other. */
#ifndef JX_MANY_ORDER_H
#define JX_MANY_ORDER_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "jx.h"

typedef struct many_order {
  uint32_t *sets; /* NULL: as they come */
  size_t first;   /* the set that sets[0] stands for is at this place */
  uint8_t *alike; /* of each: how many from there on are alike, 255 at most */
  size_t size;    /* bytes of both */
} many_order;

/* The order of sets [first, n), whose operands may be invalid. It stays as it is where all are
 * alike or some are large, and when no memory is there. */
many_order many_order_make(const jx_allocator *allocator, const jx_array *const *operands,
                           size_t noperands, size_t first, size_t n);
void many_order_free(many_order *o, const jx_allocator *allocator);

/* The set at a place, which is not before the first. */
static inline size_t many_order_set(const many_order *o, size_t place) {
  return o->sets ? o->sets[place - o->first] : place;
}

/* call.alike of the set at a place. */
static inline uint32_t many_order_alike(const many_order *o, size_t place) {
  return o->sets ? o->alike[place - o->first] : 0;
}

#endif
