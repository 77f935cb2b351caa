/* disk.h: kernels on disk.
 *
 * Two kinds of records (record.h) lie in one folder (folder.h). A kernel's record is named by its
 * plan (plan_key.h), like all records by its build too, and holds its spec and image. A source's
 * record is named by what a call knows before it parses anything (text, names, layouts) and holds
 * links: which kernels were made for it, and which of the call's operands each takes for which. So
 * a call whose text was seen before finds its kernel by reading two files, and one that was not may
 * still find it when it has been planned.
 *
 * A link names a kernel by its file and by the random id in it: a file that was replaced meanwhile,
 * by whatever plan, is not what the link meant.
 *
 * What always holds: nothing here fails a call. What is not there, cannot be read, or is not what
 * was written whole by this user and this build for such a processor is a miss; what cannot be
 * written is not kept. The first failure of the disk makes one warning; after a failure to open the
 * folder the disk is not used again, and after one to write nothing is written again.
 *
 * Functions may be called from any thread. Start at disk_find().
 */
#ifndef JX_DISK_H
#define JX_DISK_H

#include <limits.h>

#include "runtime/cache/folder.h"
#include "runtime/cache/plan_key.h"
#include "runtime/cache/record.h"
#include "runtime/kernel/kernel.h"

#define DISK_LIMIT ((uint64_t)256 << 20)

typedef struct disk {
  /* fixed */
  const jx_allocator *allocator;
  jx_cache_mode mode;
  bool own_parent, unwanted; /* unwanted: off because somebody said so, so no problem matters */
  uint64_t limit;
  jx_warning warning;
  void *warning_user;
  char path[PATH_MAX];
  char problem[256]; /* with the settings; "": none */
  /* counts and flags */
  atomic_bool warned, closed, full;
  atomic_ullong hits, misses, evictions, read, written, saved_ns;
} disk;

/* What a call looks for. */
typedef struct disk_query {
  const void *key; /* as in the memory cache */
  size_t size;
  uint64_t max_nodes; /* limits decide whether a program compiles, so they are part of the key */
  uint64_t features;  /* cpu.bits */
  uint32_t noperands;
  bool (*fits)(void *user, const kernel_spec *spec); /* whether its guards hold */
  void (*warn)(void *user, const char *message);     /* tells the program's user, see jx_warning */
  void *user;
} disk_query;

/* One of a source's kernels. The operands it takes are maps[first .. first+count). */
typedef struct disk_link {
  hash128 kernel, id;
  uint32_t first, count;
} disk_link;

/* Settings from the options and, where they say nothing, from the environment. Touches no disk,
 * but to see whether there is a home directory. Settings that make no sense turn the disk off, with
 * a warning when it is first wanted. */
void disk_init(disk *d, const jx_options *options, const jx_allocator *allocator);

/* Whether the disk may be used at all, by settings and by what became of it. */
bool disk_usable(const disk *d);

/* The kernel for a call, with one reference; NULL when there is none. */
kernel *disk_find(disk *d, const disk_query *q);

/* The same for a call whose plan is known. It will be found by its source from now on. */
kernel *disk_find_plan(disk *d, const disk_query *q, const plan_key *plan);

/* Keeps a kernel that was made for a call. */
void disk_keep(disk *d, const disk_query *q, const plan_key *plan, const image *img,
               const char *llvm, uint64_t compile_ns);

/* ---- For disk_admin.c ---- */

/* The number of links in a source's record, and its text. */
size_t disk_links(const record *r);
const char *disk_source(const record *r, size_t *length);
/* The name that a build gives a record's file, by its key: two builds with one directory do not
 * replace each other's files. "" when the record cannot be one of its kind. */
#define DISK_NAME 48
const char *disk_name(char name[DISK_NAME], const record *r, const char *build);
/* A kernel's spec and image from its record; false when they do not hold together. */
bool disk_kernel(const record *r, kernel_spec **spec, image *img);

#endif
