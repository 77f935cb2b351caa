/* cpu_x86.c: instruction sets of x86-64, found by CPUID.
 *
 * What always holds: a feature counts only when the system saves the registers it needs (XCR0), and
 * AVX-512 counts only as a whole (F, BW, CD, DQ, VL), so kernels need to know but three kinds of
 * machine. Start with the table.
 */
#include "runtime/machine/cpu_family.h"

#if defined(__x86_64__)
#include <assert.h>
#include <cpuid.h>
#include <string.h>

/* XCR0 bits, Intel SDM volume 1, 13.3: SSE 1; AVX 2; opmask, upper halves, upper registers 5 to 7.
 */
enum { SAVES_SSE = 0, SAVES_AVX = 0x6, SAVES_AVX512 = 0xe6 };

enum {
  CAN_WITH_F = CAN_ROUND | CAN_MASK_MEMORY | CAN_PERMUTE_PAIR | CAN_SCALE | CAN_SPLIT | CAN_FIX_UP,
  CAN_WITH_DQ = CAN_CONVERT_INT64 | CAN_NEAREST_INT64 | CAN_REMAINDER
};

/* Gathers came with AVX2. Processors of Intel's that leak what they have loaded (Gather Data
 * Sampling, 2023) were slowed down, and AMD's microcode them; those that have "serialize", which no
 * kernel uses, are the ones after. */
/* X(name, leaf and subleaf of CPUID, register there (a to d: 0 to 3), bit, level of the x86-64
 * psABI, what the system must save, bytes of a vector, vector registers, capabilities) */
#define FEATURE_TABLE(X)                                                           \
  X("cx16", 1, 0, 2, 13, 1, SAVES_SSE, 0, 0, 0)                                    \
  X("popcnt", 1, 0, 2, 23, 1, SAVES_SSE, 0, 0, 0)                                  \
  X("sahf", 0x80000001, 0, 2, 0, 1, SAVES_SSE, 0, 0, 0)                            \
  X("sse3", 1, 0, 2, 0, 1, SAVES_SSE, 0, 0, 0)                                     \
  X("ssse3", 1, 0, 2, 9, 1, SAVES_SSE, 0, 0, 0)                                    \
  X("sse4.1", 1, 0, 2, 19, 1, SAVES_SSE, 0, 0, CAN_ROUND)                          \
  X("sse4.2", 1, 0, 2, 20, 1, SAVES_SSE, 0, 0, 0)                                  \
  X("avx", 1, 0, 2, 28, 2, SAVES_AVX, 0, 0, 0)                                     \
  X("avx2", 7, 0, 1, 5, 2, SAVES_AVX, 32, 0, CAN_ROUND | CAN_PERMUTE)              \
  X("bmi", 7, 0, 1, 3, 2, SAVES_SSE, 0, 0, 0)                                      \
  X("bmi2", 7, 0, 1, 8, 2, SAVES_SSE, 0, 0, 0)                                     \
  X("f16c", 1, 0, 2, 29, 2, SAVES_AVX, 0, 0, CAN_HALF)                             \
  X("fma", 1, 0, 2, 12, 2, SAVES_AVX, 0, 0, CAN_FMA)                               \
  X("lzcnt", 0x80000001, 0, 2, 5, 2, SAVES_SSE, 0, 0, 0)                           \
  X("movbe", 1, 0, 2, 22, 2, SAVES_SSE, 0, 0, 0)                                   \
  X("avx512f", 7, 0, 1, 16, 3, SAVES_AVX512, 64, 32, CAN_WITH_F)                   \
  X("avx512bw", 7, 0, 1, 30, 3, SAVES_AVX512, 0, 0, CAN_PERMUTE_SHORT)             \
  X("avx512cd", 7, 0, 1, 28, 3, SAVES_AVX512, 0, 0, 0)                             \
  X("avx512dq", 7, 0, 1, 17, 3, SAVES_AVX512, 0, 0, CAN_WITH_DQ)                   \
  X("avx512vl", 7, 0, 1, 31, 3, SAVES_AVX512, 0, 0, 0)                             \
  X("avx512ifma", 7, 0, 1, 21, CPU_OPTIONAL, SAVES_AVX512, 0, 0, 0)                \
  X("avx512vbmi", 7, 0, 2, 1, CPU_OPTIONAL, SAVES_AVX512, 0, 0, CAN_PERMUTE_BYTES) \
  X("avx512vbmi2", 7, 0, 2, 6, CPU_OPTIONAL, SAVES_AVX512, 0, 0, 0)                \
  X("avx512vpopcntdq", 7, 0, 2, 14, CPU_OPTIONAL, SAVES_AVX512, 0, 0, 0)           \
  X("serialize", 7, 0, 3, 14, CPU_OPTIONAL, SAVES_AVX, 0, 0, CAN_GATHER)

static const cpu_feature features[] = {
#define X(name, leaf, subleaf, reg, bit, level, saves, bytes, registers, can) \
  {name, level, bytes, registers, can},
    FEATURE_TABLE(X)
#undef X
};
enum { FEATURES = sizeof features / sizeof *features };
_Static_assert(FEATURES <= 56, "the upper bits of cpu.bits are the architecture's");

/* Where CPUID tells of each. */
static const struct {
  uint32_t leaf, subleaf;
  uint8_t reg, bit, saves;
} places[] = {
#define X(name, leaf, subleaf, reg, bit, level, saves, bytes, registers, can) \
  {leaf, subleaf, reg, bit, saves},
    FEATURE_TABLE(X)
#undef X
};

static const cpu_level levels[] = {{"x86-64", "x86-64"},
                                   {"x86-64-v2", "x86-64-v2"},
                                   {"x86-64-v3", "x86-64-v3"},
                                   {"x86-64-v4", "x86-64-v4"}};
enum { LEVELS = sizeof levels / sizeof *levels };

static uint32_t saved_registers(void) {
  uint32_t a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE)) return 0;
  __asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
  return a;
}

static uint64_t bits_saved(uint32_t saves) {
  uint64_t bits = 0;
  for (unsigned i = 0; i < FEATURES; i++)
    if (places[i].saves == saves) bits |= UINT64_C(1) << i;
  return bits;
}

static bool has(uint64_t bits, const char *name) {
  for (unsigned i = 0; i < FEATURES; i++)
    if (strcmp(features[i].name, name) == 0) return bits >> i & 1;
  return false;
}

/* CPUID's answers, each asked for once: on a virtual machine every question takes microseconds. */
typedef struct answers {
  struct {
    uint32_t leaf, subleaf, registers[4];
  } at[4];
  size_t n;
} answers;

static const uint32_t *ask(answers *known, uint32_t leaf, uint32_t subleaf) {
  for (size_t i = 0; i < known->n; i++)
    if (known->at[i].leaf == leaf && known->at[i].subleaf == subleaf) return known->at[i].registers;
  assert(known->n < sizeof known->at / sizeof *known->at);
  uint32_t *r = known->at[known->n].registers;
  known->at[known->n].leaf = leaf;
  known->at[known->n++].subleaf = subleaf;
  if (!__get_cpuid_count(leaf, subleaf, &r[0], &r[1], &r[2], &r[3])) memset(r, 0, 4 * sizeof *r);
  return r;
}

static uint64_t machine_bits(void) {
  uint64_t bits = 0;
  answers known = {.n = 0};
  uint32_t saved = saved_registers();
  for (unsigned i = 0; i < FEATURES; i++) {
    const uint32_t *r = ask(&known, places[i].leaf, places[i].subleaf), saves = places[i].saves;
    if ((saved & saves) == saves && (r[places[i].reg] >> places[i].bit & 1))
      bits |= UINT64_C(1) << i;
  }
  uint64_t avx512 = cpu_level_bits(LEVELS - 1) & bits_saved(SAVES_AVX512);
  if (!has(bits, "avx")) bits &= ~bits_saved(SAVES_AVX);
  if (!has(bits, "avx2") || !has(bits, "fma") || (bits & avx512) != avx512)
    bits &= ~bits_saved(SAVES_AVX512);
  return bits;
}

const cpu_family cpu_here = {.architecture = &architectures[ARCHITECTURE_X86_64],
                             .features = features,
                             .nfeatures = FEATURES,
                             .levels = levels,
                             .nlevels = LEVELS,
                             .machine_bits = machine_bits};

#endif
