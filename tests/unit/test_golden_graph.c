/* test_golden_graph.c: the graphs of the programs in tests/golden/graph. Texts between lines of
 * "---" are programs of their own, whose first line is a comment with their operands, as graphed.h
 * reads them; one that is wrong has its error printed. */
#include <string.h>

#include "tests/support/golden.h"
#include "tests/support/graphed.h"
#include "tests/support/unit.h"

/* Appends one program's graph. The source is NUL-terminated, and begins with "# operands". */
static void print_graph(const char *source, text *out) {
  static graphed x;
  char operands[512] = "";
  size_t line = strcspn(source, "\n");
  if (source[0] == '#' && line < sizeof operands) memcpy(operands, source + 1, line - 1);
  graphed_text(&x, operands, source);
  text_printf(out, "%s", source);
  if (x.status == JX_OK) {
    graph_print(&x.graph, out);
  } else {
    diag_render(&x.diag);
    text_printf(out, "%s", x.diag.rendering);
  }
  graphed_free(&x);
}

static const char *print_graphs(const char *source, size_t length) {
  static text all;
  static arena memory;
  arena_free(&memory);
  arena_init(&memory, &alloc_default);
  text_init(&all, &memory);
  for (const char *at = source, *end = source + length; at < end;) {
    const char *mark = strstr(at, "---\n");
    const char *stop = mark ? mark : end;
    if (at != source) text_append(&all, "---\n", 4);
    print_graph(arena_strndup(&memory, at, (size_t)(stop - at)), &all);
    at = mark ? mark + 4 : end;
  }
  return all.at;
}

START_TEST(graphs) { ck_assert_int_ge(golden_compare("graph", "graph", print_graphs), 5); }
END_TEST

UNIT(golden_graph, graphs)
