/* test_parser_random.c: whatever the text, the parser ends, with a status that is its own, a sound
 * tree or an error that points into the text.
 *
 * Texts are random bytes, random tokens, and real programs with pieces changed. The seed is fixed;
 * JX_RANDOM_SEED and JX_RANDOM_ROUNDS in the environment choose another one and more of it. */
#include <stdio.h>
#include <string.h>

#include "tests/support/parsed.h"
#include "tests/support/unit.h"

/* ---- Chance ---- */

static uint64_t state;

/* Below n; PCG's generator (O'Neill 2014) in its simplest form. */
static size_t pick(size_t n) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return (size_t)((state >> 33) % n);
}

static int begin(void) {
  const char *seed = getenv("JX_RANDOM_SEED"), *rounds = getenv("JX_RANDOM_ROUNDS");
  state = seed ? strtoull(seed, NULL, 10) : 1;
  return rounds ? atoi(rounds) : 5000;
}

/* ---- What must hold ---- */

/* Fewest and most arguments of each kind. */
static const struct {
  uint32_t least, most;
} arity[] = {
    [AST_UNARY] = {1, 1},
    [AST_BINARY] = {2, 2},
    [AST_COMPARE] = {2, UINT32_MAX},
    [AST_IF] = {3, 3},
    [AST_CALL] = {0, UINT32_MAX},
    [AST_KEYWORD] = {1, 1},
    [AST_METHOD] = {1, UINT32_MAX},
    [AST_ATTRIBUTE] = {1, 1},
    [AST_INDEX] = {1, UINT32_MAX},
    [AST_SLICE] = {3, 3},
    [AST_TUPLE] = {0, UINT32_MAX},
    [AST_ASSIGN] = {1, 1},
    [AST_RESULTS] = {1, UINT32_MAX},
};

static void check_node(const parsed *p, size_t i) {
  const ast *tree = &p->tree;
  const ast_node *n = &tree->nodes.at[i];
  size_t length = p->diag.length;
  ck_assert_uint_le(n->kind, AST_RESULTS);
  ck_assert_uint_ge(n->nargs, arity[n->kind].least);
  ck_assert_uint_le(n->nargs, arity[n->kind].most);
  ck_assert_uint_le(n->depth, AST_MAX_DEPTH);
  size_t extra = n->kind == AST_COMPARE ? n->nargs - 1 : 0;
  ck_assert_uint_le(n->args + n->nargs + extra, tree->args.n);
  for (uint32_t k = 0; k < n->nargs; k++) {
    ck_assert_uint_gt(ast_arg(tree, n, k), 0);
    ck_assert_uint_lt(ast_arg(tree, n, k), i);
  }
  ck_assert_uint_le((size_t)n->where.offset + n->where.length, length);
  ck_assert_uint_ge(n->where.caret, n->where.offset);
  ck_assert_uint_le(n->where.caret, n->where.offset + n->where.length);
  ck_assert((n->kind == AST_RESULTS) == (i == tree->nodes.n - 1));
  if (n->text_length == 0) return;
  ck_assert_uint_lt((size_t)n->text + n->text_length, tree->bytes.n);
  ck_assert_int_eq(tree->bytes.at[n->text + n->text_length], '\0');
}

static void check_error(const parsed *p) {
  const diag *d = &p->diag;
  bool ours = p->status == JX_ERROR_SYNTAX || p->status == JX_ERROR_INCOMPLETE ||
              p->status == JX_ERROR_NAME || p->status == JX_ERROR_VALUE ||
              p->status == JX_ERROR_LIMIT;
  ck_assert_msg(ours, "status %d: %s", p->status, d->message);
  ck_assert_int_eq(p->status, d->status);
  ck_assert_str_ne(d->message, "");
  ck_assert_msg(strncmp(d->message, "unexpected '", 12) != 0, "%s", d->rendering);
  ck_assert_uint_le((size_t)d->where.offset + d->where.length, d->length);
  bool empty = strcmp(d->message, "empty program") == 0;
  ck_assert_msg(empty == (d->where.length == 0), "%s", d->rendering);
  if (empty) return;
  ck_assert_uint_ge(d->where.caret, d->where.offset);
  ck_assert_uint_lt(d->where.caret, d->where.offset + d->where.length);
}

static unsigned long counts[2]; /* right and wrong programs */

static void check(const char *source, size_t length) {
  parsed p;
  parsed_init(&p, &alloc_default, source, length, 2000);
  counts[p.status != JX_OK]++;
  if (p.status == JX_OK)
    for (size_t i = 1; i < p.tree.nodes.n; i++) check_node(&p, i);
  else
    check_error(&p);

  /* Empty lines at the end change neither a right program nor an unfinished one, unless that ends
   * in a backslash. */
  bool joined = strstr(p.diag.message, "promises another line") != NULL;
  if (p.status == JX_OK || (p.status == JX_ERROR_INCOMPLETE && !joined)) {
    parsed longer;
    char text[1024];
    ck_assert_uint_lt(length, sizeof text - 8);
    memcpy(text, source, length);
    strcpy(text + length, "\n\n# x");
    parsed_init(&longer, &alloc_default, text, length + (p.status == JX_OK ? 5 : 1), 2000);
    ck_assert_msg(longer.status == p.status, "%.*s\n%s", (int)length, source, longer.print.at);
    if (p.status == JX_OK) ck_assert_str_eq(longer.print.at, p.print.at);
    parsed_free(&longer);
  }
  parsed_free(&p);
}

/* ---- Texts ---- */

static const char *const words[] = {
    "a",   "b",    "sum",  "newaxis", "T",      "real", "0",    "1",  "2.5",      "1e3", "3j",
    "'s'", "b'x'", "True", "None",    "...",    "if",   "else", "or", "and",      "not", "==",
    "<",   ">=",   "|",    "^",       "&",      "<<",   "+",    "-",  "*",        "/",   "//",
    "%",   "~",    "**",   "=",       ".",      ",",    ":",    "(",  ")",        "[",   "]",
    ";",   "\n",   "\\\n", "# c\n",   "lambda", "&&",   "2x",   "'",  "\xc3\xa9", "\\",
};
#define NWORDS (sizeof words / sizeof *words)

static const char *const programs[] = {
    "s = radians(lat); c = cos(s)\nc*vlat + sin(s)*vrad, c*vrad",
    "sum(a[1:, newaxis, ..., ::-1], axis=(0, -1), keepdims=True)**2 / size(a)",
    "x = (a if b < c <= d else -e.T.real**2j) # comment\nwhere(x > 0, x, 'it\\'s \\x41'), ()",
    "not a or b and ~c | d ^ e & f << 2 >> 0x1f // 1_0.5e-3 % .5",
    "f(\n  a,\n  b, k=b'\\xff', j=None,\n)[(0, newaxis)]\\\n + r'\\' * \"\xe2\x82\xac\"",
};
#define NPROGRAMS (sizeof programs / sizeof *programs)

START_TEST(random_bytes) {
  for (int round = begin(); round > 0; round--) {
    char source[64];
    size_t length = pick(sizeof source);
    for (size_t i = 0; i < length; i++) source[i] = (char)pick(256);
    check(source, length);
    for (size_t i = 0; i < length; i++) source[i] = (char)(' ' + pick(95));
    check(source, length);
  }
}
END_TEST

START_TEST(random_words) {
  for (int round = begin(); round > 0; round--) {
    char source[512];
    size_t length = 0;
    for (size_t n = pick(20); n > 0; n--)
      length += (size_t)sprintf(source + length, "%s%s", words[pick(NWORDS)], pick(3) ? " " : "");
    check(source, length);
  }
}
END_TEST

/* Changes one thing: a byte, a word put in, a stretch taken out or moved. */
static size_t change(char *source, size_t length, size_t room) {
  size_t at = pick(length + 1);
  const char *word = words[pick(NWORDS)];
  size_t n = strlen(word);
  switch (pick(4)) {
  case 0:
    if (at < length) source[at] = (char)(' ' + pick(95));
    return length;
  case 1:
    if (length + n > room) return length;
    memmove(source + at + n, source + at, length - at);
    memcpy(source + at, word, n);
    return length + n;
  case 2:
    n = pick(6) < length - at ? pick(6) : 0;
    if (n > length - at) n = length - at;
    memmove(source + at, source + at + n, length - at - n);
    return length - n;
  default:
    n = pick(12);
    if (at + n > length || length + n > room) return length;
    memmove(source + at + n, source + at, length - at);
    return length + n;
  }
}

START_TEST(changed_programs) {
  counts[0] = counts[1] = 0;
  for (int round = begin(); round > 0; round--) {
    char source[512];
    const char *program = programs[pick(NPROGRAMS)];
    size_t length = strlen(program);
    memcpy(source, program, length);
    for (size_t n = 1 + pick(4); n > 0; n--) length = change(source, length, sizeof source);
    check(source, length);
  }
  /* Both sides are worth nothing without the other. */
  ck_assert_uint_gt(counts[0], counts[1] / 20);
  ck_assert_uint_gt(counts[1], counts[0] / 20);
}
END_TEST

START_TEST(programs_cut_anywhere) {
  for (size_t k = 0; k < NPROGRAMS; k++)
    for (size_t from = 0; from <= strlen(programs[k]); from += 3)
      for (size_t to = from; to <= strlen(programs[k]); to++) check(programs[k] + from, to - from);
}
END_TEST

UNIT(parser_random, random_bytes, random_words, changed_programs, programs_cut_anywhere)
