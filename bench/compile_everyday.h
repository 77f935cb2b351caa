/* compile_everyday.h: what compile.c compiles as `everyday`. */
#ifndef JX_COMPILE_EVERYDAY_H
#define JX_COMPILE_EVERYDAY_H

#include <stdint.h>

#define EVERYDAY_OPERANDS 5
#define EVERYDAY_RANK 3
#define EVERYDAY_RESULTS 3
#define EVERYDAY_MOST_ELEMENTS 20000

typedef struct everyday {
  const char *name;
  int results;
  const char *program;
  struct {
    const char *name;             /* NULL ends them */
    int64_t shape[EVERYDAY_RANK]; /* 0 ends its axes */
  } operands[EVERYDAY_OPERANDS];
} everyday;

extern const everyday everyday_programs[]; /* a name that is NULL ends them */

#endif
