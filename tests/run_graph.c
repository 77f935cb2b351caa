/* run_graph.c: what graphs mean against what NumPy computes: run_graph tests/graph/x.t
 *
 * A line is operands, a program, and what it gives; tests/graph/generate.py makes and explains
 * them. Graphs are built, checked, and evaluated element by element. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/graph_eval.h"
#include "tests/support/graphed.h"

static bool same_number(double a, double b, bool close) {
  if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
  if (a == b) return close || signbit(a) == signbit(b);
  return close && fabs(a - b) <= 1e-5 * fmax(fabs(a), fabs(b)) + 1e-6;
}

/* "dtype [weak] (shape) elements...": text up to the shape's end, numbers behind it. */
static bool same_value(const char *found, const char *expected) {
  bool close = expected[0] == '~';
  expected += close;
  size_t head = (size_t)(strchr(expected, ')') + 1 - expected);
  if (strncmp(found, expected, head) != 0) return false;
  bool single = strncmp(expected, "float32", 7) == 0;
  bool integers = strncmp(expected, "float", 5) != 0;
  char *a = (char *)found + head, *b = (char *)expected + head;
  while (*a && *b) {
    if (integers) {
      if (strtoll(a, &a, 10) != strtoll(b, &b, 10)) return false;
      continue;
    }
    double x = strtod(a, &a), y = strtod(b, &b);
    if (!same_number(single ? (float)x : x, single ? (float)y : y, close)) return false;
  }
  return *a == *b;
}

static bool check(const char *place, const char *operands, const char *source,
                  const char *expected) {
  static graphed x;
  const char *found = "error", *why = NULL;
  graphed_text(&x, operands, source);
  if (x.status == JX_OK) found = graph_eval_text(&x.graph, x.graph.results.at[0], &why);
  if (x.status == JX_ERROR_INTERNAL) found = x.diag.message;
  if (!found) found = why;
  bool same = strcmp(expected, "error") == 0
                  ? strcmp(found, "error") == 0
                  : strcmp(found, "error") != 0 && same_value(found, expected);
  if (!same)
    printf("%s: %s\n  with     %s\n  expected %s\n  found    %s %s\n", place, source, operands,
           expected, found, x.status == JX_OK ? "" : x.diag.message);
  graphed_free(&x);
  return same;
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
  if (!file) {
    fprintf(stderr, "usage: run_graph FILE.t\n");
    return 2;
  }
  char line[16384];
  int number = 0, wrong = 0;
  while (wrong < 20 && fgets(line, sizeof line, file)) {
    char place[300];
    line[strcspn(line, "\n")] = '\0';
    snprintf(place, sizeof place, "%s:%d", argv[1], ++number);
    char *source = strchr(line, '\t'), *expected = source ? strchr(source + 1, '\t') : NULL;
    if (!expected) {
      printf("%s: no tab\n", place);
      wrong++;
      continue;
    }
    *source = *expected = '\0';
    wrong += !check(place, line, source + 1, expected + 1);
  }
  fclose(file);
  printf("%d programs, %d wrong\n", number, wrong);
  return wrong > 0 || number == 0;
}
