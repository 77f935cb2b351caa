/* announce.c: see announce.h. The list and the two symbols: GDB's manual, "JIT Compilation
 * Interface".
 *
 * A debugger finds the list by the name __jit_debug_descriptor, and learns of changes by a
 * breakpoint on __jit_debug_register_code, in every library that has both. LLVM has them too, and
 * may be loaded before us, after us, or not at all. So what is used here is local, never what the
 * dynamic linker finds by these names; the names are aliases of it, weak ones, so that a program
 * into which another definition is linked as well loses the names and nothing else. And
 * cmake/jx.map gives them a version, because libLLVM does look its list up by name, and would add
 * to ours.
 */
#include "runtime/kernel/announce.h"

#include <pthread.h>
#include <stdalign.h>

#include "base/alloc.h"
#include "runtime/kernel/code_object.h"
#include "runtime/kernel/perf.h"
#include "runtime/machine/fork.h"

/* ---- What a debugger reads ---- */

typedef struct listed { /* jit_code_entry */
  struct listed *next, *prev;
  const void *file;
  uint64_t size;
} listed;

typedef enum action { ACTION_NONE, ACTION_REGISTER, ACTION_UNREGISTER } action;

typedef struct descriptor { /* jit_descriptor */
  uint32_t version;
  uint32_t action;
  listed *relevant;
  listed *first;
} descriptor;

static descriptor list = {.version = 1};

/* A debugger stops here and reads the list. */
static __attribute__((noinline)) void notify(void) {
  __asm__ volatile("" : : "r"(&list) : "memory");
}

#define EXPORTED(local) __attribute__((weak, alias(local), visibility("default")))
extern void __jit_debug_register_code(void) EXPORTED("notify");
extern descriptor __jit_debug_descriptor EXPORTED("list");

/* ---- Ours ---- */

struct announced {
  listed link; /* first: a pointer to one is a pointer to the other */
  const jx_allocator *allocator;
  size_t size; /* of this block */
  alignas(8) code_object object;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* guards the list, and perf's files */
static fork_member member = {.locks = {&lock}};
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void watch_forks(void) { fork_join_last(&member); }

static void tell(action action, listed *l) {
  list.action = action;
  list.relevant = l;
  notify();
  list.action = ACTION_NONE;
  list.relevant = NULL;
}

static void push(listed *l) {
  l->next = list.first;
  if (list.first) list.first->prev = l;
  list.first = l;
  tell(ACTION_REGISTER, l);
}

static void pop(listed *l) {
  if (l->prev)
    l->prev->next = l->next;
  else
    list.first = l->next;
  if (l->next) l->next->prev = l->prev;
  tell(ACTION_UNREGISTER, l);
}

/* ---- perf ---- */

static void add_to_perf(perf_writer *w, const announced *a) {
  if (!perf_open(w)) return;
  for (const listed *l = &a->link; l; l = w->first ? l->next : NULL)
    perf_add(w, &((const announced *)(const void *)l)->object);
  perf_close(w);
}

/* ---- The two calls ---- */

jx_status announce_code(announced **out, const image *img, const char *source, size_t length,
                        const jx_allocator *allocator, announce_warning *warning, diag *d) {
  size_t size = offsetof(announced, object) + code_object_size(img);
  announced *a = mem_alloc(allocator, size, alignof(announced));
  perf_writer writer = {.fd = -1, .warning = warning};
  *warning = (announce_warning){0};
  if (!a) return diag_memory(d);
  *a = (announced){.allocator = allocator, .size = size};
  code_object_write(&a->object, img, source, length);
  a->link.file = &a->object;
  a->link.size = size - offsetof(announced, object);

  pthread_once(&once, watch_forks);
  fork_lock(&lock);
  push(&a->link);
  add_to_perf(&writer, a);
  fork_unlock(&lock);
  *out = a;
  return JX_OK;
}

void announce_gone(announced *a) {
  if (!a) return;
  fork_lock(&lock);
  pop(&a->link);
  fork_unlock(&lock);
  mem_free(a->allocator, a, a->size);
}
