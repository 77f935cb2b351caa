/* test_graph_limits.c: large programs take linear time, too large ones are errors, and so is memory
 * that runs out. */
#include <string.h>

#include "tests/support/fail_alloc.h"
#include "tests/support/graphed.h"
#include "tests/support/unit.h"

static const graph_node *result(const graphed *x, size_t i) {
  return graph_at(&x->graph, x->graph.results.at[i]);
}

/* ---- Size ---- */

static char *chain(const char *first, const char *link, int n) {
  char *s = malloc(strlen(first) + strlen(link) * (size_t)n + 1);
  char *end = stpcpy(s, first);
  for (int i = 0; i < n; i++) end = stpcpy(end, link);
  return s;
}

START_TEST(long_chains_take_linear_time) {
  static const char *const links[] = {"+a", "*2.5", "-b", "<a", " and a"};
  for (size_t r = 0; r < sizeof links / sizeof *links; r++) {
    char *source = chain("a", links[r], 50000);
    static graphed x;
    graphed_init(&x, &alloc_default, "a float64 (9); b float64 (9)", source, NULL, 200000);
    ck_assert_msg(x.status == JX_OK, "%s: %s", links[r], x.diag.message);
    graphed_free(&x);
    free(source);
  }
}
END_TEST

START_TEST(many_views_of_a_large_expression_read_it) {
  /* 3000 slices of 3000 nodes. */
  char *sum = chain("x = a", "+sin(a)*a", 1000), *slices = chain("; x[1:]", "+x[1:]", 3000);
  char *source = malloc(strlen(sum) + strlen(slices) + 1);
  strcat(strcpy(source, sum), slices);
  static graphed x;
  graphed_init(&x, &alloc_default, "a float64 (9)", source, NULL, 20000);
  ck_assert_int_eq(x.status, JX_OK);
  ck_assert_uint_lt(x.graph.nodes.n, 6010);
  graphed_free(&x);
  free(source), free(slices), free(sum);
}
END_TEST

/* Nodes of n such steps. */
static size_t nodes_of_steps(const char *step, int n) {
  char *source = chain("x = a", step, n);
  source = realloc(source, strlen(source) + 8);
  strcat(source, "; x");
  static graphed x;
  graphed_init(&x, &alloc_default, "a float64 (131072)", source, NULL, 20000);
  ck_assert_int_eq(x.status, JX_OK);
  size_t nodes = x.graph.nodes.n;
  graphed_free(&x);
  free(source);
  return nodes;
}

START_TEST(a_stencil_of_a_stencil_merges) {
  ck_assert_uint_eq(nodes_of_steps("; x = x[1:] + x[:-1]", 5), 1 + 6 * 7 / 2);
}
END_TEST

START_TEST(views_of_views_take_linear_time) {
  static const char *const steps[] = {"; x = x[::2] + x[1::2]", "; x = x[1:] + x[:-1]",
                                      "; x = (x + 1)[1:]", "; x = (x*2)[1:] - (x + 1)[:-1]"};
  static const int times[] = {14, 900, 900, 900};
  for (int i = 0; i < 4; i++) {
    size_t half = nodes_of_steps(steps[i], times[i] / 2), all = nodes_of_steps(steps[i], times[i]);
    ck_assert_msg(all < 2 * half + 100, "%s: %zu nodes, %zu of half as many", steps[i], all, half);
  }
}
END_TEST

START_TEST(too_many_nodes_are_an_error) {
  for (size_t most = 1; most <= 3; most++) {
    static graphed x;
    graphed_init(&x, &alloc_default, "a float64 (3)", "a * 2 + a", NULL, most);
    ck_assert_int_eq(x.status, JX_ERROR_LIMIT);
    graphed_free(&x);
  }
}
END_TEST

START_TEST(ranks_end_at_32) {
  char source[256] = "a[";
  for (int i = 0; i < 31; i++) strcat(source, "None,");
  strcat(source, ":]");
  static graphed x;
  graphed_text(&x, "a float64 (2)", source);
  ck_assert_int_eq(x.status, JX_OK);
  ck_assert_int_eq(result(&x, 0)->rank, 32);
  graphed_free(&x);
  strcat(source, "[None]");
  graphed_text(&x, "a float64 (2)", source);
  ck_assert_str_eq(x.diag.message, "rank 33 is more than 32");
  graphed_free(&x);
}
END_TEST

/* ---- Memory ---- */

START_TEST(running_out_of_memory_is_an_error_and_leaks_nothing) {
  static const char *const rows[] = {
      "sqrt(sum((a[:,None,:] - a[None,:,:])**2, axis=2))",
      "x = a[1:] + b; mean(x, axis=0) * size(a) + arange(n)[:4], contains(str(i), '12')",
      "unknown(a)",
      "a.T @ a",
  };
  for (size_t r = 0; r < sizeof rows / sizeof *rows; r++)
    for (size_t at = 1; at < 400; at++) {
      static graphed x;
      static fail_alloc f;
      fail_alloc_init(&f, at);
      graphed_init(&x, &f.allocator,
                   "a float64 (3,4); b float64 (4); i int32 (4); n int64 () weak 5", rows[r], NULL,
                   0);
      bool failed = f.calls >= at;
      if (failed && x.status != JX_ERROR_MEMORY) /* hints may do without */
        ck_assert_int_ne(x.status, JX_OK);
      graphed_free(&x);
      ck_assert_uint_eq(f.live, 0);
      if (!failed) break;
    }
}
END_TEST

UNIT(graph_limits, long_chains_take_linear_time, many_views_of_a_large_expression_read_it,
     a_stencil_of_a_stencil_merges, views_of_views_take_linear_time, too_many_nodes_are_an_error,
     ranks_end_at_32, running_out_of_memory_is_an_error_and_leaks_nothing)
