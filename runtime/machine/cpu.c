/* cpu.c: instruction sets, caches, usable processors.
 *
 * Takes CPUID, the environment, /proc and the cgroup files; gives a codegen_target and a few
 * numbers. Everything about instruction sets follows from the rows of one table.
 *
 * What always holds: a feature counts only when the system saves the registers it needs (XCR0), and
 * AVX-512 counts only as a whole (F, BW, CD, DQ, VL), so kernels need to know but three kinds of
 * machine. Whatever /proc or /sys do not tell is taken as "no limit". Start reading at
 * cpu_detect_named().
 */
#include "runtime/machine/cpu.h"

#include <assert.h>
#include <cpuid.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- instruction sets ---- */

enum { OPTIONAL = 9 };

/* XCR0 bits, Intel SDM volume 1, 13.3: SSE 1; AVX 2; opmask, upper halves, upper registers 5 to 7.
 */
enum { SAVES_SSE = 0, SAVES_AVX = 0x6, SAVES_AVX512 = 0xe6 };

typedef struct feature {
  const char *name;       /* LLVM's */
  uint32_t leaf, subleaf; /* of CPUID */
  uint8_t reg, bit;       /* there; registers a to d are 0 to 3 */
  uint8_t level;          /* of the x86-64 psABI, the lowest that includes it */
  uint8_t saves;          /* what the system must save for it */
} feature;

/* Positions are part of the disk cache's key: append only. */
static const feature features[] = {
    {"cx16", 1, 0, 2, 13, 2, SAVES_SSE},
    {"popcnt", 1, 0, 2, 23, 2, SAVES_SSE},
    {"sahf", 0x80000001, 0, 2, 0, 2, SAVES_SSE},
    {"sse3", 1, 0, 2, 0, 2, SAVES_SSE},
    {"ssse3", 1, 0, 2, 9, 2, SAVES_SSE},
    {"sse4.1", 1, 0, 2, 19, 2, SAVES_SSE},
    {"sse4.2", 1, 0, 2, 20, 2, SAVES_SSE},
    {"avx", 1, 0, 2, 28, 3, SAVES_AVX},
    {"avx2", 7, 0, 1, 5, 3, SAVES_AVX},
    {"bmi", 7, 0, 1, 3, 3, SAVES_SSE},
    {"bmi2", 7, 0, 1, 8, 3, SAVES_SSE},
    {"f16c", 1, 0, 2, 29, 3, SAVES_AVX},
    {"fma", 1, 0, 2, 12, 3, SAVES_AVX},
    {"lzcnt", 0x80000001, 0, 2, 5, 3, SAVES_SSE},
    {"movbe", 1, 0, 2, 22, 3, SAVES_SSE},
    {"avx512f", 7, 0, 1, 16, 4, SAVES_AVX512},
    {"avx512bw", 7, 0, 1, 30, 4, SAVES_AVX512},
    {"avx512cd", 7, 0, 1, 28, 4, SAVES_AVX512},
    {"avx512dq", 7, 0, 1, 17, 4, SAVES_AVX512},
    {"avx512vl", 7, 0, 1, 31, 4, SAVES_AVX512},
    {"avx512ifma", 7, 0, 1, 21, OPTIONAL, SAVES_AVX512},
    {"avx512vbmi", 7, 0, 2, 1, OPTIONAL, SAVES_AVX512},
    {"avx512vbmi2", 7, 0, 2, 6, OPTIONAL, SAVES_AVX512},
    {"avx512vpopcntdq", 7, 0, 2, 14, OPTIONAL, SAVES_AVX512},
};
enum { FEATURES = sizeof features / sizeof *features };
_Static_assert(FEATURES <= 64, "cpu.bits holds 64 features");

static const char *const level_names[] = {"", "x86-64", "x86-64-v2", "x86-64-v3", "x86-64-v4"};
enum { LEVELS = sizeof level_names / sizeof *level_names };

static uint32_t saved_registers(void) {
  uint32_t a, b, c, d;
  if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE)) return 0;
  __asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
  return a;
}

/* The rows that a level is made of, and of the levels below it. */
static uint64_t level_bits(unsigned level) {
  uint64_t bits = 0;
  for (unsigned i = 0; i < FEATURES; i++)
    if (features[i].level <= level) bits |= UINT64_C(1) << i;
  return bits;
}

static uint64_t bits_saved(uint32_t saves) {
  uint64_t bits = 0;
  for (unsigned i = 0; i < FEATURES; i++)
    if (features[i].saves == saves) bits |= UINT64_C(1) << i;
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

uint64_t cpu_machine_bits(void) {
  uint64_t bits = 0;
  answers known = {.n = 0};
  uint32_t saved = saved_registers();
  for (unsigned i = 0; i < FEATURES; i++) {
    const feature *f = &features[i];
    const uint32_t *r = ask(&known, f->leaf, f->subleaf);
    if ((saved & f->saves) == f->saves && (r[f->reg] >> f->bit & 1)) bits |= UINT64_C(1) << i;
  }
  uint64_t avx512 = level_bits(4) & bits_saved(SAVES_AVX512);
  if (!has(bits, "avx")) bits &= ~bits_saved(SAVES_AVX);
  if (!has(bits, "avx2") || !has(bits, "fma") || (bits & avx512) != avx512)
    bits &= ~bits_saved(SAVES_AVX512);
  return bits;
}

/* The highest level that is there in full. */
static unsigned machine_level(uint64_t bits) {
  unsigned level = 1;
  while (level + 1 < LEVELS && (bits & level_bits(level + 1)) == level_bits(level + 1)) level++;
  return level;
}

/* Features beyond a level, each after a '+'. */
static void list_features(char *text, size_t size, uint64_t extra, char separator) {
  size_t n = 0;
  for (unsigned i = 0; i < FEATURES && n < size; i++) {
    if (!(extra >> i & 1)) continue;
    if (n && separator) text[n++] = separator;
    n += (size_t)snprintf(text + n, size - n, "+%s", features[i].name);
  }
}

const char *cpu_text(uint64_t bits, char text[CPU_FEATURES_MAX]) {
  unsigned level = machine_level(bits);
  int n = snprintf(text, CPU_FEATURES_MAX, "%s", level_names[level]);
  uint64_t extra = bits & ~level_bits(level);
  if (extra) text[n++] = ' ';
  list_features(text + n, CPU_FEATURES_MAX - (size_t)n, extra, ' ');
  return text;
}

static void describe(cpu *out, uint64_t bits, unsigned level) {
  bool avx512 = has(bits, "avx512f"), avx2 = has(bits, "avx2");
  list_features(out->features, sizeof out->features, bits & ~level_bits(level), ',');
  out->bits = bits;
  out->target = (codegen_target){
      .plan = {.vector_bytes = avx512 ? 64
                               : avx2 ? 32
                                      : 16,
               .registers = avx512 ? 32 : 16},
      .fma = has(bits, "fma"),
      .avx512 = avx512,
      .avx2 = avx2,
      .cpu = level_names[level],
      .features = out->features,
  };
}

jx_status cpu_detect_named(cpu *out, const char *name, diag *d) {
  uint64_t bits = cpu_machine_bits();
  unsigned level = machine_level(bits);
  *out = (cpu){0};
  if (name && *name && strcmp(name, "native") != 0) {
    unsigned asked = 1;
    while (asked < LEVELS && strcmp(name, level_names[asked]) != 0) asked++;
    if (asked == LEVELS)
      return diag_fail(
          d, JX_ERROR_ARGUMENT, (span){0},
          "JX_CPU is '%.40s'; it must be native, x86-64, x86-64-v2, x86-64-v3 or x86-64-v4", name);
    if (asked > level)
      return diag_fail(d, JX_ERROR_ARGUMENT, (span){0},
                       "JX_CPU asks for %s, but this processor is %s", name, level_names[level]);
    level = asked;
    bits = level_bits(level);
  }
  describe(out, bits, level);
  return JX_OK;
}

jx_status cpu_detect(cpu *out, diag *d) {
  return cpu_detect_named(out, secure_getenv("JX_CPU"), d);
}

/* ---- usable processors ---- */

static int affinity_count(void) {
  for (int size = 1024; size <= 1 << 20; size *= 4) {
    cpu_set_t *set = CPU_ALLOC((size_t)size);
    if (!set) break;
    size_t bytes = CPU_ALLOC_SIZE((size_t)size);
    int count = sched_getaffinity(0, bytes, set) == 0 ? CPU_COUNT_S(bytes, set) : 0;
    CPU_FREE(set);
    if (count > 0) return count;
  }
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}

/* The first line of a file, without its newline; false when there is none. */
static bool read_line(const char *path, char *line, size_t size) {
  FILE *f = fopen(path, "re");
  if (!f) return false;
  bool ok = fgets(line, (int)size, f) != NULL;
  fclose(f);
  if (ok) line[strcspn(line, "\n")] = 0;
  return ok;
}

/* Processors that one cgroup's quota amounts to; 0: no limit. */
static int64_t quota_v2(const char *group) {
  char path[1024], line[128];
  long long quota, period;
  snprintf(path, sizeof path, "/sys/fs/cgroup%s/cpu.max", group);
  if (!read_line(path, line, sizeof line) || sscanf(line, "%lld %lld", &quota, &period) != 2)
    return 0;
  return quota > 0 && period > 0 ? (quota - 1) / period + 1 : 0;
}

static int64_t quota_v1(const char *group) {
  char path[1024], line[128];
  long long number[2] = {0, 0};
  static const char *const names[2] = {"cpu.cfs_quota_us", "cpu.cfs_period_us"};
  for (int i = 0; i < 2; i++) {
    snprintf(path, sizeof path, "/sys/fs/cgroup/cpu%s/%s", group, names[i]);
    if (!read_line(path, line, sizeof line) || sscanf(line, "%lld", &number[i]) != 1) return 0;
  }
  return number[0] > 0 && number[1] > 0 ? (number[0] - 1) / number[1] + 1 : 0;
}

/* The least quota of a cgroup and all above it. `group` is consumed. */
static int64_t least_quota(char *group, int64_t (*quota)(const char *group)) {
  int64_t least = 0;
  for (;;) {
    if (strcmp(group, "/") == 0) group[0] = 0;
    int64_t one = quota(group);
    if (one > 0 && (least == 0 || one < least)) least = one;
    char *slash = strrchr(group, '/');
    if (!slash) return least;
    *slash = 0;
  }
}

/* True when a comma-separated list has that element. */
static bool list_has(const char *list, const char *element) {
  size_t n = strlen(element);
  for (;; list++) {
    size_t length = strcspn(list, ",");
    if (length == n && strncmp(list, element, n) == 0) return true;
    list += length;
    if (!*list) return false;
  }
}

/* Lines of /proc/self/cgroup are "id:controllers:path"; version 2 has no controllers. */
static int64_t cgroup_quota(void) {
  char line[1024];
  int64_t least = 0;
  FILE *f = fopen("/proc/self/cgroup", "re");
  if (!f) return 0;
  while (fgets(line, sizeof line, f)) {
    line[strcspn(line, "\n")] = 0;
    char *controllers = strchr(line, ':');
    char *group = controllers ? strchr(controllers + 1, ':') : NULL;
    if (!group || group[1] != '/') continue;
    *group++ = 0;
    controllers++;
    int64_t one = 0;
    if (*controllers == 0)
      one = least_quota(group, quota_v2);
    else if (list_has(controllers, "cpu"))
      one = least_quota(group, quota_v1);
    if (one > 0 && (least == 0 || one < least)) least = one;
  }
  fclose(f);
  return least;
}

int cpu_threads(void) {
  int count = affinity_count();
  int64_t quota = cgroup_quota();
  return quota > 0 && quota < count ? (int)quota : count;
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
