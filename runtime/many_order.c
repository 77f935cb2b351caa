/* many_order.c: see many_order.h. Start at many_order_make(). */
#include "runtime/many_order.h"

#include <string.h>

/* Fewer sets, and sets with more elements in an operand, are run as they come: binding them shows
 * neither way. */
#define LEAST_SETS 64
#define MOST_ELEMENTS 65536

/* Sets are sorted by so many bits of what their arrays are like, in two goes. */
#define DIGIT_BITS 11
#define DIGITS (1u << DIGIT_BITS)

static uint64_t mix(uint64_t key, uint64_t word) {
  key = (key ^ word) * UINT64_C(0x9e3779b97f4a7c15);
  return key ^ key >> 29;
}

/* False when the array is large. One that is invalid is like any other. */
static bool add_array(uint64_t *key, const jx_array *a) {
  uint64_t elements = 1;
  if (!a || a->rank < 0 || a->rank > JX_MAX_RANK) return true;
  *key = mix(*key, (uint64_t)a->dtype << 32 | (uint32_t)a->rank);
  for (int32_t i = 0; i < a->rank; i++) {
    if (a->shape[i] < 0 || a->shape[i] > MOST_ELEMENTS) return a->shape[i] < 0;
    elements *= (uint64_t)a->shape[i];
    if (elements > MOST_ELEMENTS) return false;
    *key = mix(mix(*key, (uint64_t)a->shape[i]), (uint64_t)a->strides[i]);
  }
  return true;
}

/* The keys of all sets; false when they had better be left as they are. */
static bool make_keys(uint32_t *keys, const jx_array *const *operands, size_t noperands,
                      size_t first, size_t n) {
  bool differ = false;
  for (size_t i = first; i < n; i++) {
    uint64_t key = 0;
    for (size_t k = 0; k < noperands; k++)
      if (!add_array(&key, operands[i * noperands + k])) return false;
    keys[i - first] = (uint32_t)(key >> (64 - 2 * DIGIT_BITS));
    differ = differ || keys[i - first] != keys[0];
  }
  return differ;
}

/* Sorts by one digit; sets that have the same stay in their order. */
static void sort_digit(const uint32_t *keys, unsigned shift, const uint32_t *from, uint32_t *to,
                       size_t first, size_t n) {
  uint32_t places[DIGITS] = {0}, sum = 0;
  for (size_t i = 0; i < n; i++) places[keys[i] >> shift & (DIGITS - 1)]++;
  for (unsigned d = 0; d < DIGITS; d++) {
    uint32_t count = places[d];
    places[d] = sum;
    sum += count;
  }
  for (size_t i = 0; i < n; i++) {
    uint32_t set = from ? from[i] : (uint32_t)(first + i);
    to[places[keys[set - first] >> shift & (DIGITS - 1)]++] = set;
  }
}

/* Sets that have the same key are taken for alike: at worst a call is remembered for nothing. */
static void count_alike(const uint32_t *keys, many_order *o, size_t n) {
  for (size_t i = n; i-- > 0;) {
    bool same = i + 1 < n && keys[o->sets[i] - o->first] == keys[o->sets[i + 1] - o->first];
    uint8_t behind = same ? o->alike[i + 1] : 0;
    o->alike[i] = behind < UINT8_MAX ? behind + 1 : behind;
  }
}

many_order many_order_make(const jx_allocator *allocator, const jx_array *const *operands,
                           size_t noperands, size_t first, size_t n) {
  many_order o = {.first = first};
  size_t count = n - first;
  if (count < LEAST_SETS || n > UINT32_MAX || !noperands) return o;
  size_t size = count * sizeof *o.sets, all = size + count;
  uint32_t *keys = mem_alloc(allocator, 2 * size, sizeof *keys);
  if (!keys) return o;
  if (make_keys(keys, operands, noperands, first, n) &&
      (o.sets = mem_alloc(allocator, all, sizeof *o.sets))) {
    uint32_t *half = keys + count;
    o.alike = (uint8_t *)(o.sets + count);
    o.size = all;
    sort_digit(keys, 0, NULL, half, first, count);
    sort_digit(keys, DIGIT_BITS, half, o.sets, first, count);
    count_alike(keys, &o, count);
  }
  mem_free(allocator, keys, 2 * size);
  return o;
}

void many_order_free(many_order *o, const jx_allocator *allocator) {
  mem_free(allocator, o->sets, o->size);
  o->sets = NULL;
}
