/* describe.c: see describe.h. */
#include "describe.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blank-separated words, each behind `before`. */
static void print_words(const char *words, const char *before, const char *after) {
  for (const char *separator = before; *words; separator = ", ") {
    int n = (int)strcspn(words, " ");
    printf("%s%.*s%s", separator, n, words, after);
    words += n + (words[n] == ' ');
  }
}

static void print_function(const jx_function *f) {
  bool one = f->max_arguments == 1;
  print_words(f->names, "", "");
  if (*f->spelling) {
    bool word = f->spelling[0] >= 'a' && f->spelling[0] <= 'z';
    printf(one ? ", %s%sx" : ", x %s%sy", f->spelling, one && !word ? "" : " ");
  }
  printf(" (%d", (int)f->min_arguments);
  if (f->min_arguments < f->max_arguments) printf(" to %d", (int)f->max_arguments);
  printf(" argument%s): %s\n", one ? "" : "s", f->help);
  print_words(f->keywords, "  keywords: ", "=");
  if (*f->keywords) puts("");
  if (f->ulp > 0) printf("  error: at most %g ULP\n", f->ulp);
  if (f->fast_ulp > 0) printf("  fast: at most %g ULP, of float64\n", f->fast_ulp);
}

/* What a call of it says: near names, how to write it otherwise, that it is to come. */
static void report_unknown(session *s, const char *name) {
  char *call = NULL;
  const char *text;
  jxc_exit known = session_check_name(s, name);
  if (known == JXC_USAGE) {
    report_failure("there is no function '%s'", name);
  } else if (known == JXC_OK && asprintf(&call, "%s()", name) < 0) {
    report_failure("out of memory");
  } else if (known == JXC_OK) {
    jx_status status = jx_emit(s->context, call, JX_NTS, NULL, 0, JX_FORM_GRAPH, &text);
    report_failure("%s", status ? jx_context_error(s->context)->message : "it has no description");
    free(call);
  }
}

void describe(session *s, const char *name) {
  jx_function f;
  if (jx_function_named(name, &f))
    print_function(&f);
  else if (jx_dtype_named(name) && !jx_dtype_size(jx_dtype_named(name)))
    printf("%s: a dtype of strings of a fixed length\n", name);
  else if (jx_dtype_named(name))
    printf("%s: a dtype of %zu byte%s, and the conversion to it\n", name,
           jx_dtype_size(jx_dtype_named(name)), jx_dtype_size(jx_dtype_named(name)) > 1 ? "s" : "");
  else
    report_unknown(s, name);
}
