/* build.c: from the grammar's rules to nodes.
 *
 * Takes finished parts and tokens; gives nodes whose operands stand before them, each with the
 * bytes it covers, where a caret under it points, and how deeply it is nested. A node is made in
 * three steps: start(), operand() for each argument, finish(). After an error every builder returns
 * the poison node and touches nothing.
 *
 * Depth counts what needs recursion to read: brackets, unary operators, the right side of ** and
 * what follows an else. A chain such as a + a + a + ... has none. */
#include "parser/parse.h"

#include <string.h>

/* More keyword arguments than any function has; keeps the search for repeated ones short. */
#define MAX_KEYWORDS 32

static bool failed(const parser *p) { return p->diag->status != JX_OK; }

static const char *source(const parser *p, token t) { return p->lexer.text + t.offset; }

static ast_node *node(const parser *p, ast_ref r) { return &p->tree->nodes.at[r]; }

/* ---- Making a node ---- */

static ast_node start(const parser *p, ast_kind kind) {
  return (ast_node){.kind = (uint8_t)kind, .args = (uint32_t)p->tree->args.n};
}

/* `nesting` is 1 where the operand is one level deeper than the node. */
static void operand(parser *p, ast_node *n, ast_ref r, unsigned nesting) {
  ast_push_arg(p->tree, r);
  n->nargs++;
  unsigned depth = node(p, r)->depth + nesting;
  if (depth > n->depth) n->depth = (uint16_t)depth;
}

/* Copies bytes of the source to the tree's text. */
static void spell(parser *p, ast_node *n, token t) {
  n->text = (uint32_t)p->tree->bytes.n;
  n->text_length = t.length;
  ast_push_bytes(p->tree, source(p, t), t.length);
  ast_push_bytes(p->tree, "", 1);
}

static phrase finish(parser *p, ast_node *n, uint32_t begin, uint32_t caret, uint32_t end) {
  n->where = (span){begin, end - begin, caret};
  if (n->depth > AST_MAX_DEPTH) syntax_too_deep(p->diag, caret);
  return (phrase){ast_push(p->tree, n), begin, end};
}

/* ---- Lists ---- */

static void push(parser *p, uint32_t x) {
  uint32_t *slot = VEC_PUSH(p->tree->arena, &p->pending);
  if (slot)
    *slot = x;
  else
    diag_memory(p->diag);
}

static uint32_t count(const parser *p, list l) { return (uint32_t)p->pending.n - l.first; }

/* Moves the list's nodes from `pending` to the node. */
static void operands(parser *p, ast_node *n, list l, unsigned nesting) {
  for (size_t i = l.first; i < p->pending.n; i++) operand(p, n, p->pending.at[i], nesting);
  p->pending.n = l.first;
}

list list_none(parser *p, token before) {
  return (list){(uint32_t)p->pending.n, token_end(before), token_end(before)};
}

list list_first(parser *p, phrase x) {
  list l = {(uint32_t)p->pending.n, x.begin, x.end};
  push(p, x.node);
  return l;
}

list list_add(parser *p, list l, phrase x) {
  push(p, x.node);
  l.end = x.end;
  return l;
}

list list_operator(parser *p, list l, ast_operator op, token t) {
  push(p, op);
  push(p, t.offset);
  return l;
}

static bool same_text(const parser *p, const ast_node *a, const ast_node *b) {
  return a->text_length == b->text_length &&
         memcmp(ast_text(p->tree, a), ast_text(p->tree, b), a->text_length) == 0;
}

list list_argument(parser *p, list l, phrase x) {
  if (failed(p)) return l;
  const ast_node *added = node(p, x.node);
  uint32_t nkeywords = 0;
  for (size_t i = p->pending.n; i-- > l.first; nkeywords++) {
    const ast_node *other = node(p, p->pending.at[i]);
    if (other->kind != AST_KEYWORD) break;
    if (added->kind != AST_KEYWORD) {
      diag_fail(p->diag, JX_ERROR_SYNTAX, added->where,
                "positional argument after keyword argument '%s'", ast_text(p->tree, other));
    } else if (same_text(p, added, other)) {
      diag_fail(p->diag, JX_ERROR_SYNTAX, added->where, "keyword argument '%s' repeated",
                ast_text(p->tree, added));
    } else if (nkeywords == MAX_KEYWORDS - 1) {
      diag_fail(p->diag, JX_ERROR_LIMIT, added->where, "more than %d keyword arguments",
                MAX_KEYWORDS);
    }
    if (failed(p)) return l;
  }
  return list_add(p, l, x);
}

/* ---- Operands ---- */

static void spell_long(parser *p, ast_node *n, token t) {
  bigint value;
  spell(p, n, t);
  if (failed(p)) return;
  literal_bigint(&value, ast_text(p->tree, n), n->text_length);
  if (value.lost)
    diag_fail(p->diag, JX_ERROR_VALUE, token_span(t),
              "integer literal too large: more than %d bits; write it as a float, such as 1e300",
              BIGINT_BITS);
}

phrase build_name(parser *p, token name) {
  if (failed(p)) return (phrase){0};
  ast_node n = start(p, AST_NAME);
  spell(p, &n, name);
  return finish(p, &n, name.offset, name.offset, token_end(name));
}

phrase build_literal(parser *p, token t) {
  if (failed(p)) return (phrase){0};
  ast_node n = start(p, AST_NONE);
  switch (t.kind) {
  case TOKEN_INT:
    n.kind = AST_INT;
    if (!literal_integer(p->diag, t, &n.value.u)) spell_long(p, &n, t);
    break;
  case TOKEN_FLOAT:
  case TOKEN_IMAGINARY:
    n.kind = t.kind == TOKEN_FLOAT ? AST_FLOAT : AST_IMAGINARY;
    literal_float(p->tree, t, &n.value.f);
    break;
  case TOKEN_STRING:
  case TOKEN_BYTES:
    n.kind = t.kind == TOKEN_STRING ? AST_STRING : AST_BYTES;
    n.text = (uint32_t)p->tree->bytes.n;
    literal_string(p->tree, t);
    n.text_length = (uint32_t)p->tree->bytes.n - n.text;
    ast_push_bytes(p->tree, "", 1);
    break;
  case TOKEN_TRUE:
  case TOKEN_FALSE:
    n.kind = AST_BOOL;
    n.value.u = t.kind == TOKEN_TRUE;
    break;
  default: break;
  }
  return finish(p, &n, t.offset, t.offset, token_end(t));
}

phrase build_parentheses(parser *p, token open, list elements, bool comma, token close) {
  if (failed(p)) return (phrase){0};
  if (count(p, elements) == 1 && !comma) {
    ast_ref inner = p->pending.at[--p->pending.n];
    if (++node(p, inner)->depth > AST_MAX_DEPTH) syntax_too_deep(p->diag, open.offset);
    return (phrase){inner, open.offset, token_end(close)};
  }
  ast_node n = start(p, AST_TUPLE);
  operands(p, &n, elements, 1);
  return finish(p, &n, open.offset, open.offset, token_end(close));
}

/* The modules whose functions and constants the language has. Before a '.' their names mean
 * nothing, unless they are an operand's: that is known when the graph is built. */
static void name_to_module(parser *p, ast_ref r) {
  static const char *const modules[] = {"np", "numpy", "math"};
  ast_node *n = node(p, r);
  for (size_t i = 0; n->kind == AST_NAME && i < sizeof modules / sizeof *modules; i++)
    if (strcmp(ast_text(p->tree, n), modules[i]) == 0) n->kind = AST_MODULE;
}

phrase build_attribute(parser *p, phrase x, token name) {
  if (failed(p)) return (phrase){0};
  name_to_module(p, x.node);
  ast_node n = start(p, AST_ATTRIBUTE);
  spell(p, &n, name);
  operand(p, &n, x.node, 0);
  return finish(p, &n, x.begin, name.offset, token_end(name));
}

/* ---- Operators ---- */

phrase build_unary(parser *p, ast_operator op, token t, phrase x) {
  if (failed(p)) return (phrase){0};
  ast_node n = start(p, AST_UNARY);
  n.op = (uint8_t)op;
  operand(p, &n, x.node, 1);
  return finish(p, &n, t.offset, t.offset, x.end);
}

phrase build_binary(parser *p, ast_operator op, phrase left, token t, phrase right) {
  if (failed(p)) return (phrase){0};
  ast_node n = start(p, AST_BINARY);
  n.op = (uint8_t)op;
  operand(p, &n, left.node, 0);
  operand(p, &n, right.node, op == AST_OP_POW);
  return finish(p, &n, left.begin, t.offset, right.end);
}

/* The chain holds: operand, then operator, place of the operator, operand for each comparison. */
phrase build_compare(parser *p, list chain) {
  if (failed(p)) return (phrase){0};
  ast_node n = start(p, AST_COMPARE);
  for (size_t i = chain.first; i < p->pending.n; i += 3) operand(p, &n, p->pending.at[i], 0);
  for (size_t i = chain.first + 1; i < p->pending.n; i += 3)
    ast_push_arg(p->tree, p->pending.at[i]);
  uint32_t caret = p->pending.at[chain.first + 2];
  p->pending.n = chain.first;
  return finish(p, &n, chain.begin, caret, chain.end);
}

phrase build_if(parser *p, phrase value, token t, phrase condition, phrase other) {
  if (failed(p)) return (phrase){0};
  ast_node n = start(p, AST_IF);
  operand(p, &n, value.node, 0);
  operand(p, &n, condition.node, 0);
  operand(p, &n, other.node, 1);
  return finish(p, &n, value.begin, t.offset, other.end);
}

/* ---- Calls ---- */

phrase build_call(parser *p, token name, list arguments, token close) {
  if (failed(p)) return (phrase){0};
  ast_node n = start(p, AST_CALL);
  spell(p, &n, name);
  operands(p, &n, arguments, 1);
  return finish(p, &n, name.offset, name.offset, token_end(close));
}

/* The operand is the first argument. */
phrase build_method(parser *p, phrase x, token name, list arguments, token close) {
  if (failed(p)) return (phrase){0};
  name_to_module(p, x.node);
  ast_node n = start(p, AST_METHOD);
  spell(p, &n, name);
  operand(p, &n, x.node, 0);
  operands(p, &n, arguments, 1);
  return finish(p, &n, x.begin, name.offset, token_end(close));
}

phrase build_keyword(parser *p, token name, phrase value) {
  if (failed(p)) return (phrase){0};
  ast_node n = start(p, AST_KEYWORD);
  spell(p, &n, name);
  operand(p, &n, value.node, 0);
  return finish(p, &n, name.offset, name.offset, value.end);
}

/* ---- Indices ---- */

/* NumPy's other spelling of None, which means this inside an index only: newaxis, np.newaxis. */
static void name_to_none(parser *p, ast_ref r) {
  ast_node *n = node(p, r);
  bool of_module = n->kind == AST_ATTRIBUTE && node(p, ast_arg(p->tree, n, 0))->kind == AST_MODULE;
  if ((n->kind == AST_NAME || of_module) && strcmp(ast_text(p->tree, n), "newaxis") == 0)
    *n = (ast_node){.kind = AST_NONE, .depth = n->depth, .where = n->where};
}

/* a[(i, j)] is a[i, j]: takes the tuple, which is the last node, off the tree again. But a[(i, j),]
 * has one index, which is a tuple. */
static void spread_tuple(parser *p, list indices) {
  ast_ref r = p->pending.at[indices.first];
  const ast_node n = *node(p, r);
  if (count(p, indices) != 1 || n.kind != AST_TUPLE || r + 1 != p->tree->nodes.n) return;
  p->tree->nodes.n--;
  p->pending.n--;
  for (uint32_t i = 0; i < n.nargs; i++) push(p, ast_arg(p->tree, &n, i));
  p->tree->args.n = n.args;
}

phrase build_index(parser *p, phrase x, token open, list indices, bool comma, token close) {
  if (failed(p)) return (phrase){0};
  if (!comma) spread_tuple(p, indices);
  for (size_t i = indices.first; i < p->pending.n; i++) name_to_none(p, p->pending.at[i]);
  ast_node n = start(p, AST_INDEX);
  operand(p, &n, x.node, 0);
  operands(p, &n, indices, 1);
  return finish(p, &n, x.begin, open.offset, token_end(close));
}

phrase build_slice(parser *p, phrase first, token colon, phrase stop, phrase step) {
  if (failed(p)) return (phrase){0};
  phrase parts[] = {first, stop, step};
  ast_node n = start(p, AST_SLICE);
  for (int i = 0; i < 3; i++) {
    name_to_none(p, parts[i].node);
    operand(p, &n, parts[i].node, 0);
  }
  return finish(p, &n, first.begin, colon.offset, step.end);
}

phrase build_omitted(parser *p, token before) {
  if (failed(p)) return (phrase){0};
  ast_node n = start(p, AST_NONE);
  return finish(p, &n, token_end(before), token_end(before), token_end(before));
}

phrase build_ellipsis(parser *p, token t) {
  if (failed(p)) return (phrase){0};
  ast_node n = start(p, AST_ELLIPSIS);
  return finish(p, &n, t.offset, t.offset, token_end(t));
}

/* ---- Programs ---- */

void build_assign(parser *p, token name, phrase value) {
  if (failed(p)) return;
  ast_node n = start(p, AST_ASSIGN);
  spell(p, &n, name);
  operand(p, &n, value.node, 0);
  finish(p, &n, name.offset, name.offset, value.end);
  p->value = value;
}

void build_expressions(parser *p, list l) {
  p->results = l;
  p->nresults = count(p, l);
}

void build_program(parser *p) {
  if (failed(p)) return;
  if (p->nresults == 0) build_expressions(p, list_first(p, p->value));
  ast_node n = start(p, AST_RESULTS);
  operands(p, &n, p->results, 0);
  finish(p, &n, p->results.begin, p->results.begin, p->results.end);
}
