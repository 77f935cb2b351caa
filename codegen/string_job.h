/* string_job.h: what a kernel asks HELPER_STRINGS to do: one operation on the strings of a step.
 *
 * Kernels fill it word by word (codegen/cpu/string_values.c), so every member has 8 bytes. */
#ifndef JX_STRING_JOB_H
#define JX_STRING_JOB_H

#include <stdint.h>

typedef struct string_job {
  int64_t op;                 /* op_id */
  int64_t lanes;              /* how many strings */
  int64_t size;               /* bytes of a character: 1 of bytes, 4 of str */
  int64_t range;              /* searches: STRING_RANGE() */
  int64_t count;              /* operands */
  int64_t item[2];            /* bytes of an operand's strings; DIGITS: 1 where they are signed */
  int64_t step[2];            /* 1: lane i has text[i]; 0: all have text[0] */
  const char *const *text[2]; /* where they are; DIGITS: an int64 for each lane */
  void *out;                  /* an int64 for each lane; or strings of out_item bytes, one behind */
  int64_t out_item;           /* the other */
} string_job;

enum { STRING_JOB_WORDS = sizeof(string_job) / 8 };
enum {
  JOB_OP,
  JOB_LANES,
  JOB_SIZE,
  JOB_RANGE,
  JOB_COUNT,
  JOB_ITEM,
  JOB_STEP = JOB_ITEM + 2,
  JOB_TEXT = JOB_STEP + 2,
  JOB_OUT = JOB_TEXT + 2,
  JOB_OUT_ITEM
};

#endif
