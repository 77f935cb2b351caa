/* kernel.c: makes kernels of plans and code; see kernel.h. */
#include "runtime/kernel/kernel.h"

#include <stdio.h>
#include <string.h>

#define ALIGN(n) (((n) + 15) & ~(size_t)15)

/* Powers of integers, indices, and folds of what is selected can fail on an element; what is selected
 * may not be as many as a given result has. */
static bool may_fault(const plan *p) {
  for (size_t i = 0; i < p->results.n; i++)
    if (p->results.at[i].selects) return true;
  for (size_t i = 0; i < p->values.n; i++) {
    jx_dtype dtype = (jx_dtype)p->values.at[i].dtype;
    if (p->values.at[i].op == OP_INDEX || p->values.at[i].op == OP_SOME) return true;
    if (p->values.at[i].op == OP_POW && jx_dtype_kind(dtype) == 'i') return true;
  }
  return false;
}

static bool may_doubt(const plan *p) {
  for (size_t i = 0; i < p->accumulators.n; i++)
    if (p->accumulators.at[i].doubtful) return true;
  for (size_t i = 0; i < p->values.n; i++)
    if (p->values.at[i].op == OP_TOTAL || p->values.at[i].op == OP_BOUNDED) return true;
  return false;
}

jx_status kernel_spec_make(kernel_spec **out, const plan *p) {
  size_t size = ALIGN(sizeof(kernel_spec));
#define X(type, name) size += ALIGN(p->name.n * sizeof(type));
  KERNEL_TABLES(X)
#undef X
  if (size > UINT32_MAX)
    return diag_fail(p->diag, JX_ERROR_LIMIT, (span){0}, "program is too large");
  kernel_spec *s = arena_zalloc(p->arena, size);
  if (!s) return diag_memory(p->diag);
  s->size = (uint32_t)size;
  s->noperands = (uint32_t)p->noperands;
  s->faults = may_fault(p);
  s->doubts = may_doubt(p);
  size_t at = ALIGN(sizeof *s);
#define X(type, name)                                                          \
  s->name = (kernel_table){(uint32_t)at, (uint32_t)p->name.n};                 \
  if (p->name.n) memcpy((char *)s + at, p->name.at, p->name.n * sizeof(type)); \
  at += ALIGN(p->name.n * sizeof(type));
  KERNEL_TABLES(X)
#undef X
  *out = s;
  return JX_OK;
}

kernel_spec *kernel_spec_at(void *bytes, size_t size) {
  kernel_spec *s = bytes;
  if (size < sizeof *s || s->size != size) return NULL;
  size_t at = ALIGN(sizeof *s);
#define X(type, name)                                                          \
  if (s->name.at != at || (size - at) / sizeof(type) < s->name.n) return NULL; \
  at += ALIGN(s->name.n * sizeof(type));                                       \
  if (at > size) return NULL;
  KERNEL_TABLES(X)
#undef X
  return at == size ? s : NULL;
}

uint32_t kernel_spec_slots(const kernel_spec *s) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < s->stages.n; i++) n += stage_slots(spec_stages(s) + i);
  return n;
}

/* Dims come first, then accesses, then results that are selected of operands. Dims refer to an operand by a dim_ref, which is never negative
 * there. */
uint32_t *kernel_spec_operand(kernel_spec *s, uint32_t *i) {
  dim_node *dims = (dim_node *)((char *)s + s->dims.at);
  plan_access *accesses = (plan_access *)((char *)s + s->accesses.at);
  plan_result *results = (plan_result *)((char *)s + s->results.at);
  for (; *i < s->dims.n; ++*i)
    if (dims[*i].op == DIM_EXTENT || dims[*i].op == DIM_SCALAR) return (uint32_t *)&dims[*i].a;
  for (; *i - s->dims.n < s->accesses.n; ++*i)
    if (accesses[*i - s->dims.n].source == SOURCE_OPERAND) return &accesses[*i - s->dims.n].index;
  for (uint32_t before = s->dims.n + s->accesses.n; *i - before < s->results.n; ++*i)
    if (results[*i - before].in_place) return &results[*i - before].values;
  return NULL;
}

/* One block: the kernel, its spec, its entries, and where they lie in the image. */
static kernel *kernel_alloc(const kernel_spec *spec, const jx_allocator *allocator) {
  size_t at_spec = ALIGN(sizeof(kernel)), at_entries = at_spec + ALIGN(spec->size);
  size_t size = at_entries + spec->stages.n * (sizeof(kernel_entry *) + sizeof(image_entry));
  kernel *k = mem_alloc(allocator, size, JX_ALIGN);
  if (!k) return NULL;
  memset(k, 0, sizeof *k);
  atomic_init(&k->refs, 1);
  k->allocator = allocator;
  k->size = size;
  memcpy((char *)k + at_spec, spec, spec->size);
  k->spec = (const kernel_spec *)((char *)k + at_spec);
  k->entries = (kernel_entry **)((char *)k + at_entries);
  k->nslots = kernel_spec_slots(spec);
  k->nbigints = kernel_spec_bigints(spec);
  return k;
}

jx_status kernel_new(kernel **out, const kernel_spec *spec, const image *img,
                     const jx_allocator *allocator, diag *d) {
  if (img->nentries != spec->stages.n)
    return diag_fail(d, JX_ERROR_CODEGEN, (span){0}, "image has %zu entries for %u stages",
                     img->nentries, (unsigned)spec->stages.n);
  kernel *k = kernel_alloc(spec, allocator);
  if (!k) return diag_memory(d);
  jx_status status = spec->stages.n ? loader_map(&k->code, img, d) : JX_OK;
  if (status != JX_OK) {
    kernel_release(k);
    return status;
  }
  image_entry *places = (image_entry *)(k->entries + spec->stages.n);
  for (uint32_t i = 0; i < spec->stages.n; i++) {
    void *entry = (char *)k->code.pages + img->entries[i].at;
    memcpy(&k->entries[i], &entry, sizeof entry); /* C has no cast from data to code */
    places[i] = img->entries[i];
  }
  k->image = *img;
  k->image.bytes = k->code.pages;
  k->image.entries = places;
  *out = k;
  return JX_OK;
}

jx_status kernel_announce(kernel *k, const char *source, size_t length, announce_warning *warning,
                          diag *d) {
  if (!k->code.pages || k->announced) return JX_OK;
  return announce_code(&k->announced, &k->image, source, length, k->allocator, warning, d);
}

jx_status kernel_new_failed(kernel **out, const kernel_spec *spec, const jx_allocator *allocator,
                            diag *why) {
  kernel *k = kernel_alloc(spec, allocator);
  if (!k) return JX_ERROR_MEMORY;
  k->status = why->status;
  snprintf(k->message, sizeof k->message, "%.*s", (int)sizeof k->message - 1, why->message);
  *out = k;
  return JX_OK;
}

kernel *kernel_retain(kernel *k) {
  atomic_fetch_add_explicit(&k->refs, 1, memory_order_relaxed);
  return k;
}

void kernel_release(kernel *k) {
  if (!k || atomic_fetch_sub_explicit(&k->refs, 1, memory_order_acq_rel) != 1) return;
  announce_gone(k->announced);
  loader_unmap(&k->code);
  mem_free(k->allocator, k, k->size);
}
