/* syntax.c: what to say about a token that cannot stand where it stands.
 *
 * Takes the token, the one before it, and what the driver knows of open brackets and assignments;
 * puts one message with its span into the diag. The grammar needs no list of what it expected:
 * whether the token before can end an expression tells whether an operator or an operand is
 * missing. Start at syntax_unexpected() and syntax_malformed(). */
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "parser/foreign.h"
#include "parser/parse.h"

/* A token for a message: between quotes, unless it has its own. */
typedef struct quoted {
  char at[64];
} quoted;

static bool is_string(token t) { return t.kind == TOKEN_STRING || t.kind == TOKEN_BYTES; }

static quoted quote(const parser *p, token t) {
  quoted q;
  const char *s = p->lexer.text + t.offset;
  int n = t.length <= 40 ? (int)t.length : 40;
  bool whole = n == (int)t.length;
  if (!whole)
    while ((s[n] & 0xc0) == 0x80) n--; /* not inside a character */
  const char *mark = is_string(t) ? "" : "'";
  snprintf(q.at, sizeof q.at, "%s%.*s%s%s", mark, n, s, whole ? "" : "...", mark);
  return q;
}

static bool next_is(const parser *p, token_kind kind) {
  lexer ahead = p->lexer;
  return lexer_next(&ahead).kind == kind;
}

static span from_to(uint32_t begin, token t) {
  return (span){begin, token_end(t) - begin, t.offset};
}

void syntax_too_deep(diag *d, uint32_t offset) {
  diag_fail(d, JX_ERROR_LIMIT, (span){offset, 1, offset}, "nested too deeply: more than %d levels",
            AST_MAX_DEPTH);
}

/* ---- '=' ---- */

/* What the left side of an assignment must not be, by the kind of its last node; NULL for anything
 * that may as well be the left side of a comparison. */
static const char *const not_assignable[] = {
    [AST_INT] = "a number",     [AST_FLOAT] = "a number",         [AST_IMAGINARY] = "a number",
    [AST_STRING] = "a string",  [AST_BYTES] = "a string",         [AST_BOOL] = "a constant",
    [AST_NONE] = "a constant",  [AST_CALL] = "a function call",   [AST_TUPLE] = "a tuple",
    [AST_INDEX] = "an element", [AST_METHOD] = "a function call", [AST_ATTRIBUTE] = "an attribute",
    [AST_RESULTS] = NULL,
};

static void unexpected_assign(parser *p, token t) {
  const ast *tree = p->tree;
  const ast_node *left = &tree->nodes.at[tree->nodes.n - 1];
  const char *what = not_assignable[left->kind];
  if (token_is(p->previous, TOKEN_KEYWORD) && token_is(p->previous, TOKEN_WANTS)) {
    diag_fail(p->diag, JX_ERROR_SYNTAX, from_to(p->previous.offset, t),
              "'%s' is a keyword and cannot be assigned", token_spelling[p->previous.kind]);
  } else if (p->nopen == 0 && t.offset == p->statement) {
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t), "expected a name before '='");
  } else if (p->nopen > 0 || p->assigned || !token_is(p->previous, TOKEN_ENDS)) {
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t), "'=' is assignment; did you mean '=='?");
  } else if (p->nresults > 1) {
    diag_fail(p->diag, JX_ERROR_SYNTAX, from_to(p->statement, t),
              "cannot assign to several names at once");
  } else if (what && left->where.offset == p->statement) {
    diag_fail(p->diag, JX_ERROR_SYNTAX, from_to(p->statement, t),
              "cannot assign to %s, only to a name; did you mean '=='?", what);
  } else {
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t), "'=' is assignment; did you mean '=='?");
  }
}

/* ---- A token in the wrong place ---- */

static void unclosed_before(parser *p, token t) {
  uint32_t offset = p->open[p->nopen - 1];
  diag_fail(p->diag, JX_ERROR_SYNTAX, (span){offset, token_end(t) - offset, offset},
            "'%c' is not closed before %s", p->lexer.text[offset], quote(p, t).at);
}

static void lone_ellipsis(diag *d, token t) {
  diag_fail(d, JX_ERROR_SYNTAX, token_span(t), "'...' can only stand alone in an index");
}

static bool begins_line(const parser *p, token t) {
  uint32_t end = token_end(p->previous);
  return memchr(p->lexer.text + end, '\n', t.offset - end) != NULL;
}

/* A word that is an operator elsewhere: a AND b, a mod b, a if t then b. */
static bool is_infix(const parser *p, token t) {
  return t.kind == TOKEN_NAME &&
         foreign_write(FOREIGN_INFIX, p->lexer.text + t.offset, t.length, 0);
}

static void foreign_infix(parser *p, token t) {
  diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t), "%s is not an operator; did you mean '%s'?",
            quote(p, t).at, foreign_write(FOREIGN_INFIX, p->lexer.text + t.offset, t.length, 0));
}

/* After something that ends an expression. */
static void unexpected_after_operand(parser *p, token t) {
  diag *d = p->diag;
  span where = token_span(t);
  char bracket = p->nopen > 0 ? p->lexer.text[p->open[p->nopen - 1]] : 0;
  token branch;
  if (bracket && begins_line(p, t) && token_is(t, TOKEN_STARTS)) {
    unclosed_before(p, t);
  } else if (p->previous.kind == TOKEN_ELLIPSIS) {
    lone_ellipsis(d, p->previous);
  } else if (is_string(t) && is_string(p->previous)) {
    diag_fail(d, JX_ERROR_SYNTAX, where, "adjacent strings are not joined; write '+' between them");
  } else if (is_infix(p, t)) {
    foreign_infix(p, t);
  } else if (is_infix(p, p->previous) && token_is(t, TOKEN_STARTS)) {
    foreign_infix(p, p->previous); /* NOT x */
  } else if (t.kind == TOKEN_LPAREN) {
    diag_fail(d, JX_ERROR_SYNTAX, where,
              "only a function's name can be called; is an operator missing before '('?");
  } else if (token_is(t, TOKEN_STARTS) || t.kind == TOKEN_ELLIPSIS) {
    diag_fail(d, JX_ERROR_SYNTAX, where, "expected an operator before %s", quote(p, t).at);
  } else if (grammar_wants_else(p->grammar, &branch)) {
    diag_fail(d, JX_ERROR_SYNTAX,
              (span){branch.offset, token_end(p->previous) - branch.offset, branch.offset},
              "expected 'else': write 'x if condition else y'");
  } else if (t.kind == TOKEN_ELSE) {
    diag_fail(d, JX_ERROR_SYNTAX, where, "'else' without 'if'");
  } else if (t.kind == TOKEN_COLON && bracket == '[') {
    diag_fail(d, JX_ERROR_SYNTAX, where, "a slice has at most three parts, start:stop:step");
  } else if (t.kind == TOKEN_COLON) {
    diag_fail(d, JX_ERROR_SYNTAX, where, "':' can only stand between '[' and ']'");
  } else if (t.kind == TOKEN_COMMA && p->assigned && !bracket) {
    diag_fail(d, JX_ERROR_SYNTAX, where,
              "an assignment has one value; write a tuple in parentheses");
  } else { /* nothing is known to come here */
    diag_fail(d, JX_ERROR_SYNTAX, where, "unexpected %s", quote(p, t).at);
  }
}

/* MATLAB's elementwise operators and Fortran's words. */
static void after_dot(parser *p, token t) {
  bool known = t.kind >= TOKEN_OR && t.kind <= TOKEN_POWER;
  const char *meant = t.kind == TOKEN_BITXOR ? "**" : known ? token_spelling[t.kind] : "";
  diag_fail(p->diag, JX_ERROR_SYNTAX, from_to(p->previous.offset, t),
            "expected an attribute after '.'%s%s%s",
            known ? "; operators have no dot: write '" : "", meant, known ? "'" : "");
}

/* Where an expression has to begin. */
static void unexpected_before_operand(parser *p, token t) {
  diag *d = p->diag;
  token previous = p->previous;
  if (previous.kind == TOKEN_DOT) {
    after_dot(p, t);
  } else if (t.kind == TOKEN_IF) {
    diag_fail(d, JX_ERROR_SYNTAX, token_span(t),
              "'if' stands after a value: write 'x if condition else y', or "
              "'where(condition, x, y)'");
  } else if (t.kind == TOKEN_NOT) {
    diag_fail(d, JX_ERROR_SYNTAX, token_span(t), "'not' needs parentheses here: (not x)");
  } else if (t.kind == TOKEN_ELLIPSIS) {
    lone_ellipsis(d, t);
  } else if (t.kind == TOKEN_AT) {
    diag_fail(d, JX_ERROR_SYNTAX, token_span(t), "names stand here without '@' before them");
  } else if (t.kind == TOKEN_LBRACKET) {
    diag_fail(d, JX_ERROR_SYNTAX, token_span(t),
              "lists are not supported; bind an array to a name, or write a tuple in parentheses");
  } else if (previous.kind == TOKEN_LBRACKET && t.kind == TOKEN_RBRACKET) {
    diag_fail(d, JX_ERROR_SYNTAX, from_to(previous.offset, t), "expected an index before ']'");
  } else if (token_is(previous, TOKEN_WANTS)) {
    bool at_end = t.kind == TOKEN_SEMICOLON;
    diag_fail(d, JX_ERROR_SYNTAX, at_end ? token_span(previous) : from_to(previous.offset, t),
              "expected an expression after '%s'", token_spelling[previous.kind]);
  } else {
    diag_fail(d, JX_ERROR_SYNTAX, token_span(t), "expected %s before %s",
              t.kind == TOKEN_SEMICOLON ? "a statement" : "an expression", quote(p, t).at);
  }
}

void syntax_unexpected(parser *p, token t) {
  if (t.kind == TOKEN_ASSIGN) {
    unexpected_assign(p, t);
  } else if (token_is(t, TOKEN_KEYWORD) && next_is(p, TOKEN_ASSIGN)) {
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t), "'%s' is a keyword and cannot be assigned",
              token_spelling[t.kind]);
  } else if (t.kind == TOKEN_SEMICOLON && p->nopen > 0) {
    unclosed_before(p, t);
  } else if (token_is(p->previous, TOKEN_ENDS)) {
    unexpected_after_operand(p, t);
  } else {
    unexpected_before_operand(p, t);
  }
}

/* ---- No token of the language ---- */

static void mistaken_operator(parser *p, token t) {
  const char *s = p->lexer.text + t.offset;
  const char *write = foreign_write(FOREIGN_OPERATOR, s, t.length, 0);
  if (write)
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t),
              "'%.*s' is not an operator; did you mean '%s'?", (int)t.length, s, write);
  else
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t),
              "'%.*s' is not supported; write 'name = name %.*s ...'", (int)t.length, s,
              (int)t.length - 1, s);
}

/* Characters of ASCII that nothing here is written with. */
static const char *plain_hint(uint32_t code) {
  switch (code) {
  case '`': return "; names stand without quotes";
  case '$': return "; names stand without '$', and have letters of ASCII, digits and '_'";
  case '{':
  case '}': return "; expressions have '(' and ')' around them";
  default: return "";
  }
}

/* What another character was meant to be, beyond foreign.h; `own` is room for one of ours. */
static const char *lookalike(uint32_t code, char own[4]) {
  if (code == 0xa0 || (code >= 0x2000 && code <= 0x200a) || code == 0x202f || code == 0x205f ||
      code == 0x3000)
    return "a blank";
  if ((code >= 0x2018 && code <= 0x201b) || code == 0x2032) return "\"'\"";
  if ((code >= 0x201c && code <= 0x201f) || code == 0x2033) return "'\"'";
  if (code < 0xff01 || code > 0xff5e) return NULL;
  snprintf(own, 4, "'%c'", (char)(code - 0xfee0)); /* the wide forms of ASCII */
  return own;
}

/* Joiners, marks of direction and of byte order, soft hyphens. */
static bool is_invisible(uint32_t code) {
  return (code >= 0x200b && code <= 0x200f) || code == 0x2060 || code == 0xfeff || code == 0xad;
}

static void unknown_character(parser *p, token t) {
  const char *s = p->lexer.text + t.offset;
  uint32_t code = 0;
  utf8_decode(s, t.length, &code);
  char own[4];
  const char *write = foreign_write(FOREIGN_CHARACTER, s, t.length, 0);
  const char *meant = lookalike(code, own);
  if (code < 0x20 || code == 0x7f)
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t), "unexpected character U+%04X", code);
  else if (code < 0x7f)
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t), "unexpected character '%c'%s", (char)code,
              plain_hint(code));
  else if (write)
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t),
              "unexpected character '%.*s' (U+%04X); did you mean '%s'?", (int)t.length, s, code,
              write);
  else if (is_invisible(code))
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t),
              "unexpected character U+%04X, which cannot be seen; leave it out", code);
  else if (meant)
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t),
              "unexpected character '%.*s' (U+%04X); did you mean %s?", (int)t.length, s, code,
              meant);
  else
    diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t),
              "unexpected character '%.*s' (U+%04X); names have letters of ASCII, digits and '_'",
              (int)t.length, s, code);
}

/* The length of a well-formed run of digits at the start of s. */
static uint32_t count_digits(const char *s, uint32_t n) {
  uint32_t i = 0;
  while (i < n && ((s[i] >= '0' && s[i] <= '9') || (s[i] == '_' && i > 0 && s[i - 1] != '_'))) i++;
  return i > 0 && s[i - 1] == '_' ? i - 1 : i;
}

static void malformed_number(parser *p, token t) {
  const char *s = p->lexer.text + t.offset;
  span where = token_span(t);
  quoted q = quote(p, t);
  uint32_t n = count_digits(s, t.length);
  bool whole = n == t.length;
  if (n < t.length && s[n] == '.') n += 1 + count_digits(s + n + 1, t.length - n - 1);
  char letter = t.length > 1 && s[0] == '0' ? s[1] | 0x20 : 0;
  if (letter == 'x' || letter == 'o' || letter == 'b')
    diag_fail(p->diag, JX_ERROR_SYNTAX, where, "%s is not %s number", q.at,
              letter == 'x'   ? "a hexadecimal"
              : letter == 'o' ? "an octal"
                              : "a binary");
  else if (whole)
    diag_fail(
        p->diag, JX_ERROR_SYNTAX, where,
        "%s is not a number: an integer has no leading zeros, and an octal one begins with '0o'",
        q.at);
  else if (s[n] == '_')
    diag_fail(p->diag, JX_ERROR_SYNTAX, where,
              "%s is not a number: '_' can only stand between two digits", q.at);
  else if ((s[n] | 0x20) == 'e' && n + 1 == t.length)
    diag_fail(p->diag, JX_ERROR_SYNTAX, where, "%s is not a number: its exponent is missing", q.at);
  else
    diag_fail(p->diag, JX_ERROR_SYNTAX, where,
              "%s is not a number; is an operator missing, as in 2*x?", q.at);
}

static void reserved_word(parser *p, token t) {
  const char *word = p->lexer.text + t.offset;
  const char *write = foreign_write(FOREIGN_RESERVED, word, t.length, 0);
  diag_fail(p->diag, JX_ERROR_SYNTAX, token_span(t),
            "%s is a keyword of Python that jx does not have%s%s", quote(p, t).at,
            write ? "; " : "", write ? write : "");
}

/* MATLAB's a' */
static bool is_quoted_operand(const parser *p, token t) {
  return p->lexer.text[t.offset] == '\'' && token_is(p->previous, TOKEN_ENDS) &&
         token_end(p->previous) == t.offset;
}

void syntax_malformed(parser *p, token t) {
  diag *d = p->diag;
  span where = token_span(t);
  switch (t.kind) {
  case TOKEN_RESERVED: reserved_word(p, t); return;
  case TOKEN_MISTAKE: mistaken_operator(p, t); return;
  case TOKEN_NUMBER: malformed_number(p, t); return;
  case TOKEN_UNTERMINATED:
    diag_fail(d, JX_ERROR_SYNTAX, where, "the string has no closing quote on its line%s",
              is_quoted_operand(p, t) ? "; a transpose is written x.T" : "");
    return;
  case TOKEN_TRIPLE:
    diag_fail(d, JX_ERROR_SYNTAX, where, "triple-quoted strings are not supported");
    return;
  case TOKEN_FORMAT:
    diag_fail(d, JX_ERROR_SYNTAX, where,
              "f-strings are not supported; bind values to names, and write the names");
    return;
  case TOKEN_BACKSLASH:
    diag_fail(d, JX_ERROR_SYNTAX, where, "'\\' can only stand at the end of a line");
    return;
  default: unknown_character(p, t);
  }
}
