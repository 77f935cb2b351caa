/* foreign.c: looking words up in the table of foreign.h. They are looked up when an error is
 * certain, so that a walk over all rows is soon enough. */
#include "parser/foreign.h"

#include <string.h>

static const struct row {
  foreign_place place;
  const char *word, *write;
} rows[] = {
#define X(place, word, write) {FOREIGN_##place, word, write},
    FOREIGN_TABLE(X)
#undef X
};

const char *foreign_write(foreign_place place, const char *word, size_t length, int n) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const struct row *r = &rows[i];
    if (r->place != place || strlen(r->word) != length || memcmp(r->word, word, length)) continue;
    if (n-- == 0) return r->write;
  }
  return NULL;
}
