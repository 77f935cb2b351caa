/* golden.c: see golden.h. */
#include "tests/support/golden.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A file's bytes and a NUL; NULL when there is no such file. */
static char *read_file(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  ck_assert_int_eq(fseek(file, 0, SEEK_END), 0);
  long size = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)size + 1);
  *length = fread(bytes, 1, (size_t)size, file);
  bytes[*length] = '\0';
  fclose(file);
  return bytes;
}

static void write_file(const char *path, const char *text) {
  FILE *file = fopen(path, "wb");
  ck_assert_msg(file && fputs(text, file) >= 0 && fclose(file) == 0, "cannot write %s", path);
}

static void compare(const char *program, const char *suffix, golden_print *print) {
  char path[512];
  int stem = (int)(strrchr(program, '.') - program);
  snprintf(path, sizeof path, "%.*s.%s", stem, program, suffix);

  size_t length, expected_length;
  char *source = read_file(program, &length);
  ck_assert_msg(source != NULL, "cannot read %s", program);
  const char *found = print(source, length);
  const char *update = getenv("JX_UPDATE_GOLDEN");
  if (update && strcmp(update, "1") == 0) write_file(path, found);

  char *expected = read_file(path, &expected_length);
  ck_assert_msg(expected != NULL, "%s is missing; JX_UPDATE_GOLDEN=1 makes it", path);
  size_t same = 0, line = 1;
  while (found[same] && found[same] == expected[same]) line += expected[same++] == '\n';
  ck_assert_msg(found[same] == expected[same], "%s:%zu: %.60s", path, line, found + same);
  free(expected);
  free(source);
}

int golden_compare(const char *folder, const char *suffix, golden_print *print) {
  char pattern[512];
  glob_t found;
  snprintf(pattern, sizeof pattern, "tests/golden/%s/*.jx", folder);
  int n = glob(pattern, 0, NULL, &found) == 0 ? (int)found.gl_pathc : 0;
  for (int i = 0; i < n; i++) compare(found.gl_pathv[i], suffix, print);
  if (n > 0) globfree(&found);
  return n;
}
