/* run_grammar.c: trees against those of Python's parser: run_grammar tests/grammar/x.t
 *
 * A line is a program, escaped, a tab, and its tree or "error"; tests/grammar/generate.py makes
 * them. Trees are compared as text, one list (head parts...) a node; numbers as their bits and
 * strings as their bytes, both in hexadecimal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/support/parsed.h"

/* ---- Trees as text ---- */

static void bits(text *out, char prefix, double f) {
  uint64_t u;
  memcpy(&u, &f, sizeof u);
  text_printf(out, "%c%016llx", prefix, (unsigned long long)u);
}

static void leaf(const ast *tree, const ast_node *n, text *out) {
  switch ((ast_kind)n->kind) {
  case AST_INT:
    if (n->text_length)
      text_printf(out, "%s", ast_text(tree, n));
    else
      text_printf(out, "%llu", (unsigned long long)n->value.u);
    break;
  case AST_FLOAT: bits(out, 'f', n->value.f); break;
  case AST_IMAGINARY: bits(out, 'j', n->value.f); break;
  case AST_BOOL: text_printf(out, n->value.u ? "True" : "False"); break;
  case AST_NONE: text_printf(out, "None"); break;
  case AST_ELLIPSIS: text_printf(out, "..."); break;
  case AST_MODULE:
  case AST_NAME: text_printf(out, "%s", ast_text(tree, n)); break;
  case AST_STRING:
  case AST_BYTES:
    text_printf(out, n->kind == AST_STRING ? "s" : "b");
    for (uint32_t i = 0; i < n->text_length; i++)
      text_printf(out, "%02x", (unsigned char)ast_text(tree, n)[i]);
    break;
  default: abort();
  }
}

/* What stands before the parts; NULL for a leaf. */
static const char *head(const ast_node *n) {
  switch ((ast_kind)n->kind) {
  case AST_UNARY:
  case AST_BINARY: return ast_operator_spelling[n->op];
  case AST_COMPARE: return "compare";
  case AST_IF: return "if";
  case AST_CALL: return "call";
  case AST_METHOD: return "method";
  case AST_KEYWORD: return "=";
  case AST_ATTRIBUTE: return ".";
  case AST_INDEX: return "index";
  case AST_SLICE: return "slice";
  case AST_TUPLE: return "tuple";
  case AST_ASSIGN: return "assign";
  case AST_RESULTS: return "results";
  default: return NULL;
  }
}

/* Every node's text from its parts', first to last. */
static const char *tree_text(parsed *p) {
  const ast *tree = &p->tree;
  text *texts = arena_alloc(&p->arena, tree->nodes.n * sizeof *texts);
  text *all = &texts[0];
  text_init(all, &p->arena);
  for (size_t i = 1; i < tree->nodes.n; i++) {
    const ast_node *n = &tree->nodes.at[i];
    text *out = &texts[i];
    text_init(out, &p->arena);
    if (!head(n)) {
      leaf(tree, n, out);
      continue;
    }
    text_printf(out, "(%s", head(n));
    if (n->text_length) text_printf(out, " %s", ast_text(tree, n));
    for (uint32_t k = 0; k < n->nargs; k++) {
      if (n->kind == AST_COMPARE && k > 0)
        text_printf(out, " %s", ast_operator_spelling[ast_arg(tree, n, n->nargs + k - 1)]);
      text_printf(out, " %s", texts[ast_arg(tree, n, k)].at);
    }
    text_printf(out, ")");
    if (n->kind == AST_ASSIGN) text_printf(all, "%s; ", out->at);
    if (n->kind == AST_RESULTS) text_printf(all, "%s", out->at);
  }
  return all->at;
}

/* ---- Lines ---- */

/* In place; returns the length. */
static size_t unescape(char *s) {
  char *out = s;
  for (const char *c = s; *c; c++) {
    char plain = *c;
    if (plain == '\\') {
      c++;
      plain = *c == 'n' ? '\n' : *c == 'r' ? '\r' : *c == 't' ? '\t' : *c;
    }
    *out++ = plain;
  }
  *out = '\0';
  return (size_t)(out - s);
}

static bool check(const char *place, char *line) {
  char *tab = strchr(line, '\t');
  if (!tab) {
    printf("%s: no tab\n", place);
    return false;
  }
  *tab = '\0';
  const char *expected = tab + 1;
  size_t length = unescape(line);
  parsed p;
  parsed_init(&p, &alloc_default, line, length, PARSED_NODES);
  const char *found = p.status == JX_OK ? tree_text(&p) : "error";
  bool same = strcmp(found, expected) == 0;
  if (!same) printf("%s: %s\n  expected %s\n  found    %s\n", place, line, expected, found);
  if (!same && p.status != JX_OK) printf("%s", p.print.at);
  parsed_free(&p);
  return same;
}

int main(int argc, char **argv) {
  FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
  if (!file) {
    fprintf(stderr, "usage: run_grammar FILE.t\n");
    return 2;
  }
  char line[16384];
  int number = 0, wrong = 0;
  while (wrong < 20 && fgets(line, sizeof line, file)) {
    char place[300];
    line[strcspn(line, "\n")] = '\0';
    snprintf(place, sizeof place, "%s:%d", argv[1], ++number);
    wrong += !check(place, line);
  }
  fclose(file);
  printf("%d programs, %d wrong\n", number, wrong);
  return wrong > 0 || number == 0;
}
