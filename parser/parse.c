/* parse.c: the driver of the parser: see ast.h for what comes out.
 *
 * Takes the text; feeds its tokens to the grammar one by one, all but the ends of lines that end no
 * statement: those inside brackets, after an operator, and on empty lines. It minds brackets,
 * because what is open at the end of the text tells an unfinished program from a wrong one. Start
 * at ast_parse(). */
#include "parser/parse.h"

#include <string.h>

#include "base/utf8.h"

const char *const token_spelling[] = {
#define X(name, spelling, flags) spelling,
    TOKEN_TABLE(X)
#undef X
};

const uint8_t token_flags[] = {
#define X(name, spelling, flags) flags,
    TOKEN_TABLE(X)
#undef X
};

static bool is_separator(token t) { return t.kind == TOKEN_NEWLINE || t.kind == TOKEN_SEMICOLON; }

/* Before the first token the previous one is TOKEN_END. */
static bool begins_statement(const parser *p) {
  return p->previous.kind == TOKEN_END || is_separator(p->previous);
}

/* The lexer and everything after it may rely on valid UTF-8 without NULs. */
static jx_status check_text(diag *d) {
  if (d->length >= UINT32_MAX)
    return diag_fail(d, JX_ERROR_LIMIT, (span){0}, "the program is too long");
  for (uint32_t i = 0, n = (uint32_t)d->length; i < n;) {
    uint32_t code = (unsigned char)d->source[i];
    size_t length = code < 0x80 ? 1 : utf8_decode(d->source + i, n - i, &code);
    if (length == 0)
      return diag_fail(d, JX_ERROR_SYNTAX, (span){i, 1, i}, "the program is not valid UTF-8");
    if (code == 0) return diag_fail(d, JX_ERROR_SYNTAX, (span){i, 1, i}, "NUL byte in the program");
    i += (uint32_t)length;
  }
  return JX_OK;
}

/* ---- Brackets ---- */

static jx_status open_bracket(parser *p, token t) {
  if (p->nopen == AST_MAX_DEPTH) {
    syntax_too_deep(p->diag, t.offset);
    return p->diag->status;
  }
  p->open[p->nopen++] = t.offset;
  return JX_OK;
}

static jx_status close_bracket(parser *p, token t) {
  const char *close = token_spelling[t.kind];
  if (p->nopen == 0)
    return diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t), "unmatched '%s'", close);
  uint32_t offset = p->open[--p->nopen];
  char open = p->lexer.text[offset];
  if ((open == '(') == (t.kind == TOKEN_RPAREN)) return JX_OK;
  return diag_fail(p->diag, JX_ERROR_SYNTAX, (span){offset, token_end(t) - offset, t.offset},
                   "'%s' does not close '%c'", close, open);
}

/* ---- The end ---- */

/* C's x++ and x--. */
static bool is_doubled(const parser *p) {
  token t = p->previous;
  if (t.kind != TOKEN_PLUS && t.kind != TOKEN_MINUS) return false;
  return t.offset > p->statement + 1 && p->lexer.text[t.offset - 1] == p->lexer.text[t.offset];
}

/* Brackets first: inside them, more lines can always follow. */
static jx_status end_of_text(parser *p, token t) {
  if (p->nopen > 0) {
    uint32_t offset = p->open[p->nopen - 1];
    return diag_fail(p->diag, JX_ERROR_INCOMPLETE, (span){offset, 1, offset}, "unclosed '%c'",
                     p->lexer.text[offset]);
  }
  if (t.kind == TOKEN_CONTINUED)
    return diag_fail(p->diag, JX_ERROR_INCOMPLETE, token_span(t),
                     "the program ends where '\\' promises another line");
  if (is_doubled(p))
    return diag_fail(
        p->diag, JX_ERROR_SYNTAX, (span){p->previous.offset - 1, 2, p->previous.offset - 1},
        "'%s%s' is not an operator; write 'x = x %s 1'", token_spelling[p->previous.kind],
        token_spelling[p->previous.kind], token_spelling[p->previous.kind]);
  if (token_is(p->previous, TOKEN_WANTS))
    return diag_fail(p->diag, JX_ERROR_INCOMPLETE, token_span(p->previous),
                     "expected %s after '%s'",
                     p->previous.kind == TOKEN_DOT ? "an attribute" : "an expression",
                     token_spelling[p->previous.kind]);
  if (p->previous.kind == TOKEN_END)
    return diag_fail(p->diag, JX_ERROR_SYNTAX, (span){0}, "empty program");
  return JX_OK;
}

/* ---- Tokens ---- */

static jx_status check_unused(parser *p, token t) {
  bool more = t.kind != TOKEN_END && t.kind != TOKEN_CONTINUED && t.kind != TOKEN_SEMICOLON;
  if (p->nresults == 0 || !is_separator(p->previous) || !more) return JX_OK;
  list l = p->results;
  return diag_fail(p->diag, JX_ERROR_SYNTAX, (span){l.begin, l.end - l.begin, l.begin},
                   "this value is not used: only the last statement gives results, separated by "
                   "','");
}

/* 1,000 would be two values, the second of which is 0. */
static bool is_thousands(const parser *p, token t) {
  const char *s = p->lexer.text;
  bool inside = p->nopen > 0 && s[p->open[p->nopen - 1]] == '[';
  bool zeros = (t.kind == TOKEN_INT || t.kind == TOKEN_FLOAT) && t.length >= 3 &&
               memcmp(s + t.offset, "000", 3) == 0 && (t.length == 3 || s[t.offset + 3] == '.');
  return zeros && !inside && p->previous.kind == TOKEN_COMMA &&
         token_end(p->previous) == t.offset && t.offset > 1 && s[t.offset - 2] >= '0' &&
         s[t.offset - 2] <= '9';
}

/* Whether the next word of the program is of that kind. */
static bool follows(const parser *p, token_kind kind) {
  lexer ahead = p->lexer;
  token t = lexer_next(&ahead);
  while (t.kind == TOKEN_NEWLINE) t = lexer_next(&ahead);
  return t.kind == kind;
}

/* What the driver knows of a token before the grammar sees it. */
static jx_status check_token(parser *p, token t) {
  JX_TRY(check_unused(p, t));
  switch (t.kind) {
  case TOKEN_LPAREN:
  case TOKEN_LBRACKET: return open_bracket(p, t);
  case TOKEN_RPAREN:
  case TOKEN_RBRACKET: return close_bracket(p, t);
  case TOKEN_END:
  case TOKEN_CONTINUED: return end_of_text(p, t);
  default: break;
  }
  if (is_thousands(p, t))
    return diag_fail(
        p->diag, JX_ERROR_SYNTAX, (span){t.offset - 1, 4, t.offset - 1},
        "',' separates values; thousands are written as in 1_000, or without anything");
  if (t.kind >= TOKEN_GRAMMAR_) syntax_malformed(p, t);
  if (t.kind == TOKEN_NOT && token_is(p->previous, TOKEN_ENDS) && !follows(p, TOKEN_IN))
    syntax_unexpected(p, t); /* behind an operand there is only "not in" */
  return p->diag->status;
}

static jx_status feed(parser *p, token t) {
  if (t.kind == TOKEN_NEWLINE &&
      (p->nopen > 0 || token_is(p->previous, TOKEN_WANTS) || begins_statement(p)))
    return JX_OK;
  JX_TRY(check_token(p, t));
  if (begins_statement(p)) {
    p->statement = t.offset;
    p->assigned = false;
  }
  grammar_feed(p->grammar, (int)t.kind, t);
  p->assigned |= t.kind == TOKEN_ASSIGN && p->nopen == 0;
  p->previous = t;
  return p->diag->status;
}

jx_status ast_parse(ast *out, arena *arena, diag *d, size_t max_nodes) {
  JX_TRY(check_text(d));
  JX_TRY(ast_init(out, arena, d, max_nodes));
  parser p = {.tree = out, .diag = d, .lexer = {.text = d->source, .length = (uint32_t)d->length}};
  p.grammar = grammar_new(&p);
  if (!p.grammar) return diag_memory(d);

  static const char byte_order_mark[] = "\xef\xbb\xbf";
  if (d->length >= 3 && memcmp(d->source, byte_order_mark, 3) == 0) p.lexer.at = 3;
  token t;
  do {
    t = lexer_next(&p.lexer);
    JX_TRY(feed(&p, t));
  } while (t.kind != TOKEN_END);
  return JX_OK;
}
