/* ops.c: the rows of OP_TABLE as an array, and the way from a function's name to its row. */
#include "graph/ops.h"

#include <string.h>

#define CLASS(name) OP_CLASS_##name
#define RULE(name) OP_RULE_##name

const op_info ops[OP_COUNT_] = {
#define X(id, spelt, names, min, max, class_, rule, cost, ulp, help) \
  [OP_##id] = {#id, spelt, names, min, max, CLASS(class_), RULE(rule), cost, ulp, help},
    OP_TABLE(X)
#undef X
};

bool words_hold(const char *words, const char *word, size_t length) {
  while (*words) {
    size_t n = strcspn(words, " ");
    if (n == length && memcmp(words, word, length) == 0) return true;
    words += n;
    words += *words == ' ';
  }
  return false;
}

op_id op_named(const char *name, size_t length) {
  if (length == 0) return OP_POISON;
  for (int id = 0; id < OP_COUNT_; id++)
    if (words_hold(ops[id].names, name, length)) return (op_id)id;
  return OP_POISON;
}
