/* complete.c: see complete.h. What functions there are, jx_functions() says. Start at complete(). */
#include "complete.h"

#include "command.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* The word that is being typed, and what it may become. */
typedef struct search {
  const char *word;
  completions *found;
} search;

static bool is_word(char c) { return isalnum((unsigned char)c) || c == '_'; }

/* ---- The list ---- */

/* When memory runs out, some are missing. */
static void add(completions *c, const char *word, size_t length) {
  if (c->n == c->capacity) {
    size_t capacity = c->capacity ? 2 * c->capacity : 64;
    char **grown = realloc(c->words, capacity * sizeof *grown);
    if (!grown) return;
    c->words = grown;
    c->capacity = capacity;
  }
  char *copy = strndup(word, length);
  if (copy) c->words[c->n++] = copy;
}

static int compare(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort(completions *c) {
  size_t kept = 0;
  if (c->n) qsort(c->words, c->n, sizeof *c->words, compare);
  for (size_t i = 0; i < c->n; i++) {
    if (kept && strcmp(c->words[kept - 1], c->words[i]) == 0)
      free(c->words[i]);
    else
      c->words[kept++] = c->words[i];
  }
  c->n = kept;
  if (c->n == 0) return;
  const char *first = c->words[0], *last = c->words[c->n - 1];
  while (first[c->common] && first[c->common] == last[c->common]) c->common++;
}

void completions_free(completions *c) {
  for (size_t i = 0; i < c->n; i++) free(c->words[i]);
  free(c->words);
  *c = (completions){0};
}

/* ---- What may stand there ---- */

static void offer(const search *s, const char *word, size_t length) {
  completions *c = s->found;
  if (length >= c->typed && memcmp(word, s->word, c->typed) == 0) add(c, word, length);
}

/* Blank-separated words. */
static void offer_words(const search *s, const char *words) {
  while (*words) {
    size_t n = strcspn(words, " ");
    offer(s, words, n);
    words += n + (words[n] == ' ');
  }
}

static void offer_keywords(const search *s, const char *words) {
  char keyword[64];
  for (size_t n; *words; words += n + (words[n] == ' ')) {
    n = strcspn(words, " ");
    if (n + 1 > sizeof keyword) continue;
    memcpy(keyword, words, n);
    keyword[n] = '=';
    offer(s, keyword, n + 1);
  }
}

static void offer_functions(const search *s) {
  size_t n = jx_functions(NULL, 0);
  jx_function *all = malloc(n * sizeof *all);
  if (!all) return;
  jx_functions(all, n);
  for (size_t i = 0; i < n; i++) offer_words(s, all[i].names);
  free(all);
}

static void offer_dtypes(const search *s) {
#define X(name, number, text, size, kind) offer(s, text, sizeof text - 1);
  JX_DTYPE_TABLE(X)
#undef X
}

static void offer_commands(const search *s) {
  const char *name;
  for (size_t i = 0; (name = command_name(i)); i++) offer(s, name, strlen(name));
}

/* The function whose arguments go on at `line + length`. */
static bool enclosing(const char *line, size_t length, jx_function *f) {
  char name[sizeof f->name];
  size_t open = length;
  for (int depth = 0; depth >= 0; depth += (line[open] == ')') - (line[open] == '('))
    if (open-- == 0) return false;
  size_t begin = open;
  while (begin > 0 && is_word(line[begin - 1])) begin--;
  if (open - begin >= sizeof name) return false;
  memcpy(name, line + begin, open - begin);
  name[open - begin] = 0;
  return jx_function_named(name, f);
}

completions complete(const session *s, const char *line, size_t length) {
  completions c = {0};
  jx_function f;
  while (c.typed < length && is_word(line[length - c.typed - 1])) c.typed++;
  size_t begin = length - c.typed;
  search words = {line + begin, &c};
  if (c.typed == 0) return c;
  if (begin > 0 && line[begin - 1] == ':' && strspn(line, " \t") == begin - 1) {
    offer_commands(&words);
  } else {
    offer_functions(&words);
    offer_dtypes(&words);
    for (size_t i = 0; i < s->count; i++) offer_words(&words, s->variables[i].name);
    if (enclosing(line, begin, &f)) offer_keywords(&words, f.keywords);
  }
  sort(&c);
  return c;
}
