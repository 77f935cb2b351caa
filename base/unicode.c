/* unicode.c: characters looked up in the table that scripts/unicode.py makes; see unicode.h. */
#include "base/unicode.h"

#include "base/unicode_table.h"

static uint32_t record_of(uint32_t c) {
  if (c > 0x10ffff) return 0; /* the first record: that of NUL */
  if (c > UNICODE_LAST) c = UNICODE_LAST;
  return unicode_blocks[unicode_index[c / UNICODE_BLOCK]][c % UNICODE_BLOCK];
}

uint32_t unicode_flags(uint32_t c) { return unicode_records[record_of(c)].flags; }

static int map(uint32_t c, int32_t to, uint32_t is_long, uint32_t *out) {
  if (!is_long) {
    out[0] = c + (uint32_t)to;
    return 1;
  }
  int n = 0;
  while (n < UNICODE_LONGEST && unicode_long[to][n]) {
    out[n] = unicode_long[to][n];
    n++;
  }
  return n;
}

int unicode_lower(uint32_t c, uint32_t *out) {
  uint32_t r = record_of(c);
  return map(c, unicode_records[r].lower, unicode_records[r].flags & UNICODE_LONG_LOWER, out);
}

int unicode_upper(uint32_t c, uint32_t *out) {
  uint32_t r = record_of(c);
  return map(c, unicode_records[r].upper, unicode_records[r].flags & UNICODE_LONG_UPPER, out);
}
