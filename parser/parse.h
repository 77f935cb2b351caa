/* parse.h: what the parts of the parser share; nobody else includes it.
 *
 *   parse.c    the driver: feeds tokens to the grammar, minds brackets and ends of lines
 *   grammar.y  the grammar, whose actions call the builders
 *   build.c    the builders: arguments, spans and depths of nodes
 *   literal.c  the values of literals
 *   syntax.c   what to say about a token that cannot stand where it stands
 *
 * The first error stops everything: it sits in the diag, every builder then returns the poison
 * node, and the driver feeds no further token. */
#ifndef JX_PARSE_H
#define JX_PARSE_H

#include "lexer/lexer.h"
#include "parser/ast.h"

/* A finished part of the program: its node, and the bytes it stands on, parentheses included. */
typedef struct phrase {
  ast_ref node;
  uint32_t begin, end;
} phrase;

/* Parts of a node in the making: the entries of parser.pending from `first` on, and the bytes they
 * stand on. Lists nest properly, so the innermost one always lies on top. */
typedef struct list {
  uint32_t first;
  uint32_t begin, end;
} list;

typedef struct parser {
  ast *tree;
  diag *diag;
  lexer lexer;
  void *grammar;
  token previous;     /* the last token that the grammar got; TOKEN_END before the first one */
  uint32_t statement; /* where the current statement begins */
  bool assigned;      /* the current statement has had its '=' */
  phrase value;       /* the last assignment's value */
  list results;       /* of the one statement that is no assignment */
  uint32_t nresults;  /* 0: there was none yet */
  uint32_t nopen;     /* open brackets and where they stand, outermost first */
  uint32_t open[AST_MAX_DEPTH];
  VEC(uint32_t) pending; /* nodes, and operators with their places in chains of comparisons */
} parser;

/* ---- grammar.y ---- */

void *grammar_new(parser *p); /* NULL when out of memory */
void grammar_feed(void *grammar, int kind, token t);
/* True when the grammar has read "x if y" and wants an 'else' next: `*where` is the 'if'. */
bool grammar_wants_else(const void *grammar, token *where);

/* ---- build.c: one function for each form; returns the node it made and its place ---- */

phrase build_name(parser *p, token name);
phrase build_literal(parser *p, token t);
phrase build_unary(parser *p, ast_operator op, token t, phrase operand);
phrase build_binary(parser *p, ast_operator op, phrase left, token t, phrase right);
phrase build_compare(parser *p, list chain);
phrase build_if(parser *p, phrase value, token t, phrase condition, phrase other);
phrase build_call(parser *p, token name, list arguments, token close);
phrase build_keyword(parser *p, token name, phrase value);
phrase build_attribute(parser *p, phrase operand, token name);
phrase build_method(parser *p, phrase operand, token name, list arguments, token close);
phrase build_index(parser *p, phrase operand, token open, list indices, bool comma, token close);
phrase build_slice(parser *p, phrase start, token colon, phrase stop, phrase step);
phrase build_omitted(parser *p, token before); /* a slice's bound that is not written */
phrase build_ellipsis(parser *p, token t);
/* One element without a comma after it is that element, in parentheses. */
phrase build_parentheses(parser *p, token open, list elements, bool comma, token close);

list list_none(parser *p, token before);
list list_first(parser *p, phrase x);
list list_add(parser *p, list l, phrase x);
list list_argument(parser *p, list l, phrase x);
list list_operator(parser *p, list l, ast_operator op, token t);

void build_assign(parser *p, token name, phrase value);
void build_expressions(parser *p, list l); /* a statement that is no assignment */
void build_program(parser *p);

/* ---- literal.c: well-formed literal tokens ---- */

/* False when it is beyond uint64. */
bool literal_integer(const diag *d, token t, uint64_t *value);
/* FLOAT or IMAGINARY, correctly rounded. */
jx_status literal_float(ast *tree, token t, double *value);
/* Appends to tree->bytes what a STRING or BYTES stands for, without a NUL. */
jx_status literal_string(ast *tree, token t);

/* ---- syntax.c ---- */

void syntax_unexpected(parser *p, token t); /* a token that the grammar does not take here */
void syntax_malformed(parser *p, token t);  /* a token of a kind that the grammar does not know */
void syntax_too_deep(diag *d, uint32_t offset);

/* ---- ast.c ---- */

/* Makes *tree hold the poison node alone. */
jx_status ast_init(ast *tree, arena *arena, diag *d, size_t max_nodes);
/* Appends; on failure returns the poison node. */
ast_ref ast_push(ast *tree, const ast_node *n);
void ast_push_arg(ast *tree, uint32_t arg);
void ast_push_bytes(ast *tree, const char *s, size_t n);

/* ---- Small helpers ---- */

extern const char *const token_spelling[]; /* as in lexer.h, NULL where it varies */
extern const uint8_t token_flags[];

static inline bool token_is(token t, uint8_t flag) {
  return t.kind < TOKEN_GRAMMAR_ && (token_flags[t.kind] & flag);
}
static inline uint32_t token_end(token t) { return t.offset + t.length; }
static inline span token_span(token t) { return (span){t.offset, t.length, t.offset}; }

#endif
