/* errors.c: what a failed call tells, and what it leaves behind.
 *
 * Every failing entry returns a status and leaves in its context the message, the place in the
 * program, and a rendering with a caret. The results of a failed call are as they were. */
#include <stdio.h>
#include <string.h>

#include "jx.h"

typedef struct wrong {
  const char *program;
  jx_status status;
  size_t column;
  const char *message;
} wrong;

static const wrong all[] = {
    {"2*a + ", JX_ERROR_INCOMPLETE, 5, "expected an expression after '+'"},
    {"2 a", JX_ERROR_SYNTAX, 3, "expected an operator before 'a'"},
    {"1 + sine(a)", JX_ERROR_NAME, 5, "unknown function 'sine'; did you mean 'sin'?"},
    {"a + b", JX_ERROR_SHAPE, 1,
     "operands could not be broadcast together with shapes (3,) and (2,)"},
    {"a[3]", JX_ERROR_SHAPE, 3, "index 3 is out of bounds for axis 0 with size 3"},
    {"~a", JX_ERROR_TYPE, 1, "~ of float64 is not defined; it takes integers and bool"},
    {"min(a[:0])", JX_ERROR_VALUE, 1, "min of no elements: an axis has extent 0"},
};

int main(void) {
  jx_context *ctx = jx_context_new(NULL);
  if (!ctx) return 1;
  double three[] = {1, 2, 3}, two[] = {1, 2}, out[] = {-1, -1, -1};
  jx_array a = jx_array_of(three, JX_FLOAT64, 1, (int64_t[]){3});
  jx_array b = jx_array_of(two, JX_FLOAT64, 1, (int64_t[]){2});
  jx_array y = jx_array_of(out, JX_FLOAT64, 1, (int64_t[]){3});
  const jx_operand operands[] = {{"a", &a}, {"b", &b}};

  int failures = 0;
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    jx_status status = jx_eval(ctx, all[i].program, JX_NTS, operands, 2, &y, 1);
    const jx_error *e = jx_context_error(ctx);
    printf("%s, line %zu, column %zu\n%s\n", jx_status_name(status), e->line, e->column,
           e->rendering);
    failures += status != all[i].status || status != e->status || e->column != all[i].column ||
                strcmp(e->message, all[i].message) != 0;
    failures += out[0] != -1 || out[1] != -1 || out[2] != -1;
  }

  jx_context_free(ctx);
  return failures ? 1 : 0;
}
