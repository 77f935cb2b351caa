/* parsed.c: see parsed.h. */
#include "tests/support/parsed.h"

#include <stdlib.h>
#include <string.h>

void parsed_init(parsed *p, const jx_allocator *allocator, const char *source, size_t length,
                 size_t max_nodes) {
  *p = (parsed){.source = malloc(length ? length : 1)};
  if (length) memcpy(p->source, source, length);
  arena_init(&p->arena, allocator);
  diag_init(&p->diag, p->source, length);
  p->status = ast_parse(&p->tree, &p->arena, &p->diag, max_nodes);
  text_init(&p->print, &p->arena);
  if (p->status == JX_OK) {
    ast_print(&p->tree, &p->print);
  } else {
    diag_render(&p->diag);
    text_append(&p->print, p->diag.rendering, strlen(p->diag.rendering));
  }
}

void parsed_text(parsed *p, const char *source) {
  parsed_init(p, &alloc_default, source, strlen(source), PARSED_NODES);
}

void parsed_free(parsed *p) {
  arena_free(&p->arena);
  free(p->source);
}

const ast_node *parsed_last(const parsed *p, ast_kind kind) {
  for (size_t i = p->tree.nodes.n; i-- > 1;)
    if (p->tree.nodes.at[i].kind == kind) return &p->tree.nodes.at[i];
  return NULL;
}

void parsed_underline(span where, char *out) {
  uint32_t end = where.offset + where.length;
  memset(out, ' ', where.offset);
  memset(out + where.offset, '~', where.length);
  if (where.length) out[where.caret] = '^';
  out[end] = '\0';
}
