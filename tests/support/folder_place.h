/* folder_place.h: a fresh folder (runtime/cache/folder.h) for each test, and what tests do in it.
 *
 * Every function fails the running test when it cannot do what it says. */
#ifndef JX_TESTS_FOLDER_PLACE_H
#define JX_TESTS_FOLDER_PLACE_H

#include "runtime/cache/folder.h"

#define MOST ((size_t)1 << 20)
#define LIMIT ((uint64_t)1 << 30) /* that no test reaches unless it means to */
#define SOMEBODY 12345            /* a user that is neither root nor known */

/* For names of files of the folder. */
#define HEX8 "0123abcd"
#define HEX32 HEX8 HEX8 HEX8 HEX8

typedef struct place {
  char base[64];  /* a fresh directory; the working directory */
  char path[128]; /* where the folder is, in it */
  folder f;
  folder_change change;
  diag d;
} place;

void place_open(place *p, folder_mode mode);
void place_start(place *p);
void place_finish(place *p);

/* Removes a directory and all in it; 0 on success. */
int place_remove(const char *path);

/* Permissions do not bind root: such tests go on as somebody else, before they place_start(). */
void place_leave_root(void);

/* "0000...002a.kernel" */
const char *place_name(unsigned i);

/* A path in the folder, for making there what folder_write() never would. */
const char *place_path(const place *p, const char *name);
void place_put_limited(place *p, unsigned i, size_t size, uint64_t limit);
void place_put(place *p, unsigned i, size_t size);

/* A file made by hand, in the folder. */
void place_make(const place *p, const char *name, size_t size, mode_t mode);
void place_set_age(const place *p, const char *name, int64_t seconds);
int64_t place_age(const place *p, const char *name);
bool place_exists(const place *p, const char *name);
int64_t place_size(const place *p, const char *name);
folder_why place_why(const place *p, const char *name, size_t most);

/* Files of one kind, and what they take together. */
size_t place_count(const place *p, folder_kind kind, uint64_t *bytes);
void place_sweep(place *p, uint64_t limit);

/* Opening `path` fails, and the message contains `text`. */
void place_refused(const char *path, folder_mode mode, bool own_parent, const char *text);

/* An allocator that changes a file, or removes it (size -1), before it gives memory: between the
 * look at a file and its use. */
typedef struct meddler {
  jx_allocator allocator; /* {meddler_alloc, meddler_free, the meddler} */
  const char *path;
  off_t size;
} meddler;

void *meddler_alloc(void *user, size_t size, size_t align);
void meddler_free(void *user, void *pointer, size_t size);

#endif
