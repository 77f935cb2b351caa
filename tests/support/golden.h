/* golden.h: printed forms kept in files: tests/golden/FOLDER/NAME.jx and, beside it, NAME.SUFFIX.
 *
 * JX_UPDATE_GOLDEN=1 in the environment writes what was printed into the files instead of comparing
 * it; the change then shows in git. */
#ifndef JX_TESTS_GOLDEN_H
#define JX_TESTS_GOLDEN_H

#include <stddef.h>

/* Prints one program: NUL-terminated text, valid until the next call. */
typedef const char *golden_print(const char *source, size_t length);

/* Compares every program of a folder and returns how many there are; the first difference fails the
 * Check test that called. Paths are relative to the sources, where ctest runs its programs. */
int golden_compare(const char *folder, const char *suffix, golden_print *print);

#endif
