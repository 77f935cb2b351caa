/* lexer.re: the words of a program, for re2c: see lexer.h.
 *
 * The longest match wins, and of equal ones the first rule. Malformed words have rules of their own
 * that are longer than what a well-formed word would take of them ("2x" is one wrong number, not a
 * number and a name), so that a message can speak of the whole word. The text is read by index:
 * past its end every byte reads as NUL, and nothing matches NUL but the rule for the end. */
#include "lexer/lexer.h"

#include <stdbool.h>

static inline unsigned char peek(const lexer *l) {
  return l->at < l->length ? (unsigned char)l->text[l->at] : 0;
}

token lexer_next(lexer *l) {
  uint32_t marker = 0;
  uint32_t backslash = 0;
  bool continued = false;

  for (;;) {
    const uint32_t start = l->at;
#define TOKEN(kind_) return (token){TOKEN_##kind_, start, l->at - start}

    /*!re2c
    re2c:api = custom;
    re2c:api:style = free-form;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYPEEK = "peek(l)";
    re2c:define:YYSKIP = "l->at++;";
    re2c:define:YYBACKUP = "marker = l->at;";
    re2c:define:YYRESTORE = "l->at = marker;";
    re2c:yyfill:enable = 0;
    re2c:indent:top = 2;

    newline = "\r\n" | "\r" | "\n";
    word = [A-Za-z0-9_];
    name = [A-Za-z_] word*;

    // Python's literals: https://docs.python.org/3/reference/lexical_analysis.html#numeric-literals
    digits = [0-9] ("_"? [0-9])*;
    decimal = [1-9] ("_"? [0-9])* | "0" ("_"? "0")*;
    hexadecimal = "0" [xX] ("_"? [0-9A-Fa-f])+;
    octal = "0" [oO] ("_"? [0-7])+;
    binary = "0" [bB] ("_"? [01])+;
    integer = decimal | hexadecimal | octal | binary;
    exponent = [eE] [+-]? digits;
    float = (digits "." digits? | "." digits) exponent? | digits exponent;
    imaginary = (digits | float) [jJ];

    escaped = "\\" (newline | [^\r\n\x00]);
    single = "'" (escaped | [^'\\\r\n\x00])*;
    double = "\"" (escaped | [^"\\\r\n\x00])*;
    raw = [rR];
    bytes = [bB] raw? | raw [bB];

    [ \t\f]+          { continue; }
    "#" [^\r\n\x00]*  { continue; }
    "\\" newline      { backslash = start; continued = true; continue; }
    newline           { TOKEN(NEWLINE); }
    "\x00"            { goto end; }

    "and"   { TOKEN(AND); }
    "or"    { TOKEN(OR); }
    "not"   { TOKEN(NOT); }
    "in"    { TOKEN(IN); }
    "if"    { TOKEN(IF); }
    "else"  { TOKEN(ELSE); }
    "True"  { TOKEN(TRUE); }
    "False" { TOKEN(FALSE); }
    "None"  { TOKEN(NONE); }
    "as" | "assert" | "async" | "await" | "break" | "class" | "continue" | "def" | "del" | "elif"
    | "except" | "finally" | "for" | "from" | "global" | "import" | "is" | "lambda"
    | "nonlocal" | "pass" | "raise" | "return" | "try" | "while" | "with" | "yield"
            { TOKEN(RESERVED); }
    name    { TOKEN(NAME); }

    integer                     { TOKEN(INT); }
    float                       { TOKEN(FLOAT); }
    imaginary                   { TOKEN(IMAGINARY); }
    digits | (digits | float) word+ { TOKEN(NUMBER); }

    (raw | [uU])? (single "'" | double "\"")  { TOKEN(STRING); }
    bytes (single "'" | double "\"")          { TOKEN(BYTES); }
    (raw | [uU] | bytes)? (single | double)   { TOKEN(UNTERMINATED); }
    (raw | [uU] | bytes)? ("'''" | "\"\"\"")  { TOKEN(TRIPLE); }
    ([fF] raw? | raw [fF]) ['"]               { TOKEN(FORMAT); }

    "==" { TOKEN(EQ); }
    "!=" { TOKEN(NE); }
    "<"  { TOKEN(LT); }
    "<=" { TOKEN(LE); }
    ">"  { TOKEN(GT); }
    ">=" { TOKEN(GE); }
    "|"  { TOKEN(BITOR); }
    "^"  { TOKEN(BITXOR); }
    "&"  { TOKEN(BITAND); }
    "<<" { TOKEN(SHL); }
    ">>" { TOKEN(SHR); }
    "+"  { TOKEN(PLUS); }
    "-"  { TOKEN(MINUS); }
    "*"  { TOKEN(STAR); }
    "/"  { TOKEN(SLASH); }
    "//" { TOKEN(DOUBLE_SLASH); }
    "%"  { TOKEN(PERCENT); }
    "@"  { TOKEN(AT); }
    "~"  { TOKEN(TILDE); }
    "**" { TOKEN(POWER); }
    "="  { TOKEN(ASSIGN); }
    "."  { TOKEN(DOT); }
    "..." { TOKEN(ELLIPSIS); }
    ","  { TOKEN(COMMA); }
    ":"  { TOKEN(COLON); }
    ";"  { TOKEN(SEMICOLON); }
    "("  { TOKEN(LPAREN); }
    ")"  { TOKEN(RPAREN); }
    "["  { TOKEN(LBRACKET); }
    "]"  { TOKEN(RBRACKET); }

    // None of these can stand in a program as two words, so taking them as one loses nothing.
    "&&" | "||" | "!" | "<>" | "=>" | "=<" | "===" | "!==" | ":=" | "?"
    | ("+" | "-" | "*" | "/" | "//" | "%" | "**" | "&" | "|" | "^" | "<<" | ">>" | "@") "="
         { TOKEN(MISTAKE); }

    "\\"                          { goto backslash; }
    [\xc2-\xf4] [\x80-\xbf]{1,3}  { TOKEN(UNKNOWN); }
    *                             { TOKEN(UNKNOWN); }
    */

  end:
    if (start < l->length) TOKEN(UNKNOWN); /* a NUL inside the text */
    l->at = l->length;
    if (continued) return (token){TOKEN_CONTINUED, backslash, 1};
    return (token){TOKEN_END, start, 0};

  backslash:
    if (l->at == l->length) TOKEN(CONTINUED);
    TOKEN(BACKSLASH);
  }
}
