/* no_kernels.c: what jx does where it has no code generator: all but run a program, and it says so. */
#include <stdio.h>
#include <string.h>

#include "jx.h"

#if defined(__x86_64__) /* where a code generator may be; it is not here */
#define MISSING JX_ERROR_CODEGEN
#define MISSING_TEXT "the code generator libjx-codegen.so is neither in "
#else
#define MISSING JX_ERROR_UNSUPPORTED
#define MISSING_TEXT "kernels for aarch64 processors are not compiled yet"
#endif

static int failures;

static void check(int holds, const char *what, const char *text) {
  if (holds) return;
  failures++;
  printf("%s: %s\n", what, text);
}

static const char program[] = "y = sin(x)**2\nsum(y), y[::2] + 1/3";

static void forms(jx_context *c, const jx_operand *operands) {
  static const struct {
    jx_form form;
    const char *name, *has;
  } all[] = {{JX_FORM_AST, "ast", "sin"},
             {JX_FORM_GRAPH, "graph", "float64"},
             {JX_FORM_PLAN, "plan", "stage"}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    const char *text = "";
    jx_status status = jx_emit(c, program, JX_NTS, operands, 1, all[i].form, &text);
    check(status == JX_OK && strstr(text, all[i].has), all[i].name, jx_context_error(c)->message);
  }
}

static void inspection(jx_context *c) {
  jx_inspection in;
  jx_status status = jx_inspect(c, program, JX_NTS, &in);
  check(status == JX_OK && in.nresults == 2 && in.nfree == 1 && in.nassigned == 1, "inspection",
        jx_context_error(c)->message);
}

static void errors(jx_context *c, const jx_operand *operands) {
  static const struct {
    const char *program;
    jx_status status;
    const char *message;
  } all[] = {{"2*x +", JX_ERROR_INCOMPLETE, "expected an expression after '+'"},
             {"2 x", JX_ERROR_SYNTAX, "expected an operator before 'x'"},
             {"sine(x)", JX_ERROR_NAME, "unknown function 'sine'; did you mean 'sin'?"},
             {"~x", JX_ERROR_TYPE, "~ of float64 is not defined; it takes integers and bool"},
             {"x + arange(3)", JX_ERROR_SHAPE,
              "operands could not be broadcast together with shapes (4,) and (3,)"}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    jx_array y = {0};
    jx_status status = jx_eval(c, all[i].program, JX_NTS, operands, 1, &y, 1);
    const jx_error *e = jx_context_error(c);
    check(status == all[i].status && strcmp(e->message, all[i].message) == 0, all[i].program,
          e->message);
  }
}

/* Twice: what failed once fails again, in the same words. */
static void running(jx_context *c, const jx_operand *operands) {
  for (int i = 0; i < 2; i++) {
    jx_array y = {0};
    const char *text;
    jx_status status = jx_eval(c, "x + 1", JX_NTS, operands, 1, &y, 1);
    const jx_error *e = jx_context_error(c);
    check(status == MISSING && strncmp(e->message, MISSING_TEXT, strlen(MISSING_TEXT)) == 0, "eval",
          e->message);
    check(!y.data, "eval", "left a result behind");
    status = jx_emit(c, "x + 1", JX_NTS, operands, 1, JX_FORM_ASM, &text);
    check(status == MISSING, "asm", jx_context_error(c)->message);
  }
}

int main(void) {
  jx_context *c = jx_context_new(NULL);
  double numbers[] = {1, 2, 3, 4}, read, copy;
  if (!c) return 1;
  jx_array x = jx_array_of(numbers, JX_FLOAT64, 1, (int64_t[]){4});
  const jx_operand operands[] = {{"x", &x}};
  forms(c, operands);
  inspection(c);
  errors(c, operands);
  running(c, operands);
  check(jx_bandwidth(c, &read, &copy) == JX_OK && read > 0 && copy > 0, "bandwidth",
        jx_context_error(c)->message);
  jx_context_free(c);
  return failures != 0;
}
