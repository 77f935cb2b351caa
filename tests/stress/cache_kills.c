/* cache_kills.c: many processes on one kernel cache, killed at random moments.
 *
 *   cache_kills [--processes N] [--threads N] [--kernels N] [--kills N] [--limit KIB] [--seed N]
 *
 * Every one of N processes evaluates the pool's programs (pool.h) once, in an order of its own, and
 * compares each result with what came out without a cache. A process that is killed is replaced by
 * one that goes on. The bound on the cache is far below what all kernels need, so files are evicted
 * all the time, and half of the processes have half of the bound. Meanwhile, the parent looks at
 * the directory every few milliseconds, has another process check and clear the cache (and kills
 * some of these), removes the directory as `rm -rf` would, and makes it writable by others.
 *
 * It fails when a result is wrong, a process ends in any other way than it should, the directory
 * grows beyond its bound, or anything is left at the end that a sweep does not remove. It prints
 * counts.
 *
 * Start with run(); work() is what the processes do. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "runtime/cache/folder.h"
#include "runtime/machine/clock.h"
#include "tests/stress/pool.h"

#define MOST_PROCESSES 64
#define MOST_THREADS 16
#define MOST_TEMPORARIES 256

/* A temporary file that stays for so long has no writer any more. */
#define ABANDONED_NS 3000000000ull

typedef struct settings {
  unsigned processes, threads, kernels, kills, limit_kib, seed;
} settings;

/* One of the N processes, whoever does its work now. */
typedef struct slot {
  atomic_uchar done[POOL_MOST];
  atomic_uint left;
} slot;

/* What parent and children share. */
typedef struct shared {
  settings set;
  char place[64];
  slot slots[MOST_PROCESSES];
  atomic_ullong evaluations, wrong, compiles, disk_hits, misses, evictions, warnings, checked,
      damaged;
  char warning[512], problem[1024]; /* the last one, the first one */
  atomic_bool problem_set;
  pool_result expected[POOL_MOST][POOL_EXTENTS];
} shared;

static shared *all;

static uint64_t now(void) { return clock_ns(CLOCK_MONOTONIC); }

static void complain(const char *what, const char *why) {
  if (!atomic_exchange(&all->problem_set, true))
    snprintf(all->problem, sizeof all->problem, "%.100s: %.800s", what, why);
}

/* ---- What the processes do ---- */

static void on_warning(void *user, const char *message) {
  (void)user;
  atomic_fetch_add(&all->warnings, 1);
  snprintf(all->warning, sizeof all->warning, "%s", message);
}

static jx_context *open_cache(jx_cache_mode mode, unsigned limit_kib) {
  jx_options o = {.threads = 1,
                  .cache = mode,
                  .cache_dir = all->place,
                  .cache_size = (size_t)limit_kib << 10,
                  .warning = on_warning};
  jx_context *c = jx_context_new(&o);
  if (c) return c;
  complain("jx_context_new", "no memory");
  _exit(1);
}

typedef struct worker {
  jx_context *context;
  unsigned slot, thread;
} worker;

static void evaluate(const worker *w, unsigned program, uint64_t *random) {
  pool_result got;
  uint64_t r = pool_random(random);
  unsigned extent = (unsigned)(r >> 8) % POOL_EXTENTS, naming = (unsigned)(r >> 16) % POOL_NAMINGS;
  pool_eval(w->context, program, extent, naming, &got);
  atomic_fetch_add(&all->evaluations, 1);
  if (pool_same(&got, &all->expected[program][extent])) return;
  char what[64];
  snprintf(what, sizeof what, "program %u, extent %u, naming %u", program, extent, naming);
  atomic_fetch_add(&all->wrong, 1);
  complain(what, got.status == JX_OK ? "another result" : (const char *)got.bytes);
}

/* All of a slot's programs that are not done, in a random order; a thread takes its share. */
static void *work_thread(void *user) {
  const worker *w = user;
  slot *s = &all->slots[w->slot];
  unsigned order[POOL_MOST] = {0}, n = all->set.kernels;
  uint64_t random = ((uint64_t)all->set.seed << 32) + w->slot;
  for (unsigned i = 0; i < n; i++) {
    unsigned j = (unsigned)(pool_random(&random) % (i + 1));
    order[i] = order[j];
    order[j] = i;
  }
  random += now(); /* a replacement takes other extents */
  for (unsigned i = w->thread; i < n; i += all->set.threads) {
    if (atomic_load(&s->done[order[i]])) continue;
    evaluate(w, order[i], &random);
    atomic_store(&s->done[order[i]], 1);
    atomic_fetch_sub(&s->left, 1);
  }
  return NULL;
}

/* What is not counted when the process is killed: at most what it did since the last time. */
static void count(jx_context *c, jx_stats *before) {
  jx_stats s;
  jx_context_stats(c, &s);
  atomic_fetch_add(&all->compiles, s.compiles - before->compiles);
  atomic_fetch_add(&all->disk_hits, s.disk_hits - before->disk_hits);
  atomic_fetch_add(&all->misses, s.misses - before->misses);
  atomic_fetch_add(&all->evictions, s.evictions - before->evictions);
  *before = s;
}

typedef struct counter {
  jx_context *context;
  atomic_bool stop;
} counter;

static void *count_now_and_then(void *user) {
  counter *c = user;
  jx_stats before = {0};
  while (!atomic_load(&c->stop)) {
    count(c->context, &before);
    usleep(2000);
  }
  count(c->context, &before);
  return NULL;
}

static void work(unsigned which) {
  pthread_t threads[MOST_THREADS] = {0}, counting;
  worker workers[MOST_THREADS] = {{0}};
  jx_context *c = open_cache(JX_CACHE_ON, all->set.limit_kib / (which % 2 + 1));
  counter counted = {.context = jx_context_share(c)};
  pthread_create(&counting, NULL, count_now_and_then, &counted);
  for (unsigned t = 0; t < all->set.threads; t++) {
    workers[t] = (worker){t ? jx_context_share(c) : c, which, t};
    if (t) pthread_create(&threads[t], NULL, work_thread, &workers[t]);
  }
  work_thread(&workers[0]);
  for (unsigned t = 1; t < all->set.threads; t++) {
    pthread_join(threads[t], NULL);
    jx_context_free(workers[t].context);
  }
  atomic_store(&counted.stop, true);
  pthread_join(counting, NULL);
  jx_context_free(counted.context);
  jx_context_free(c);
}

static jx_cache_verdict check_file(void *user, const jx_cache_file *file) {
  (void)user;
  if (file->kind == JX_CACHE_TEMPORARY) return JX_CACHE_NEXT;
  atomic_fetch_add(&all->checked, 1);
  if (file->damaged) {
    atomic_fetch_add(&all->damaged, 1);
    complain(file->name, file->problem);
  }
  return JX_CACHE_NEXT;
}

/* Checks every file and then, now and then, removes all. */
static void look_after(bool clear) {
  jx_context *c = open_cache(JX_CACHE_ON, all->set.limit_kib);
  uint64_t removed;
  jx_cache_visit(c, check_file, NULL); /* fails while others may write: no matter */
  if (clear) jx_cache_clear(c, &removed);
  jx_context_free(c);
}

/* ---- Looking at the directory ---- */

typedef struct temporary {
  char name[FOLDER_NAME];
  uint64_t since;
} temporary;

typedef struct watch {
  uint64_t most, most_temporaries, largest; /* bytes, files, bytes */
  uint64_t samples, aged, over;
  temporary temporaries[MOST_TEMPORARIES];
  size_t n;
} watch;

/* Notes a temporary file, and makes it look old when it has been there for long. */
static void see_temporary(watch *w, int fd, const char *name) {
  size_t i = 0;
  while (i < w->n && strcmp(w->temporaries[i].name, name) != 0) i++;
  if (i == w->n) {
    if (w->n == MOST_TEMPORARIES) return;
    strcpy(w->temporaries[w->n].name, name); /* names of ours fit */
    w->temporaries[w->n++].since = now();
  }
  if (now() - w->temporaries[i].since < ABANDONED_NS) return;
  const struct timespec past[2] = {{.tv_sec = 1}, {.tv_sec = 1}};
  if (utimensat(fd, name, past, AT_SYMLINK_NOFOLLOW) == 0) w->aged++;
  w->temporaries[i] = w->temporaries[--w->n];
}

/* Beside the bound there may be two files for each writer, and one that each killed one left. */
static void sample(watch *w) {
  uint64_t bytes = 0, abandoned = 0, count = 0;
  DIR *dir = opendir(all->place);
  w->samples++;
  if (!dir) return;
  for (const struct dirent *e; (e = readdir(dir));) {
    struct stat s;
    if (!folder_is_ours(e->d_name) || fstatat(dirfd(dir), e->d_name, &s, AT_SYMLINK_NOFOLLOW) != 0)
      continue;
    uint64_t size = folder_bytes((uint64_t)s.st_size);
    bytes += size;
    if (size > w->largest) w->largest = size;
    if (folder_kind_of(e->d_name) != FOLDER_TEMPORARY) continue;
    count++;
    abandoned += size;
    see_temporary(w, dirfd(dir), e->d_name);
  }
  closedir(dir);
  if (bytes > w->most) w->most = bytes;
  if (count > w->most_temporaries) w->most_temporaries = count;
  uint64_t writers = (uint64_t)all->set.processes * all->set.threads;
  if (bytes > ((uint64_t)all->set.limit_kib << 10) + abandoned + 2 * writers * w->largest)
    w->over++;
}

/* ---- The parent ---- */

typedef struct child {
  pid_t pid; /* 0: done */
  uint64_t death;
  bool killed;
} child;

typedef struct parent {
  child children[MOST_PROCESSES], keeper;
  unsigned running;
  uint64_t random, started, kills, keepers_killed, processes, removed, opened, keepers;
  watch watch;
  bool failed;
} parent;

static uint64_t below(parent *p, uint64_t n) { return pool_random(&p->random) % n; }

/* More than half of the processes die while they start, when everything has to be written; the
 * others within two seconds. */
static uint64_t choose_death(parent *p) {
  uint64_t start_ms = 25 * ((all->set.processes + 1) / 2);
  if (p->kills + p->keepers_killed >= all->set.kills) return UINT64_MAX;
  return now() + below(p, (below(p, 5) < 3 ? start_ms : 2000) * 1000000);
}

static pid_t fork_or_die(void) {
  pid_t pid = fork();
  if (pid >= 0) return pid;
  perror("fork");
  exit(1);
}

static void spawn(parent *p, unsigned which) {
  pid_t pid = fork_or_die();
  if (pid == 0) {
    work(which);
    exit(0);
  }
  p->processes++;
  p->children[which] = (child){.pid = pid, .death = choose_death(p)};
}

static void spawn_keeper(parent *p) {
  bool clear = below(p, 40) == 0;
  pid_t pid = fork_or_die();
  if (pid == 0) {
    look_after(clear);
    exit(0);
  }
  p->keepers++;
  p->keeper = (child){.pid = pid, .death = below(p, 2) ? now() + below(p, 20000000) : UINT64_MAX};
}

/* True when the process has ended. */
static bool reap(parent *p, child *c) {
  int status;
  if (!c->pid || waitpid(c->pid, &status, WNOHANG) != c->pid) return false;
  bool whole = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  bool as_told = c->killed && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if (!whole && !as_told) {
    p->failed = true;
    fprintf(stderr, "a process ended with status 0x%x\n", (unsigned)status);
  }
  c->pid = 0;
  return true;
}

static void kill_due(child *c, uint64_t *kills) {
  if (!c->pid || c->killed || now() < c->death) return;
  kill(c->pid, SIGKILL);
  c->killed = true;
  ++*kills;
}

static void step_children(parent *p) {
  for (unsigned i = 0; i < all->set.processes; i++) {
    child *c = &p->children[i];
    kill_due(c, &p->kills);
    if (!reap(p, c)) continue;
    if (c->killed && atomic_load(&all->slots[i].left) > 0)
      spawn(p, i);
    else
      p->running--;
  }
  if (!p->keeper.pid && below(p, 10) == 0) spawn_keeper(p);
  kill_due(&p->keeper, &p->keepers_killed);
  reap(p, &p->keeper);
}

/* As `rm -rf` would, with writers in between. */
static void remove_directory(parent *p) {
  for (int tries = 0; tries < 100; tries++) {
    DIR *dir = opendir(all->place);
    if (!dir) break;
    for (const struct dirent *e; (e = readdir(dir));) unlinkat(dirfd(dir), e->d_name, 0);
    closedir(dir);
    if (rmdir(all->place) == 0) break;
  }
  p->removed++;
}

static void open_to_others(parent *p) {
  if (chmod(all->place, 0777) != 0) return; /* not there */
  usleep(3000);
  chmod(all->place, 0700);
  p->opened++;
}

/* Now and then, and early in a short run. */
static void disturb(parent *p) {
  uint64_t what = below(p, 2400);
  if (what < 5 || p->watch.samples == 60)
    remove_directory(p);
  else if (what == 5 || p->watch.samples == 400)
    open_to_others(p);
}

/* ---- The end ---- */

/* Removes what killed processes left, and checks what remains. */
static void check_end(parent *p) {
  folder f;
  folder_change change = {0};
  folder_listing list;
  diag d;
  diag_init(&d, NULL, 0);
  sample(&p->watch);
  for (size_t i = 0; i < p->watch.n; i++) p->watch.temporaries[i].since = 0;
  sample(&p->watch);
  if (folder_open(&f, all->place, FOLDER_WRITE, false, &d) != JX_OK ||
      folder_sweep(&f, (uint64_t)all->set.limit_kib << 10, &alloc_default, &change, &d) != JX_OK ||
      folder_list(&f, time(NULL), &alloc_default, &list, &d) != JX_OK) {
    complain("at the end", d.message);
    return;
  }
  for (size_t i = 0; i < list.n; i++)
    if (list.entries[i].kind == FOLDER_TEMPORARY) complain(list.entries[i].name, "was left behind");
  if (!change.swept) complain("the last sweep", "did not take place");
  printf("left by the killed at the end, and swept: %llu\n",
         (unsigned long long)change.temporaries);
  folder_listing_free(&list, &alloc_default);
  folder_close(&f);
  look_after(true);
  if (rmdir(all->place) != 0) complain("after jx_cache_clear, rmdir", strerror(errno));
}

static void print_counts(const parent *p) {
  const watch *w = &p->watch;
#define COUNT(name, value) printf("%-42s %llu\n", name, (unsigned long long)(value))
  COUNT("processes started", p->processes);
  COUNT("killed", p->kills);
  COUNT("evaluations", all->evaluations);
  COUNT("wrong results", all->wrong);
  COUNT("compilations", all->compiles);
  COUNT("found on disk", all->disk_hits);
  COUNT("files evicted", all->evictions);
  COUNT("checks of the whole cache, some clearing", p->keepers);
  COUNT("of them killed", p->keepers_killed);
  COUNT("files checked", all->checked);
  COUNT("damaged", all->damaged);
  COUNT("directory removed", p->removed);
  COUNT("directory opened to others", p->opened);
  COUNT("warnings", all->warnings);
  COUNT("looks at the directory", w->samples);
  COUNT("bound, KiB", all->set.limit_kib);
  COUNT("most seen, KiB", w->most >> 10);
  COUNT("above the bound and what may be beside it", w->over);
  COUNT("temporaries at once, most", w->most_temporaries);
  COUNT("temporaries of the killed made old", w->aged);
  COUNT("milliseconds", (now() - p->started) / 1000000);
#undef COUNT
  if (*all->warning) printf("the last warning: %s\n", all->warning);
}

/* What each program gives without a cache; in a process of its own, so that the parent has no
 * threads when it forks. */
static bool find_expected(void) {
  pid_t pid = fork_or_die();
  if (pid == 0) {
    jx_context *c = open_cache(JX_CACHE_OFF, 0);
    for (unsigned i = 0; i < all->set.kernels; i++)
      for (unsigned e = 0; e < POOL_EXTENTS; e++) {
        pool_eval(c, i, e, 0, &all->expected[i][e]);
        if (all->expected[i][e].status != JX_OK) {
          fprintf(stderr, "%s\n", (const char *)all->expected[i][e].bytes);
          _exit(1);
        }
      }
    jx_context_free(c);
    exit(0);
  }
  int status;
  return waitpid(pid, &status, 0) == pid && status == 0;
}

static int run(void) {
  static parent p;
  p.random = all->set.seed;
  p.started = now();
  if (!find_expected()) return 1;
  for (unsigned i = 0; i < all->set.processes; i++) {
    atomic_init(&all->slots[i].left, all->set.kernels);
    spawn(&p, i);
  }
  for (p.running = all->set.processes; p.running > 0 && !p.failed;) {
    step_children(&p);
    sample(&p.watch);
    disturb(&p);
    usleep(2000);
  }
  for (unsigned i = 0; i < all->set.processes; i++)
    if (p.children[i].pid) kill(p.children[i].pid, SIGKILL);
  if (p.keeper.pid) kill(p.keeper.pid, SIGKILL);
  while (wait(NULL) > 0 || errno == EINTR) {}
  check_end(&p);
  print_counts(&p);
  if (all->problem_set) printf("failed: %s\n", all->problem);
  bool good = !p.failed && !all->problem_set && !all->wrong && !p.watch.over && !all->damaged;
  return good ? 0 : 1;
}

/* ---- Arguments ---- */

static bool parse(int argc, char **argv, settings *s) {
  const struct {
    const char *name;
    unsigned *to, most;
  } rows[] = {{"--processes", &s->processes, MOST_PROCESSES},
              {"--threads", &s->threads, MOST_THREADS},
              {"--kernels", &s->kernels, POOL_MOST},
              {"--kills", &s->kills, 1000000},
              {"--limit", &s->limit_kib, 1000000},
              {"--seed", &s->seed, UINT32_MAX}};
  for (int i = 1; i < argc; i += 2) {
    size_t row = 0, n = sizeof rows / sizeof *rows;
    while (row < n && strcmp(rows[row].name, argv[i]) != 0) row++;
    unsigned long value = i + 1 < argc ? strtoul(argv[i + 1], NULL, 10) : 0;
    if (row == n || value == 0 || value > rows[row].most) {
      fprintf(stderr, "cache_kills: %s needs a number from 1 on\n", argv[i]);
      return false;
    }
    *rows[row].to = (unsigned)value;
  }
  return true;
}

int main(int argc, char **argv) {
  settings set = {
      .processes = 32, .threads = 1, .kernels = 200, .kills = 400, .limit_kib = 4096, .seed = 1};
  if (!parse(argc, argv, &set)) return 2;
  all = mmap(NULL, sizeof *all, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (all == MAP_FAILED) {
    perror("mmap");
    return 1;
  }
  all->set = set;
  snprintf(all->place, sizeof all->place, "/tmp/jx-kills-XXXXXX");
  if (!mkdtemp(all->place)) {
    perror(all->place);
    return 1;
  }
  return run();
}
