/* grammar.y: the grammar of the language, for Lemon. It is Python's for expressions, one rule per
 * level of precedence, loosest first: https://docs.python.org/3/reference/expressions.html
 *
 * Takes tokens from parse.c, which has removed the ends of lines that end no statement; actions
 * only call builders. Left-recursive lists need no stack, so only nesting can overflow it. */

%name grammar_feed
%token_prefix GRAMMAR_
%token_type {token}
%extra_context {parser *p}
%start_symbol program

%include {
#include "parser/parse.h"

/* No error recovery, tracing or heap: the first error ends the parse, and a library writes to no
 * file. */
#define YYNOERRORRECOVERY 1
#define grammar_feed_ENGINEALWAYSONSTACK 1
#ifndef NDEBUG
#define NDEBUG 1
#endif
/* The template's empty hooks do not use their parameters. */
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-variable"
}

/* The numbering of lexer.h; checked at the end of this file. */
%token NEWLINE SEMICOLON.
%token NAME INT FLOAT IMAGINARY STRING BYTES TRUE FALSE NONE ELLIPSIS.
%token IF ELSE OR AND NOT IN EQ NE LT LE GT GE BITOR BITXOR BITAND SHL SHR.
%token PLUS MINUS STAR SLASH DOUBLE_SLASH PERCENT AT TILDE POWER.
%token ASSIGN DOT COMMA COLON LPAREN RPAREN LBRACKET RBRACKET.

/* At most 25 symbols wait at each level of nesting: "a or b and c < d | e ^ f & g << h + i * j[x,
 * y:z:" before what nests; the rest is for the program around it. So a stack that overflows always
 * means too many levels. */
%stack_size 5100
%stack_overflow { syntax_too_deep(p->diag, p->previous.offset); }
%syntax_error   { syntax_unexpected(p, TOKEN); }

/* ---- Programs ---- */

program ::= statements.                        { build_program(p); }
program ::= statements separator.              { build_program(p); }
statements ::= statement.
statements ::= statements separator statement.
separator ::= NEWLINE.
separator ::= SEMICOLON.

statement ::= NAME(N) ASSIGN expression(X).    { build_assign(p, N, X); }
statement ::= expressions(L).                  { build_expressions(p, L); }
statement ::= expressions(L) COMMA.            { build_expressions(p, L); }

%type expressions {list}
expressions(A) ::= expression(X).                      { A = list_first(p, X); }
expressions(A) ::= expressions(L) COMMA expression(X). { A = list_add(p, L, X); }

/* ---- Expressions: a rule without an action leaves its one value where it is ---- */

%type expression {phrase}
%type disjunction {phrase}
%type conjunction {phrase}
%type inversion {phrase}
%type comparison {phrase}
%type bit_or {phrase}
%type bit_xor {phrase}
%type bit_and {phrase}
%type shift {phrase}
%type sum {phrase}
%type term {phrase}
%type factor {phrase}
%type power {phrase}
%type primary {phrase}
%type atom {phrase}

expression(A) ::= disjunction(A).
expression(A) ::= disjunction(X) IF(T) disjunction(C) ELSE expression(Y).
    { A = build_if(p, X, T, C, Y); }

disjunction(A) ::= conjunction(A).
disjunction(A) ::= disjunction(X) OR(T) conjunction(Y). { A = build_binary(p, AST_OP_OR, X, T, Y); }

conjunction(A) ::= inversion(A).
conjunction(A) ::= conjunction(X) AND(T) inversion(Y). { A = build_binary(p, AST_OP_AND, X, T, Y); }

inversion(A) ::= comparison(A).
inversion(A) ::= NOT(T) inversion(X).              { A = build_unary(p, AST_OP_NOT, T, X); }

comparison(A) ::= bit_or(A).
comparison(A) ::= chain(L).                        { A = build_compare(p, L); }

%type chain {list}
chain(A) ::= link(L) bit_or(Y).                    { A = list_add(p, L, Y); }
/* An operand and the comparison after it, waiting for the next operand. */
%type link {list}
link(A) ::= left(L) EQ(T).                         { A = list_operator(p, L, AST_OP_EQ, T); }
link(A) ::= left(L) NE(T).                         { A = list_operator(p, L, AST_OP_NE, T); }
link(A) ::= left(L) LT(T).                         { A = list_operator(p, L, AST_OP_LT, T); }
link(A) ::= left(L) LE(T).                         { A = list_operator(p, L, AST_OP_LE, T); }
link(A) ::= left(L) GT(T).                         { A = list_operator(p, L, AST_OP_GT, T); }
link(A) ::= left(L) GE(T).                         { A = list_operator(p, L, AST_OP_GE, T); }
link(A) ::= left(L) IN(T).                         { A = list_operator(p, L, AST_OP_IN, T); }
link(A) ::= left(L) NOT(T) IN.                     { A = list_operator(p, L, AST_OP_NOT_IN, T); }
%type left {list}
left(A) ::= bit_or(X).                             { A = list_first(p, X); }
left(A) ::= chain(A).

bit_or(A) ::= bit_xor(A).
bit_or(A) ::= bit_or(X) BITOR(T) bit_xor(Y).       { A = build_binary(p, AST_OP_BITOR, X, T, Y); }

bit_xor(A) ::= bit_and(A).
bit_xor(A) ::= bit_xor(X) BITXOR(T) bit_and(Y).    { A = build_binary(p, AST_OP_BITXOR, X, T, Y); }

bit_and(A) ::= shift(A).
bit_and(A) ::= bit_and(X) BITAND(T) shift(Y).      { A = build_binary(p, AST_OP_BITAND, X, T, Y); }

shift(A) ::= sum(A).
shift(A) ::= shift(X) SHL(T) sum(Y).               { A = build_binary(p, AST_OP_SHL, X, T, Y); }
shift(A) ::= shift(X) SHR(T) sum(Y).               { A = build_binary(p, AST_OP_SHR, X, T, Y); }

sum(A) ::= term(A).
sum(A) ::= sum(X) PLUS(T) term(Y).                 { A = build_binary(p, AST_OP_ADD, X, T, Y); }
sum(A) ::= sum(X) MINUS(T) term(Y).                { A = build_binary(p, AST_OP_SUB, X, T, Y); }

term(A) ::= factor(A).
term(A) ::= term(X) STAR(T) factor(Y).             { A = build_binary(p, AST_OP_MUL, X, T, Y); }
term(A) ::= term(X) SLASH(T) factor(Y).            { A = build_binary(p, AST_OP_DIV, X, T, Y); }
term(A) ::= term(X) DOUBLE_SLASH(T) factor(Y). { A = build_binary(p, AST_OP_FLOORDIV, X, T, Y); }
term(A) ::= term(X) PERCENT(T) factor(Y).          { A = build_binary(p, AST_OP_MOD, X, T, Y); }
term(A) ::= term(X) AT(T) factor(Y).               { A = build_binary(p, AST_OP_MATMUL, X, T, Y); }

factor(A) ::= power(A).
factor(A) ::= PLUS(T) factor(X).                   { A = build_unary(p, AST_OP_POS, T, X); }
factor(A) ::= MINUS(T) factor(X).                  { A = build_unary(p, AST_OP_NEG, T, X); }
factor(A) ::= TILDE(T) factor(X).                  { A = build_unary(p, AST_OP_INVERT, T, X); }

power(A) ::= primary(A).
power(A) ::= primary(X) POWER(T) factor(Y).        { A = build_binary(p, AST_OP_POW, X, T, Y); }

primary(A) ::= atom(A).
primary(A) ::= primary(X) DOT NAME(N).             { A = build_attribute(p, X, N); }
primary(A) ::= primary(X) DOT NAME(N) LPAREN arguments(L) RPAREN(C).
    { A = build_method(p, X, N, L, C); }
primary(A) ::= primary(X) LBRACKET(O) indices(L) RBRACKET(C).
    { A = build_index(p, X, O, L, false, C); }
primary(A) ::= primary(X) LBRACKET(O) indices(L) COMMA RBRACKET(C).
    { A = build_index(p, X, O, L, true, C); }
primary(A) ::= NAME(N) LPAREN arguments(L) RPAREN(C). { A = build_call(p, N, L, C); }

atom(A) ::= NAME(N).                               { A = build_name(p, N); }
atom(A) ::= INT|FLOAT|IMAGINARY|STRING|BYTES|TRUE|FALSE|NONE(T). { A = build_literal(p, T); }
atom(A) ::= LPAREN(O) RPAREN(C). { A = build_parentheses(p, O, list_none(p, O), true, C); }
atom(A) ::= LPAREN(O) expressions(L) RPAREN(C).    { A = build_parentheses(p, O, L, false, C); }
atom(A) ::= LPAREN(O) expressions(L) COMMA RPAREN(C). { A = build_parentheses(p, O, L, true, C); }

/* ---- Arguments and indices ---- */

%type arguments {list}
arguments(A) ::= .                                 { A = list_none(p, p->previous); }
arguments(A) ::= some_arguments(A).
arguments(A) ::= some_arguments(L) COMMA.          { A = L; }

%type some_arguments {list}
some_arguments(A) ::= argument(X).                          { A = list_first(p, X); }
some_arguments(A) ::= some_arguments(L) COMMA argument(X).  { A = list_argument(p, L, X); }

%type argument {phrase}
argument(A) ::= expression(A).
argument(A) ::= NAME(N) ASSIGN expression(X).      { A = build_keyword(p, N, X); }

%type indices {list}
indices(A) ::= index(X).                           { A = list_first(p, X); }
indices(A) ::= indices(L) COMMA index(X).          { A = list_add(p, L, X); }

%type index {phrase}
index(A) ::= expression(A).
index(A) ::= ELLIPSIS(T).                          { A = build_ellipsis(p, T); }
index(A) ::= bound(X) COLON(T) bound(Y). { A = build_slice(p, X, T, Y, build_omitted(p, T)); }
index(A) ::= bound(X) COLON(T) bound(Y) COLON bound(Z). { A = build_slice(p, X, T, Y, Z); }

%type bound {phrase}
bound(A) ::= .                                     { A = build_omitted(p, p->previous); }
bound(A) ::= expression(A).

%code {
#define X(name, spelling, flags)                                                                   \
  _Static_assert(TOKEN_##name == GRAMMAR_##name, "grammar.y numbers its tokens as lexer.h does");
#define GRAMMAR_END 0
TOKEN_TABLE(X)
#undef X

void *grammar_new(parser *p) {
  yyParser *grammar = arena_alloc(p->tree->arena, sizeof *grammar);
  if (grammar) grammar_feedInit(grammar, p);
  return grammar;
}

bool grammar_wants_else(const void *grammar, token *where) {
  const yyParser *g = grammar;
  if (g->yytos < g->yystack + 2 || g->yytos[-1].major != GRAMMAR_IF) return false;
  *where = g->yytos[-1].minor.yy0;
  return true;
}
}
