/* disk.c: see disk.h. Start at disk_find(). */
#include "runtime/cache/disk.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/random.h>

#include "build_id.h"
#include "runtime/cache/cache.h"
#include "runtime/machine/clock.h"

/* ---- Settings ---- */

static void set_mode(disk *d, jx_cache_mode asked) {
  static const struct {
    const char *name;
    jx_cache_mode mode;
  } modes[] = {
      {"", JX_CACHE_ON}, {"on", JX_CACHE_ON}, {"read", JX_CACHE_READ}, {"off", JX_CACHE_OFF}};
  const char *name = secure_getenv("JX_CACHE");
  d->mode = asked;
  if (asked != JX_CACHE_DEFAULT) return;
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
    if (strcmp(name ? name : "", modes[i].name) == 0) d->mode = modes[i].mode;
  if (d->mode != JX_CACHE_DEFAULT) return;
  d->mode = JX_CACHE_OFF;
  snprintf(d->problem, sizeof d->problem, "JX_CACHE is '%.40s'; it must be off, read or on", name);
}

/* Bytes, or with K, M, G for powers of 1024. */
static bool parse_size(const char *text, uint64_t *size) {
  char *end;
  errno = 0;
  uint64_t n = strtoull(text, &end, 10);
  static const char units[] = "KMG";
  const char *unit = *end ? strchr(units, *end) : NULL;
  unsigned shift = unit ? 10 * (unsigned)(unit - units + 1) : 0;
  if (unit) end++;
  if (*text < '0' || *text > '9' || errno || *end || n > UINT64_MAX >> shift) return false;
  *size = n << shift;
  return true;
}

static void set_limit(disk *d, size_t asked) {
  const char *text = secure_getenv("JX_CACHE_SIZE");
  d->limit = asked ? asked : DISK_LIMIT;
  if (asked || !text || !*text || parse_size(text, &d->limit)) return;
  d->mode = JX_CACHE_OFF;
  snprintf(
      d->problem, sizeof d->problem,
      "JX_CACHE_SIZE is '%.40s'; it must be a number of bytes, or one with K, M or G behind it",
      text);
}

static void set_path(disk *d, const char *asked) {
  diag why;
  diag_init(&why, NULL, 0);
  if (asked && *asked)
    folder_absolute(d->path, asked, &why);
  else
    folder_place(d->path, &d->own_parent, &why);
  if (why.status == JX_OK && *d->path) return;
  /* No path without an error: a program with raised rights, in which the cache is off. */
  d->mode = JX_CACHE_OFF;
  *d->path = 0;
  snprintf(d->problem, sizeof d->problem, "%.*s", (int)sizeof d->problem - 1, why.message);
}

void disk_init(disk *d, const jx_options *options, const jx_allocator *allocator) {
  memset(d, 0, sizeof *d);
  d->allocator = allocator;
  d->warning = options->warning;
  d->warning_user = options->warning_user;
  set_mode(d, options->cache);
  d->unwanted = d->mode == JX_CACHE_OFF && !*d->problem;
  if (getauxval(AT_SECURE)) d->mode = JX_CACHE_OFF;
  if (options->cache == JX_CACHE_OFF) return;
  set_limit(d, options->cache_size);
  set_path(d, options->cache_dir);
}

/* ---- Warning once ---- */

#define NOT_KEPT "kernels are not kept on disk"

/* One line, whatever a setting has in it. */
static void warn(disk *d, const disk_query *q, const char *consequence, const char *why) {
  char message[sizeof((diag){0}.message) + 64];
  if (atomic_exchange(&d->warned, true)) return;
  snprintf(message, sizeof message, "%s: %s", consequence, why);
  for (char *c = message; *c; c++)
    if ((unsigned char)*c < ' ' || *c == 0x7f) *c = '?';
  q->warn(q->user, message);
}

bool disk_usable(const disk *d) { return d->mode != JX_CACHE_OFF && !atomic_load(&d->closed); }

/* False: it cannot be used, or, with FOLDER_READ, there is none. */
static bool open_as(disk *d, const disk_query *q, folder *f, folder_mode mode) {
  diag why;
  diag_init(&why, NULL, 0);
  if (*d->problem && !d->unwanted) warn(d, q, NOT_KEPT, d->problem);
  if (!disk_usable(d)) return false;
  if (folder_open(f, d->path, mode, d->own_parent, &why) == JX_OK) return f->fd >= 0;
  if (mode == FOLDER_WRITE)
    atomic_store(&d->full, true);
  else
    atomic_store(&d->closed, true);
  warn(d, q, NOT_KEPT, why.message);
  return false;
}

static bool may_write(disk *d) { return d->mode == JX_CACHE_ON && !atomic_load(&d->full); }

/* For a call, which marks what it uses where it may. */
static bool open_folder(disk *d, const disk_query *q, folder *f) {
  return open_as(d, q, f, may_write(d) ? FOLDER_WRITE : FOLDER_READ);
}

static void add(atomic_ullong *counter, uint64_t n) {
  atomic_fetch_add_explicit(counter, n, memory_order_relaxed);
}

/* ---- Names and keys ---- */

#define NAME_SIZE DISK_NAME

/* By the hash of the key and by the build that made the file. */
static const char *name_build(char name[NAME_SIZE], hash128 key, record_kind kind,
                              const char *build) {
  struct {
    hash128 key;
    char build[16];
  } whole = {.key = key};
  memcpy(whole.build, build, strnlen(build, sizeof whole.build));
  hash128 hash = hash_bytes(&whole, sizeof whole, 0);
  snprintf(name, NAME_SIZE, "%016llx%016llx%s", (unsigned long long)hash.word[0],
           (unsigned long long)hash.word[1], record_suffix(kind));
  return name;
}

static const char *file_name(char name[NAME_SIZE], hash128 key, record_kind kind) {
  return name_build(name, key, kind, JX_BUILD_ID);
}

/* The key of a source's record begins with this; the query's key follows. */
typedef struct source_head {
  uint64_t features, max_nodes;
} source_head;

static source_head head_of(const disk_query *q) {
  return (source_head){.features = q->features, .max_nodes = q->max_nodes};
}

static hash128 source_hash(source_head head, const void *key, size_t size) {
  struct {
    source_head head;
    hash128 key;
  } whole = {head, hash_bytes(key, size, 0)};
  return hash_bytes(&whole, sizeof whole, 0);
}

static const char *source_name(char name[NAME_SIZE], const disk_query *q) {
  return file_name(name, source_hash(head_of(q), q->key, q->size), RECORD_SOURCE);
}

const char *disk_name(char name[DISK_NAME], const record *r, const char *build) {
  source_head head;
  const record_part *key = &r->sections[RECORD_KEY];
  hash128 hash = hash_bytes(key->at, key->size, 0);
  if (r->kind == RECORD_SOURCE) {
    if (key->size < sizeof head) return "";
    memcpy(&head, key->at, sizeof head);
    hash = source_hash(head, (const char *)key->at + sizeof head, key->size - sizeof head);
  }
  return name_build(name, hash, r->kind, build);
}

static bool source_is(const record *r, const disk_query *q) {
  source_head head = head_of(q);
  const record_part *key = &r->sections[RECORD_KEY];
  return key->size == sizeof head + q->size && memcmp(key->at, &head, sizeof head) == 0 &&
         memcmp((const char *)key->at + sizeof head, q->key, q->size) == 0;
}

const char *disk_source(const record *r, size_t *length) {
  const record_part *key = &r->sections[RECORD_KEY];
  uint64_t counts[2]; /* call_prefix(): bytes of text, operands; then the text */
  size_t at = sizeof(source_head) + sizeof counts;
  *length = 0;
  if (key->size < at) return "";
  memcpy(counts, (const char *)key->at + sizeof(source_head), sizeof counts);
  if (counts[0] > key->size - at) return "";
  *length = counts[0];
  return (const char *)key->at + at;
}

size_t disk_links(const record *r) { return r->sections[RECORD_LINKS].size / sizeof(disk_link); }

/* ---- Reading ---- */

/* A file and the record in it. */
typedef struct stored {
  folder_file file;
  record record;
} stored;

static bool load(disk *d, const folder *f, const char *name, record_kind kind, uint64_t features,
                 stored *out) {
  if (!folder_read(f, name, RECORD_MAX_SIZE, d->allocator, &out->file)) return false;
  if (record_open(&out->record, out->file.bytes, out->file.size) == RECORD_GOOD &&
      out->record.kind == kind && out->record.features == features)
    return true;
  folder_file_free(&out->file, d->allocator);
  return false;
}

typedef struct entries_head {
  uint32_t unwind, unwind_size;
} entries_head;

bool disk_kernel(const record *r, kernel_spec **spec, image *img) {
  const record_part *entries = &r->sections[RECORD_ENTRIES], *key = &r->sections[RECORD_KEY];
  entries_head head;
  *spec = plan_key_spec(r->bytes + ((const unsigned char *)key->at - r->bytes), key->size);
  if (!*spec || entries->size < sizeof head) return false;
  memcpy(&head, entries->at, sizeof head);
  *img = (image){.bytes = r->sections[RECORD_IMAGE].at,
                 .size = r->sections[RECORD_IMAGE].size,
                 .entries = (const image_entry *)((const char *)entries->at + sizeof head),
                 .nentries = (entries->size - sizeof head) / sizeof(image_entry),
                 .unwind = head.unwind,
                 .unwind_size = head.unwind_size};
  return img->nentries == (*spec)->stages.n;
}

/* Gives the operands of a spec the numbers they have in the call. */
static bool take_operands(kernel_spec *spec, const uint32_t *operands, uint32_t count,
                          const disk_query *q) {
  uint32_t *at;
  for (uint32_t i = 0; (at = kernel_spec_operand(spec, &i)); i++) {
    if (*at >= count || operands[*at] >= q->noperands) return false;
    *at = operands[*at];
  }
  spec->noperands = q->noperands;
  return true;
}

/* A kernel from a record, if its guards hold for the call. */
static kernel *make_kernel(disk *d, const disk_query *q, const stored *s, const uint32_t *operands,
                           uint32_t count) {
  kernel_spec *spec;
  image img;
  kernel *k = NULL;
  diag why;
  diag_init(&why, NULL, 0);
  if (!disk_kernel(&s->record, &spec, &img) || !take_operands(spec, operands, count, q) ||
      !q->fits(q->user, spec))
    return NULL;
  return kernel_new(&k, spec, &img, d->allocator, &why) == JX_OK ? k : NULL;
}

/* Counts a kernel that was found in a file. */
static void count_hit(disk *d, const stored *s, uint64_t start) {
  uint64_t took = clock_ns(CLOCK_MONOTONIC) - start;
  add(&d->hits, 1);
  add(&d->read, s->file.size);
  if (s->record.compile_ns > took) add(&d->saved_ns, s->record.compile_ns - took);
}

static kernel *follow(disk *d, const disk_query *q, const folder *f, const disk_link *link,
                      const record_part *maps, uint64_t start) {
  char name[NAME_SIZE];
  stored s;
  size_t nmaps = maps->size / sizeof(uint32_t);
  if (link->first > nmaps || link->count > nmaps - link->first) return NULL;
  if (!load(d, f, file_name(name, link->kernel, RECORD_KERNEL), RECORD_KERNEL, q->features, &s))
    return NULL;
  const record_part *key = &s.record.sections[RECORD_KEY];
  kernel *k = NULL;
  if (hash_equal(s.record.id, link->id) &&
      hash_equal(hash_bytes(key->at, key->size, 0), link->kernel))
    k = make_kernel(d, q, &s, (const uint32_t *)maps->at + link->first, link->count);
  if (k) count_hit(d, &s, start);
  if (k) folder_touch(f, name, &s.file);
  folder_file_free(&s.file, d->allocator);
  return k;
}

kernel *disk_find(disk *d, const disk_query *q) {
  char name[NAME_SIZE];
  folder f;
  stored s;
  kernel *k = NULL;
  uint64_t start = clock_ns(CLOCK_MONOTONIC);
  if (!open_folder(d, q, &f)) return NULL;
  source_name(name, q);
  if (load(d, &f, name, RECORD_SOURCE, q->features, &s)) {
    const disk_link *links = s.record.sections[RECORD_LINKS].at;
    /* Newest first. */
    for (size_t i = source_is(&s.record, q) ? disk_links(&s.record) : 0; i-- > 0 && !k;)
      k = follow(d, q, &f, &links[i], &s.record.sections[RECORD_MAPS], start);
    if (k) add(&d->read, s.file.size);
    if (k) folder_touch(&f, name, &s.file);
    folder_file_free(&s.file, d->allocator);
  }
  folder_close(&f);
  return k;
}

/* ---- Writing ---- */

/* True when the file is there: one that is too large for the folder is not written. */
static bool write_record(disk *d, const disk_query *q, const folder *f, const char *name,
                         const record *r) {
  size_t size;
  folder_change change;
  diag why;
  diag_init(&why, NULL, 0);
  unsigned char *bytes = record_pack(r, d->allocator, &size);
  if (!bytes) return false;
  jx_status status = folder_write(f, name, bytes, size, d->limit, d->allocator, &change, &why);
  mem_free(d->allocator, bytes, size);
  if (change.written) add(&d->written, size);
  add(&d->evictions, change.files);
  if (status != JX_OK && status != JX_ERROR_MEMORY) {
    atomic_store(&d->full, true);
    warn(d, q, "new kernels are not kept on disk", why.message);
  }
  return change.written;
}

/* Links of a source's record, old and new, being put together. */
typedef struct link_list {
  disk_link *links;
  uint32_t *maps;
  uint32_t n, nmaps;
} link_list;

static void link_append(link_list *l, const disk_link *link, const uint32_t *operands) {
  l->links[l->n] = *link;
  l->links[l->n++].first = l->nmaps;
  if (link->count) memcpy(l->maps + l->nmaps, operands, link->count * sizeof *operands);
  l->nmaps += link->count;
}

/* Copies the links of an earlier record that still mean something beside a new one, the newest
 * CACHE_KERNELS - 1 of them. */
static void link_old(link_list *l, const record *old, const disk_link *fresh) {
  const disk_link *links = old->sections[RECORD_LINKS].at;
  const record_part *maps = &old->sections[RECORD_MAPS];
  size_t n = disk_links(old), nmaps = maps->size / sizeof(uint32_t);
  for (size_t i = n < CACHE_KERNELS ? 0 : n - (CACHE_KERNELS - 1); i < n; i++)
    if (!hash_equal(links[i].kernel, fresh->kernel) && links[i].first <= nmaps &&
        links[i].count <= nmaps - links[i].first && links[i].count <= nmaps - l->nmaps)
      link_append(l, &links[i], (const uint32_t *)maps->at + links[i].first);
}

/* Adds a kernel to those of a source. Of two processes that do so at once one may be forgotten; it
 * is found by its plan, and added again. */
static void link_source(disk *d, const disk_query *q, const folder *f, const plan_key *plan,
                        hash128 id) {
  char name[NAME_SIZE];
  stored s;
  disk_link fresh = {.kernel = plan->hash, .id = id, .count = plan->noperands};
  source_head head = head_of(q);
  arena a;
  arena_init(&a, d->allocator);
  source_name(name, q);
  bool old = load(d, f, name, RECORD_SOURCE, q->features, &s);
  bool same = old && source_is(&s.record, q);
  size_t nmaps = same ? s.record.sections[RECORD_MAPS].size / sizeof(uint32_t) : 0;
  link_list l = {.links = arena_alloc(&a, CACHE_KERNELS * sizeof *l.links),
                 .maps = arena_alloc(&a, (nmaps + fresh.count + 1) * sizeof *l.maps)};
  char *key = arena_alloc(&a, sizeof head + q->size);
  if (l.links && l.maps && key) {
    if (same) link_old(&l, &s.record, &fresh);
    link_append(&l, &fresh, plan->operands);
    memcpy(key, &head, sizeof head);
    memcpy(key + sizeof head, q->key, q->size);
    record r = {.kind = RECORD_SOURCE,
                .features = q->features,
                .id = id,
                .sections = {[RECORD_KEY] = {key, sizeof head + q->size},
                             [RECORD_LINKS] = {l.links, l.n * sizeof *l.links},
                             [RECORD_MAPS] = {l.maps, l.nmaps * sizeof *l.maps}}};
    write_record(d, q, f, name, &r);
  }
  if (old) folder_file_free(&s.file, d->allocator);
  arena_free(&a);
}

kernel *disk_find_plan(disk *d, const disk_query *q, const plan_key *plan) {
  char name[NAME_SIZE];
  folder f;
  stored s;
  kernel *k = NULL;
  uint64_t start = clock_ns(CLOCK_MONOTONIC);
  if (!disk_usable(d)) return NULL;
  file_name(name, plan->hash, RECORD_KERNEL);
  if (open_folder(d, q, &f)) {
    if (load(d, &f, name, RECORD_KERNEL, q->features, &s)) {
      const record_part *key = &s.record.sections[RECORD_KEY];
      if (key->size == plan->size && memcmp(key->at, plan->bytes, plan->size) == 0)
        k = make_kernel(d, q, &s, plan->operands, plan->noperands);
      if (k) count_hit(d, &s, start);
      if (k) folder_touch(&f, name, &s.file);
      if (k && f.writable) link_source(d, q, &f, plan, s.record.id);
      folder_file_free(&s.file, d->allocator);
    }
    folder_close(&f);
  }
  if (!k) add(&d->misses, 1);
  return k;
}

void disk_keep(disk *d, const disk_query *q, const plan_key *plan, const image *img,
               const char *llvm, uint64_t compile_ns) {
  char name[NAME_SIZE];
  folder f;
  record r = {.kind = RECORD_KERNEL, .features = q->features, .compile_ns = compile_ns};
  if (!may_write(d) || getrandom(&r.id, sizeof r.id, GRND_NONBLOCK) != sizeof r.id ||
      !open_as(d, q, &f, FOLDER_WRITE))
    return;
  size_t entries_size = sizeof(entries_head) + img->nentries * sizeof *img->entries;
  char *entries = mem_alloc(d->allocator, entries_size, JX_ALIGN);
  if (entries) {
    entries_head head = {.unwind = img->unwind, .unwind_size = img->unwind_size};
    memcpy(entries, &head, sizeof head);
    if (img->nentries)
      memcpy(entries + sizeof head, img->entries, img->nentries * sizeof *img->entries);
    snprintf(r.llvm, sizeof r.llvm, "%s", llvm);
    r.sections[RECORD_KEY] = (record_part){plan->bytes, plan->size};
    r.sections[RECORD_IMAGE] = (record_part){img->bytes, img->size};
    r.sections[RECORD_ENTRIES] = (record_part){entries, entries_size};
    if (write_record(d, q, &f, file_name(name, plan->hash, RECORD_KERNEL), &r))
      link_source(d, q, &f, plan, r.id);
    mem_free(d->allocator, entries, entries_size);
  }
  folder_close(&f);
}
