/* opens_module.c: the call that opens the code generator computes in the default environment and
 * leaves the caller's, though opening changes it (flushing.c). In a child for each environment,
 * because a module's constructor runs once. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jx.h"
#include "tests/support/environments.h"

static double subnormals[] = {5e-324, 1e-310, 2e-308};

/* Of an exit: 0, or what is wrong. */
static int evaluate(const environment *e) {
  double sum = 0;
  jx_array s = jx_array_of(subnormals, JX_FLOAT64, 1, (int64_t[]){3});
  jx_array r = jx_array_of(&sum, JX_FLOAT64, 0, NULL);
  jx_context *c = jx_context_new(&(jx_options){.threads = 1, .cache = JX_CACHE_OFF});
  if (!c) return 1;
  environment_set(e);
  jx_status status = jx_eval(c, "sum(s*0.5)", JX_NTS, &(jx_operand){"s", &s}, 1, &r, 1);
  bool kept = environment_kept(e);
  environment_default();
  if (status != JX_OK) fputs(jx_context_error(c)->rendering, stderr);
  jx_context_free(c);
  double expected = subnormals[0] * 0.5 + (subnormals[1] * 0.5 + subnormals[2] * 0.5);
  return status != JX_OK ? 2 : sum != expected ? 3 : kept ? 0 : 4;
}

int main(void) {
  int failures = 0;
  setenv("JX_MODULE_DIR", FLUSHING_DIR, 1);
  for (size_t i = 0; i < environments_n; i++) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) _exit(evaluate(environment_at(i)));
    if (child < 0 || waitpid(child, &status, 0) != child) return 1;
    if (status == 0) continue;
    failures++;
    printf("%s: %d\n", environment_name(i), WIFEXITED(status) ? WEXITSTATUS(status) : -1);
  }
  printf("%zu environments, %d failures\n", environments_n, failures);
  return failures > 0;
}
