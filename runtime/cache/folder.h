/* folder.h: a private directory of small files, shared by any number of processes and threads.
 *
 * The folder of cached kernels, but it knows nothing of kernels: files have names and bytes.
 * Nothing is held between two uses (a folder is opened for one look-up or one put), so a directory
 * may be removed, remounted or replaced at any time. What always holds:
 *
 * - What is read was written by this user and could be changed by nobody else: directory and file
 *   belong to the effective user and are writable by no group and no others, as told by the opened
 *   descriptors, so nothing can be exchanged in between.
 * - A file under its name is whole: it is written beside and renamed. A checksum in the content
 * must tell what a power failure tore, for nothing is synchronised to the disk.
 * - Only names of ours are ever removed; see folder_kind_of().
 * - A process may be killed anywhere. What it leaves is removed by a later sweep.
 *
 * Every function may be called by any thread, on folders of its own; there is no other state.
 * Names are without slashes. Sizes are in bytes, times in seconds since 1970 by the file server's
 * clock. Errors, unless said otherwise: JX_ERROR_IO with the path and the reason, JX_ERROR_MEMORY.
 *
 * folder.c opens, reads and writes; folder_sweep.c lists, accounts and removes. */
#ifndef JX_FOLDER_H
#define JX_FOLDER_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/alloc.h"
#include "base/diag.h"

/* ---- Opening --------------------------------------------------------------------------------- */

/* FOLDER_WRITE makes what is missing and lets the calls below write; FOLDER_READ leaves the disk as
 * it is. */
typedef enum folder_mode { FOLDER_READ, FOLDER_WRITE } folder_mode;

typedef struct folder {
  int fd; /* -1: there is none, which is an empty folder */
  bool writable;
  uid_t owner;      /* the effective user */
  const char *path; /* borrowed, for messages */
} folder;

/* Opens the directory at `path`, which must outlive the folder. Symbolic links are followed: what
 * counts is what was opened. FOLDER_WRITE makes a missing directory and its missing parents, with
 * mode 0700; with `own_parent` only below a directory of the effective user, so that root with
 * somebody's HOME leaves nothing there that its owner cannot remove. A missing directory is no
 * error with FOLDER_READ. After an error there is nothing to close, though it does no harm. */
jx_status folder_open(folder *f, const char *path, folder_mode mode, bool own_parent, diag *d);
void folder_close(folder *f);

/* The default path, absolute: JX_CACHE_DIR, else XDG_CACHE_HOME/jx where that is absolute, else
 * .cache/jx in HOME or else in the home directory that the system knows. *own_parent, for
 * folder_open(): whether nobody asked for this very place. The path is "" without an error in a
 * program that runs with more rights than its caller (AT_SECURE). Errors: JX_ERROR_IO for no home
 * directory or a path too long. */
jx_status folder_place(char path[PATH_MAX], bool *own_parent, diag *d);

/* A path that somebody asked for, relative to the working directory of now. Errors: JX_ERROR_IO. */
jx_status folder_absolute(char path[PATH_MAX], const char *asked, diag *d);

/* ---- Reading --------------------------------------------------------------------------------- */

/* What keeps a file from being used, and how it is told to a user. */
#define FOLDER_WHYS(X)                                 \
  X(FOLDER_USABLE, "usable")                           \
  X(FOLDER_MISSING, "missing")                         \
  X(FOLDER_NOT_REGULAR, "not a regular file")          \
  X(FOLDER_OWNER, "belongs to another user")           \
  X(FOLDER_OPEN_TO_OTHERS, "can be written by others") \
  X(FOLDER_EMPTY, "empty")                             \
  X(FOLDER_TOO_LARGE, "larger than any file of ours")  \
  X(FOLDER_CHANGED, "changed while it was read")       \
  X(FOLDER_UNREADABLE, "cannot be read")               \
  X(FOLDER_NO_MEMORY, "no memory to read it")

#define FOLDER_WHY_ROW(name, text) name,
typedef enum folder_why { FOLDER_WHYS(FOLDER_WHY_ROW) } folder_why;
#undef FOLDER_WHY_ROW

const char *folder_why_text(folder_why why);

typedef struct folder_file {
  unsigned char *bytes; /* JX_ALIGN-aligned; NULL when the file cannot be used */
  size_t size;
  int64_t used; /* time of last use */
  folder_why why;
} folder_file;

/* Reads a file whole. False: there is none that may be used, file->why tells why, and nothing is to
 * be freed. `most` is the largest size accepted. Never waits, whatever lies under the name. */
bool folder_read(const folder *f, const char *name, size_t most, const jx_allocator *a,
                 folder_file *file);
void folder_file_free(folder_file *file, const jx_allocator *a);

/* Marks a file that was read as used now, for the sweep. Does so only when the last mark is older
 * than FOLDER_TOUCH, and not in a folder opened with FOLDER_READ; failures do not matter. */
#define FOLDER_TOUCH 600
void folder_touch(const folder *f, const char *name, const folder_file *file);

/* ---- Writing --------------------------------------------------------------------------------- */

/* What a call did to the folder. */
typedef struct folder_change {
  bool written;          /* the file lies under its name */
  bool swept;            /* the folder was gone through */
  uint64_t files, bytes; /* removed: files, and what they took on disk */
  uint64_t temporaries;  /* removed: what killed writers had left */
} folder_change;

/* Writes a file whole, in place of one that may be there, and sweeps first when it is time. `limit`
 * is for all files together; it is exceeded by at most one file for each writer at work, or killed
 * at it in the last FOLDER_ABANDONED seconds. change->written tells whether the file is there now.
 * Not to write it is no error when it needs more than a quarter of the limit, when the folder is
 * full and somebody else still sweeps, or when somebody removes the folder or clears it meanwhile.
 * No signal is raised where file sizes are limited (RLIMIT_FSIZE). `f` is opened with FOLDER_WRITE. */
jx_status folder_write(const folder *f, const char *name, const void *bytes, size_t size,
                       uint64_t limit, const jx_allocator *a, folder_change *change, diag *d);

/* ---- Listing and removing -------------------------------------------------------------------- */

/* Kinds of names of ours: 32 lower-case hexadecimal digits and ".kernel" or ".source", 16 and
 * ".tmp". The two files that keep the accounts count as foreign; folder_clear() alone removes
 * them. */
typedef enum folder_kind {
  FOLDER_FOREIGN,
  FOLDER_KERNEL,
  FOLDER_SOURCE,
  FOLDER_TEMPORARY
} folder_kind;

folder_kind folder_kind_of(const char *name);
bool folder_is_ours(const char *name);

#define FOLDER_NAME 40 /* the longest name of ours and its NUL */

typedef struct folder_entry {
  char name[FOLDER_NAME];
  folder_kind kind;
  uint64_t size;
  int64_t used;
  int64_t used_ns; /* part of a second */
  bool ahead;      /* from a time to come */
} folder_entry;

typedef struct folder_listing {
  folder_entry *entries; /* the longest unused first; before them those from a time to come */
  size_t n, capacity;
} folder_listing;

/* All files of ours, temporaries too; directories under such names are left out. What is from more
 * than FOLDER_TOUCH after `now` was used nobody knows when, since a clock was wrong, and counts as
 * unused for longest: else it would never go, and every new file before it. After an error there is
 * nothing to free, though it does no harm. */
jx_status folder_list(const folder *f, int64_t now, const jx_allocator *a, folder_listing *list,
                      diag *d);
void folder_listing_free(folder_listing *list, const jx_allocator *a);

/* Whether nobody writes this temporary any more: it is older than FOLDER_ABANDONED, or from a time
 * to come, which is as good as none, since clocks have been wrong. */
#define FOLDER_ABANDONED 120
bool folder_abandoned(const folder_entry *e, int64_t now);

/* What a file of this size is taken to need on disk: whole blocks of FOLDER_BLOCK. */
#define FOLDER_BLOCK 4096
uint64_t folder_bytes(uint64_t size);

/* Removes abandoned temporaries and, when the files together exceed three quarters of the limit,
 * what alone exceeds them, then the longest unused until they do not. Does nothing while somebody
 * else sweeps; change->swept tells. `f` is opened with FOLDER_WRITE. */
jx_status folder_sweep(const folder *f, uint64_t limit, const jx_allocator *a,
                       folder_change *change, diag *d);

/* Removes one file of ours; one that is gone already is no error. This and folder_clear() remove
 * from a folder opened either way. */
jx_status folder_remove(const folder *f, const char *name, diag *d);

/* Removes all files of ours, temporaries and accounts, but not the directory. Goes on after a file
 * that cannot be removed and reports the first. */
jx_status folder_clear(const folder *f, const jx_allocator *a, folder_change *change, diag *d);

/* ---- Between folder.c and folder_sweep.c ----------------------------------------------------- */

/* "cannot WHAT PATH/NAME: " and the text of `error`; without a name, of the folder itself. */
jx_status folder_fail(const folder *f, const char *what, const char *name, int error, diag *d);

/* Opens a file and makes it with mode 0600, whatever the umask, when it is missing; on a file
 * system that has modes. -1: errno. */
int folder_create(const folder *f, const char *name, int flags);

/* Writes all bytes, or gives an error number. No signal is raised. */
int folder_write_all(int fd, const void *bytes, size_t size);

/* FOLDER_DUE: it is time for a sweep. FOLDER_FULL: nothing may be added without one. */
typedef enum folder_room { FOLDER_ROOM, FOLDER_DUE, FOLDER_FULL } folder_room;

/* Adds to the accounts a file that lies there under a temporary name and is about to get its own.
 */
jx_status folder_account(const folder *f, uint64_t size, uint64_t limit, folder_room *room,
                         diag *d);

#endif
