/* interrupt.c: Ctrl-C and its kin, as a flag.
 *
 * Flags that signal handlers set are jxc's only static variables: a handler has no context to hang
 * them on. */
#include "interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

static volatile sig_atomic_t pending;
static jx_context *_Atomic watched;

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { SIGNALS = sizeof signals / sizeof signals[0] };

static void by_default(int signal_number) {
  struct sigaction action = {.sa_handler = SIG_DFL};
  sigaction(signal_number, &action, NULL);
}

static void note(int signal_number) {
  if (pending) {
    by_default(signal_number);
    raise(signal_number);
  }
  pending = signal_number;
  jx_cancel(watched);
}

/* Files that are guarded: a slot is free when its size is 0. Kernels' threads may be in the handler
 * at the same time; the session's thread alone writes. */
enum { GUARDS = 1024 };
static struct guarded {
  _Atomic uintptr_t at;
  _Atomic size_t size;
  atomic_bool cut;
} guards[GUARDS];

/* Puts zeros in the place of what is left of a file from an address on. */
static bool replace_pages(uintptr_t address) {
  for (int i = 0; i < GUARDS; i++) {
    uintptr_t at = guards[i].at, size = guards[i].size;
    if (!size || address < at || address - at >= size) continue;
    uintptr_t page = address & ~(uintptr_t)4095;
    guards[i].cut = true;
    return mmap((void *)page, at + size - page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED,
                -1, 0) != MAP_FAILED;
  }
  return false;
}

int interrupt_guard(void *map, size_t size) {
  for (int i = 0; i < GUARDS; i++) {
    if (guards[i].size) continue;
    guards[i].at = (uintptr_t)map;
    guards[i].cut = false;
    guards[i].size = size;
    return i;
  }
  return -1;
}

void interrupt_unguard(int number) {
  if (number >= 0) guards[number].size = 0;
}

bool interrupt_was_cut(int number) { return number >= 0 && guards[number].cut; }

static void bus_error(int signal_number, siginfo_t *info, void *context) {
  static const char text[] = "jxc: a mapped .npy file was cut short while it was read\n";
  (void)context;
  if (info->si_code == BUS_ADRERR && replace_pages((uintptr_t)info->si_addr)) return;
  if (info->si_code == BUS_ADRERR) {
    if (write(STDERR_FILENO, text, sizeof text - 1) < 0) _exit(3);
    _exit(3);
  }
  by_default(signal_number);
  raise(signal_number);
}

void interrupt_catch(void) {
  /* No SA_RESTART: a blocking read or write must return, so that its caller sees the flag. */
  struct sigaction action = {.sa_handler = note}, before;
  for (int i = 0; i < SIGNALS; i++)
    if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
      sigaction(signals[i], &action, NULL);
  struct sigaction bus = {.sa_sigaction = bus_error, .sa_flags = SA_SIGINFO};
  sigaction(SIGBUS, &bus, NULL);
  signal(SIGXFSZ, SIG_IGN); /* a file over its size limit is a write that fails */
}

int interrupt_pending(void) { return pending; }

void interrupt_clear(void) {
  pending = 0;
  jx_uncancel(watched);
}

void interrupt_watch(jx_context *context) { watched = context; }

int interrupt_progress(void *unused, double done) {
  (void)unused;
  (void)done;
  return pending != 0;
}

void interrupt_finish(void) {
  int signal_number = pending;
  if (!signal_number) return;
  by_default(signal_number);
  raise(signal_number);
}
