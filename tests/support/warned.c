/* warned.c: see warned.h. */
#include "tests/support/warned.h"

#include <stdio.h>

int warnings;
char warned[1024];

void warned_of(void *user, const char *message) {
  (void)user;
  warnings++;
  snprintf(warned, sizeof warned, "%s", message);
}
