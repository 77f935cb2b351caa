/* cache_corrupt.c: damage to the files of a kernel cache.
 *
 *   cache_corrupt [--rounds N] [--seed N] [--from N]
 *
 * A dozen kernels are made. Each round then damages one or two of their files in one of the ways of
 * a table below, evaluates the programs these belong to in a context that has only the disk, and
 * compares the results, bit for bit, with those of a context without a cache. Whether a file is
 * found useless or is still right, the result must be; and nothing may crash, which a sanitizer
 * makes sharper. Then the files are put back.
 *
 * Some ways give the file a right checksum afterwards. They set sizes, offsets, counts, indices and
 * identifiers to extremes, as nobody can but the user himself. Code, and indices that lie within
 * their bounds, are left alone then: a user who forges these runs his own code.
 *
 * Rounds run in a process of their own, so that the parent can tell which one crashed; it is run
 * alone by --from. Start with play(). */
#include <dirent.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runtime/cache/disk.h"
#include "runtime/machine/clock.h"
#include "tests/stress/pool.h"

#define PROGRAMS 12
#define MOST_FILES 64
#define ROOM (256u << 10) /* of one file, damaged */

typedef struct bytes {
  unsigned char *at;
  size_t size;
} bytes;

typedef struct kept_file {
  char name[FOLDER_NAME];
  unsigned program;
  bytes content, earlier; /* earlier: of kernels that were made before and removed */
} kept_file;

/* The programs, spread over templates and dtypes, each with an extent of its own. */
typedef struct directory {
  char place[64];
  kept_file files[MOST_FILES];
  size_t n;
  pool_result expected[PROGRAMS];
} directory;

static directory all;

static _Noreturn void fail(const char *what) {
  perror(what);
  exit(1);
}

/* ---- Files ---- */

static const char *path_of(const char *name) {
  static char path[160];
  snprintf(path, sizeof path, "%.63s/%.63s", all.place, name);
  return path;
}

static void write_file(const char *name, const unsigned char *from, size_t size) {
  unlink(path_of(name)); /* a new file, as a rename would give */
  int fd = open(path_of(name), O_WRONLY | O_CREAT | O_EXCL, 0600);
  if (fd < 0 || write(fd, from, size) != (ssize_t)size || close(fd) != 0) fail(name);
}

static bytes read_file(const char *name) {
  struct stat s;
  bytes b = {0};
  int fd = open(path_of(name), O_RDONLY);
  if (fd < 0 || fstat(fd, &s) != 0 || s.st_size > (off_t)ROOM) fail(name);
  b.size = (size_t)s.st_size;
  b.at = malloc(b.size + 1);
  if (!b.at || read(fd, b.at, b.size) != (ssize_t)b.size) fail(name);
  close(fd);
  return b;
}

static kept_file *find(const char *name) {
  for (size_t i = 0; i < all.n; i++)
    if (strcmp(all.files[i].name, name) == 0) return &all.files[i];
  return NULL;
}

/* ---- Evaluating ---- */

static void on_warning(void *user, const char *message) {
  (void)user;
  fprintf(stderr, "a warning: %s\n", message);
  _exit(1);
}

static jx_context *open_cache(jx_cache_mode mode) {
  jx_options o = {.threads = 1, .cache = mode, .cache_dir = all.place, .warning = on_warning};
  jx_context *c = jx_context_new(&o);
  if (!c) fail("jx_context_new");
  return c;
}

static void evaluate(jx_context *c, unsigned i, pool_result *out) {
  pool_eval(c, i * 17, i % POOL_EXTENTS, 0, out);
}

static DIR *open_directory(void) {
  DIR *dir = opendir(all.place);
  if (!dir) fail(all.place);
  return dir;
}

/* Evaluates the programs one after another, and notes whose files are new. */
static void make_files(void) {
  for (unsigned i = 0; i < PROGRAMS; i++) {
    jx_context *c = open_cache(JX_CACHE_ON);
    pool_result r;
    evaluate(c, i, &r);
    if (!pool_same(&r, &all.expected[i])) fail((const char *)r.bytes);
    jx_context_free(c);
    DIR *dir = open_directory();
    for (const struct dirent *e; (e = readdir(dir));) {
      if (!folder_is_ours(e->d_name) || find(e->d_name)) continue;
      if (all.n == MOST_FILES) abort();
      strcpy(all.files[all.n].name, e->d_name); /* names of ours fit */
      all.files[all.n++].program = i;
    }
    closedir(dir);
  }
}

/* Two generations of the same files: their identifiers differ. */
static void make_directory(void) {
  snprintf(all.place, sizeof all.place, "/tmp/jx-corrupt-XXXXXX");
  if (!mkdtemp(all.place)) fail(all.place);
  jx_context *c = open_cache(JX_CACHE_OFF);
  for (unsigned i = 0; i < PROGRAMS; i++) evaluate(c, i, &all.expected[i]);
  jx_context_free(c);
  make_files();
  for (size_t i = 0; i < all.n; i++) {
    all.files[i].earlier = read_file(all.files[i].name);
    unlink(path_of(all.files[i].name));
  }
  make_files();
  for (size_t i = 0; i < all.n; i++) all.files[i].content = read_file(all.files[i].name);
}

static void remove_directory(void) {
  DIR *dir = open_directory();
  for (const struct dirent *e; (e = readdir(dir));) unlinkat(dirfd(dir), e->d_name, 0);
  closedir(dir);
  if (rmdir(all.place) != 0) fail(all.place);
}

/* ---- Damage ---- */

/* A round's file, being damaged, and another one that may be. */
typedef struct damage {
  const kept_file *file, *other;
  unsigned char *at; /* ROOM bytes */
  size_t size;
  uint64_t random;
} damage;

static uint64_t below(damage *d, uint64_t n) { return pool_random(&d->random) % n; }

static void fill(damage *d, size_t at, size_t size) {
  for (size_t i = 0; i < size; i++) d->at[at + i] = (unsigned char)pool_random(&d->random);
}

static void flip_bits(damage *d) {
  for (uint64_t i = 1 + below(d, 16); i > 0; i--)
    d->at[below(d, d->size)] ^= (unsigned char)(1 << below(d, 8));
}

static void overwrite(damage *d) {
  size_t at = below(d, d->size), size = 1 + below(d, d->size - at);
  fill(d, at, size > 256 ? 256 : size);
}

static void zero_page(damage *d) {
  size_t at = below(d, (d->size + 4095) / 4096) * 4096;
  memset(d->at + at, 0, d->size - at < 4096 ? d->size - at : 4096);
}

static void cut_off(damage *d) { d->size = below(d, d->size); }

static void extend(damage *d) {
  size_t more = 1 + below(d, 5000);
  fill(d, d->size, more);
  d->size += more;
}

static void repeat(damage *d) { /* the file twice */
  memcpy(d->at + d->size, d->at, d->size);
  d->size *= 2;
}

/* One file's beginning and the other's rest, from the same place or from another. */
static void join(damage *d) {
  size_t at = below(d, d->size), from = below(d, d->other->content.size);
  if (below(d, 2) && at < d->other->content.size) from = at;
  d->size = at + d->other->content.size - from;
  memcpy(d->at + at, d->other->content.at + from, d->other->content.size - from);
}

static void exchange(damage *d) { /* the two change names */
  write_file(d->other->name, d->at, d->size);
  d->size = d->other->content.size;
  memcpy(d->at, d->other->content.at, d->size);
}

static void take_earlier(damage *d) {
  d->size = d->file->earlier.size;
  memcpy(d->at, d->file->earlier.at, d->size);
}

/* ---- Damage with a right checksum ---- */

/* The header, as docs/cache.md has it. */
enum { SIZE_AT = 16, CHECKSUM_AT = 24, CHECKED_AT = 40, SECTIONS_AT = 104, HEADER_SIZE = 144 };

static uint32_t word_at(const damage *d, size_t at) {
  uint32_t w;
  memcpy(&w, d->at + at, sizeof w);
  return w;
}

static void set_word(damage *d, size_t at, uint32_t w) { memcpy(d->at + at, &w, sizeof w); }

static void sign(damage *d) {
  hash128 h = hash_bytes(d->at + CHECKED_AT, d->size - CHECKED_AT, RECORD_FORMAT);
  memcpy(d->at + CHECKSUM_AT, &h, sizeof h);
}

static uint32_t huge(damage *d) {
  static const uint32_t values[] = {0x7fffffff, 0x80000000, 0xffffffff,
                                    0xfffffff0, 0xffffffc0, 0x10000000};
  return values[below(d, sizeof values / sizeof *values)];
}

static uint32_t extreme(damage *d, uint32_t was) {
  uint32_t values[] = {0,        1,
                       was + 1,  was - 1,
                       was + 64, was - 64,
                       2 * was,  was / 2,
                       huge(d),  (uint32_t)d->size,
                       8,        32,
                       was + 16, was - 16,
                       ~was,     was ^ (uint32_t)pool_random(&d->random)};
  return values[below(d, sizeof values / sizeof *values)];
}

static void forge_header(damage *d) {
  for (uint64_t n = 1 + below(d, 3); n > 0; n--) {
    size_t at = 4 * below(d, HEADER_SIZE / 4);
    set_word(d, at, extreme(d, word_at(d, at)));
  }
  sign(d);
}

static void forge_sections(damage *d) {
  for (uint64_t n = 1 + below(d, 4); n > 0; n--) {
    size_t at = SECTIONS_AT + 4 * below(d, 2 * RECORD_SECTIONS);
    set_word(d, at, extreme(d, word_at(d, at)));
  }
  sign(d);
}

/* A section's place, when it has any words. */
static bool section(const damage *d, record_section which, size_t *at, size_t *words) {
  *at = word_at(d, SECTIONS_AT + 8 * (size_t)which);
  *words = word_at(d, SECTIONS_AT + 8 * (size_t)which + 4) / 4;
  return *words > 0;
}

/* The key: what is compared, and the sizes and counts of what binding reads. */
static void forge_key(damage *d) {
  size_t at, words;
  if (!section(d, RECORD_KEY, &at, &words)) abort();
  if (below(d, 2)) words = words < 40 ? words : 40; /* where the sizes are */
  at += 4 * below(d, words);
  set_word(d, at, extreme(d, word_at(d, at)));
  sign(d);
}

/* Places of functions and of unwind tables, links and operands: out of their bounds. */
static void forge_indices(damage *d) {
  static const record_section sections[] = {RECORD_ENTRIES, RECORD_LINKS, RECORD_MAPS};
  size_t at, words;
  for (int i = 0; i < 3; i++)
    if (section(d, sections[i], &at, &words) && (i == 2 || below(d, 2)))
      set_word(d, at + 4 * below(d, words), huge(d));
  sign(d);
}

static void forge_checksum(damage *d) { /* over damage elsewhere: a file torn and mended */
  flip_bits(d);
  d->size = d->size / 2 + below(d, d->size / 2);
  if (d->size > CHECKED_AT) sign(d);
}

static const struct {
  const char *name;
  void (*do_it)(damage *d);
} ways[] = {
    {"bits flipped", flip_bits},
    {"bytes overwritten", overwrite},
    {"a page of zeros", zero_page},
    {"cut off", cut_off},
    {"longer", extend},
    {"twice", repeat},
    {"spliced with another", join},
    {"names exchanged", exchange},
    {"an earlier version", take_earlier},
    {"header forged", forge_header},
    {"sections forged", forge_sections},
    {"key forged", forge_key},
    {"indices forged", forge_indices},
    {"torn, with a checksum", forge_checksum},
};
#define WAYS (sizeof ways / sizeof *ways)

/* ---- Rounds ---- */

/* What the parent reads. */
typedef struct counts {
  uint64_t round, way;
  struct {
    uint64_t rounds, compiled, by_plan, by_source, wrong;
  } of[WAYS];
  uint64_t visited, damaged;
} counts;

static counts *total;

static void check(unsigned program) {
  pool_result r;
  jx_stats s;
  jx_context *c = open_cache(JX_CACHE_ON);
  evaluate(c, program, &r);
  jx_context_stats(c, &s);
  jx_context_free(c);
  if (!pool_same(&r, &all.expected[program])) {
    total->of[total->way].wrong++;
    fprintf(stderr, "round %llu, %s: program %u gives another result\n",
            (unsigned long long)total->round, ways[total->way].name, program);
  }
  if (s.compiles)
    total->of[total->way].compiled++;
  else if (s.plan_ns)
    total->of[total->way].by_plan++;
  else
    total->of[total->way].by_source++;
}

static jx_cache_verdict see(void *user, const jx_cache_file *file) {
  (void)user;
  total->visited++;
  total->damaged += file->damaged;
  return JX_CACHE_NEXT;
}

static void look_at_all(void) {
  jx_context *c = open_cache(JX_CACHE_READ);
  if (jx_cache_visit(c, see, NULL) != JX_OK) fail(jx_context_error(c)->message);
  jx_context_free(c);
}

static void put_back(unsigned program) {
  for (size_t i = 0; i < all.n; i++)
    if (all.files[i].program == program)
      write_file(all.files[i].name, all.files[i].content.at, all.files[i].content.size);
}

static void play(uint64_t seed, uint64_t round) {
  static unsigned char room[ROOM];
  damage d = {.at = room, .random = seed + (round << 32)};
  total->round = round;
  total->way = below(&d, WAYS);
  total->of[total->way].rounds++;
  d.file = &all.files[below(&d, all.n)];
  d.other = &all.files[below(&d, all.n)];
  d.size = d.file->content.size;
  memcpy(room, d.file->content.at, d.size);
  ways[total->way].do_it(&d);
  write_file(d.file->name, room, d.size);
  if (round % 4 == 0) look_at_all();
  check(d.file->program);
  if (d.other->program != d.file->program) check(d.other->program);
  put_back(d.file->program);
  put_back(d.other->program);
}

static void print_counts(uint64_t ns) {
  uint64_t rounds = 0, compiled = 0, by_plan = 0, by_source = 0, wrong = 0;
  printf("%-24s %8s %9s %12s %12s %6s\n", "", "rounds", "compiled", "found: plan", "found: text",
         "wrong");
#define ROW(name, r, c, p, s, w)                                                    \
  printf("%-24s %8llu %9llu %12llu %12llu %6llu\n", name, (unsigned long long)(r),  \
         (unsigned long long)(c), (unsigned long long)(p), (unsigned long long)(s), \
         (unsigned long long)(w))
  for (size_t i = 0; i < WAYS; i++) {
    ROW(ways[i].name, total->of[i].rounds, total->of[i].compiled, total->of[i].by_plan,
        total->of[i].by_source, total->of[i].wrong);
    rounds += total->of[i].rounds;
    compiled += total->of[i].compiled;
    by_plan += total->of[i].by_plan;
    by_source += total->of[i].by_source;
    wrong += total->of[i].wrong;
  }
  ROW("together", rounds, compiled, by_plan, by_source, wrong);
#undef ROW
  printf("files looked at: %llu, of them shown as damaged: %llu; %.1f s\n",
         (unsigned long long)total->visited, (unsigned long long)total->damaged, (double)ns * 1e-9);
}

/* ---- Arguments ---- */

static uint64_t argument(int argc, char **argv, const char *name, uint64_t otherwise) {
  for (int i = 1; i + 1 < argc; i += 2)
    if (strcmp(argv[i], name) == 0) return strtoull(argv[i + 1], NULL, 10);
  return otherwise;
}

int main(int argc, char **argv) {
  uint64_t rounds = argument(argc, argv, "--rounds", 10000);
  uint64_t seed = argument(argc, argv, "--seed", 1), from = argument(argc, argv, "--from", 0);
  uint64_t start = clock_ns(CLOCK_MONOTONIC);
  int status = 1;
  total = mmap(NULL, sizeof *total, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (total == MAP_FAILED) fail("mmap");
  make_directory();
  pid_t child = fork();
  if (child == 0) {
    for (uint64_t i = 0; i < rounds; i++) play(seed, from + i);
    _exit(0);
  }
  if (child < 0 || waitpid(child, &status, 0) != child) fail("fork");
  if (status != 0)
    fprintf(stderr, "ended with 0x%x; once more: --seed %llu --from %llu --rounds 1 (%s)\n",
            (unsigned)status, (unsigned long long)seed, (unsigned long long)total->round,
            ways[total->way].name);
  remove_directory();
  print_counts(clock_ns(CLOCK_MONOTONIC) - start);
  for (size_t i = 0; i < WAYS; i++)
    if (total->of[i].wrong) status = 1;
  return status == 0 ? 0 : 1;
}
