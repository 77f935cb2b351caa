/* ast.c: how the tree is stored and printed: see ast.h for its form.
 *
 * Takes nodes from the builders; gives the arrays, in which a failed append leaves the tree as it
 * was and an error in the diag. Start at ast_push() and ast_print(). */
#include "parser/ast.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "parser/parse.h"

const char *const ast_operator_spelling[] = {
#define X(name, spelling) spelling,
    AST_OPERATORS(X)
#undef X
};

static const char *const kind_names[] = {
#define X(name) #name,
    AST_KINDS(X)
#undef X
};

/* ---- Storing ---- */

jx_status ast_init(ast *tree, arena *arena, diag *d, size_t max_nodes) {
  /* A node is an argument of at most two others and brings one operator: arguments fit as well. */
  size_t most = UINT32_MAX / 8;
  *tree = (ast){.arena = arena, .diag = d, .max_nodes = max_nodes < most ? max_nodes : most};
  ast_node *poison = VEC_PUSH(arena, &tree->nodes);
  return poison ? JX_OK : diag_memory(d);
}

ast_ref ast_push(ast *tree, const ast_node *n) {
  if (tree->diag->status != JX_OK) return 0;
  if (tree->nodes.n > tree->max_nodes) {
    diag_fail(tree->diag, JX_ERROR_LIMIT, n->where, "the program is too large: more than %zu nodes",
              tree->max_nodes);
    return 0;
  }
  ast_node *slot = VEC_PUSH(tree->arena, &tree->nodes);
  if (!slot) {
    diag_memory(tree->diag);
    return 0;
  }
  *slot = *n;
  return (ast_ref)(tree->nodes.n - 1);
}

void ast_push_arg(ast *tree, uint32_t arg) {
  uint32_t *slot = VEC_PUSH(tree->arena, &tree->args);
  if (slot)
    *slot = arg;
  else
    diag_memory(tree->diag);
}

void ast_push_bytes(ast *tree, const char *s, size_t n) {
  for (size_t i = 0; i < n; i++) {
    char *slot = VEC_PUSH(tree->arena, &tree->bytes);
    if (!slot) {
      diag_memory(tree->diag);
      return;
    }
    *slot = s[i];
  }
}

/* ---- Printing ---- */

/* 15 to 17 digits, as many as read back as `f`. The C library writes the locale's decimal point,
 * whatever bytes that is. */
static void print_float(text *out, double f) {
  char digits[40];
  for (int precision = 15; precision <= 17; precision++) {
    snprintf(digits, sizeof digits, "%.*g", precision, f);
    if (strtod(digits, NULL) == f) break;
  }
  bool whole = true;
  for (const char *c = digits; *c; c++) {
    if (isalnum((unsigned char)*c) || *c == '-' || *c == '+') {
      whole = whole && (isdigit((unsigned char)*c) || *c == '-');
      text_append(out, c, 1);
    } else if (whole) {
      whole = false;
      text_append(out, ".", 1);
    }
  }
  if (whole) text_append(out, ".0", 2);
}

/* Between single quotes, with Python's escapes; UTF-8 stays in strings. */
static void print_string(text *out, const char *s, size_t n, bool bytes) {
  text_append(out, bytes ? "b'" : "'", bytes ? 2 : 1);
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)s[i];
    if (c == '\'' || c == '\\')
      text_printf(out, "\\%c", c);
    else if (c < 0x20 || c == 0x7f || (bytes && c >= 0x80))
      text_printf(out, "\\x%02x", c);
    else
      text_append(out, &s[i], 1);
  }
  text_append(out, "'", 1);
}

static void print_args(const ast *tree, const ast_node *n, text *out) {
  for (uint32_t i = 0; i < n->nargs; i++) text_printf(out, " %%%u", ast_arg(tree, n, i));
}

static void print_compare(const ast *tree, const ast_node *n, text *out) {
  for (uint32_t i = 0; i < n->nargs; i++) {
    if (i) text_printf(out, " %s", ast_operator_spelling[ast_arg(tree, n, n->nargs + i - 1)]);
    text_printf(out, " %%%u", ast_arg(tree, n, i));
  }
}

static void print_kind(const ast_node *n, text *out) {
  for (const char *c = kind_names[n->kind]; *c; c++) {
    char lower = (char)tolower((unsigned char)*c);
    text_append(out, &lower, 1);
  }
}

static void print_node(const ast *tree, const ast_node *n, text *out) {
  print_kind(n, out);
  switch ((ast_kind)n->kind) {
  case AST_INT:
    if (n->text_length)
      text_printf(out, " %.*s", (int)n->text_length, ast_text(tree, n));
    else
      text_printf(out, " %llu", (unsigned long long)n->value.u);
    return;
  case AST_BOOL: text_printf(out, n->value.u ? " True" : " False"); return;
  case AST_FLOAT:
  case AST_IMAGINARY:
    text_append(out, " ", 1);
    print_float(out, n->value.f);
    return;
  case AST_STRING:
  case AST_BYTES:
    text_append(out, " ", 1);
    print_string(out, ast_text(tree, n), n->text_length, n->kind == AST_BYTES);
    return;
  case AST_NAME:
  case AST_MODULE:
  case AST_CALL:
  case AST_METHOD:
  case AST_KEYWORD:
  case AST_ATTRIBUTE:
  case AST_ASSIGN: text_printf(out, " %s", ast_text(tree, n)); break;
  case AST_UNARY:
  case AST_BINARY: text_printf(out, " %s", ast_operator_spelling[n->op]); break;
  case AST_COMPARE: print_compare(tree, n, out); return;
  case AST_POISON:
  case AST_NONE:
  case AST_ELLIPSIS:
  case AST_IF:
  case AST_INDEX:
  case AST_SLICE:
  case AST_TUPLE:
  case AST_RESULTS: break;
  }
  print_args(tree, n, out);
}

void ast_print(const ast *tree, text *out) {
  for (size_t i = 1; i < tree->nodes.n; i++) {
    text_printf(out, "%%%zu = ", i);
    print_node(tree, &tree->nodes.at[i], out);
    text_append(out, "\n", 1);
  }
}
