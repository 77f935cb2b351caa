/* hints.c: what to write instead, where a name, a method, a keyword or a number of arguments
 * is none that a function has.
 *
 * Takes what was written; gives the end of a message, "; write 'log(x)'", or the whole of it. Other
 * languages' words are in foreign.h; beyond them, names near by. Start at hint_function(). */
#include "graph/build/hints.h"

#include <stdio.h>
#include <string.h>

#include "base/dtype.h"
#include "graph/build/calls.h"
#include "graph/build/graph_build.h"
#include "parser/foreign.h"

/* Arguments longer than this are left out of a message. */
#define LONGEST_TEXT 40

/* ---- The program's own text ---- */

static const char *source_at(const builder *b, uint32_t begin, uint32_t end) {
  const char *s = b->g->diag->source + begin;
  uint32_t n = end - begin;
  while (n && (*s == ' ' || *s == '\n')) s++, n--;
  while (n && (s[n - 1] == ' ' || s[n - 1] == ',')) n--;
  if (n > LONGEST_TEXT || memchr(s, '\n', n) || memchr(s, '#', n)) return "...";
  const char *copy = arena_strndup(b->g->arena, s, n);
  return copy ? copy : "...";
}

static const char *source_of(const builder *b, ast_ref r) {
  span w = b->tree->nodes.at[r].where;
  return source_at(b, w.offset, w.offset + w.length);
}

bool hint_before_dot(const builder *b, span where) {
  const diag *d = b->g->diag;
  size_t at = (size_t)where.offset + where.length;
  while (at < d->length && d->source[at] == ' ') at++;
  return at < d->length && d->source[at] == '.';
}

/* ---- Names ---- */

static const char *hint(builder *b, const char *format, const char *what) {
  size_t size = strlen(format) + strlen(what);
  char *text = arena_alloc(b->g->arena, size);
  if (!text) return "";
  snprintf(text, size, format, what);
  return text;
}

typedef VEC(const char *) candidates;

static void candidate(builder *b, candidates *list, const char *text, size_t length) {
  const char **new = VEC_PUSH(b->g->arena, list);
  if (!new) return;
  *new = arena_strndup(b->g->arena, text, length);
  if (!*new) list->n--;
}

static void candidate_words(builder *b, candidates *list, const char *words) {
  for (; *words; words += strspn(words, " ")) {
    size_t word = strcspn(words, " ");
    candidate(b, list, words, word);
    words += word;
  }
}

static const char *nearest(builder *b, const candidates *list, const char *text, size_t length) {
  const char *near = diag_nearest(text, length, list->at, list->n);
  return near ? hint(b, "; did you mean '%s'?", near) : "";
}

const char *hint_value(builder *b, const char *text, size_t length) {
  const char *write = foreign_write(FOREIGN_VALUE, text, length, 0);
  if (write) return hint(b, "; write '%s'", write);
  candidates list = {0};
  for (size_t i = 0; i < b->names.n; i++)
    candidate(b, &list, b->names.at[i].text, b->names.at[i].length);
  for (const char *const *c = constant_names; *c; c++) candidate(b, &list, *c, strlen(*c));
  for (int d = 1; d < DTYPE_COUNT; d++) candidate(b, &list, dtypes[d].name, strlen(dtypes[d].name));
  return nearest(b, &list, text, length);
}

const char *hint_foreign(builder *b, const char *text, size_t length) {
  const char *write = foreign_write(FOREIGN_CALL, text, length, 0);
  if (write) return hint(b, "; write '%s'", write);
  write = foreign_write(FOREIGN_LACKS, text, length, 0);
  return write ? hint(b, "; %s", write) : "";
}

const char *hint_function(builder *b, const char *text, size_t length) {
  const char *foreign = hint_foreign(b, text, length);
  if (*foreign) return foreign;
  candidates list = {0};
  for (int op = 0; op < OP_COUNT_; op++) candidate_words(b, &list, ops[op].names);
  for (int d = 1; d < DTYPE_COUNT; d++) candidate(b, &list, dtypes[d].name, strlen(dtypes[d].name));
  return nearest(b, &list, text, length);
}

/* ---- Methods and attributes ---- */

static bool is_attribute(const char *name) {
  return !strcmp(name, "T") || !strcmp(name, "real") || !strcmp(name, "imag");
}

static span name_span(const ast_node *n) {
  return (span){n->where.caret, n->text_length, n->where.caret};
}

/* np.linalg.norm: the node before the last name is np.linalg. */
static void fail_in_module(builder *b, const ast_node *n, const ast_node *module) {
  uint32_t begin = module->where.caret, end = n->where.caret + n->text_length;
  diag_fail(b->g->diag, JX_ERROR_NAME, (span){begin, end - begin, begin}, "unknown function '%s'%s",
            source_at(b, begin, end), hint_foreign(b, ast_text(b->tree, n), n->text_length));
}

static const ast_node *inner_module(const builder *b, const ast_node *n) {
  const ast_node *before = make_syntax(b, ast_arg(b->tree, n, 0));
  bool inner = before && before->kind == AST_ATTRIBUTE &&
               !call_is_function(ast_text(b->tree, before), before->text_length);
  return inner ? before : NULL;
}

/* What stands before the '.' fails by itself: it is a module's name, or an error. */
static bool failed_before(builder *b, const ast_node *n) {
  const ast_node *module = inner_module(b, n);
  if (module) fail_in_module(b, n, module);
  return module || !make_node(b, ast_arg(b->tree, n, 0));
}

void fail_method(builder *b, const ast_node *n) {
  diag *d = b->g->diag;
  const char *name = ast_text(b->tree, n);
  ast_ref object = ast_arg(b->tree, n, 0);
  if (failed_before(b, n)) return;
  const char *on = source_of(b, object);
  if (is_attribute(name)) {
    diag_fail(d, JX_ERROR_NAME, name_span(n), "'.%s' is not called; write '%s.%s'", name, on, name);
    return;
  }
  if (call_is_function(name, n->text_length)) {
    bool module = b->tree->nodes.at[object].kind == AST_MODULE && n->nargs > 1;
    uint32_t open = n->where.caret + n->text_length;
    while (d->source[open] != '(') open++;
    const char *rest = source_at(b, open + 1, n->where.offset + n->where.length - 1);
    if (module)
      diag_fail(d, JX_ERROR_NAME, name_span(n),
                "'%s' is a value here, not a module; write '%s(%s)'", on, name, rest);
    else
      diag_fail(d, JX_ERROR_NAME, name_span(n), "functions are no methods here; write '%s(%s%s%s)'",
                name, on, *rest ? ", " : "", rest);
    return;
  }
  diag_fail(d, JX_ERROR_NAME, name_span(n), "unknown method '%s'%s", name,
            hint_function(b, name, n->text_length));
}

void fail_attribute(builder *b, const ast_node *n) {
  diag *d = b->g->diag;
  const char *name = ast_text(b->tree, n);
  ast_ref object = ast_arg(b->tree, n, 0);
  if (failed_before(b, n)) return;
  op_id op = op_named(name, n->text_length);
  const char *foreign = hint_foreign(b, name, n->text_length);
  if (op != OP_POISON && (ops[op].min_args == 1 || op == OP_SHAPE))
    diag_fail(d, JX_ERROR_NAME, name_span(n), "unknown attribute '%s'; write '%s(%s%s)'", name,
              name, source_of(b, object), op == OP_SHAPE ? ", 0" : "");
  else if (*foreign)
    diag_fail(d, JX_ERROR_NAME, name_span(n), "unknown attribute '%s'%s", name, foreign);
  else
    diag_fail(d, JX_ERROR_NAME, name_span(n),
              "unknown attribute '%.64s'; there are .T, .real and .imag, and functions are called "
              "as in sum(x)",
              name);
}

/* ---- Arguments ---- */

const char *hint_keyword(call *c, const char *name, size_t length) {
  builder *b = c->b;
  const char *has = call_keywords(c), *write;
  for (int n = 0; (write = foreign_write(FOREIGN_KEYWORD, name, length, n)); n++)
    if (words_hold(has, write, strlen(write))) return hint(b, "; write '%s='", write);
  if (!*has) return "; it takes none";
  candidates list = {0};
  candidate_words(b, &list, has);
  const char *near = nearest(b, &list, name, length);
  if (*near) return near;
  text all;
  text_init(&all, b->g->arena);
  for (size_t i = 0; i < list.n; i++) text_printf(&all, i ? ", %s" : "%s", list.at[i]);
  return all.at ? hint(b, "; it takes %s", all.at) : "";
}

bool fail_named(call *c) {
  builder *b = c->b;
  const ast_node *unknown = NULL;
  text call;
  text_init(&call, b->g->arena);
  for (uint32_t i = 0; i < call_count(c); i++) {
    ast_ref r = call_arg(c, i);
    const ast_node *n = &b->tree->nodes.at[r];
    bool named = n->kind == AST_KEYWORD &&
                 !words_hold(call_keywords(c), ast_text(b->tree, n), n->text_length);
    if (named && !unknown) unknown = n;
    text_printf(&call, i ? ", %s" : "%s", source_of(b, named ? ast_arg(b->tree, n, 0) : r));
  }
  if (!unknown || !call.at) return false;
  diag_fail(b->g->diag, JX_ERROR_NAME, unknown->where,
            "%.*s has no keyword '%s', its arguments have no names; write '%.*s(%s)'",
            c->name_length, c->name, ast_text(b->tree, unknown), c->name_length, c->name, call.at);
  return true;
}

const char *hint_two(call *c, op_id op) {
  static const struct {
    uint8_t op;
    const char *format;
  } forms[] = {
      {OP_MIN, "; the smaller of two is '%s'"},      {OP_MAX, "; the larger of two is '%s'"},
      {OP_SUM, "; the sum of two is 'x + y'"},       {OP_PROD, "; the product of two is 'x*y'"},
      {OP_MEAN, "; the mean of two is '(x + y)/2'"}, {OP_ANY, "; of two, write 'x or y'"},
      {OP_ALL, "; of two, write 'x and y'"},
  };
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    if (forms[i].op != op) continue;
    text two;
    text_init(&two, c->b->g->arena);
    text_printf(&two, "%s(%s, %s)", op == OP_MIN ? "minimum" : "maximum",
                source_of(c->b, call_arg(c, 0)), source_of(c->b, call_arg(c, 1)));
    return two.at ? hint(c->b, forms[i].format, two.at) : "";
  }
  return "";
}

const char *hint_count(call *c, op_id op) {
  builder *b = c->b;
  text t;
  text_init(&t, b->g->arena);
  const char *args[3] = {"", "", ""};
  for (uint32_t i = 0; i < 3 && i < c->nargs; i++) args[i] = source_of(b, call_arg(c, i));
  bool least = op == OP_MIN || op == OP_MINIMUM, most = op == OP_MAX || op == OP_MAXIMUM;
  if ((least || most) && c->nargs == 3) {
    const char *name = least ? "minimum" : "maximum";
    text_printf(&t, "; write '%s(%s(%s, %s), %s)'", name, name, args[0], args[1], args[2]);
  } else if (op == OP_LOG && c->nargs == 2) {
    text_printf(&t, "; to another base it is 'log(%s)/log(%s)'", args[0], args[1]);
  } else if (op == OP_SQRT && c->nargs == 2) {
    text_printf(&t, "; another root is '(%s)**(1/%s)'", args[0], args[1]);
  }
  return t.at ? t.at : "";
}
