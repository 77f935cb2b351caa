/* test_golden_ast.c: the trees of the programs in tests/golden/ast. Texts between lines of "---"
 * are programs of their own; one that is wrong has its error printed. */
#include <string.h>

#include "tests/support/golden.h"
#include "tests/support/parsed.h"
#include "tests/support/unit.h"

static const char *print_trees(const char *source, size_t length) {
  static text all;
  static arena memory;
  arena_free(&memory);
  arena_init(&memory, &alloc_default);
  text_init(&all, &memory);
  for (const char *at = source, *end = source + length; at < end;) {
    const char *mark = strstr(at, "---\n");
    const char *stop = mark ? mark : end;
    parsed p;
    parsed_init(&p, &alloc_default, at, (size_t)(stop - at), PARSED_NODES);
    if (at != source) text_append(&all, "---\n", 4);
    text_append(&all, p.print.at, strlen(p.print.at));
    parsed_free(&p);
    at = mark ? mark + 4 : end;
  }
  return all.at;
}

START_TEST(trees) { ck_assert_int_gt(golden_compare("ast", "ast", print_trees), 5); }
END_TEST

UNIT(golden_ast, trees)
