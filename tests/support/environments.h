/* environments.h: floating-point environments that a program may call jx in.
 *
 *     for (size_t i = 0; i < environments_n; i++) {
 *       environment_set(&environments[i]);
 *       jx_status status = jx_eval(...);
 *       bool kept = environment_kept(&environments[i]);
 *       environment_default();
 *       ck_assert(kept);
 *
 * Between the first and the last of these a test computes nothing: in some of them any inexact
 * result is a SIGFPE. What runs on x86-64 alone is left out elsewhere. */
#ifndef JX_TESTS_ENVIRONMENTS_H
#define JX_TESTS_ENVIRONMENTS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct environment environment;

/* Its name, as "flush to zero". */
const char *environment_name(size_t i);

/* The first one is the default environment. */
extern const size_t environments_n;
const environment *environment_at(size_t i);

void environment_set(const environment *e);
/* Whether the thread has it still, the flags of exceptions included. */
bool environment_kept(const environment *e);
void environment_default(void);

#endif
