/* spill.h: memory for large results that is a file from the beginning.
 *
 * A program over files larger than memory has results that are, too. They are allocated as mapped
 * files in the folder of the first -o, their blocks claimed at once, with room for a .npy header in
 * front; saving one writes its header, cuts it to length and gives it its name. Files have no name
 * before, so nothing of them is left, however the process ends. */
#ifndef JXC_SPILL_H
#define JXC_SPILL_H

#include <stdbool.h>

#include "report.h"

typedef struct spilled spilled;

typedef struct spill {
  jx_allocator allocator; /* to be given to jx */
  const char *folder;     /* of the files */
  size_t least;           /* smaller blocks are memory */
  spilled *files;
  int error; /* why a file could not be had, an errno; or 0 */
} spill;

/* Whether operands in these files, and results in `path`, want it: they are larger than a quarter
 * of what the process may fill. Then it is set up. */
bool spill_wanted(spill *s, const char *const *files, size_t n, const char *path);
/* A folder's name is kept until then. */
void spill_end(spill *s);

/* Gives an array that lies in a file of its own, without gaps, this name; 0, or an errno. *done:
 * false when it is no such array, or the name is not to be had so: then it is to be written. */
int spill_save(spill *s, const char *path, const jx_array *array, const char *header, size_t size,
               bool *done);

#endif
