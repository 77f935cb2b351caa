/* plan_key.c: see plan_key.h. */
#include "runtime/cache/plan_key.h"

#include <string.h>

/* A key begins with this; the spec follows, then what only the code generator reads. */
typedef struct head {
  uint64_t features;
  uint32_t spec, values, stores, bytes; /* sizes */
  uint64_t reserved;
} head;

#define UNSEEN UINT32_MAX

_Static_assert(sizeof(head) % 16 == 0, "the spec is aligned");
_Static_assert(sizeof(plan_value) == 40 && sizeof(plan_store) == 8, "no padding is written");

/* The number of a call's operand in the key, given when it is met first. */
static uint32_t number(plan_key *k, uint32_t *numbers, uint32_t *operands, uint32_t operand) {
  if (numbers[operand] == UNSEEN) {
    operands[k->noperands] = operand;
    numbers[operand] = k->noperands++;
  }
  return numbers[operand];
}

/* Numbers the operands of a spec anew. */
static void renumber(plan_key *k, kernel_spec *spec, uint32_t *numbers, uint32_t *operands) {
  uint32_t *at;
  for (uint32_t i = 0; (at = kernel_spec_operand(spec, &i)); i++)
    *at = number(k, numbers, operands, *at);
  spec->noperands = k->noperands;
}

jx_status plan_key_make(plan_key *out, const plan *p, const kernel_spec *spec, uint64_t features) {
  head h = {.features = features,
            .spec = spec->size,
            .values = (uint32_t)(p->values.n * sizeof *p->values.at),
            .stores = (uint32_t)(p->stores.n * sizeof *p->stores.at),
            .bytes = (uint32_t)p->bytes.n};
  *out = (plan_key){.size = sizeof h + spec->size + h.values + h.stores + h.bytes};
  char *bytes = arena_alloc(p->arena, out->size);
  uint32_t *numbers = arena_alloc(p->arena, (p->noperands + 1) * sizeof *numbers);
  uint32_t *operands = arena_zalloc(p->arena, (p->noperands + 1) * sizeof *operands);
  if (!bytes || !numbers || !operands) return diag_memory(p->diag);
  memset(numbers, 0xff, (p->noperands + 1) * sizeof *numbers);
  char *at = bytes;
  memcpy(at, &h, sizeof h);
  at += sizeof h;
  memcpy(at, spec, spec->size);
  renumber(out, (kernel_spec *)(void *)at, numbers, operands);
  at += spec->size;
  if (h.values) memcpy(at, p->values.at, h.values);
  at += h.values;
  if (h.stores) memcpy(at, p->stores.at, h.stores);
  at += h.stores;
  if (h.bytes) memcpy(at, p->bytes.at, h.bytes);
  out->bytes = bytes;
  out->operands = operands;
  out->hash = hash_bytes(bytes, out->size, 0);
  return JX_OK;
}

kernel_spec *plan_key_spec(void *key, size_t size) {
  const head *h = key;
  if (size < sizeof *h || h->spec > size - sizeof *h) return NULL;
  return kernel_spec_at((char *)key + sizeof *h, h->spec);
}
