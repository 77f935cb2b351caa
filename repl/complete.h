/* complete.h: the words that may stand where one is being typed. */
#ifndef JXC_COMPLETE_H
#define JXC_COMPLETE_H

#include "session.h"

typedef struct completions {
  char **words; /* in order, each once; "axis=" comes with its sign */
  size_t n, capacity;
  size_t typed;  /* bytes that are there of the word */
  size_t common; /* bytes at the beginning that all words have */
} completions;

/* What the word that ends at `line + length` may become: functions, dtypes and variables, keywords
 * of the function whose arguments it is among, and after a colon at the start commands. None when
 * the cursor is behind no word; `typed` is 0 then. To be freed with completions_free(). */
completions complete(const session *s, const char *line, size_t length);
void completions_free(completions *c);

#endif
