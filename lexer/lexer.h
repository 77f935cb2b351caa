/* lexer.h: the words of a program.
 *
 * Takes the text, which need not be NUL-terminated; gives one token a call: its kind and where it
 * stands, a view without a copy. Blanks, comments and joined lines (a backslash at the end of a
 * line) are passed over; the end of a line is a token, and whether it ends a statement is the
 * parser's to decide. The lexer never fails: what is no word of the language comes as one of the
 * kinds from TOKEN_GRAMMAR_ on, and parser/syntax.c says what is wrong with it. Start reading at
 * lexer.re. */
#ifndef JX_LEXER_H
#define JX_LEXER_H

#include <stdint.h>

/* What may stand around a token. */
#define TOKEN_STARTS 1u  /* can begin an expression */
#define TOKEN_ENDS 2u    /* can end one: an operator may follow */
#define TOKEN_WANTS 4u   /* must be followed: the end of the line right after it ends nothing */
#define TOKEN_KEYWORD 8u /* a word that cannot be a name */

/* The kinds that the grammar knows, in its numbering: name, spelling ("" when it varies), flags. */
#define TOKEN_TABLE(X)                                         \
  X(END, "", 0)                                                \
  X(NEWLINE, "", 0)                                            \
  X(SEMICOLON, ";", 0)                                         \
  X(NAME, "", TOKEN_STARTS | TOKEN_ENDS)                       \
  X(INT, "", TOKEN_STARTS | TOKEN_ENDS)                        \
  X(FLOAT, "", TOKEN_STARTS | TOKEN_ENDS)                      \
  X(IMAGINARY, "", TOKEN_STARTS | TOKEN_ENDS)                  \
  X(STRING, "", TOKEN_STARTS | TOKEN_ENDS)                     \
  X(BYTES, "", TOKEN_STARTS | TOKEN_ENDS)                      \
  X(TRUE, "True", TOKEN_STARTS | TOKEN_ENDS | TOKEN_KEYWORD)   \
  X(FALSE, "False", TOKEN_STARTS | TOKEN_ENDS | TOKEN_KEYWORD) \
  X(NONE, "None", TOKEN_STARTS | TOKEN_ENDS | TOKEN_KEYWORD)   \
  X(ELLIPSIS, "...", TOKEN_ENDS)                               \
  X(IF, "if", TOKEN_WANTS | TOKEN_KEYWORD)                     \
  X(ELSE, "else", TOKEN_WANTS | TOKEN_KEYWORD)                 \
  X(OR, "or", TOKEN_WANTS | TOKEN_KEYWORD)                     \
  X(AND, "and", TOKEN_WANTS | TOKEN_KEYWORD)                   \
  X(NOT, "not", TOKEN_STARTS | TOKEN_WANTS | TOKEN_KEYWORD)    \
  X(IN, "in", TOKEN_WANTS | TOKEN_KEYWORD)                     \
  X(EQ, "==", TOKEN_WANTS)                                     \
  X(NE, "!=", TOKEN_WANTS)                                     \
  X(LT, "<", TOKEN_WANTS)                                      \
  X(LE, "<=", TOKEN_WANTS)                                     \
  X(GT, ">", TOKEN_WANTS)                                      \
  X(GE, ">=", TOKEN_WANTS)                                     \
  X(BITOR, "|", TOKEN_WANTS)                                   \
  X(BITXOR, "^", TOKEN_WANTS)                                  \
  X(BITAND, "&", TOKEN_WANTS)                                  \
  X(SHL, "<<", TOKEN_WANTS)                                    \
  X(SHR, ">>", TOKEN_WANTS)                                    \
  X(PLUS, "+", TOKEN_STARTS | TOKEN_WANTS)                     \
  X(MINUS, "-", TOKEN_STARTS | TOKEN_WANTS)                    \
  X(STAR, "*", TOKEN_WANTS)                                    \
  X(SLASH, "/", TOKEN_WANTS)                                   \
  X(DOUBLE_SLASH, "//", TOKEN_WANTS)                           \
  X(PERCENT, "%", TOKEN_WANTS)                                 \
  X(AT, "@", TOKEN_WANTS)                                      \
  X(TILDE, "~", TOKEN_STARTS | TOKEN_WANTS)                    \
  X(POWER, "**", TOKEN_WANTS)                                  \
  X(ASSIGN, "=", TOKEN_WANTS)                                  \
  X(DOT, ".", TOKEN_WANTS)                                     \
  X(COMMA, ",", 0)                                             \
  X(COLON, ":", 0)                                             \
  X(LPAREN, "(", TOKEN_STARTS)                                 \
  X(RPAREN, ")", TOKEN_ENDS)                                   \
  X(LBRACKET, "[", 0)                                          \
  X(RBRACKET, "]", TOKEN_ENDS)

typedef enum token_kind {
#define X(name, spelling, flags) TOKEN_##name,
  TOKEN_TABLE(X)
#undef X
  /* What the grammar does not know. */
  TOKEN_GRAMMAR_,
  TOKEN_RESERVED = TOKEN_GRAMMAR_, /* a keyword of Python that jx has no use for */
  TOKEN_MISTAKE,                   /* an operator of other languages: && || ! += ... */
  TOKEN_NUMBER,                    /* begins as a number and goes on as none: 2x 012 1__0 */
  TOKEN_UNTERMINATED, /* a string without its closing quote, up to the end of the line */
  TOKEN_TRIPLE,       /* the opening quotes of a triple-quoted string */
  TOKEN_FORMAT,       /* prefix and opening quote of an f-string */
  TOKEN_BACKSLASH,    /* one that does not end its line */
  TOKEN_CONTINUED,    /* one that ends its line, and no more text follows */
  TOKEN_UNKNOWN,      /* any other character: all bytes of its UTF-8 sequence */
} token_kind;

typedef struct token {
  uint32_t kind; /* token_kind */
  uint32_t offset, length;
} token;

typedef struct lexer {
  const char *text;
  uint32_t length; /* less than UINT32_MAX */
  uint32_t at;     /* the next byte to read */
} lexer;

/* The next token; at the end of the text TOKEN_END, of length 0, as often as it is called. */
token lexer_next(lexer *l);

#endif
