/* check.c: whether what the caller passed can be what it says; see call.h.
 *
 * Every call runs call_check(), so it only looks, and explains in a second pass what it did not
 * like.
 */
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "base/hash.h"
#include "runtime/call.h"

static const span nowhere = {0};

jx_status call_check_source(const jx_context *context, const char *source, size_t *length,
                            diag *d) {
  if (!source) return diag_fail(d, JX_ERROR_ARGUMENT, nowhere, "source is NULL");
  if (*length == JX_NTS) *length = strlen(source);
  size_t most = context->engine->max_source;
  if (*length <= most) return JX_OK;
  return diag_fail(d, JX_ERROR_LIMIT, nowhere, "program has %zu bytes; at most %zu are allowed",
                   *length, most);
}

static jx_status check_counts(const call *c, diag *d) {
  if (c->noperands > CALL_MAX_COUNT || c->nresults > CALL_MAX_COUNT)
    return diag_fail(d, JX_ERROR_LIMIT, nowhere,
                     "%zu operands and %zu results; at most %d each are allowed", c->noperands,
                     c->nresults, CALL_MAX_COUNT);
  if (c->noperands && !c->named && !(c->names && c->arrays))
    return diag_fail(d, JX_ERROR_ARGUMENT, nowhere, "operands are NULL");
  if (c->nresults && !c->results)
    return diag_fail(d, JX_ERROR_ARGUMENT, nowhere, "results are NULL");
  return JX_OK;
}

/* Weakness is that of Python's own numbers (jx.h); nothing else can give way to the other side. A
 * long integer's array has been looked at as such. */
static bool weak_valid(const jx_array *a) {
  if ((a->flags & JX_ARRAY_WEAK) && (a->flags & JX_ARRAY_SWAPPED)) return false;
  return !(a->flags & JX_ARRAY_WEAK) || a->flags & JX_ARRAY_LONG ||
         (a->rank == 0 && (a->dtype == JX_INT64 || a->dtype == JX_FLOAT64 || a->dtype == JX_BOOL ||
                           a->dtype == JX_COMPLEX128));
}

static jx_status explain_operand(const call *c, size_t i, const jx_array *a, diag *d) {
  const char *name = call_name(c, i);
  char what[120];
  if (!name) return diag_fail(d, JX_ERROR_ARGUMENT, nowhere, "operand %zu has no name", i + 1);
  snprintf(what, sizeof what, "operand '%.100s'", name);
  if (!a) return diag_fail(d, JX_ERROR_ARGUMENT, nowhere, "%s has no array", what);
  if (!array_valid(a, c->only_look)) return array_explain(d, a, what);
  return diag_fail(
      d, JX_ERROR_ARGUMENT, nowhere,
      "%s cannot have JX_ARRAY_WEAK: it is %s of rank %d, not int64, float64, complex128 or bool "
      "of rank 0%s",
      what, jx_dtype_name(a->dtype), (int)a->rank,
      a->flags & JX_ARRAY_SWAPPED ? " in this machine's byte order" : "");
}

static jx_status explain_result(size_t i, const jx_array *a, diag *d) {
  char what[40];
  snprintf(what, sizeof what, "result %zu", i + 1);
  if (!array_valid(a, false)) return array_explain(d, a, what);
  return diag_fail(d, JX_ERROR_ARGUMENT, nowhere, "%s is read-only", what);
}

jx_status call_check(call *c, diag *d) {
  JX_TRY(call_check_source(c->context, c->source, &c->length, d));
  JX_TRY(check_counts(c, d));
  for (size_t i = 0; i < c->noperands; i++) {
    const jx_array *a = c->named ? c->named[i].array : c->arrays[i];
    if (!call_name(c, i) || !a || !array_valid(a, c->only_look) || !weak_valid(a))
      return explain_operand(c, i, a, d);
  }
  for (size_t i = 0; i < c->nresults; i++) {
    const jx_array *a = &c->results[i];
    if (a->data && (!array_valid(a, false) || a->flags & JX_ARRAY_READONLY))
      return explain_result(i, a, d);
  }
  return JX_OK;
}

/* Letters are what ASCII calls so, and every byte beyond it: the lexer decides which of those it
 * takes. */
static bool is_identifier(const char *name) {
  for (const unsigned char *p = (const unsigned char *)name; *p; p++) {
    bool letter = (*p | 32) >= 'a' && (*p | 32) <= 'z';
    bool digit = *p >= '0' && *p <= '9' && p != (const unsigned char *)name;
    if (!letter && !digit && *p != '_' && *p < 0x80) return false;
  }
  return *name;
}

/* Puts a name into a table of a power of two of slots, at most half full; false when it is there.
 */
static bool add_name(const char **table, size_t slots, const char *name) {
  size_t at = hash_bytes(name, strlen(name), 0).word[0] & (slots - 1);
  for (; table[at]; at = (at + 1) & (slots - 1))
    if (strcmp(table[at], name) == 0) return false;
  table[at] = name;
  return true;
}

jx_status call_check_names(const call *c, arena *scratch, diag *d) {
  size_t slots = 2;
  while (slots < 2 * c->noperands) slots *= 2;
  const char **table = arena_zalloc(scratch, slots * sizeof *table);
  if (!table) return diag_memory(d);
  for (size_t i = 0; i < c->noperands; i++) {
    const char *name = call_name(c, i);
    if (!is_identifier(name))
      return diag_fail(d, JX_ERROR_ARGUMENT, nowhere, "operand name '%.100s' is not an identifier",
                       name);
    if (!add_name(table, slots, name))
      return diag_fail(d, JX_ERROR_ARGUMENT, nowhere, "operand name '%.100s' is given twice", name);
  }
  return JX_OK;
}
