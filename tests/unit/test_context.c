/* test_context.c: contexts, their settings, errors, programs and inspections; nothing is evaluated
 * for its result. */
#include "runtime/engine.h"

#include <string.h>

#include "tests/support/fail_alloc.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

START_TEST(nothing_is_freed_happily) {
  jx_context_free(NULL);
  jx_program_free(NULL);
  jx_array_free(NULL, NULL);
  ck_assert_ptr_null(jx_context_share(NULL));
  ck_assert_int_eq(jx_context_error(NULL)->status, JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_context_threads(NULL), 0);
  ck_assert_int_eq(jx_context_set_threads(NULL, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_context_precision(NULL), JX_PRECISION_FULL);
  ck_assert_int_eq(jx_context_set_precision(NULL, JX_PRECISION_FAST), JX_ERROR_ARGUMENT);
  jx_context_set_progress(NULL, NULL, NULL);
  jx_context_set_progress_interval(NULL, 1);
  jx_stats s = {.calls = 7};
  jx_context_stats(NULL, &s);
  ck_assert_uint_eq(s.calls, 0);
}
END_TEST

START_TEST(a_new_context_has_no_error) {
  jx_context *c = jx_context_new(NULL);
  const jx_error *e = jx_context_error(c);
  ck_assert_int_eq(e->status, JX_OK);
  ck_assert_str_eq(e->message, "");
  ck_assert_str_eq(e->rendering, "");
  jx_context_stats(c, NULL);
  jx_context_free(c);
}
END_TEST

START_TEST(options_that_are_nonsense_are_refused) {
  ck_assert_ptr_null(jx_context_new(&(jx_options){.threads = -1}));
  ck_assert_ptr_null(jx_context_new(&(jx_options){.threads = 4097}));
  jx_allocator half = alloc_default;
  half.free = NULL;
  ck_assert_ptr_null(jx_context_new(&(jx_options){.allocator = &half}));
  half = alloc_default;
  half.alloc = NULL;
  ck_assert_ptr_null(jx_context_new(&(jx_options){.allocator = &half}));
}
END_TEST

START_TEST(threads_are_set_and_reset) {
  jx_context *c = jx_context_new(&(jx_options){.threads = 3});
  ck_assert_int_eq(jx_context_threads(c), 3);
  ck_assert_int_eq(jx_context_set_threads(c, 5), JX_OK);
  jx_context *d = jx_context_share(c);
  ck_assert_int_eq(jx_context_threads(d), 5);
  ck_assert_int_eq(jx_context_set_threads(c, 0), JX_OK);
  ck_assert_int_eq(jx_context_threads(c), 3);
  ck_assert_int_eq(jx_context_threads(d), 5);
  ck_assert_int_eq(jx_context_set_threads(c, 5000), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(c)->message, "5000 threads: not 0 to 4096");
  ck_assert_int_eq(jx_context_error(d)->status, JX_OK);
  ck_assert_int_eq(jx_context_threads(c), 3);
  jx_context_free(c);
  jx_context_free(d);
  c = jx_context_new(NULL);
  ck_assert_int_ge(jx_context_threads(c), 1);
  jx_context_free(c);
}
END_TEST

START_TEST(precision_is_set_and_shared) {
  ck_assert_ptr_null(jx_context_new(&(jx_options){.precision = (jx_precision)2}));
  jx_context *c = jx_context_new(NULL);
  ck_assert_int_eq(jx_context_precision(c), JX_PRECISION_FULL);
  ck_assert_int_eq(jx_context_set_precision(c, JX_PRECISION_FAST), JX_OK);
  jx_context *d = jx_context_share(c);
  ck_assert_int_eq(jx_context_precision(d), JX_PRECISION_FAST);
  ck_assert_int_eq(jx_context_set_precision(d, JX_PRECISION_FULL), JX_OK);
  ck_assert_int_eq(jx_context_precision(c), JX_PRECISION_FAST);
  ck_assert_int_eq(jx_context_set_precision(c, (jx_precision)-1), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(c)->message, "precision -1 is not known");
  ck_assert_int_eq(jx_context_precision(c), JX_PRECISION_FAST);
  jx_context_free(c);
  jx_context_free(d);
  c = jx_context_new(&(jx_options){.precision = JX_PRECISION_FAST});
  ck_assert_int_eq(jx_context_precision(c), JX_PRECISION_FAST);
  jx_context_free(c);
}
END_TEST

START_TEST(making_and_sharing_may_run_out_of_memory) {
  for (size_t n = 1; n < 4; n++) {
    fail_alloc f;
    fail_alloc_init(&f, n);
    jx_context *c = jx_context_new(&(jx_options){.allocator = &f.allocator});
    jx_context *d = jx_context_share(c);
    if (n <= 2) ck_assert_ptr_null(c);
    if (n == 3) ck_assert(c && !d);
    jx_context_free(d);
    jx_context_free(c);
    ck_assert_uint_eq(f.live, 0);
  }
}
END_TEST

START_TEST(an_error_stays_until_the_next_one) {
  jx_context *c = context_new_with(NULL, interpret_api());
  jx_array r = {0};
  ck_assert_int_eq(jx_eval(c, "1 +\n  )", JX_NTS, NULL, 0, &r, 1), JX_ERROR_SYNTAX);
  const jx_error *e = jx_context_error(c);
  ck_assert_int_eq(e->status, JX_ERROR_SYNTAX);
  ck_assert_uint_eq(e->line, 2);
  ck_assert_uint_eq(e->column, 3);
  ck_assert_uint_eq(e->offset, 6);
  ck_assert_uint_eq(e->length, 1);
  ck_assert_ptr_nonnull(strstr(e->rendering, "^\n"));
  ck_assert_int_eq(jx_eval(c, "1 + 1", JX_NTS, NULL, 0, &r, 1), JX_OK);
  ck_assert_int_eq(jx_context_error(c)->status, JX_ERROR_SYNTAX);
  jx_array_free(c, &r);
  jx_context_free(c);
}
END_TEST

/* ---- Inspection ---- */

START_TEST(names_are_told_in_order) {
  jx_context *c = jx_context_new(NULL);
  jx_inspection i;
  const char *source = "s = sin(x)*pi; x = s + y\ns, x + sin, t if x else s";
  ck_assert_int_eq(jx_inspect(c, source, JX_NTS, &i), JX_OK);
  ck_assert_uint_eq(i.nresults, 3);
  ck_assert_uint_eq(i.nfree, 5);
  ck_assert_str_eq(i.free_names[0], "x");
  ck_assert_str_eq(i.free_names[1], "pi");
  ck_assert_str_eq(i.free_names[2], "y");
  ck_assert_str_eq(i.free_names[3], "sin");
  ck_assert_str_eq(i.free_names[4], "t");
  ck_assert_uint_eq(i.nassigned, 2);
  ck_assert_str_eq(i.assigned_names[0], "s");
  ck_assert_str_eq(i.assigned_names[1], "x");
  jx_context_free(c);
}
END_TEST

START_TEST(incomplete_programs_are_told_apart) {
  jx_context *c = jx_context_new(NULL);
  jx_inspection i;
  ck_assert_int_eq(jx_inspect(c, "sum(a,", JX_NTS, &i), JX_ERROR_INCOMPLETE);
  ck_assert_uint_eq(i.nresults, 0);
  ck_assert_int_eq(jx_inspect(c, "sum(a]", JX_NTS, &i), JX_ERROR_SYNTAX);
  ck_assert_int_eq(jx_inspect(c, "abcdef", 3, &i), JX_OK);
  ck_assert_str_eq(i.free_names[0], "abc");
  ck_assert_int_eq(jx_inspect(c, NULL, 3, &i), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_inspect(c, "a", 1, NULL), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_inspect(NULL, "a", 1, &i), JX_ERROR_ARGUMENT);
  jx_context_free(c);
}
END_TEST

START_TEST(inspecting_may_run_out_of_memory) {
  for (size_t n = 1;; n++) {
    fail_alloc f;
    jx_inspection i;
    fail_alloc_init(&f, 0);
    jx_context *c = jx_context_new(&(jx_options){.allocator = &f.allocator});
    f.fail_at = f.calls + n;
    jx_status status = jx_inspect(c, "a = b; c = a + d; c*e", JX_NTS, &i);
    bool reached = f.calls >= f.fail_at;
    if (reached) ck_assert_int_eq(status, JX_ERROR_MEMORY);
    jx_context_free(c);
    ck_assert_uint_eq(f.live, 0);
    if (!reached) break;
  }
}
END_TEST

/* ---- Forms ---- */

START_TEST(all_forms_print) {
  jx_context *c = context_new_with(NULL, interpret_api());
  jx_array a = jx_array_of(NULL, JX_FLOAT64, 1, (int64_t[]){5}); /* no data */
  jx_operand operand = {"a", &a};
  for (jx_form form = JX_FORM_AST; form <= JX_FORM_ASM; form++) {
    const char *text = NULL;
    ck_assert_int_eq(jx_emit(c, "sum(2*a)", JX_NTS, &operand, 1, form, &text), JX_OK);
    ck_assert_uint_gt(strlen(text), 10);
  }
  const char *text = "";
  ck_assert_int_eq(jx_emit(c, "sum(2*a)", JX_NTS, NULL, 0, JX_FORM_AST, &text), JX_OK);
  ck_assert_int_eq(jx_emit(c, "sum(2*a)", JX_NTS, NULL, 0, JX_FORM_GRAPH, &text), JX_ERROR_NAME);
  ck_assert_ptr_null(text);
  ck_assert_int_eq(jx_emit(c, "sum(2*a)", JX_NTS, &operand, 1, (jx_form)9, &text),
                   JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_emit(c, "a", JX_NTS, &operand, 1, JX_FORM_AST, NULL), JX_ERROR_ARGUMENT);
  jx_stats s;
  jx_context_stats(c, &s);
  ck_assert_uint_eq(s.kernels + s.compiles + s.calls, 0);
  jx_context_free(c);
}
END_TEST

/* ---- Programs ---- */

START_TEST(programs_are_checked_when_compiled) {
  jx_context *c = jx_context_new(NULL);
  jx_program *p;
  const char *names[] = {"a", "a"}, *odd[] = {"a b"}, *none[] = {NULL};
  ck_assert_int_eq(jx_compile(c, "a +", JX_NTS, names, 1, &p), JX_ERROR_INCOMPLETE);
  ck_assert_ptr_null(p);
  ck_assert_int_eq(jx_compile(c, "a", JX_NTS, names, 2, &p), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(c)->message, "operand name 'a' is given twice");
  ck_assert_int_eq(jx_compile(c, "a", JX_NTS, odd, 1, &p), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(c)->message, "operand name 'a b' is not an identifier");
  ck_assert_int_eq(jx_compile(c, "a", JX_NTS, none, 1, &p), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_compile(c, "a", JX_NTS, NULL, 1, &p), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_compile(c, "a", JX_NTS, NULL, SIZE_MAX, &p), JX_ERROR_LIMIT);
  ck_assert_int_eq(jx_compile(c, NULL, JX_NTS, names, 1, &p), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_compile(c, "a", JX_NTS, names, 1, NULL), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_compile(NULL, "a", JX_NTS, names, 1, &p), JX_ERROR_ARGUMENT);
  jx_context_free(c);
}
END_TEST

START_TEST(a_program_outlives_its_source_and_its_context) {
  fail_alloc f;
  fail_alloc_init(&f, 0);
  jx_context *c = context_new_with(&(jx_options){.allocator = &f.allocator}, interpret_api());
  char source[] = "alpha*2", name[] = "alpha";
  jx_program *p;
  ck_assert_int_eq(jx_compile(c, source, JX_NTS, (const char *[]){name}, 1, &p), JX_OK);
  memset(source, '!', sizeof source - 1);
  memset(name, '!', sizeof name - 1);
  double x = 21;
  jx_array a = jx_array_of(&x, JX_FLOAT64, 0, NULL), r = {0};
  const jx_array *operands[] = {&a};
  for (int i = 0; i < 2; i++) {
    ck_assert_int_eq(jx_run(c, p, operands, 1, &r, 1), JX_OK);
    ck_assert_double_eq(*(double *)r.data, 42);
    jx_array_free(c, &r);
  }
  jx_stats s;
  jx_context_stats(c, &s);
  ck_assert_uint_eq(s.compiles, 1);
  ck_assert_uint_eq(s.memory_hits, 1);
  ck_assert_uint_eq(s.calls, 2);
  jx_context_free(c);
  jx_program_free(p);
  ck_assert_uint_eq(f.live, 0);
}
END_TEST

START_TEST(runs_are_checked) {
  jx_context *c = context_new_with(NULL, interpret_api()), *foreign = jx_context_new(NULL);
  jx_context *shared = jx_context_share(c);
  jx_program *p;
  ck_assert_int_eq(jx_compile(c, "a + b", JX_NTS, (const char *[]){"a", "b"}, 2, &p), JX_OK);
  double x = 1;
  jx_array a = jx_array_of(&x, JX_FLOAT64, 0, NULL), r = {0};
  const jx_array *operands[] = {&a, &a}, *half[] = {&a, NULL};
  ck_assert_int_eq(jx_run(shared, p, operands, 2, &r, 1), JX_OK);
  jx_array_free(c, &r);
  ck_assert_int_eq(jx_run(foreign, p, operands, 2, &r, 1), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(foreign)->message,
                   "the program was compiled in a context that this one does not share");
  ck_assert_int_eq(jx_run(c, p, operands, 1, &r, 1), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(c)->message, "program takes 2 operands, 1 given");
  ck_assert_int_eq(jx_run(c, p, NULL, 2, &r, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_run(c, p, half, 2, &r, 1), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(c)->message, "operand 'b' has no array");
  ck_assert_int_eq(jx_run(c, NULL, operands, 2, &r, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_run(NULL, p, operands, 2, &r, 1), JX_ERROR_ARGUMENT);
  jx_program_free(p);
  jx_context_free(shared);
  jx_context_free(foreign);
  jx_context_free(c);
}
END_TEST

START_TEST(a_missing_code_generator_is_looked_for_again) {
  jx_array r = {0};
  jx_context *c = jx_context_new(NULL);
  const char *asked = getenv("JX_MODULE_DIR");
  ck_assert_ptr_nonnull(asked);
  char *kept = strdup(asked);
  setenv("JX_MODULE_DIR", "/nonexistent", 1);
  ck_assert_int_eq(jx_eval(c, "1 + 1", JX_NTS, NULL, 0, &r, 1), JX_ERROR_CODEGEN);
  setenv("JX_MODULE_DIR", kept, 1);
  ck_assert_int_eq(jx_eval(c, "1 + 1", JX_NTS, NULL, 0, &r, 1), JX_OK);
  ck_assert_int_eq(*(int64_t *)r.data, 2);
  jx_array_free(c, &r);
  jx_context_free(c);
  free(kept);
}
END_TEST

UNIT(context, nothing_is_freed_happily, a_new_context_has_no_error,
     options_that_are_nonsense_are_refused, threads_are_set_and_reset, precision_is_set_and_shared,
     making_and_sharing_may_run_out_of_memory, an_error_stays_until_the_next_one,
     names_are_told_in_order, incomplete_programs_are_told_apart, inspecting_may_run_out_of_memory,
     all_forms_print, programs_are_checked_when_compiled,
     a_program_outlives_its_source_and_its_context, runs_are_checked,
     a_missing_code_generator_is_looked_for_again)
