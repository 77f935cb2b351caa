/* cpu.c: which processor kernels are made for; caches.
 *
 * Takes a family's rows (cpu_family.h) and the environment; gives a codegen_target and a few
 * numbers.
 *
 * What always holds: all that is known of a processor follows from its feature bits. Start reading
 * at cpu_detect_named().
 */
#include "runtime/machine/cpu.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/machine/cpu_family.h"

/* ---- features ---- */

#define ARCHITECTURE_SHIFT 56

static uint64_t family_bits(void) {
  return (uint64_t)cpu_here.architecture->id << ARCHITECTURE_SHIFT;
}

uint64_t cpu_level_bits(unsigned level) {
  uint64_t bits = 0;
  for (unsigned i = 0; i < cpu_here.nfeatures; i++)
    if (cpu_here.features[i].level <= level) bits |= UINT64_C(1) << i;
  return bits;
}

uint64_t cpu_machine_bits(void) { return family_bits() | cpu_here.machine_bits(); }

/* The highest level that is there in full. */
static unsigned level_of(uint64_t bits) {
  unsigned level = 0;
  while (level + 1 < cpu_here.nlevels &&
         (bits & cpu_level_bits(level + 1)) == cpu_level_bits(level + 1))
    level++;
  return level;
}

/* Features beyond a level, each after a '+'. */
static void list_features(char *text, size_t size, uint64_t extra, char separator) {
  size_t n = 0;
  for (unsigned i = 0; i < cpu_here.nfeatures && n < size; i++) {
    if (!(extra >> i & 1)) continue;
    if (n && separator) text[n++] = separator;
    n += (size_t)snprintf(text + n, size - n, "+%s", cpu_here.features[i].name);
  }
}

/* Kernels of another architecture may lie in a folder that machines share: it alone is named. */
static const char *text_of_another(uint64_t bits, char text[CPU_FEATURES_MAX]) {
  uint64_t other = bits >> ARCHITECTURE_SHIFT;
  snprintf(text, CPU_FEATURES_MAX, "%s",
           other < ARCHITECTURES ? architectures[other].name : "unknown");
  return text;
}

const char *cpu_text(uint64_t bits, char text[CPU_FEATURES_MAX]) {
  if (bits >> ARCHITECTURE_SHIFT << ARCHITECTURE_SHIFT != family_bits())
    return text_of_another(bits, text);
  unsigned level = level_of(bits);
  int n = snprintf(text, CPU_FEATURES_MAX, "%s", cpu_here.levels[level].name);
  uint64_t extra = (bits ^ family_bits()) & ~cpu_level_bits(level);
  if (extra) text[n++] = ' ';
  list_features(text + n, CPU_FEATURES_MAX - (size_t)n, extra, ' ');
  return text;
}

/* ---- the processor to make kernels for ---- */

static uint32_t larger(uint32_t a, uint32_t b) { return a > b ? a : b; }

static void describe(cpu *out, uint64_t bits, unsigned level) {
  const architecture *a = cpu_here.architecture;
  list_features(out->features, sizeof out->features, bits & ~cpu_level_bits(level), ',');
  out->bits = family_bits() | bits;
  codegen_target *t = &out->target;
  *t = (codegen_target){.plan = {.vector_bytes = a->vector_bytes, .registers = a->registers},
                        .architecture = a,
                        .can = a->can,
                        .cpu = cpu_here.levels[level].llvm,
                        .features = out->features};
  for (unsigned i = 0; i < cpu_here.nfeatures; i++) {
    const cpu_feature *f = &cpu_here.features[i];
    if (!(bits >> i & 1)) continue;
    t->plan.vector_bytes = larger(t->plan.vector_bytes, f->vector_bytes);
    t->plan.registers = larger(t->plan.registers, f->registers);
    t->can |= f->can;
  }
}

/* "it must be native, x86-64, x86-64-v2 or ..." */
static jx_status unknown_level(const char *name, diag *d) {
  char known[128];
  int n = snprintf(known, sizeof known, "native");
  for (unsigned i = 0; i < cpu_here.nlevels; i++)
    n += snprintf(known + n, sizeof known - (size_t)n, "%s%s",
                  i + 1 < cpu_here.nlevels ? ", " : " or ", cpu_here.levels[i].name);
  return diag_fail(d, JX_ERROR_ARGUMENT, (span){0}, "JX_CPU is '%.40s'; it must be %s", name,
                   known);
}

static jx_status find_level(const char *name, unsigned *level, diag *d) {
  for (*level = 0; *level < cpu_here.nlevels; ++*level)
    if (strcmp(name, cpu_here.levels[*level].name) == 0) return JX_OK;
  return unknown_level(name, d);
}

jx_status cpu_describe_level(cpu *out, const char *name, diag *d) {
  unsigned level;
  *out = (cpu){0};
  JX_TRY(find_level(name, &level, d));
  describe(out, cpu_level_bits(level), level);
  return JX_OK;
}

jx_status cpu_detect_named(cpu *out, const char *name, diag *d) {
  uint64_t bits = cpu_here.machine_bits();
  unsigned level = level_of(bits);
  *out = (cpu){0};
  if (name && *name && strcmp(name, "native") != 0) {
    unsigned asked;
    JX_TRY(find_level(name, &asked, d));
    if (asked > level)
      return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                       "JX_CPU asks for %s, but this processor is %s", name,
                       cpu_here.levels[level].name);
    level = asked;
    bits = cpu_level_bits(level);
  }
  describe(out, bits, level);
  return JX_OK;
}

jx_status cpu_detect(cpu *out, diag *d) {
  return cpu_detect_named(out, secure_getenv("JX_CPU"), d);
}

/* ---- caches ---- */

static size_t cache_bytes(int name, size_t guess, size_t least, size_t most) {
  long bytes = sysconf(name);
  if (bytes <= 0) return guess;
  return (size_t)bytes < least ? least : (size_t)bytes > most ? most : (size_t)bytes;
}

#define KIB ((size_t)1 << 10)
#define MIB ((size_t)1 << 20)

size_t cpu_l2_bytes(void) {
  return cache_bytes(_SC_LEVEL2_CACHE_SIZE, 256 * KIB, 128 * KIB, 4 * MIB);
}

size_t cpu_llc_bytes(void) {
  size_t l2 = cpu_l2_bytes(), l3 = cache_bytes(_SC_LEVEL3_CACHE_SIZE, 8 * MIB, 0, 32 * MIB);
  return l3 > l2 ? l3 : l2;
}
