/* room.c: see room.h. */
#include "runtime/machine/room.h"

#include <stdatomic.h>
#include <sys/mman.h>

static atomic_size_t promised;

static bool map(size_t bytes, int protection) {
  void *at = mmap(NULL, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (at == MAP_FAILED) return false;
  munmap(at, bytes);
  return true;
}

bool room_there(size_t bytes, size_t written) {
  size_t others = atomic_load(&promised);
  return map(bytes + others, PROT_NONE) && map(written + others, PROT_READ | PROT_WRITE);
}

bool room_take(size_t bytes) {
  bool there = room_there(bytes, bytes);
  if (there) atomic_fetch_add(&promised, bytes);
  return there;
}

void room_give_back(size_t bytes) { atomic_fetch_sub(&promised, bytes); }
