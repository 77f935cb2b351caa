/* fail_alloc.c: every block carries its size and a mark in a header before it.
 *
 * In: allocation requests of any alignment. Out: malloc's memory, or NULL for the chosen request.
 * The header takes a whole alignment unit, so that what follows it is aligned too. */
#include "tests/support/fail_alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MARK 0x6a78616c6c6f6321u

typedef struct header {
  size_t size, align;
  uint64_t mark;
} header;

static size_t header_room(size_t align) {
  return align > sizeof(header) ? align : (sizeof(header) + align - 1) / align * align;
}

static void *fail_alloc_get(void *user, size_t size, size_t align) {
  fail_alloc *f = user;
  if (align < sizeof(void *)) align = sizeof(void *);
  pthread_mutex_lock(&f->lock);
  f->calls++;
  bool fails = f->fail_at && (f->fail_after ? f->calls >= f->fail_at : f->calls == f->fail_at);
  void *block = NULL;
  size_t room = header_room(align);
  if (!fails && size <= SIZE_MAX - room && posix_memalign(&block, align, room + size) == 0) {
    f->live++;
    f->bytes += size;
    if (f->bytes > f->most) f->most = f->bytes;
  }
  pthread_mutex_unlock(&f->lock);
  if (!block) return NULL;

  char *memory = (char *)block + room;
  memset(memory, 0xA5, size);
  memcpy(memory - sizeof(header), &(header){size, align, MARK}, sizeof(header));
  return memory;
}

static void fail_alloc_put(void *user, void *pointer, size_t size) {
  fail_alloc *f = user;
  header h;
  memcpy(&h, (char *)pointer - sizeof h, sizeof h);
  if (h.mark != MARK || h.size != size) {
    fprintf(stderr, "fail_alloc: freed %zu bytes of a block of %zu%s\n", size, h.size,
            h.mark == MARK ? "" : " that is not live");
    abort();
  }
  memset((char *)pointer - sizeof h, 0, sizeof h);
  free((char *)pointer - header_room(h.align));
  pthread_mutex_lock(&f->lock);
  f->live--;
  f->bytes -= size;
  pthread_mutex_unlock(&f->lock);
}

void fail_alloc_init(fail_alloc *f, size_t fail_at) {
  *f = (fail_alloc){.allocator = {fail_alloc_get, fail_alloc_put, f}, .fail_at = fail_at};
  pthread_mutex_init(&f->lock, NULL);
}
