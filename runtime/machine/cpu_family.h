/* cpu_family.h: what cpu.c knows of an architecture's processors: rows of features and levels.
 *
 * Each cpu_<architecture>.c defines cpu_here where it is the one compiled for, and is empty
 * elsewhere. */
#ifndef JX_CPU_FAMILY_H
#define JX_CPU_FAMILY_H

#include "base/architecture.h"

enum { CPU_OPTIONAL = 9 }; /* the level of features that no level includes */

typedef struct cpu_feature {
  const char *name; /* LLVM's */
  uint8_t level;    /* the lowest that includes it */
  /* What comes with it, beside what every processor of the architecture has; 0: nothing. */
  uint8_t vector_bytes, registers;
  uint32_t can; /* capabilities */
} cpu_feature;

typedef struct cpu_level {
  const char *name; /* JX_CPU's */
  const char *llvm; /* a processor that LLVM knows */
} cpu_level;

typedef struct cpu_family {
  const architecture *architecture;
  const cpu_feature *features; /* positions are part of the disk cache's key: append only */
  unsigned nfeatures;          /* at most 56: the architecture is in the upper bits of cpu.bits */
  const cpu_level *levels;     /* each includes those before it; the first has no features */
  unsigned nlevels;
  uint64_t (*machine_bits)(void); /* a bit for each feature that processor and system offer */
} cpu_family;

extern const cpu_family cpu_here;

/* The rows that a level is made of, and the levels below it. */
uint64_t cpu_level_bits(unsigned level);

#endif
