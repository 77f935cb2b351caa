/* warned.h: what contexts have warned of, for tests that give them `warned_of` as their warning. */
#ifndef JX_TESTS_WARNED_H
#define JX_TESTS_WARNED_H

extern int warnings;      /* so many */
extern char warned[1024]; /* the last one */

void warned_of(void *user, const char *message);

#endif
