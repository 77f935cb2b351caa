/* architecture.h: the processors that kernels are made for, as rows.
 *
 * An architecture is what whoever writes, lays out or describes machine code has to know; a
 * processor of it is its vectors and what it can do. Nobody asks what an instruction set is called:
 * code asks for a capability, and which features bring it stands with the features
 * (runtime/machine/cpu_x86.c, cpu_aarch64.c). Start with the table in architecture.c. */
#ifndef JX_ARCHITECTURE_H
#define JX_ARCHITECTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What some processors do in one instruction, and fast. */
typedef enum capability {
  CAN_FMA = 1 << 0,            /* a*b + c with one rounding */
  CAN_ROUND = 1 << 1,          /* floats to the integers around them */
  CAN_CONVERT_INT64 = 1 << 2,  /* vectors of int64 to float64 */
  CAN_MASK_MEMORY = 1 << 3,    /* loads and stores of some lanes alone */
  CAN_PERMUTE_PAIR = 1 << 4,   /* lanes picked from two vectors: sixteen float64 looked up */
  CAN_SCALE = 1 << 5,          /* x * 2^k with one rounding */
  CAN_SPLIT = 1 << 6,          /* exponent and mantissa, of subnormal numbers too */
  CAN_FIX_UP = 1 << 7,         /* special values by the class of an argument */
  CAN_NEAREST_INT64 = 1 << 8,  /* vectors of float64 to int64, rounded to nearest */
  CAN_PERMUTE = 1 << 9,        /* lanes picked from a vector: eight float32 looked up */
  CAN_HALF = 1 << 10,          /* float16 to float32 and back */
  CAN_REMAINDER = 1 << 11,     /* what rounding to a multiple of a power of 2 leaves */
  CAN_GATHER = 1 << 12,        /* lanes of 4 or 8 bytes from so many addresses */
  CAN_PERMUTE_SHORT = 1 << 13, /* lanes of 2 bytes picked from two vectors, */
  CAN_PERMUTE_BYTES = 1 << 14, /* and of 1 byte from one */
} capability;

/* How an object file may refer from one place to another. An image holds distances alone. */
typedef struct relocation {
  uint32_t type; /* ELF's */
  uint8_t width; /* bytes of a distance, S + A - P; 0: not a distance */
  const char *name;
} relocation;

typedef struct architecture {
  uint8_t
      id; /* its place in architectures[], of which libjx and the code generator have one each */
  const char *name;
  bool kernels;       /* the code generator knows it */
  const char *triple; /* LLVM's */
  /* Every processor of it, whatever its features: */
  uint32_t vector_bytes, registers; /* vector registers */
  uint32_t can;                     /* capabilities */
  uint32_t line_bytes;              /* of the caches */
  /* Its object files (System V ABI and supplements): */
  uint16_t machine; /* e_machine */
  uint8_t filler;   /* bytes of it are instructions that trap */
  const relocation *relocations;
  size_t nrelocations;
  uint32_t none, distance; /* relocations: of nothing, a distance of four bytes */
  uint32_t unwind_section; /* sh_type that unwind tables may have beside SHT_PROGBITS */
  /* Its unwind tables as LLVM writes them: units of advances and of offsets, the return column. */
  int8_t code_step, data_step, code_return;
} architecture;

/* Part of the disk cache's key (cpu.bits): append only. */
enum { ARCHITECTURE_X86_64, ARCHITECTURE_AARCH64, ARCHITECTURES };
extern const architecture architectures[ARCHITECTURES];

/* The one that we were compiled for. */
const architecture *architecture_here(void);

/* A relocation's row; NULL: the architecture has none for that type. */
const relocation *architecture_relocation(const architecture *a, uint32_t type);

#endif
