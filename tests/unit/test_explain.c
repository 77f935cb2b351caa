/* test_explain.c: what --explain says of a call: bytes, operations, scratch memory, pieces. */
#include <string.h>

#include "base/alloc.h"
#include "runtime/engine.h"
#include "runtime/look/explain.h"
#include "tests/support/interpret.h"
#include "tests/support/unit.h"

static jx_context *context;

static void setup_with(jx_options options) {
  options.threads = 2;
  context = context_new_with(&options, interpret_api());
}
static void setup(void) { setup_with((jx_options){0}); }
static void teardown(void) { jx_context_free(context); }

/* Arrays without data: explaining reads none. */
static jx_array shaped(int rank, int64_t rows, int64_t columns) {
  return jx_array_of(NULL, JX_FLOAT64, rank, (int64_t[]){rows, columns});
}

static const char *explain(const char *source, const jx_array *a, const jx_array *b) {
  jx_operand operands[] = {{"a", a}, {"b", b ? b : a}};
  const char *text = NULL;
  ck_assert_msg(jx_emit(context, source, JX_NTS, operands, 2, JX_FORM_PLAN, &text) == JX_OK, "%s",
                jx_context_error(context)->message);
  return text;
}

static void check_says(const char *text, const char *words) {
  ck_assert_msg(strstr(text, words), "'%s' is not in\n%s", words, text);
}

START_TEST(bytes_and_operations_in_all) {
  setup();
  jx_array a = shaped(1, 1000, 0), b = shaped(1, 1, 0);
  const char *text = explain("a + b", &a, &b);
  check_says(text, "a: 1 pass\nb: 1 pass\nstage 0");
  check_says(text, "in all: read 8.01 kB (8008 bytes), written 8 kB (8000 bytes), 1 k operations");
  check_says(text, "scratch: none\n");
  check_says(text,
             "stage 0: 1000 points, read 8.01 kB, written 8 kB, 0.062 operations a byte; 1 piece");
  check_says(explain("sum(a*b)", &a, &b), "read 8.01 kB (8008 bytes), written 8 B, ");
  teardown();
}
END_TEST

START_TEST(neighbours_are_read_once) {
  setup();
  jx_array a = shaped(2, 1000, 500), v = shaped(1, 1000, 0);
  check_says(explain("a[:-2] + a[1:-1] + a[2:]", &a, NULL), "in all: read 4 MB (4000000 bytes), ");
  check_says(explain("a[:10] + a[10:20]", &v, NULL), "in all: read 160 B, written 80 B");
  check_says(explain("a + a[::-1]", &v, NULL), "in all: read 16 kB (16000 bytes), ");
  jx_array square = shaped(2, 1000, 1000);
  const char *text = explain("a + a.T", &square, NULL);
  check_says(text, "read 16 MB (16000000 bytes), written 8 MB (8000000 bytes)");
  check_says(text, "pieces, tiles");
  teardown();
}
END_TEST

START_TEST(elements_that_lie_on_one_another_count_once) {
  setup();
  jx_array row = shaped(2, 1000, 500);
  row.strides[0] = 0;
  check_says(explain("a + 1", &row, NULL), "in all: read 4 kB (4000 bytes), written 4 MB");
  teardown();
}
END_TEST

START_TEST(chains_and_states_and_their_bounds) {
  setup();
  jx_array a = shaped(2, 4000, 1000), tall = shaped(2, 50000, 400);
  const char *text = explain("exp(a - max(a, axis=1, keepdims=True))", &a, NULL);
  check_says(text, "a: 1 pass, 1 more within a chain\n");
  check_says(text, "chain 0: stages 0 to 1 together in ");
  check_says(text, "B of windows (bound 268 MB)\n");
  check_says(text, "in all: read 32 MB (32000000 bytes), written 32 MB (32000000 bytes), ");
  jx_array small = shaped(2, 40, 100);
  text = explain("exp(a - max(a, axis=1, keepdims=True))", &small, NULL);
  check_says(text, "chain 0: its stages run one after the other\n");
  check_says(text, "B of temporaries");
  text = explain("sum(a, axis=0)", &tall, NULL);
  check_says(text, "MB of states (bound 8.39 MB)\n");
  check_says(text, "of the reduced range");
  teardown();
}
END_TEST

START_TEST(nothing_to_do) {
  setup();
  jx_array none = shaped(2, 0, 7);
  check_says(explain("a + 1", &none, NULL), "in all: read 0 B, written 0 B, 0 operations\n");
  check_says(explain("a + 1", &none, NULL), "  stage 0: nothing to do\n");
  teardown();
}
END_TEST

START_TEST(calls_that_would_fail_are_explained) {
  setup_with((jx_options){.max_bytes = 1000});
  jx_array a = shaped(1, 1000, 0), huge = shaped(2, (int64_t)1 << 31, (int64_t)1 << 28);
  const char *text = explain("a + 1", &a, NULL);
  check_says(text, "stage 0: elementwise");
  check_says(text, "  fails: the call would allocate more than max_bytes, 1000 bytes\n");
  check_says(explain("sum(a + b[:,None,:], axis=0)", &huge, NULL), "  fails: ");
  teardown();
}
END_TEST

START_TEST(amounts) {
  static const struct {
    double amount;
    const char *text;
  } rows[] = {{0, "0 B"},          {8, "8 B"},        {999, "999 B"},     {999.6, "1 kB"},
              {5.76e9, "5.76 GB"}, {1e6, "1 MB"},     {999499, "999 kB"}, {999500, "1 MB"},
              {1e21, "1e+03 EB"},  {1.5e12, "1.5 TB"}};
  arena memory;
  arena_init(&memory, &alloc_default);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    text t;
    text_init(&t, &memory);
    explain_amount(&t, rows[i].amount, "B");
    ck_assert_str_eq(t.at, rows[i].text);
  }
  arena_free(&memory);
}
END_TEST

UNIT(explain, bytes_and_operations_in_all, neighbours_are_read_once,
     elements_that_lie_on_one_another_count_once, chains_and_states_and_their_bounds, nothing_to_do,
     calls_that_would_fail_are_explained, amounts)
