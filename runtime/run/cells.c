/* cells.c: bytes that change places within some cache lines; see cells.h.
 *
 * A register that is written takes bytes from each that is read, by one permutation each. Several
 * small cells that adjoin each other are one. */
#include "runtime/run/cells.h"

#include <string.h>

#if defined(__x86_64__) && !defined(JX_PART)
#include <immintrin.h>

#define VBMI __attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi")))

static bool has_vbmi(void) {
  return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi");
}

/* Says where a byte comes from; false when another one comes from there. */
static bool add_byte(cells *c, uint64_t *taken, int64_t to, int64_t from) {
  uint64_t bit = 1ull << from % 64;
  if (taken[from / 64] & bit) return false;
  taken[from / 64] |= bit;
  c->index[to / 64][to % 64] = (uint8_t)(from % 64);
  c->from[to / 64][from / 64] |= 1ull << to % 64;
  return true;
}

bool cells_prepare(cells *c, const int64_t *from_at, int64_t count, int64_t item, bool adjoin) {
  int64_t low = 0, high = 0, bytes = count * item;
  if (bytes > CELLS_BYTES || !has_vbmi()) return false;
  for (int64_t i = 0; i < count; i++) {
    if (from_at[i] < low) low = from_at[i];
    if (from_at[i] > high) high = from_at[i];
  }
  if (high - low + item != bytes) return false;
  c->bytes = bytes;
  c->low = low;
  c->times = adjoin && bytes <= 32 ? 64 / bytes : 1;
  uint64_t taken[CELLS_REGISTERS] = {0};
  memset(c->from, 0, sizeof c->from);
  for (int64_t k = 0; k < c->times; k++)
    for (int64_t i = 0; i < bytes; i++) {
      int64_t at = from_at[i / item] - low + i % item;
      if (!add_byte(c, taken, k * bytes + i, k * bytes + at)) return false;
    }
  return true;
}

VBMI static inline __m512i permuted(const cells *c, int p, int n, __mmask64 last,
                                    const char *from) {
  __m512i y = _mm512_setzero_si512(), index = _mm512_loadu_si512(c->index[p]);
  for (int q = 0; q < n; q++) {
    if (!c->from[p][q]) continue;
    __m512i x = _mm512_maskz_loadu_epi8(q < n - 1 ? ~0ull : last, from + 64 * q);
    y = _mm512_mask_permutexvar_epi8(y, c->from[p][q], index, x);
  }
  return y;
}

/* Cells of up to a register. */
VBMI static void move_small(const cells *c, char *to, const int64_t *to_at, const char *from,
                            const int64_t *from_at, int64_t n) {
  __m512i index = _mm512_loadu_si512(c->index[0]);
  for (int64_t i = 0; i < n; i += c->times) {
    int64_t times = n - i < c->times ? n - i : c->times;
    __mmask64 some = ~0ull >> (64 - times * c->bytes);
    __m512i x = _mm512_maskz_loadu_epi8(some, from + from_at[i]);
    _mm512_mask_storeu_epi8(to + to_at[i], some, _mm512_permutexvar_epi8(index, x));
  }
}

VBMI static void move_large(const cells *c, char *to, const int64_t *to_at, const char *from,
                            const int64_t *from_at, int64_t n) {
  int registers = (int)((c->bytes - 1) / 64 + 1);
  __mmask64 last = ~0ull >> (-c->bytes & 63);
  for (int64_t i = 0; i < n; i++)
    for (int p = 0; p < registers; p++)
      _mm512_mask_storeu_epi8(to + to_at[i] + 64 * p, p < registers - 1 ? ~0ull : last,
                              permuted(c, p, registers, last, from + from_at[i]));
}

void cells_move(const cells *c, char *to, const int64_t *to_at, const char *from,
                const int64_t *from_at, int64_t n) {
  (c->bytes <= 64 ? move_small : move_large)(c, to, to_at, from + c->low, from_at, n);
}
#else
bool cells_prepare(cells *c, const int64_t *from_at, int64_t count, int64_t item, bool adjoin) {
  (void)c, (void)from_at, (void)count, (void)item, (void)adjoin;
  return false;
}

void cells_move(const cells *c, char *to, const int64_t *to_at, const char *from,
                const int64_t *from_at, int64_t n) {
  (void)c, (void)to, (void)to_at, (void)from, (void)from_at, (void)n;
}
#endif
