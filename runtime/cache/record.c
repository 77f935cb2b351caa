/* record.c: see record.h. */
#include "runtime/cache/record.h"

#include <string.h>

#include "build_id.h"

#define ALIGN 64

typedef struct header {
  char magic[8];
  uint32_t format;
  uint32_t reserved; /* 0 */
  uint64_t size;     /* of the file */
  hash128 checksum;  /* of all that follows */
  char build[16], llvm[16];
  uint64_t features;
  hash128 id;
  uint64_t compile_ns;
  struct {
    uint32_t at, size;
  } sections[RECORD_SECTIONS];
} header;

#define CHECKED offsetof(header, build)

_Static_assert(sizeof(JX_BUILD_ID) == sizeof((header){0}.build) + 1, "a build id fills its field");

static const struct {
  char magic[9];
  const char *suffix;
} kinds[RECORD_KINDS_] = {
    [RECORD_KERNEL] = {"jxkernel", ".kernel"},
    [RECORD_SOURCE] = {"jxsource", ".source"},
};

const char *record_suffix(record_kind kind) { return kinds[kind].suffix; }

static size_t aligned(size_t n) { return (n + ALIGN - 1) & ~(size_t)(ALIGN - 1); }

static hash128 checksum(const unsigned char *bytes, size_t size) {
  return hash_bytes(bytes + CHECKED, size - CHECKED, RECORD_FORMAT);
}

unsigned char *record_pack(const record *r, const jx_allocator *allocator, size_t *size) {
  header h = {.format = RECORD_FORMAT,
              .size = aligned(sizeof h),
              .features = r->features,
              .id = r->id,
              .compile_ns = r->compile_ns};
  memcpy(h.magic, kinds[r->kind].magic, sizeof h.magic);
  memcpy(h.build, JX_BUILD_ID, sizeof h.build);
  memcpy(h.llvm, r->llvm, strnlen(r->llvm, sizeof h.llvm));
  for (int i = 0; i < RECORD_SECTIONS; i++) {
    if (r->sections[i].size > RECORD_MAX_SIZE - h.size) return NULL;
    h.sections[i].at = (uint32_t)h.size;
    h.sections[i].size = (uint32_t)r->sections[i].size;
    h.size += aligned(r->sections[i].size);
    if (h.size > RECORD_MAX_SIZE) return NULL;
  }
  unsigned char *bytes = mem_alloc(allocator, h.size, JX_ALIGN);
  if (!bytes) return NULL;
  memset(bytes, 0, h.size);
  for (int i = 0; i < RECORD_SECTIONS; i++)
    if (h.sections[i].size) memcpy(bytes + h.sections[i].at, r->sections[i].at, h.sections[i].size);
  memcpy(bytes, &h, sizeof h);
  h.checksum = checksum(bytes, h.size);
  memcpy(bytes, &h, sizeof h);
  *size = h.size;
  return bytes;
}

static bool all_zero(const unsigned char *bytes, size_t size) {
  unsigned char any = 0;
  for (size_t i = 0; i < size; i++) any |= bytes[i];
  return any == 0;
}

/* Sections lie as record_pack() lays them: one after another, with zeros between them. */
static bool find_sections(record *out, const header *h, unsigned char *bytes, size_t size) {
  size_t at = aligned(sizeof *h), end = sizeof *h;
  for (int i = 0; i < RECORD_SECTIONS; i++) {
    if (h->sections[i].at != at || at > size || h->sections[i].size > size - at ||
        !all_zero(bytes + end, at - end))
      return false;
    out->sections[i] = (record_part){bytes + at, h->sections[i].size};
    end = at + h->sections[i].size;
    at = aligned(end);
  }
  return at == size && all_zero(bytes + end, at - end);
}

record_problem record_open(record *out, unsigned char *bytes, size_t size) {
  header h;
  *out = (record){.kind = RECORD_KINDS_};
  if (size < sizeof h) return RECORD_DAMAGED;
  memcpy(&h, bytes, sizeof h);
  for (int i = 0; i < RECORD_KINDS_; i++)
    if (memcmp(h.magic, kinds[i].magic, sizeof h.magic) == 0) out->kind = (record_kind)i;
  if (out->kind == RECORD_KINDS_) return RECORD_DAMAGED;
  if (h.format != RECORD_FORMAT) return RECORD_OTHER_FORMAT;
  if (h.reserved != 0 || h.size != size || !hash_equal(h.checksum, checksum(bytes, size)))
    return RECORD_DAMAGED;
  memcpy(out->build, h.build, sizeof h.build);
  memcpy(out->llvm, h.llvm, sizeof h.llvm);
  out->bytes = bytes;
  out->features = h.features;
  out->id = h.id;
  out->compile_ns = h.compile_ns;
  if (memcmp(h.build, JX_BUILD_ID, sizeof h.build) != 0) return RECORD_OTHER_BUILD;
  return find_sections(out, &h, bytes, size) ? RECORD_GOOD : RECORD_DAMAGED;
}
