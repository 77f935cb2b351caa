/* literal.c: the values of literals.
 *
 * Takes tokens that the lexer found well formed; gives numbers and bytes, or an error about a value
 * out of range or an escape. The rules are Python's:
 * https://docs.python.org/3/reference/lexical_analysis.html */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "parser/parse.h"

static unsigned digit(char c) {
  if (c >= '0' && c <= '9') return (unsigned)(c - '0');
  if (c >= 'a' && c <= 'f') return (unsigned)(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return (unsigned)(c - 'A') + 10;
  return 99;
}

/* ---- Numbers ---- */

/* The digits of an integer, without what tells their base. */
static const char *integer_digits(const char *text, size_t *length, unsigned *base) {
  char letter = *length > 2 && text[0] == '0' ? text[1] | 0x20 : 0;
  *base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
  size_t prefix = *base == 10 ? 0 : 2;
  *length -= prefix;
  return text + prefix;
}

void literal_bigint(bigint *out, const char *text, size_t length) {
  unsigned base;
  const char *digits = integer_digits(text, &length, &base);
  bigint_of_digits(out, digits, length, base);
}

bool literal_integer(const diag *d, token t, uint64_t *value) {
  unsigned base;
  size_t length = t.length;
  const char *c = integer_digits(d->source + t.offset, &length, &base), *end = c + length;
  uint64_t v = 0;
  for (; c < end; c++) {
    if (*c == '_') continue;
    if (__builtin_mul_overflow(v, base, &v) || __builtin_add_overflow(v, digit(*c), &v))
      return false;
  }
  *value = v;
  return true;
}

/* strtod() rounds correctly but reads the locale's decimal point; digits and an exponent without a
 * point mean the same in every locale, so the point is moved into the exponent. */
jx_status literal_float(ast *tree, token t, double *value) {
  const char *c = tree->diag->source + t.offset;
  const char *end = c + t.length;
  char local[128];
  char *digits = t.length + 32 <= sizeof local ? local : arena_alloc(tree->arena, t.length + 32);
  if (!digits) return diag_memory(tree->diag);

  size_t n = 0;
  int64_t exponent = 0;
  for (bool fraction = false; c < end && (*c | 0x20) != 'e' && (*c | 0x20) != 'j'; c++) {
    if (*c == '.') fraction = true;
    if (*c == '.' || *c == '_') continue;
    digits[n++] = *c;
    exponent -= fraction;
  }
  if (c < end && (*c | 0x20) == 'e') {
    const int64_t huge = (int64_t)1 << 40; /* beyond what 2^32 digits can make up for */
    bool negative = c[1] == '-';
    int64_t written = 0;
    for (c += 1 + (c[1] == '-' || c[1] == '+'); c < end && (*c | 0x20) != 'j'; c++)
      if (*c != '_' && written < huge) written = 10 * written + (int64_t)digit(*c);
    exponent += negative ? -written : written;
  }
  snprintf(digits + n, 32, "e%lld", (long long)exponent);
  *value = strtod(digits, NULL);
  return JX_OK;
}

/* ---- Strings ---- */

/* The inside of a string literal, being read. */
typedef struct reader {
  ast *tree;
  const char *at, *end;
  bool bytes; /* b'...' */
  bool raw;   /* r'...' */
} reader;

static jx_status fail(const reader *r, const char *from, size_t n, const char *format) {
  diag *d = r->tree->diag;
  uint32_t offset = (uint32_t)(from - d->source);
  return diag_fail(d, JX_ERROR_SYNTAX, (span){offset, (uint32_t)n, offset}, format, (int)n, from);
}

static void put(const reader *r, char c) { ast_push_bytes(r->tree, &c, 1); }

/* Reads up to `most` digits of the base; returns how many there were. */
static int read_digits(reader *r, unsigned base, int most, uint32_t *value) {
  int n = 0;
  for (*value = 0; n < most && r->at < r->end && digit(*r->at) < base; n++)
    *value = *value * base + digit(*r->at++);
  return n;
}

static jx_status put_code(const reader *r, const char *from, uint32_t code) {
  size_t n = (size_t)(r->at - from);
  if (r->bytes) {
    if (code > 0xff) return fail(r, from, n, "'%.*s' is not a byte: more than 255");
    put(r, (char)code);
    return JX_OK;
  }
  char utf8[4];
  size_t length = utf8_encode(code, utf8);
  if (length == 0) return fail(r, from, n, "'%.*s' is not a Unicode character");
  ast_push_bytes(r->tree, utf8, length);
  return JX_OK;
}

/* \xhh \uhhhh \Uhhhhhhhh, of which the backslash and the letter are read. */
static jx_status read_hex(reader *r, const char *from, int ndigits) {
  uint32_t code;
  if (read_digits(r, 16, ndigits, &code) == ndigits) return put_code(r, from, code);
  const char *format = ndigits == 2   ? "'%.*s' is not an escape: '\\x' takes 2 hexadecimal digits"
                       : ndigits == 4 ? "'%.*s' is not an escape: '\\u' takes 4 hexadecimal digits"
                                      : "'%.*s' is not an escape: '\\U' takes 8 hexadecimal digits";
  return fail(r, from, (size_t)(r->at - from), format);
}

/* A line joined to the next one: "\r\n" is one end of line. */
static void skip_newline(reader *r, char first) {
  if (first == '\r' && r->at < r->end && *r->at == '\n') r->at++;
}

static jx_status read_escape(reader *r) {
  static const char letters[] = "\\'\"abfnrtv";
  static const char meanings[] = "\\'\"\a\b\f\n\r\t\v";
  const char *from = r->at;
  char c = r->at[1];
  r->at += 2;
  const char *simple = memchr(letters, c, sizeof letters - 1);
  if (simple) {
    put(r, meanings[simple - letters]);
  } else if (c == '\n' || c == '\r') {
    skip_newline(r, c);
  } else if (digit(c) < 8) {
    uint32_t code;
    r->at--;
    read_digits(r, 8, 3, &code);
    return put_code(r, from, code);
  } else if (c == 'x') {
    return read_hex(r, from, 2);
  } else if ((c == 'u' || c == 'U') && !r->bytes) {
    return read_hex(r, from, c == 'u' ? 4 : 8);
  } else if (c == 'N' && !r->bytes) {
    return fail(r, from, 2, "'%.*s' is not supported; write the character itself");
  } else { /* as in Python, anything else stays as it is written */
    put(r, '\\');
    r->at--;
  }
  return JX_OK;
}

jx_status literal_string(ast *tree, token t) {
  const char *s = tree->diag->source + t.offset;
  reader r = {.tree = tree, .end = s + t.length - 1, .bytes = t.kind == TOKEN_BYTES};
  for (; *s != '\'' && *s != '"'; s++) r.raw |= *s == 'r' || *s == 'R';
  r.at = s + 1;
  while (r.at < r.end) {
    char c = *r.at;
    if (r.bytes && (c & 0x80)) {
      uint32_t code;
      size_t n = utf8_decode(r.at, (size_t)(r.end - r.at), &code);
      return fail(&r, r.at, n, "'%.*s' cannot stand in bytes, which hold ASCII and escapes only");
    }
    if (c == '\\' && !r.raw) {
      JX_TRY(read_escape(&r));
    } else {
      r.at++;
      put(&r, c == '\r' ? '\n' : c);
      skip_newline(&r, c);
    }
  }
  return tree->diag->status;
}
