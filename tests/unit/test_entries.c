/* test_entries.c: what every entry of jx.h does with nonsense: an error that says what is wrong,
 * nothing touched, and the context as good as before.
 *
 * ENTRIES has a row for every function of include/jx.h, and the first test reads the header to see
 * that none is missing. A row is a function here, bad_<entry>(), that hands the entry NULL for each
 * pointer and whatever else it can be handed. Arrays that are none are a table too, and go as
 * operands and as results to every entry that takes arrays. Start there. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/array.h"
#include "runtime/engine.h"
#include "tests/support/bad_arrays.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

/* clang-format off */
#define ENTRIES(X) \
  X(jx_status_name) X(jx_dtype_name) X(jx_dtype_size) X(jx_dtype_kind) X(jx_dtype_named) \
  X(jx_unit_named) X(jx_unit_text) X(jx_time_text) X(jx_array_of) X(jx_array_size) \
  X(jx_context_new) X(jx_context_share) X(jx_context_free) X(jx_context_set_threads) \
  X(jx_context_threads) X(jx_context_set_precision) X(jx_context_precision) \
  X(jx_context_set_progress) X(jx_context_set_progress_interval) X(jx_context_error) \
  X(jx_array_free) X(jx_eval) X(jx_compile) X(jx_run) X(jx_run_many) X(jx_run_stacked) \
  X(jx_program_free) X(jx_inspect) X(jx_emit) X(jx_functions) X(jx_function_named) \
  X(jx_emit_ahead) X(jx_context_stats) X(jx_bandwidth) X(jx_cache_info) X(jx_cache_visit) \
  X(jx_cache_clear) X(jx_version) X(jx_memory) X(jx_cancel) X(jx_uncancel) X(jx_describe) \
  X(jx_state_create) X(jx_state_update) X(jx_state_combine) X(jx_state_cut) X(jx_state_rows) \
  X(jx_state_results) X(jx_state_save) X(jx_state_load) X(jx_state_finish) X(jx_state_free)
/* clang-format on */

static double ten[10] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

/* ---- Expectations ---- */

static jx_context *context;
static jx_program *program;

static void open_all(void) {
  static const char *const names[] = {"a"};
  context = context_new_with(&(jx_options){.threads = 1, .max_source = 1000}, interpret_api());
  ck_assert_ptr_nonnull(context);
  ck_assert_int_eq(jx_compile(context, "a + 1", JX_NTS, names, 1, &program), JX_OK);
}

static void close_all(void) {
  jx_program_free(program);
  jx_context_free(context);
}

/* An error with a reason; and the next call goes well. */
static void refused(jx_status status, jx_status expected, const char *message) {
  const jx_error *e = jx_context_error(context);
  ck_assert_msg(status == expected, "%s: %s, not %s", message, jx_status_name(status),
                jx_status_name(expected));
  ck_assert_int_eq(e->status, expected);
  ck_assert_str_eq(e->message, message);
  ck_assert_int_eq(strncmp(e->rendering, "error: ", 7), 0);
  jx_array r = {0};
  ck_assert_int_eq(jx_eval(context, "1 + 1", JX_NTS, NULL, 0, &r, 1), JX_OK);
  ck_assert_int_eq(*(int64_t *)r.data, 2);
  jx_array_free(context, &r);
}

#define BAD(call, message) refused(call, JX_ERROR_ARGUMENT, message)
#define BEYOND(call, message) refused(call, JX_ERROR_LIMIT, message)

/* Without a context there is nowhere to say more. */
#define NOWHERE(call) ck_assert_int_eq(call, JX_ERROR_ARGUMENT)

static jx_array vector(void) { return jx_array_of(ten, JX_FLOAT64, 1, (int64_t[]){10}); }

/* What evaluates, under one form: `a + 1` of one array into one result. */
typedef jx_status evaluation(const jx_array *a, jx_array *result);

static jx_status by_eval(const jx_array *a, jx_array *result) {
  return jx_eval(context, "a + 1", JX_NTS, &(jx_operand){"a", a}, 1, result, 1);
}
static jx_status by_run(const jx_array *a, jx_array *result) {
  return jx_run(context, program, &a, 1, result, 1);
}
static jx_status by_run_many(const jx_array *a, jx_array *result) {
  return jx_run_many(context, program, 1, &a, 1, result, 1, NULL);
}
static jx_status by_run_stacked(const jx_array *a, jx_array *result) {
  return jx_run_stacked(context, program, 1, &a, 1, result, 1, NULL);
}

/* None of the bad arrays is taken as an operand or a result, and what is there stays. */
static void bad_arrays_by(evaluation *evaluate, const char *prefix, bool stacked) {
  double before[10], out[10] = {0};
  char message[256];
  memcpy(before, ten, sizeof before);
  for (size_t i = 0; i < nbad_arrays; i++) {
    jx_array result = {0}, given = bad_arrays[i].array, a = vector(), same;
    snprintf(message, sizeof message, "%soperand 'a' %s", prefix, bad_arrays[i].says);
    BAD(evaluate(&bad_arrays[i].array, &result), message);
    ck_assert_ptr_null(result.data);
    result = jx_array_of(out, JX_FLOAT64, stacked ? 2 : 1, (int64_t[]){stacked ? 1 : 10, 10});
    BAD(evaluate(&bad_arrays[i].array, &result), message);
    given.data = out;
    same = given;
    snprintf(message, sizeof message, "%sresult 1 %s", stacked ? "" : prefix, bad_arrays[i].says);
    BAD(evaluate(&a, &given), message);
    ck_assert_mem_eq(&given, &same, sizeof given);
  }
  jx_array none = vector(), a = vector(), result = {0};
  none.data = NULL;
  snprintf(message, sizeof message, "%soperand 'a' of shape (10,) has no data", prefix);
  BAD(evaluate(&none, &result), message);
  snprintf(message, sizeof message, "%soperand 'a' has no array", prefix);
  BAD(evaluate(NULL, &result), message);
  a.flags = JX_ARRAY_READONLY; /* an operand may be */
  result = jx_array_of(out, JX_FLOAT64, stacked ? 2 : 1, (int64_t[]){stacked ? 1 : 10, 10});
  result.flags = JX_ARRAY_READONLY;
  snprintf(message, sizeof message, "%sresult 1 is read-only", prefix);
  BAD(evaluate(&a, &result), message);
  ck_assert_mem_eq(before, ten, sizeof before);
  for (int i = 0; i < 10; i++) ck_assert_double_eq(out[i], 0);
}

/* Any address and any stride will do for arrays that are some. */
static void misaligned_by(evaluation *evaluate, bool stacked) {
  unsigned char in[200], out[200];
  for (int at = 0; at < 9; at++) {
    jx_array a = jx_array_of(in + at, JX_FLOAT64, 1, (int64_t[]){10});
    jx_array result =
        jx_array_of(out + 8 - at, JX_FLOAT64, stacked ? 2 : 1, (int64_t[]){stacked ? 1 : 10, 10});
    a.strides[0] = 17;
    for (int i = 0; i < 10; i++) memcpy(in + at + 17 * i, &ten[i], 8);
    ck_assert_int_eq(evaluate(&a, &result), JX_OK);
    for (int i = 0; i < 10; i++) {
      double x;
      memcpy(&x, out + 8 - at + 8 * i, 8);
      ck_assert_double_eq(x, i + 1);
    }
  }
}

/* What all take that have a text. */
typedef jx_status reading(const char *source, size_t length);

static jx_status eval_text(const char *source, size_t length) {
  jx_array r = {0};
  jx_status status = jx_eval(context, source, length, NULL, 0, &r, 1);
  ck_assert(status == JX_OK || !r.data);
  jx_array_free(context, &r);
  return status;
}
static jx_status compile_text(const char *source, size_t length) {
  jx_program *p = (jx_program *)1;
  jx_status status = jx_compile(context, source, length, NULL, 0, &p);
  ck_assert(status == JX_OK || !p);
  jx_program_free(p);
  return status;
}
static jx_status inspect_text(const char *source, size_t length) {
  jx_inspection seen;
  memset(&seen, 0xa5, sizeof seen);
  jx_status status = jx_inspect(context, source, length, &seen);
  ck_assert(status == JX_OK || (seen.nfree == 0 && !seen.free_names));
  return status;
}
static jx_status emit_text(const char *source, size_t length) {
  const char *text = "";
  jx_status status = jx_emit(context, source, length, NULL, 0, JX_FORM_GRAPH, &text);
  ck_assert(status == JX_OK || !text);
  return status;
}
static jx_status ahead_text(const char *source, size_t length) {
  const void *bytes = "";
  size_t size = 1;
  jx_status status =
      jx_emit_ahead(context, source, length, NULL, 0, "f", JX_FORM_GRAPH, &bytes, &size);
  ck_assert(status == JX_OK || (!bytes && !size));
  return status;
}

static void bad_texts(reading *read) {
  static char text[2000];
  memset(text, ' ', sizeof text);
  BAD(read(NULL, 0), "source is NULL");
  BAD(read(NULL, 5), "source is NULL");
  BAD(read(NULL, JX_NTS), "source is NULL");
  BEYOND(read(text, 1001), "program has 1001 bytes; at most 1000 are allowed");
  BEYOND(read(text, SIZE_MAX - 1), /* not one of them is read */
         "program has 18446744073709551614 bytes; at most 1000 are allowed");
  ck_assert_int_eq(read("1 + \0 2", 7), JX_ERROR_SYNTAX);
  ck_assert_int_eq(read("\0", 1), JX_ERROR_SYNTAX);
  ck_assert_int_eq(read("1 + 'a\0b'", 9), JX_ERROR_SYNTAX);
  ck_assert_int_eq(read("\xff\xfe", 2), JX_ERROR_SYNTAX);
  ck_assert_int_eq(read("\xed\xa0\x80", 3), JX_ERROR_SYNTAX);
  ck_assert_int_eq(read("1 + 2", 5), JX_OK);
}

/* ---- One for each entry ---- */

static void bad_jx_status_name(void) {
  ck_assert_str_eq(jx_status_name((jx_status)-1), "unknown status");
  ck_assert_str_eq(jx_status_name((jx_status)9999), "unknown status");
}

static const int no_dtypes[] = {0, -1, 19, 255, INT32_MAX, INT32_MIN};

static void bad_jx_dtype_name(void) {
  for (int i = 0; i < 6; i++) ck_assert_ptr_null(jx_dtype_name((jx_dtype)no_dtypes[i]));
}
static void bad_jx_dtype_size(void) {
  for (int i = 0; i < 6; i++) ck_assert_uint_eq(jx_dtype_size((jx_dtype)no_dtypes[i]), 0);
}
static void bad_jx_dtype_kind(void) {
  for (int i = 0; i < 6; i++) ck_assert_int_eq(jx_dtype_kind((jx_dtype)no_dtypes[i]), 0);
}
static void bad_jx_dtype_named(void) {
  ck_assert_int_eq(jx_dtype_named(NULL), JX_DTYPE_NONE);
  ck_assert_int_eq(jx_dtype_named(""), JX_DTYPE_NONE);
  ck_assert_int_eq(jx_dtype_named("float65"), JX_DTYPE_NONE);
}
static void bad_jx_unit_named(void) {
  static const char *const none[] = {
      NULL, "", "15", "0m", "-1s", "16777216s", "99999999999999999s"};
  for (int i = 0; i < 7; i++) ck_assert_uint_eq(jx_unit_named(none[i]), 0);
}
static void bad_jx_unit_text(void) {
  char text[4] = "xyz";
  ck_assert_uint_eq(jx_unit_text(JX_UNIT(15, JX_UNIT_MINUTE), NULL, 0), 3);
  ck_assert_uint_eq(jx_unit_text(JX_UNIT(15, JX_UNIT_MINUTE), NULL, 7), 3);
  ck_assert_uint_eq(jx_unit_text(JX_UNIT(15, JX_UNIT_MINUTE), text, 0), 3);
  ck_assert_str_eq(text, "xyz");
  jx_unit_text(0xffffffff, text, sizeof text);
  ck_assert_ptr_nonnull(memchr(text, 0, sizeof text));
}
static void bad_jx_time_text(void) {
  char text[4] = "xyz";
  uint32_t day = JX_UNIT(1, JX_UNIT_DAY);
  ck_assert_uint_eq(jx_time_text(0, JX_DATETIME64, day, NULL, 0), 10);
  ck_assert_uint_eq(jx_time_text(0, JX_DATETIME64, day, NULL, 7), 10);
  ck_assert_uint_eq(jx_time_text(0, JX_DATETIME64, day, text, 0), 10);
  ck_assert_str_eq(text, "xyz");
  static const int64_t values[] = {0, -1, INT64_MAX, INT64_MIN, INT64_MIN + 1};
  for (int i = 0; i < 5; i++)
    for (uint32_t unit = 0; unit < 20; unit++)
      for (int dtype = -1; dtype < 20; dtype++) {
        jx_time_text(values[i], (jx_dtype)dtype, 0xffffff00u | unit, text, sizeof text);
        ck_assert_ptr_nonnull(memchr(text, 0, sizeof text));
      }
}

static void bad_jx_array_of(void) {
  int64_t shape[] = {2};
  ck_assert_int_eq(jx_array_of(ten, JX_FLOAT64, -1, shape).rank, -1);
  ck_assert_int_eq(jx_array_of(ten, JX_FLOAT64, 33, shape).rank, -1);
  ck_assert_int_eq(jx_array_of(ten, JX_FLOAT64, 1, NULL).rank, -1);
  ck_assert_int_eq(jx_array_of(ten, (jx_dtype)0, 1, shape).rank, -1);
  ck_assert_int_eq(jx_array_of(ten, (jx_dtype)99, 1, shape).rank, -1);
  jx_array a = jx_array_of(ten, JX_FLOAT64, 3, (int64_t[]){INT64_MAX, INT64_MAX, INT64_MAX});
  ck_assert_int_eq(jx_array_size(&a), -1);
}
static void bad_jx_array_size(void) {
  ck_assert_int_eq(jx_array_size(NULL), -1);
  for (size_t i = 0; i < nbad_arrays; i++)
    ck_assert_int_eq(jx_array_size(&bad_arrays[i].array) < 0, bad_arrays[i].no_size);
}

static void bad_jx_context_new(void) {
  jx_allocator half = alloc_default, other = alloc_default;
  half.free = NULL;
  other.alloc = NULL;
  const jx_options bad[] = {{.threads = -1},
                            {.threads = 4097},
                            {.threads = INT32_MIN},
                            {.allocator = &half},
                            {.allocator = &other},
                            {.cache = (jx_cache_mode)4},
                            {.cache = (jx_cache_mode)-1},
                            {.precision = (jx_precision)2},
                            {.precision = (jx_precision)-1}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) ck_assert_ptr_null(jx_context_new(&bad[i]));
  jx_context *c = jx_context_new(NULL);
  ck_assert_ptr_nonnull(c);
  jx_context_free(c);
}
static void bad_jx_context_share(void) { ck_assert_ptr_null(jx_context_share(NULL)); }
static void bad_jx_context_free(void) { jx_context_free(NULL); }
static void bad_jx_context_set_threads(void) {
  NOWHERE(jx_context_set_threads(NULL, 1));
  BAD(jx_context_set_threads(context, -1), "-1 threads: not 0 to 4096");
  BAD(jx_context_set_threads(context, 4097), "4097 threads: not 0 to 4096");
  ck_assert_int_eq(jx_context_threads(context), 1);
}
static void bad_jx_context_threads(void) { ck_assert_int_eq(jx_context_threads(NULL), 0); }
static void bad_jx_context_set_precision(void) {
  NOWHERE(jx_context_set_precision(NULL, JX_PRECISION_FAST));
  BAD(jx_context_set_precision(context, (jx_precision)2), "precision 2 is not known");
  BAD(jx_context_set_precision(context, (jx_precision)-1), "precision -1 is not known");
}
static void bad_jx_context_precision(void) {
  ck_assert_int_eq(jx_context_precision(NULL), JX_PRECISION_FULL);
}
static int go_on(void *user, double done) {
  (void)user, (void)done;
  return 0;
}
static void bad_jx_context_set_progress(void) {
  jx_context_set_progress(NULL, go_on, NULL);
  jx_context_set_progress(context, NULL, ten);
}
static void bad_jx_context_set_progress_interval(void) {
  jx_context_set_progress_interval(NULL, 1);
  jx_context_set_progress_interval(context, UINT64_MAX);
}
static void bad_jx_context_error(void) {
  ck_assert_int_eq(jx_context_error(NULL)->status, JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(NULL)->message, "context is NULL");
}

static void bad_jx_array_free(void) {
  jx_array a = vector(), r = {0};
  jx_array_free(NULL, NULL);
  jx_array_free(context, NULL);
  jx_array_free(context, &a); /* not ours */
  ck_assert_ptr_eq(a.data, ten);
  ck_assert_int_eq(by_eval(&a, &r), JX_OK);
  jx_array_free(NULL, &r);
  ck_assert_ptr_nonnull(r.data);
  jx_array_free(context, &r);
  jx_array_free(context, &r); /* nothing is left of it */
}

static void bad_jx_eval(void) {
  jx_array a = vector(), r = {0}, rs[2] = {{0}, {0}};
  jx_operand o = {"a", &a}, twice[] = {{"a", &a}, {"a", &a}}, odd = {NULL, &a};
  NOWHERE(jx_eval(NULL, "a", 1, &o, 1, &r, 1));
  bad_texts(eval_text);
  BAD(jx_eval(context, "a", 1, NULL, 1, &r, 1), "operands are NULL");
  BAD(jx_eval(context, "a", 1, &o, 1, NULL, 1), "results are NULL");
  BAD(jx_eval(context, "a", 1, &o, 1, NULL, 0), "program has 1 result, 0 given");
  BAD(jx_eval(context, "a", 1, &o, 1, rs, 2), "program has 1 result, 2 given");
  BEYOND(jx_eval(context, "a", 1, &o, 65537, &r, 1),
         "65537 operands and 1 results; at most 65536 each are allowed");
  BEYOND(jx_eval(context, "a", 1, &o, 1, &r, SIZE_MAX),
         "1 operands and 18446744073709551615 results; at most 65536 each are allowed");
  BAD(jx_eval(context, "a", 1, &odd, 1, &r, 1), "operand 1 has no name");
  BAD(jx_eval(context, "a", 1, twice, 2, &r, 1), "operand name 'a' is given twice");
  static const char *const names[] = {"", "1a", "a b", "a\n", "a.b", "+"};
  for (int i = 0; i < 6; i++) {
    odd.name = names[i];
    ck_assert_int_eq(jx_eval(context, "1", 1, &odd, 1, &r, 1), JX_ERROR_ARGUMENT);
  }
  ck_assert(!r.data && !rs[0].data && !rs[1].data);
  bad_arrays_by(by_eval, "", false);
  misaligned_by(by_eval, false);
}

static void bad_jx_compile(void) {
  jx_program *p = (jx_program *)1;
  const char *const a = "a", *const none = NULL, *const twice[] = {"a", "a"}, *const odd = "1a";
  NOWHERE(jx_compile(NULL, "a", 1, &a, 1, &p));
  BAD(jx_compile(context, "a", 1, &a, 1, NULL), "program is NULL");
  BAD(jx_compile(context, "a", 1, NULL, 1, &p), "names are NULL");
  ck_assert_ptr_null(p);
  BAD(jx_compile(context, "a", 1, &none, 1, &p), "name 1 is NULL");
  BAD(jx_compile(context, "a", 1, twice, 2, &p), "operand name 'a' is given twice");
  BAD(jx_compile(context, "a", 1, &odd, 1, &p), "operand name '1a' is not an identifier");
  BEYOND(jx_compile(context, "a", 1, &a, SIZE_MAX, &p),
         "18446744073709551615 names; at most 65536 are allowed");
  ck_assert_ptr_null(p);
  bad_texts(compile_text);
}

static void bad_jx_run(void) {
  jx_array a = vector(), r = {0};
  const jx_array *in = &a, *none = NULL;
  NOWHERE(jx_run(NULL, program, &in, 1, &r, 1));
  BAD(jx_run(context, NULL, &in, 1, &r, 1), "program is NULL");
  BAD(jx_run(context, program, NULL, 1, &r, 1), "operands are NULL");
  BAD(jx_run(context, program, &none, 1, &r, 1), "operand 'a' has no array");
  BAD(jx_run(context, program, &in, 1, NULL, 1), "results are NULL");
  BAD(jx_run(context, program, &in, 0, &r, 1), "program takes 1 operands, 0 given");
  BAD(jx_run(context, program, &in, SIZE_MAX, &r, 1),
      "program takes 1 operands, 18446744073709551615 given");
  BAD(jx_run(context, program, &in, 1, &r, 0), "program has 1 result, 0 given");
  BEYOND(jx_run(context, program, &in, 1, &r, SIZE_MAX),
         "1 operands and 18446744073709551615 results; at most 65536 each are allowed");
  jx_context *stranger = jx_context_new(NULL);
  ck_assert_int_eq(jx_run(stranger, program, &in, 1, &r, 1), JX_ERROR_ARGUMENT);
  ck_assert_str_eq(jx_context_error(stranger)->message,
                   "the program was compiled in a context that this one does not share");
  jx_context_free(stranger);
  ck_assert_ptr_null(r.data);
  bad_arrays_by(by_run, "", false);
  misaligned_by(by_run, false);
}

static void bad_jx_run_many(void) {
  jx_array a = vector(), r[2] = {{0}, {0}};
  const jx_array *in[] = {&a, NULL};
  jx_status statuses[2];
  NOWHERE(jx_run_many(NULL, program, 1, in, 1, r, 1, NULL));
  BAD(jx_run_many(context, NULL, 1, in, 1, r, 1, NULL), "program is NULL");
  BAD(jx_run_many(context, program, 1, NULL, 1, r, 1, NULL), "operands are NULL");
  BAD(jx_run_many(context, program, 1, in, 1, NULL, 1, NULL), "results are NULL");
  BAD(jx_run_many(context, program, 1, in, 2, r, 1, NULL), "program takes 1 operands, 2 given");
  BAD(jx_run_many(context, program, SIZE_MAX, in, 1, r, 1, NULL),
      "18446744073709551615 sets are too many");
  BEYOND(jx_run_many(context, program, 1, in, 1, r, 65537, NULL),
         "65537 results; at most 65536 are allowed");
  BAD(jx_run_many(context, program, 2, in, 1, r, 1, NULL), "sets[1]: operand 'a' has no array");
  ck_assert(!r[0].data && !r[1].data);
  BAD(jx_run_many(context, program, 2, in, 1, r, 1, statuses), "sets[1]: operand 'a' has no array");
  ck_assert(statuses[0] == JX_OK && statuses[1] == JX_ERROR_ARGUMENT && !r[1].data);
  jx_array_free(context, &r[0]);
  ck_assert_int_eq(jx_run_many(context, program, 0, NULL, 1, NULL, 1, NULL), JX_OK);
  bad_arrays_by(by_run_many, "sets[0]: ", false);
  misaligned_by(by_run_many, false);
}

static void bad_jx_run_stacked(void) {
  jx_array a = vector(), r = {0};
  const jx_array *in[] = {&a, NULL};
  NOWHERE(jx_run_stacked(NULL, program, 1, in, 1, &r, 1, NULL));
  BAD(jx_run_stacked(context, NULL, 1, in, 1, &r, 1, NULL), "program is NULL");
  BAD(jx_run_stacked(context, program, 1, NULL, 1, &r, 1, NULL), "operands are NULL");
  BAD(jx_run_stacked(context, program, 1, in, 1, NULL, 1, NULL), "results are NULL");
  BAD(jx_run_stacked(context, program, SIZE_MAX, in, 1, &r, 1, NULL),
      "18446744073709551615 sets are too many");
  BAD(jx_run_stacked(context, program, 0, in, 1, &r, 1, NULL),
      "result 1 cannot be allocated: there is no set to tell its shape");
  BAD(jx_run_stacked(context, program, 2, in, 1, &r, 1, NULL), "sets[1]: operand 'a' has no array");
  ck_assert_ptr_null(r.data);
  bad_arrays_by(by_run_stacked, "sets[0]: ", true);
  misaligned_by(by_run_stacked, true);
}

static void bad_jx_program_free(void) { jx_program_free(NULL); }

static void bad_jx_inspect(void) {
  jx_inspection seen;
  NOWHERE(jx_inspect(NULL, "a", 1, &seen));
  BAD(jx_inspect(context, "a", 1, NULL), "inspection is NULL");
  bad_texts(inspect_text);
}

static const int no_forms[] = {0, 9, -1, INT32_MAX};

static void bad_jx_emit(void) {
  jx_array a = vector();
  jx_operand o = {"a", &a};
  const char *text = "";
  char message[256];
  NOWHERE(jx_emit(NULL, "a", 1, &o, 1, JX_FORM_AST, &text));
  BAD(jx_emit(context, "a", 1, &o, 1, JX_FORM_AST, NULL), "text is NULL");
  BAD(jx_emit(context, "a", 1, NULL, 1, JX_FORM_GRAPH, &text), "operands are NULL");
  for (int i = 0; i < 4; i++) {
    text = "";
    ck_assert_int_eq(jx_emit(context, "a", 1, &o, 1, (jx_form)no_forms[i], &text),
                     JX_ERROR_ARGUMENT);
    ck_assert_ptr_null(text);
  }
  bad_texts(emit_text);
  for (size_t i = 0; i < nbad_arrays; i++) {
    o.array = &bad_arrays[i].array;
    snprintf(message, sizeof message, "operand 'a' %s", bad_arrays[i].says);
    BAD(jx_emit(context, "a", 1, &o, 1, JX_FORM_GRAPH, &text), message);
  }
}

static void bad_jx_functions(void) {
  size_t n = jx_functions(NULL, 0);
  ck_assert_uint_gt(n, 50);
  ck_assert_uint_eq(jx_functions(NULL, 7), n);
}
static void bad_jx_function_named(void) {
  jx_function f, before;
  memset(&f, 0xa5, sizeof f);
  before = f;
  ck_assert(!jx_function_named(NULL, &f));
  ck_assert(!jx_function_named("sin", NULL));
  ck_assert(!jx_function_named("", &f));
  ck_assert(!jx_function_named("sine", &f));
  ck_assert_mem_eq(&f, &before, sizeof f);
}

static void bad_jx_emit_ahead(void) {
  const jx_parameter one = {"a", "float64[n]"}, no_type = {"a", NULL}, no_name = {NULL, "int"};
  const void *bytes = "";
  size_t size = 1;
  NOWHERE(jx_emit_ahead(NULL, "a", 1, &one, 1, "f", JX_FORM_GRAPH, &bytes, &size));
#define AHEAD(parameters, n, function, form, bytes, size) \
  jx_emit_ahead(context, "a + 1", JX_NTS, parameters, n, function, form, bytes, size)
  BAD(AHEAD(&one, 1, "f", JX_FORM_GRAPH, NULL, &size), "bytes or size is NULL");
  BAD(AHEAD(&one, 1, "f", JX_FORM_GRAPH, &bytes, NULL), "bytes or size is NULL");
  BAD(AHEAD(NULL, 1, "f", JX_FORM_GRAPH, &bytes, &size), "parameters are NULL");
  ck_assert_int_eq(AHEAD(&one, 1, NULL, JX_FORM_GRAPH, &bytes, &size), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(AHEAD(&one, 1, "int", JX_FORM_GRAPH, &bytes, &size), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(AHEAD(&no_type, 1, "f", JX_FORM_GRAPH, &bytes, &size), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(AHEAD(&no_name, 1, "f", JX_FORM_GRAPH, &bytes, &size), JX_ERROR_ARGUMENT);
  ck_assert_int_eq(AHEAD(&one, SIZE_MAX, "f", JX_FORM_GRAPH, &bytes, &size), JX_ERROR_LIMIT);
  for (int i = 0; i < 4; i++)
    ck_assert_int_eq(AHEAD(&one, 1, "f", (jx_form)no_forms[i], &bytes, &size), JX_ERROR_ARGUMENT);
  ck_assert(!bytes && !size);
  bad_texts(ahead_text);
}

static void bad_jx_context_stats(void) {
  jx_stats s = {.calls = 7};
  jx_context_stats(context, NULL);
  jx_context_stats(NULL, &s);
  ck_assert_uint_eq(s.calls, 0);
}
static void bad_jx_bandwidth(void) {
  double read = 1, copy = 1;
  NOWHERE(jx_bandwidth(NULL, &read, &copy));
  ck_assert(read == 0 && copy == 0);
}
static jx_cache_verdict visit(void *user, const jx_cache_file *file) {
  (void)user, (void)file;
  return JX_CACHE_NEXT;
}
static void bad_jx_cache_info(void) {
  jx_cache_summary s;
  NOWHERE(jx_cache_info(NULL, &s));
  BAD(jx_cache_info(context, NULL), "summary is NULL");
}
static void bad_jx_cache_visit(void) {
  NOWHERE(jx_cache_visit(NULL, visit, NULL));
  BAD(jx_cache_visit(context, NULL, NULL), "visitor is NULL");
}
static void bad_jx_cache_clear(void) {
  uint64_t removed = 7;
  NOWHERE(jx_cache_clear(NULL, &removed));
}
#include "tests/support/bad_states.h"

static void bad_jx_version(void) { ck_assert_str_eq(jx_version(), JX_VERSION); }

/* ---- The table ---- */

static const struct entry {
  const char *name;
  void (*bad)(void);
} entries[] = {
#define X(name) {#name, bad_##name},
    ENTRIES(X)
#undef X
};
#define COUNT (sizeof entries / sizeof *entries)

/* The functions of the header are those of the table, each in one row. */
START_TEST(every_entry_has_a_row) {
  char line[256], name[64];
  size_t found = 0;
  FILE *f = fopen("include/jx.h", "r");
  ck_assert_ptr_nonnull(f);
  while (fgets(line, sizeof line, f)) {
    const char *at = strncmp(line, "JX_API ", 7) == 0 ? strstr(line, "jx_") : NULL;
    while (at && (sscanf(at, "%63[a-z_0-9]", name) != 1 || at[strlen(name)] != '('))
      at = strstr(at + 3, "jx_");
    if (!at) continue;
    size_t row = 0;
    while (row < COUNT && strcmp(entries[row].name, name) != 0) row++;
    ck_assert_msg(row < COUNT, "%s has no row in ENTRIES of tests/unit/test_entries.c", name);
    found++;
  }
  fclose(f);
  ck_assert_uint_eq(found, COUNT);
}
END_TEST

START_TEST(nonsense_is_refused_by) {
  open_all();
  entries[_i].bad();
  jx_array a = vector(), r = {0};
  ck_assert_int_eq(by_eval(&a, &r), JX_OK);
  ck_assert_double_eq(((double *)r.data)[9], 10);
  jx_array_free(context, &r);
  close_all();
}
END_TEST

int main(void) {
  setenv("JX_CACHE", "off", 1);
  Suite *suite = suite_create("entries");
  TCase *all = tcase_create("entries");
  tcase_set_timeout(all, 60);
  tcase_add_test(all, every_entry_has_a_row);
  tcase_add_loop_test(all, nonsense_is_refused_by, 0, (int)COUNT);
  suite_add_tcase(suite, all);
  SRunner *runner = srunner_create(suite);
  srunner_run_all(runner, CK_NORMAL);
  int failed = srunner_ntests_failed(runner);
  srunner_free(runner);
  return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
