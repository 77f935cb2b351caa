/* bad_states.h: more rows of tests/unit/test_entries.c, which includes it once: states, cancelling,
 * and what is asked without evaluating. */
#ifndef JX_TEST_BAD_STATES_H
#define JX_TEST_BAD_STATES_H

static void bad_jx_memory(void) { ck_assert_uint_gt(jx_memory(), 0); }

static void bad_jx_cancel(void) {
  jx_array r = {0};
  jx_cancel(NULL);
  jx_cancel(context);
  refused(jx_eval(context, "1 + 1", JX_NTS, NULL, 0, &r, 1), JX_ERROR_CANCELLED,
          "stopped by jx_cancel()");
  ck_assert_ptr_null(r.data);
}
static void bad_jx_uncancel(void) {
  ck_assert(!jx_uncancel(NULL));
  ck_assert(!jx_uncancel(context));
}

static void bad_jx_describe(void) {
  jx_array a = vector(), r = {0};
  jx_operand named = {"a", &a}, unnamed = {NULL, &a}, empty = {"a", NULL};
  NOWHERE(jx_describe(NULL, "a", 1, &named, 1, &r, 1));
  BAD(jx_describe(context, NULL, 1, &named, 1, &r, 1), "source is NULL");
  BAD(jx_describe(context, "a", 1, NULL, 1, &r, 1), "operands are NULL");
  BAD(jx_describe(context, "a", 1, &unnamed, 1, &r, 1), "operand 1 has no name");
  BAD(jx_describe(context, "a", 1, &empty, 1, &r, 1), "operand 'a' has no array");
  BAD(jx_describe(context, "a", 1, &named, 1, NULL, 1), "results are NULL");
  BAD(jx_describe(context, "a", 1, &named, 1, &r, 2), "program has 1 result, 2 given");
  ck_assert_ptr_null(r.data);
}

/* A state of sum(a) over ten rows; the program is the caller's to free. */
static jx_state *sum_state(jx_program **sum) {
  static const char *const names[] = {"a"};
  jx_array all = vector();
  const jx_array *in = &all;
  jx_state *s = NULL;
  all.data = NULL;
  ck_assert_int_eq(jx_compile(context, "sum(a)", JX_NTS, names, 1, sum), JX_OK);
  ck_assert_int_eq(jx_state_create(context, *sum, &in, 1, &s), JX_OK);
  return s;
}

static void bad_jx_state_create(void) {
  jx_array all = vector(), whole = vector();
  const jx_array *in = &all, *none = NULL, *there = &whole;
  jx_program *sum;
  jx_state *s = (jx_state *)1;
  jx_state_free(sum_state(&sum));
  all.data = NULL;
  NOWHERE(jx_state_create(NULL, sum, &in, 1, &s));
  BAD(jx_state_create(context, sum, &in, 1, NULL), "state is NULL");
  BAD(jx_state_create(context, NULL, &in, 1, &s), "program is NULL");
  ck_assert_ptr_null(s);
  BAD(jx_state_create(context, sum, NULL, 1, &s), "operands are NULL");
  BAD(jx_state_create(context, sum, &none, 1, &s), "operand 'a' has no array");
  BAD(jx_state_create(context, sum, &in, 2, &s), "program takes 1 operands, 2 given");
  BAD(jx_state_create(context, sum, &there, 1, &s),
      "no operand comes in pieces: those that do have a shape and no data");
  refused(
      jx_state_create(context, program, &in, 1, &s), JX_ERROR_UNSUPPORTED,
      "result 1 has an element for each row; a state gives what reductions over the rows leave");
  for (size_t i = 0; i < nbad_arrays; i++) {
    jx_array bad = bad_arrays[i].array;
    const jx_array *given = &bad;
    ck_assert_int_ne(jx_state_create(context, sum, &given, 1, &s), JX_OK);
    ck_assert_ptr_null(s);
  }
  jx_program_free(sum);
}

static void bad_jx_state_update(void) {
  jx_array a = vector(), narrow = vector(), square = vector(), nowhere = vector();
  const jx_array *in = &a, *none = NULL, *other = &narrow, *wrong = &square, *empty = &nowhere;
  jx_program *sum;
  jx_state *s = sum_state(&sum);
  int64_t given;
  narrow.dtype = JX_FLOAT32;
  square.rank = 2;
  square.shape[0] = square.shape[1] = 3;
  nowhere.data = NULL;
  NOWHERE(jx_state_update(NULL, s, 0, &in, 1));
  BAD(jx_state_update(context, NULL, 0, &in, 1), "state is NULL");
  BAD(jx_state_update(context, s, 0, NULL, 1), "program takes 1 operands, 0 given");
  BAD(jx_state_update(context, s, 0, &in, 2), "program takes 1 operands, 2 given");
  ck_assert_int_ne(jx_state_update(context, s, 0, &none, 1), JX_OK);
  ck_assert_int_ne(jx_state_update(context, s, 0, &empty, 1), JX_OK);
  ck_assert_int_eq(jx_state_update(context, s, 0, &other, 1), JX_ERROR_TYPE);
  ck_assert_int_eq(jx_state_update(context, s, 0, &wrong, 1), JX_ERROR_SHAPE);
  ck_assert_int_eq(jx_state_update(context, s, -1, &in, 1), JX_ERROR_VALUE);
  ck_assert_int_eq(jx_state_update(context, s, 1, &in, 1), JX_ERROR_VALUE);
  ck_assert_int_eq(jx_state_update(context, s, INT64_MAX, &in, 1), JX_ERROR_VALUE);
  ck_assert_int_eq(jx_state_rows(s, &given), 10);
  ck_assert_int_eq(given, 0);
  ck_assert_int_eq(jx_state_update(context, s, 0, &in, 1), JX_OK);
  ck_assert_int_eq(jx_state_update(context, s, 0, &in, 1), JX_ERROR_VALUE);
  jx_state_free(s);
  jx_program_free(sum);
}

static void bad_jx_state_combine(void) {
  jx_program *sum;
  jx_state *s = sum_state(&sum);
  NOWHERE(jx_state_combine(NULL, s, s));
  BAD(jx_state_combine(context, NULL, s), "state is NULL");
  BAD(jx_state_combine(context, s, NULL), "state is NULL");
  jx_state_free(s);
  jx_program_free(sum);
}

static void bad_jx_state_cut(void) {
  bool same = false;
  ck_assert_int_eq(jx_state_cut(NULL, NULL), 0);
  ck_assert_int_eq(jx_state_cut(NULL, &same), 0);
}
static void bad_jx_state_rows(void) {
  int64_t given = 7;
  ck_assert_int_eq(jx_state_rows(NULL, NULL), 0);
  ck_assert_int_eq(jx_state_rows(NULL, &given), 0);
  ck_assert_int_eq(given, 0);
}
static void bad_jx_state_results(void) { ck_assert_uint_eq(jx_state_results(NULL), 0); }

static void bad_jx_state_save(void) {
  jx_program *sum;
  jx_state *s = sum_state(&sum);
  size_t size;
  char few[4] = "xyz";
  NOWHERE(jx_state_save(NULL, s, NULL, 0, &size));
  BAD(jx_state_save(context, NULL, NULL, 0, &size), "state is NULL");
  BAD(jx_state_save(context, s, NULL, 0, NULL), "size is NULL");
  ck_assert_int_eq(jx_state_save(context, s, few, sizeof few, &size), JX_OK);
  ck_assert_uint_gt(size, sizeof few);
  ck_assert_str_eq(few, "xyz");
  jx_state_free(s);
  jx_program_free(sum);
}
static void bad_jx_state_load(void) {
  jx_state *s = (jx_state *)1;
  NOWHERE(jx_state_load(NULL, ten, sizeof ten, &s));
  BAD(jx_state_load(context, NULL, 9, &s), "bytes are NULL");
  BAD(jx_state_load(context, ten, sizeof ten, NULL), "state is NULL");
  ck_assert_int_eq(jx_state_load(context, ten, sizeof ten, &s), JX_ERROR_VALUE);
  ck_assert_int_eq(jx_state_load(context, ten, 0, &s), JX_ERROR_VALUE);
  ck_assert_ptr_null(s);
}

static void bad_jx_state_finish(void) {
  jx_program *sum;
  jx_state *s = sum_state(&sum);
  jx_array r = {0};
  NOWHERE(jx_state_finish(NULL, s, &r, 1));
  BAD(jx_state_finish(context, NULL, &r, 1), "state is NULL");
  ck_assert_int_eq(jx_state_finish(context, s, &r, 1), JX_ERROR_VALUE);
  ck_assert_int_eq(jx_state_finish(context, s, NULL, 1), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(jx_state_finish(context, s, &r, 2), JX_ERROR_ARGUMENT);
  ck_assert_ptr_null(r.data);
  jx_state_free(s);
  jx_program_free(sum);
}
static void bad_jx_state_free(void) { jx_state_free(NULL); }

#endif
