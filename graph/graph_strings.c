/* graph_strings.c: nodes of strings; see graph_strings.h.
 *
 * What an operation takes and gives is a row of a table. Start at strings_apply(). */
#include "graph/graph_strings.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "graph/graph_nodes.h"
#include "graph/graph_types.h"
#include "graph/rules.h"

static jx_dtype dtype_of(const graph *g, graph_ref r) { return (jx_dtype)graph_at(g, r)->dtype; }
static uint32_t item_of(const graph *g, graph_ref r) { return graph_at(g, r)->item; }

/* ---- Literals ---- */

int64_t strings_store(graph *g, const char *bytes, size_t n) {
  char *found = g->bytes.n && n ? memmem(g->bytes.at, g->bytes.n, bytes, n) : NULL;
  if (found) return found - g->bytes.at;
  size_t offset = g->bytes.n;
  for (size_t i = 0; i < n; i++) {
    char *byte = VEC_PUSH(g->arena, &g->bytes);
    if (!byte) return diag_memory(g->diag), -1;
    *byte = bytes[i];
  }
  return (int64_t)offset;
}

/* UTF-8 as UCS-4; returns the bytes of that. */
static size_t widen(uint32_t *out, const char *text, size_t length) {
  size_t n = 0;
  for (size_t at = 0, size; at < length; at += size) {
    size = utf8_decode(text + at, length - at, &out[n]);
    if (!size) break;
    n++;
  }
  return n * sizeof *out;
}

graph_ref strings_const(graph *g, jx_dtype dtype, const char *text, size_t length, span where) {
  uint32_t *wide = arena_zalloc(g->arena, (length + 1) * sizeof *wide);
  if (!wide) return diag_memory(g->diag), 0;
  size_t bytes = length;
  if (dtype == JX_STR)
    bytes = widen(wide, text, length);
  else if (length)
    memcpy(wide, text, length);
  if (bytes < dtype_character(dtype)) bytes = dtype_character(dtype); /* NumPy's '' is U1 */
  if (bytes > JX_MAX_ITEM)
    return diag_fail(g->diag, JX_ERROR_LIMIT, where, "a string of %zu bytes is too long", bytes), 0;
  int64_t offset = strings_store(g, (const char *)wide, bytes);
  if (offset < 0) return 0;
  graph_node n = {.op = OP_CONST, .dtype = (uint8_t)dtype, .item = (uint32_t)bytes, .where = where};
  n.pattern = (uint32_t)offset;
  return graph_push(g, n, &(shape){0}, NULL);
}

/* ---- Operations ---- */

/* What an operation takes (a letter for each operand: S a string, all of one dtype; U str; s one
 * that may be left out) and gives: b bool, i int64, or a string, s as long as the first operand, +
 * as all together. */
static const struct row {
  uint8_t op;
  const char *takes;
  char gives;
} rows[] = {
    {OP_EQ, "SS", 'b'},         {OP_NE, "SS", 'b'},          {OP_LT, "SS", 'b'},
    {OP_LE, "SS", 'b'},         {OP_CONCAT, "SS", '+'},      {OP_CONTAINS, "SS", 'b'},
    {OP_STARTSWITH, "SS", 'b'}, {OP_ENDSWITH, "SS", 'b'},    {OP_FIND, "SS", 'i'},
    {OP_RFIND, "SS", 'i'},      {OP_OCCURRENCES, "SS", 'i'}, {OP_STR_LEN, "S", 'i'},
    {OP_LOWER, "S", 's'},       {OP_UPPER, "S", 's'},        {OP_STRIP, "Ss", 's'},
    {OP_LSTRIP, "Ss", 's'},     {OP_RSTRIP, "Ss", 's'},      {OP_ISALPHA, "S", 'b'},
    {OP_ISDIGIT, "S", 'b'},     {OP_ISSPACE, "S", 'b'},      {OP_ISALNUM, "S", 'b'},
    {OP_ISLOWER, "S", 'b'},     {OP_ISUPPER, "S", 'b'},      {OP_ISTITLE, "S", 'b'},
    {OP_ISDECIMAL, "U", 'b'},   {OP_ISNUMERIC, "U", 'b'},    {OP_TURNED, "U", 's'},
};

static const struct row *row_of(op_id op) {
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (rows[i].op == op) return &rows[i];
  return NULL;
}

static bool is_search(op_id op) {
  return op == OP_CONTAINS || op == OP_STARTSWITH || op == OP_ENDSWITH || op == OP_FIND ||
         op == OP_RFIND || op == OP_OCCURRENCES;
}

/* What to write instead of an operation of these operands. */
static const char *hint(const graph *g, op_id op, const graph_ref *args, int n) {
  bool str = false, bytes = false, number = false;
  for (int i = 0; i < n; i++) {
    jx_dtype d = dtype_of(g, args[i]);
    str |= d == JX_STR;
    bytes |= d == JX_BYTES;
    number |= !dtype_is_string(d);
  }
  if (str && bytes) return "literals of bytes are written b'...'";
  if (op == OP_ISDECIMAL || op == OP_ISNUMERIC) return "it takes str";
  if (ops[op].rule == RULE_TEXT)
    return op == OP_CONTAINS ? "it takes strings; str(x) makes one of "
                               "integers"
                             : "it takes strings";
  if (number && (op == OP_ADD || row_of(op))) return "str(x) makes a string of integers";
  if (op == OP_MUL) return "strings are repeated a literal number of times";
  return "it takes numbers";
}

static graph_ref undefined(graph *g, op_id op, const graph_ref *args, int n, span where) {
  char of[96] = "";
  for (int i = 0; i < n; i++) {
    size_t at = strlen(of);
    snprintf(of + at, sizeof of - at, "%s%s",
             i == 0       ? ""
             : i == n - 1 ? " and "
                          : ", ",
             dtypes[dtype_of(g, args[i])].name);
  }
  diag_fail(g->diag, JX_ERROR_TYPE, where, "%.*s of %s is not defined; %s", op_name_length(op),
            op_name(op), of, hint(g, op, args, n));
  return 0;
}

static bool too_long(graph *g, uint64_t bytes, span where) {
  if (bytes <= STRINGS_COMPUTED) return false;
  diag_fail(g->diag, JX_ERROR_LIMIT, where,
            "this makes strings of %llu bytes; computed ones have at most %d",
            (unsigned long long)bytes, STRINGS_COMPUTED);
  return true;
}

/* The node of a row of the table, if it takes the operands. */
static graph_ref apply_row(graph *g, const struct row *row, const graph_ref *args, int n,
                           int64_t range, span where) {
  int most = (int)strlen(row->takes), least = most - (strchr(row->takes, 's') != NULL);
  bool takes = n >= least && n <= most;
  uint64_t item = 0;
  for (int i = 0; takes && i < n; i++) {
    takes = dtype_is_string(dtype_of(g, args[i])) && dtype_of(g, args[i]) == dtype_of(g, args[0]);
    if (row->gives == '+' || i == 0) item += item_of(g, args[i]);
  }
  if (!takes || (row->takes[0] == 'U' && dtype_of(g, args[0]) != JX_STR))
    return undefined(g, (op_id)row->op, args, n, where);
  graph_node node = {.op = row->op, .imm.i = range};
  node.dtype = row->gives == 'b'   ? JX_BOOL
               : row->gives == 'i' ? JX_INT64
                                   : (uint8_t)dtype_of(g, args[0]);
  if (dtype_is_string((jx_dtype)node.dtype)) {
    if (too_long(g, item, where)) return 0;
    node.item = (uint32_t)item;
  }
  return graph_element(g, node, args, n, where);
}

graph_ref strings_sized(graph *g, graph_ref r, uint32_t item, span where) {
  if (!r || item_of(g, r) == item) return r;
  if (item > item_of(g, r) && too_long(g, item, where)) return 0;
  graph_node n = {.op = OP_CAST, .dtype = graph_at(g, r)->dtype, .item = item};
  return graph_element(g, n, &r, 1, where);
}

static graph_ref choose(graph *g, const graph_ref *args, span where) {
  graph_ref x[3] = {graph_strong(g, types_truth(g, args[0], where))};
  jx_dtype dtype = dtype_of(g, args[1]);
  if (!dtype_is_string(dtype) && !dtype_is_string(dtype_of(g, args[2])))
    return types_apply(g, OP_WHERE, (graph_ref[]){x[0], args[1], args[2]}, 3, where);
  if (dtype_of(g, args[2]) != dtype) return undefined(g, OP_WHERE, args + 1, 2, where);
  uint32_t a = item_of(g, args[1]), b = item_of(g, args[2]), item = a > b ? a : b;
  for (int i = 1; i < 3; i++) x[i] = strings_sized(g, args[i], item, where);
  for (int i = 0; i < 3; i++)
    if (!x[i]) return 0;
  graph_node n = {.op = OP_WHERE, .dtype = (uint8_t)dtype, .item = item};
  return graph_element(g, n, x, 3, where);
}

/* A literal number of times, from its highest bit on. */
static graph_ref repeat(graph *g, const graph_ref *args, span where) {
  int text = dtype_is_string(dtype_of(g, args[0])) ? 0 : 1;
  const graph_node *times = graph_at(g, args[!text]);
  if (times->op != OP_CONST || times->rank || !dtype_is_integer((jx_dtype)times->dtype) ||
      graph_is_long(times))
    return undefined(g, OP_MUL, args, 2, where);
  int64_t n = times->imm.i, bit = 1;
  graph_ref r = args[text], out = r;
  if (n <= 0) {
    shape s = graph_shape(g, r);
    return graph_fill(g, strings_const(g, dtype_of(g, r), "", 0, where), &s);
  }
  if (n > STRINGS_COMPUTED || too_long(g, (uint64_t)n * item_of(g, r), where))
    return too_long(g, (uint64_t)n, where), 0;
  while (bit <= n / 2) bit *= 2;
  while (out && (bit /= 2)) {
    out = strings_apply(g, OP_CONCAT, (graph_ref[]){out, out}, 2, where);
    if (out && n & bit) out = strings_apply(g, OP_CONCAT, (graph_ref[]){out, r}, 2, where);
  }
  return out;
}

/* Whether they are empty; others by their own truth. */
static graph_ref logic(graph *g, op_id op, const graph_ref *args, int n, span where) {
  graph_ref x[GRAPH_MAX_ARGS] = {0};
  for (int i = 0; i < n; i++) x[i] = graph_strong(g, types_truth(g, args[i], where));
  return types_apply(g, op, x, n, where);
}

graph_ref strings_apply(graph *g, op_id op, const graph_ref *args, int n, span where) {
  bool same = n == 2 && args[0] && args[1] && dtype_of(g, args[0]) == dtype_of(g, args[1]);
  if (same && (op == OP_GT || op == OP_GE))
    return strings_apply(g, op == OP_GT ? OP_LT : OP_LE, (graph_ref[]){args[1], args[0]}, 2, where);
  const struct row *row = row_of(op == OP_ADD ? OP_CONCAT : op);
  for (int i = 0; i < n; i++)
    if (!args[i]) return 0;
  if (op == OP_WHERE) return choose(g, args, where);
  if (ops[op].rule == RULE_LOGIC) return logic(g, op, args, n, where);
  for (int i = 0; op == OP_ADD && i < n; i++)
    if (dtype_of(g, args[i]) != dtype_of(g, args[0])) return undefined(g, op, args, n, where);
  if (row) return apply_row(g, row, args, n, is_search(op) ? STRING_WHOLE : 0, where);
  bool both =
      n == 2 && dtype_is_string(dtype_of(g, args[0])) == dtype_is_string(dtype_of(g, args[1]));
  if (op == OP_MUL && !both) return repeat(g, args, where);
  return undefined(g, op, args, n, where);
}

graph_ref strings_search(graph *g, op_id op, const graph_ref *args, int64_t range, span where) {
  return args[0] && args[1] ? apply_row(g, row_of(op), args, 2, range, where) : 0;
}

graph_ref strings_truth(graph *g, graph_ref r, span where) {
  graph_ref empty = strings_const(g, dtype_of(g, r), "", 0, where);
  return strings_apply(g, OP_NE, (graph_ref[]){r, empty}, 2, where);
}

/* ---- Conversions ---- */

/* The most characters that an integer's digits take; NumPy's int64 has one more. */
static uint32_t digits_of(jx_dtype d) {
  switch (dtypes[d].size) {
  case 1: return dtype_is_signed(d) ? 4 : 3;
  case 2: return dtype_is_signed(d) ? 6 : 5;
  case 4: return dtype_is_signed(d) ? 11 : 10;
  default: return dtype_is_signed(d) ? 21 : 20;
  }
}

graph_ref strings_of(graph *g, graph_ref r, span where) {
  if (!(r = graph_strong(g, r))) return 0;
  jx_dtype dtype = dtype_of(g, r);
  if (dtype == JX_STR) return r;
  if (dtype == JX_BOOL) {
    graph_ref x[] = {r, strings_const(g, JX_STR, "True", 4, where),
                     strings_const(g, JX_STR, "False", 5, where)};
    return x[1] && x[2] ? choose(g, x, where) : 0;
  }
  if (!dtype_is_integer(dtype)) return strings_refuse_cast(g, r, JX_STR, where);
  graph_node n = {.op = OP_DIGITS, .dtype = JX_STR};
  n.item = dtype_character(JX_STR) * digits_of(dtype);
  return graph_element(g, n, &r, 1, where);
}

graph_ref strings_result(graph *g, graph_ref r, const graph_stamp *to, span where) {
  if (dtype_of(g, r) == to->dtype && to->detail) {
    r = strings_sized(g, r, to->detail, where);
    return r && to->swapped ? strings_apply(g, OP_TURNED, &r, 1, where) : r;
  }
  diag_fail(g->diag, JX_ERROR_TYPE, where, "cannot write %s into a result of %s%s",
            dtypes[dtype_of(g, r)].name, dtypes[to->dtype].name,
            to->detail ? "" : " without characters");
  return 0;
}

graph_ref strings_refuse_cast(graph *g, graph_ref r, jx_dtype to, span where) {
  jx_dtype from = dtype_of(g, r);
  const char *hint = to == JX_STR && !dtype_is_string(from) ? "; str() takes integers" : "";
  diag_fail(g->diag, JX_ERROR_TYPE, where, "cannot convert %s to %s%s", dtypes[from].name,
            dtypes[to].name, hint);
  return 0;
}

/* ---- Checking ---- */

static const char *check_row(const graph *g, const graph_node *n, const struct row *row) {
  uint64_t item = 0;
  for (int i = 0; i < n->nargs; i++) {
    const graph_node *arg = graph_at(g, n->args[i]);
    if (!dtype_is_string((jx_dtype)arg->dtype) || arg->dtype != graph_at(g, n->args[0])->dtype)
      return "strings of one dtype";
    if (row->gives == '+' || i == 0) item += arg->item;
  }
  jx_dtype own = (jx_dtype)n->dtype;
  if (row->gives == 'b') return own == JX_BOOL ? NULL : "a search's dtype";
  if (row->gives == 'i') return own == JX_INT64 ? NULL : "a place's dtype";
  return own == dtype_of(g, n->args[0]) && n->item == item ? NULL : "a string's length";
}

const char *strings_check(const graph *g, const graph_node *n) {
  const struct row *row = row_of((op_id)n->op);
  if (row) return check_row(g, n, row);
  const graph_node *first = graph_at(g, n->args[0]);
  if (n->op == OP_DIGITS)
    return dtype_is_integer((jx_dtype)first->dtype) ? NULL : "text of integers";
  if (n->op == OP_CAST)
    return first->dtype == n->dtype && first->item != n->item ? NULL : "a cast changes the length";
  if (n->op != OP_WHERE) return "an operation that strings have not";
  for (int i = 1; i < 3; i++) {
    const graph_node *arg = graph_at(g, n->args[i]);
    if (arg->dtype != n->dtype || arg->item != n->item) return "where takes bool, T, T";
  }
  return first->dtype == JX_BOOL ? NULL : "where takes bool, T, T";
}
