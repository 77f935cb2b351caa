/* program.h: what an object file compiled ahead of time holds beside code.
 *
 * One run of bytes without pointers, read-only, which libjx lays out (ahead.c) and the part of
 * the runtime that goes with every object reads (part.c): how sizes become the shapes of operands,
 * the kernel's spec, where in its image the stages begin. Offsets are bytes from the program's
 * start; all parts are 16-byte aligned.
 */
#ifndef JX_AHEAD_PROGRAM_H
#define JX_AHEAD_PROGRAM_H

#include <stdint.h>

/* An extent: sizes[size] + add, or `add` alone when size < 0. */
typedef struct ahead_extent {
  int32_t size;
  uint32_t reserved;
  int64_t add;
} ahead_extent;

typedef struct ahead_operand {
  uint8_t dtype, rank;
  uint8_t weak;    /* JX_ARRAY_WEAK */
  uint8_t fortran; /* the first axis is contiguous, not the last */
  uint32_t extent; /* the first of its extents; outermost axis first */
} ahead_operand;

typedef struct ahead_program {
  uint64_t features; /* of the processor (cpu.bits) that the code uses */
  uint32_t nsizes, noperands, nresults;
  uint32_t work;     /* bytes a call needs for its bookkeeping */
  uint32_t operands; /* ahead_operand, noperands of them */
  uint32_t extents;  /* ahead_extent */
  uint32_t entries;  /* uint32_t, one per stage: bytes from the image's start */
  uint32_t spec;     /* kernel_spec */
} ahead_program;

/* What a function compiled ahead of time returns: number, name after the function's, meaning. The
 * numbers are stable. */
#define AHEAD_STATUS_TABLE(X)                                                              \
  X(0, OK, "ok")                                                                           \
  X(1, SIZE, "a size or scalar that the program cannot work with")                         \
  X(2, POINTER, "NULL for an array that has elements, or results that overlap each other") \
  X(3, MEMORY, "out of memory")                                                            \
  X(4, POWER, "integers to negative integer powers are not allowed")                       \
  X(5, PROCESSOR, "this processor lacks instructions that the function was compiled for")  \
  X(6, INDEX, "an index is out of bounds")                                                 \
  X(7, NOTHING, "the smallest or largest of nothing")

enum {
#define X(number, name, text) AHEAD_##name = number,
  AHEAD_STATUS_TABLE(X)
#undef X
};

#endif
