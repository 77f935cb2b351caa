/* test_parser.c: where nodes stand, how lines end, how deep and how large a program may be, and
 * what happens when memory runs out. The shapes of trees are in tests/golden/ast and
 * tests/grammar; messages in test_parser_errors.c. */
#include <stdio.h>
#include <string.h>

#include "tests/support/fail_alloc.h"
#include "tests/support/parsed.h"
#include "tests/support/unit.h"

/* ---- Spans ---- */

START_TEST(spans_cover_nodes_and_point_at_what_makes_them) {
  static const struct {
    const char *source;
    ast_kind kind; /* the last node of it */
    const char *underline;
  } rows[] = {
      {"  ab ", AST_NAME, "  ^~"},
      {" 1_0 ", AST_INT, " ^~~"},
      {"'a\\n'", AST_STRING, "^~~~~"},
      {"a + bc", AST_BINARY, "~~^~~~"},
      {"(a) + (bc)", AST_BINARY, "~~~~^~~~~~"},
      {"((a)+(b))", AST_BINARY, " ~~~^~~~"},
      {"a - b - c", AST_BINARY, "~~~~~~^~~"},
      {"a ** (b)", AST_BINARY, "~~^~~~~~"},
      {"a and b", AST_BINARY, "~~^~~~~"},
      {"- (a)", AST_UNARY, "^~~~~"},
      {"not a", AST_UNARY, "^~~~~"},
      {"a < b <= (c)", AST_COMPARE, "~~^~~~~~~~~~"},
      {"(x) if c else (y)", AST_IF, "~~~~^~~~~~~~~~~~~"},
      {"1 + f(a, b )", AST_CALL, "    ^~~~~~~~"},
      {"f ( )", AST_CALL, "^~~~~"},
      {"f(a, k = (b))", AST_KEYWORD, "     ^~~~~~~"},
      {"(a) . T", AST_ATTRIBUTE, "~~~~~~^"},
      {"(a) [ i ]", AST_INDEX, "~~~~^~~~~"},
      {"a[1:2:3]", AST_SLICE, "  ~^~~~"},
      {"a[:]", AST_SLICE, "  ^"},
      {"a[1:]", AST_SLICE, "  ~^"},
      {"a[::b]", AST_SLICE, "  ^~~"},
      {"a[...]", AST_ELLIPSIS, "  ^~~"},
      {"a[newaxis]", AST_NONE, "  ^~~~~~~"},
      {"f((a, b))", AST_TUPLE, "  ^~~~~~"},
      {"f(( ))", AST_TUPLE, "  ^~~"},
      {"ab = (1)", AST_ASSIGN, "^~~~~~~~"},
      {"ab = (1)", AST_RESULTS, "     ^~~"},
      {"(a), bc,", AST_RESULTS, "^~~~~~~"},
      {"x = 1; y", AST_RESULTS, "       ^"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    parsed p;
    char underline[64];
    parsed_text(&p, rows[i].source);
    ck_assert_msg(p.status == JX_OK, "%s", p.print.at);
    parsed_underline(parsed_last(&p, rows[i].kind)->where, underline);
    ck_assert_msg(strcmp(underline, rows[i].underline) == 0, "\n%s\n%s", rows[i].source, underline);
    parsed_free(&p);
  }
}
END_TEST

START_TEST(spans_nest) {
  parsed p;
  parsed_text(&p, "s = f(a[1:, newaxis], k=(b, -c)) ** 2 if not d < e else 'x' + g().T; s, (s)");
  ck_assert_int_eq(p.status, JX_OK);
  for (size_t i = 1; i < p.tree.nodes.n; i++) {
    const ast_node *n = &p.tree.nodes.at[i];
    if (n->kind == AST_RESULTS) continue;
    for (uint32_t k = 0; k < n->nargs; k++) {
      ck_assert_uint_lt(ast_arg(&p.tree, n, k), i);
      span inner = p.tree.nodes.at[ast_arg(&p.tree, n, k)].where;
      ck_assert_uint_ge(inner.offset, n->where.offset);
      ck_assert_uint_le(inner.offset + inner.length, n->where.offset + n->where.length);
    }
  }
  parsed_free(&p);
}
END_TEST

START_TEST(texts_end_in_nul) {
  parsed p;
  parsed_text(&p, "xy = f(a, key=b.real) + 'q\\0r'");
  ck_assert_int_eq(p.status, JX_OK);
  const ast_node *string = parsed_last(&p, AST_STRING);
  ck_assert_uint_eq(string->text_length, 3);
  ck_assert_mem_eq(ast_text(&p.tree, string), "q\0r", 4);
  ck_assert_str_eq(ast_text(&p.tree, parsed_last(&p, AST_ASSIGN)), "xy");
  ck_assert_str_eq(ast_text(&p.tree, parsed_last(&p, AST_CALL)), "f");
  ck_assert_str_eq(ast_text(&p.tree, parsed_last(&p, AST_KEYWORD)), "key");
  ck_assert_str_eq(ast_text(&p.tree, parsed_last(&p, AST_ATTRIBUTE)), "real");
  ck_assert_str_eq(ast_text(&p.tree, parsed_last(&p, AST_NAME)), "b");
  parsed_free(&p);
}
END_TEST

START_TEST(an_assignment_on_the_last_line_is_the_result) {
  parsed p;
  parsed_text(&p, "a = 1\nb = a + a\n");
  const ast_node *results = parsed_last(&p, AST_RESULTS);
  const ast_node *assign = parsed_last(&p, AST_ASSIGN);
  ck_assert_ptr_eq(results, &p.tree.nodes.at[p.tree.nodes.n - 1]);
  ck_assert_uint_eq(results->nargs, 1);
  ck_assert_uint_eq(ast_arg(&p.tree, results, 0), ast_arg(&p.tree, assign, 0));
  parsed_free(&p);
}
END_TEST

/* ---- Lines ---- */

START_TEST(ways_to_write_the_same_program) {
  static const char *const pairs[][2] = {
      {"a = 1; b = a", "a = 1\nb = a"},
      {"a = 1; b = a", "\n\n  # one\na = 1 # two\r\n\r\n\tb = a;\n\n# three"},
      {"a = 1; b = a", "a = 1;\nb = a"},
      {"a = 1; b = a", "a = \\\n1\rb = a"},
      {"a = 1; b = a", "\xef\xbb\xbf"
                       "a = 1; b = a"},
      {"f(a, b)", "f(\n\na, # here\nb\n)\n"},
      {"f(a, b)", "f(a,b,)"},
      {"a[1, 2:]", "a[\n1,\r\n2\n:\n]"},
      {"(a + b)", "(a\n+ b)"},
      {"a + b", "a +\nb"},
      {"a + b", "a + # and\n\n# then\n  b"},
      {"x = a if b else c", "x =\na if\nb else\nc"},
      {"not -a.T", "not\n-\na.\nT"},
      {"a, b", "a, b,"},
      {"a, b", "a, b,\n"},
      {"a < b", "a \\\n< b"},
      {"a[0, 1]", "a[(0, 1)]"},
      {"a[0, 1]", "a[((0, 1))]"},
      {"a[0]", "a[(0,)]"},
      {"a[0]", "a[0,]"},
      {"a[None, None:1]", "a[newaxis, (newaxis):1]"},
      {"a[None, 1]", "a[(newaxis, 1)]"},
      {"'ab'", "'a\\\nb'"},
      {"'ab'", "'a\\\r\nb'"},
      {"r'\\\\\\n'", "'\\\\\\\\\\\\n'"},
      {"r'a\\\r\nb'", "'a\\\\\\nb'"},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    parsed a, b;
    parsed_text(&a, pairs[i][0]);
    parsed_text(&b, pairs[i][1]);
    ck_assert_msg(a.status == JX_OK, "%s\n%s", pairs[i][0], a.print.at);
    ck_assert_msg(strcmp(a.print.at, b.print.at) == 0, "%s\n%s%s\n%s", pairs[i][0], a.print.at,
                  pairs[i][1], b.print.at);
    parsed_free(&a);
    parsed_free(&b);
  }
}
END_TEST

/* What makes JX_ERROR_INCOMPLETE true: cut a program after any token, go on on the next line, and
 * it is the same program. */
START_TEST(an_incomplete_program_goes_on_on_the_next_line) {
  static const char source[] = "s = f ( a [ 1 : , ... ] , k = - b ) ; t = s . T\n"
                               "s ** t if not s < t else ( s , 'x' ) , t // 2j ,";
  parsed whole;
  parsed_text(&whole, source);
  ck_assert_int_eq(whole.status, JX_OK);
  int incomplete = 0;
  for (size_t cut = 0; cut < sizeof source - 1; cut++) {
    if (source[cut] != ' ') continue;
    parsed part, joined;
    char text[sizeof source];
    memcpy(text, source, sizeof source);
    text[cut] = '\n';
    parsed_init(&part, &alloc_default, source, cut, PARSED_NODES);
    parsed_text(&joined, text);
    if (part.status == JX_ERROR_INCOMPLETE) {
      ck_assert_msg(strcmp(joined.print.at, whole.print.at) == 0, "%s\n%s", text, joined.print.at);
      incomplete++;
    } else {
      ck_assert_msg(joined.status != JX_OK || part.status == JX_OK, "%.*s", (int)cut, source);
    }
    parsed_free(&part);
    parsed_free(&joined);
  }
  ck_assert_int_eq(incomplete, 26);
  parsed_free(&whole);
}
END_TEST

/* ---- Limits ---- */

/* `unit` n times between two texts. */
static char *repeat(const char *before, const char *unit, size_t n, const char *after) {
  size_t length = strlen(unit);
  char *s = malloc(strlen(before) + n * length + strlen(after) + 1);
  char *at = stpcpy(s, before);
  for (size_t i = 0; i < n; i++) at = stpcpy(at, unit);
  strcpy(at, after);
  return s;
}

static char *nest(const char *open, size_t n, const char *middle, const char *close) {
  char *head = repeat("", open, n, middle);
  char *all = repeat(head, close, n, "");
  free(head);
  return all;
}

static void expect_limit(char *source, jx_status status, const char *what) {
  parsed p;
  parsed_text(&p, source);
  ck_assert_msg(p.status == status, "%.80s: %.200s", what, p.print.at);
  if (status == JX_ERROR_LIMIT)
    ck_assert_str_eq(p.diag.message, "nested too deeply: more than 200 levels");
  if (status != JX_OK) ck_assert_uint_eq(p.diag.where.length, 1);
  parsed_free(&p);
  free(source);
}

START_TEST(nesting_has_a_limit) {
  static const struct {
    const char *open, *middle, *close;
    int levels; /* that one repetition adds */
  } forms[] = {
      {"(", "a", ")", 1},
      {"f(", "a", ")", 1},
      {"(", "a", ",)", 1},
      {"a[", "0", "]", 1},
      {"-", "a", "", 1},
      {"~+", "a", "", 2},
      {"not ", "a", "", 1},
      {"a**", "a", "", 1},
      {"a if b else ", "a", "", 1},
      {"f(k=", "a", ")", 1},
      {"a[::", "0", "]", 1},
      {"-(", "a", ")", 2},
      {"a + b * f(x, ", "c", ")", 1},
      {"2**-", "a", "", 2},
      {"a or not (b < ", "c", ")", 2},
      {"f(x, (", "a", "), y)", 2},
      {"a[(0, ", "b", ")]", 2},
      {"a or b and c < d | e ^ f & g << h + i * j[x, y:z:", "a", "]", 1},
  };
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    size_t most = (size_t)(AST_MAX_DEPTH / forms[i].levels);
    const char *open = forms[i].open, *middle = forms[i].middle, *close = forms[i].close;
    expect_limit(nest(open, most, middle, close), JX_OK, open);
    expect_limit(nest(open, most + 1, middle, close), JX_ERROR_LIMIT, open);
    expect_limit(nest(open, 10000, middle, close), JX_ERROR_LIMIT, open);
  }
}
END_TEST

/* Operators are counted when their operand is there; before that, the stack must stop them. */
START_TEST(the_grammars_stack_ends_as_nesting_does) {
  expect_limit(repeat("not ", "~", 10000, "a"), JX_ERROR_LIMIT, "not ~~~");
  expect_limit(repeat("a = ", "b ** c if d else not ", 10000, "a"), JX_ERROR_LIMIT, "if");
  expect_limit(repeat("a = (", "b if c else ", 10000, ""), JX_ERROR_LIMIT, "unfinished");
}
END_TEST

START_TEST(long_programs_are_not_deep) {
  static const struct {
    const char *before, *unit, *after;
    size_t nodes; /* that each unit makes */
  } forms[] = {
      {"a", "+a", "", 2},    {"a", "<b", "", 1},     {"a", " and a", "", 2}, {"a", ",a", "", 1},
      {"f(a", ",a", ")", 1}, {"a", "[0]", "", 2},    {"a", ".T", "", 1},     {"(a", ",a", ")", 1},
      {"a[0", ",0", "]", 1}, {"a", "-(a*a)", "", 4}, {"", "b=a\n", "b", 2},  {"", "b=a;", "b", 2},
      {"a[", ":,", "]", 4},
  };
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    char *source = repeat(forms[i].before, forms[i].unit, 50000, forms[i].after);
    parsed p;
    parsed_text(&p, source);
    ck_assert_msg(p.status == JX_OK, "%s: %s", forms[i].unit, p.print.at);
    ck_assert_uint_ge(p.tree.nodes.n, forms[i].nodes * 50000);
    parsed_free(&p);
    free(source);
  }
}
END_TEST

START_TEST(nodes_have_a_limit) {
  parsed p;
  const char *source = "a + b"; /* a, b, +, results */
  parsed_init(&p, &alloc_default, source, strlen(source), 4);
  ck_assert_int_eq(p.status, JX_OK);
  parsed_free(&p);
  for (size_t most = 0; most < 4; most++) {
    parsed_init(&p, &alloc_default, source, strlen(source), most);
    ck_assert_int_eq(p.status, JX_ERROR_LIMIT);
    char message[80];
    snprintf(message, sizeof message, "the program is too large: more than %zu nodes", most);
    ck_assert_str_eq(p.diag.message, message);
    parsed_free(&p);
  }
  parsed_init(&p, &alloc_default, source, strlen(source), SIZE_MAX);
  ck_assert_int_eq(p.status, JX_OK);
  parsed_free(&p);
}
END_TEST

START_TEST(keyword_arguments_have_a_limit) {
  for (int n = 32; n <= 33; n++) {
    char source[512], *at = stpcpy(source, "f(x");
    for (int i = 0; i < n; i++) at += sprintf(at, ", k%d=1", i);
    strcpy(at, ")");
    parsed p;
    parsed_text(&p, source);
    ck_assert_int_eq(p.status, n == 32 ? JX_OK : JX_ERROR_LIMIT);
    if (n == 33) ck_assert_str_eq(p.diag.message, "more than 32 keyword arguments");
    parsed_free(&p);
  }
}
END_TEST

START_TEST(a_length_beyond_32_bits_is_refused_unread) {
  arena a;
  diag d;
  ast tree;
  arena_init(&a, &alloc_default);
  diag_init(&d, "a", UINT32_MAX);
  ck_assert_int_eq(ast_parse(&tree, &a, &d, 10), JX_ERROR_LIMIT);
  ck_assert_str_eq(d.message, "the program is too long");
  arena_free(&a);
}
END_TEST

START_TEST(no_text_at_all_is_an_empty_program) {
  arena a;
  diag d;
  ast tree;
  arena_init(&a, &alloc_default);
  diag_init(&d, NULL, 0);
  ck_assert_int_eq(ast_parse(&tree, &a, &d, 10), JX_ERROR_SYNTAX);
  ck_assert_str_eq(d.message, "empty program");
  arena_free(&a);
}
END_TEST

/* ---- Memory ---- */

/* Every allocation fails once; nothing leaks, and the status says so. */
static void fail_each(const char *source, size_t length) {
  for (size_t n = 1;; n++) {
    fail_alloc f;
    parsed p;
    fail_alloc_init(&f, n);
    f.fail_after = n % 2;
    p = (parsed){.source = NULL};
    arena_init(&p.arena, &f.allocator);
    diag_init(&p.diag, source, length);
    p.status = ast_parse(&p.tree, &p.arena, &p.diag, PARSED_NODES);
    bool failed = f.calls >= n;
    ck_assert_int_eq(p.status, failed ? JX_ERROR_MEMORY : JX_OK);
    if (failed) ck_assert_str_eq(p.diag.message, "out of memory");
    parsed_free(&p);
    ck_assert_uint_eq(f.live, 0);
    if (!failed) return;
    ck_assert_uint_lt(n, 1000);
  }
}

START_TEST(running_out_of_memory_is_an_error) {
  static const char small[] =
      "s = f(a[1:, newaxis], k=(b, -c)) ** 2 if not d < e else 'x' + g().T; s, (s), a[(0, 1)]";
  fail_each(small, sizeof small - 1);

  char digits[3000];
  memset(digits, '1', sizeof digits);
  digits[1] = '.';
  fail_each(digits, sizeof digits);

  char *large = repeat("a", " + f(b, 'cd', 1.5, k=c) < d[e, ...]", 3000, "");
  fail_each(large, strlen(large));
  free(large);
}
END_TEST

UNIT(parser, spans_cover_nodes_and_point_at_what_makes_them, spans_nest, texts_end_in_nul,
     an_assignment_on_the_last_line_is_the_result, ways_to_write_the_same_program,
     an_incomplete_program_goes_on_on_the_next_line, nesting_has_a_limit,
     the_grammars_stack_ends_as_nesting_does, long_programs_are_not_deep, nodes_have_a_limit,
     keyword_arguments_have_a_limit, a_length_beyond_32_bits_is_refused_unread,
     no_text_at_all_is_an_empty_program, running_out_of_memory_is_an_error)
