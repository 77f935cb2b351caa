/* cache_command.c: looking after the kernels on disk.
 *
 * Takes the words behind "jxc cache"; prints where the files are, which there are and what they
 * take, removes them, and checks them. Each command is a row of the table. What is wrong with the
 * directory is told on standard error, also where something can be printed in spite of it. Start at
 * cache_command(). */
#include "cache_command.h"

#include "line_text.h"
#include "session.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* What keeps the directory from being looked at is an error of a file; a wrong JX_CPU is not. */
static jxc_exit fail(const jx_context *c) {
  const jx_error *error = jx_context_error(c);
  return error->status == JX_ERROR_IO ? report_io("%s", error->message)
                                      : report_failure("%s", error->message);
}

/* ---- Numbers ---- */

#define NUMBER_SIZE 32

/* "448 B", "5.2 KiB", "256 MiB". */
static const char *bytes_text(char out[NUMBER_SIZE], uint64_t bytes) {
  static const char *const units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  double n = (double)bytes;
  int unit = 0;
  for (; n >= 1023.95 && unit < 6; n /= 1024) unit++;
  uint64_t whole = unit ? bytes >> 10 * unit : bytes;
  bool fraction = unit && whole < 100 && bytes != whole << 10 * unit;
  snprintf(out, NUMBER_SIZE, fraction ? "%.1f %s" : "%.0f %s", n, units[unit]);
  return out;
}

/* In local time, to the minute; the marks are coarser still. */
static const char *time_text(char out[NUMBER_SIZE], int64_t seconds) {
  time_t t = (time_t)seconds;
  struct tm parts;
  if (!localtime_r(&t, &parts) || !strftime(out, NUMBER_SIZE, "%Y-%m-%d %H:%M", &parts))
    snprintf(out, NUMBER_SIZE, "?");
  return out;
}

static const char *plural(uint64_t n) { return n == 1 ? "" : "s"; }

/* ---- path ---- */

static jxc_exit print_path(jx_context *c) {
  jx_cache_summary s;
  if (jx_cache_info(c, &s) != JX_OK) return fail(c);
  if (*s.path) puts(s.path);
  return *s.problem ? report_io("%s", s.problem) : JXC_OK;
}

/* ---- list ---- */

/* "v4+2" for "x86-64-v4 +avx512ifma +avx512vbmi"; the level without a number is v1. Architectures
 * without levels go by their names. */
static const char *cpu_short(char out[NUMBER_SIZE], const char *cpu) {
  const char *level = strstr(cpu, "-v"), *name = level ? level + 1 : cpu;
  int extra = 0, length = level ? 2 : (int)strcspn(cpu, " ");
  for (const char *at = cpu; (at = strchr(at, '+')); at++) extra++;
  if (!level && length == 6 && strncmp(cpu, "x86-64", 6) == 0) name = "v1", length = 2;
  int n = snprintf(out, NUMBER_SIZE, "%.*s", length, name);
  if (extra) snprintf(out + n, NUMBER_SIZE - (size_t)n, "+%d", extra);
  return out;
}

static jx_cache_verdict list_file(void *user, const jx_cache_file *f) {
  static const char *const kinds[] = {
      [JX_CACHE_KERNEL] = "kernel", [JX_CACHE_SOURCE] = "source", [JX_CACHE_TEMPORARY] = "temp"};
  const int *columns = user;
  char size[NUMBER_SIZE], used[NUMBER_SIZE], cpu[NUMBER_SIZE];
  char took[NUMBER_SIZE] = "", parts[NUMBER_SIZE] = "";
  if (f->compile_ns) snprintf(took, sizeof took, "%.1f ms", (double)f->compile_ns * 1e-6);
  if (f->stages || f->kernels) snprintf(parts, sizeof parts, "%" PRIu32, f->stages + f->kernels);
  int left = printf("%-6s  %8s  %16s  %8s  %5s  %-5s  ", kinds[f->kind], bytes_text(size, f->bytes),
                    time_text(used, f->used), took, parts, cpu_short(cpu, f->cpu));
  if (*f->problem) left += printf("%s: ", f->problem);
  int room = *columns - left;
  line_print(stdout, *f->source ? f->source : f->name, *columns == 0 ? 0 : room < 8 ? 8 : room);
  putchar('\n');
  return JX_CACHE_NEXT;
}

static jxc_exit print_list(jx_context *c) {
  int columns = line_width();
  printf("%-6s  %8s  %16s  %8s  %5s  %-5s  %s\n", "kind", "size", "last use", "compiled", "parts",
         "cpu", "program or file");
  return jx_cache_visit(c, list_file, &columns) == JX_OK ? JXC_OK : fail(c);
}

/* ---- stats ---- */

/* What a visit counts. */
typedef struct counts {
  struct {
    uint64_t files, bytes;
  } kinds[JX_CACHE_TEMPORARY + 1];
  uint64_t faults[JX_CACHE_DAMAGED + 1];
  uint64_t files, compile_ns;
  int64_t oldest, newest;
  bool may_remove; /* for verify */
  uint64_t removed;
} counts;

static jx_cache_verdict count_file(void *user, const jx_cache_file *f) {
  counts *n = user;
  n->kinds[f->kind].files++;
  n->kinds[f->kind].bytes += f->bytes;
  n->faults[f->fault]++;
  n->compile_ns += f->compile_ns;
  if (!n->files || f->used < n->oldest) n->oldest = f->used;
  if (!n->files || f->used > n->newest) n->newest = f->used;
  n->files++;
  return JX_CACHE_NEXT;
}

static void print_kind(const counts *n, jx_cache_kind kind, const char *name) {
  char size[NUMBER_SIZE];
  uint64_t files = n->kinds[kind].files;
  printf("%-11s %" PRIu64 " file%s, %s", name, files, plural(files),
         bytes_text(size, n->kinds[kind].bytes));
}

/* How many files would not be used, and why. */
static void print_unusable(const counts *n) {
  static const struct {
    jx_cache_fault fault;
    const char *what;
  } rows[] = {{JX_CACHE_DAMAGED, "damaged"},
              {JX_CACHE_OTHER_BUILD, "of another build"},
              {JX_CACHE_OTHER_CPU, "for another processor"},
              {JX_CACHE_LEFT, "left behind"},
              {JX_CACHE_WRITING, "being written"}};
  const char *joint = "";
  fputs("unusable    ", stdout);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    if (!n->faults[rows[i].fault]) continue;
    printf("%s%" PRIu64 " %s", joint, n->faults[rows[i].fault], rows[i].what);
    joint = ", ";
  }
  puts(*joint ? "" : "none");
}

static void print_counts(const counts *n) {
  print_kind(n, JX_CACHE_KERNEL, "kernels");
  printf("; compiling them took %.1f ms\n", (double)n->compile_ns * 1e-6);
  print_kind(n, JX_CACHE_SOURCE, "sources");
  putchar('\n');
  print_kind(n, JX_CACHE_TEMPORARY, "temporaries");
  putchar('\n');
  if (n->files) {
    char oldest[NUMBER_SIZE], newest[NUMBER_SIZE];
    printf("used        %s to %s\n", time_text(oldest, n->oldest), time_text(newest, n->newest));
  } else {
    puts("used        never");
  }
  print_unusable(n);
}

static jxc_exit print_stats(jx_context *c) {
  static const char *const modes[] = {
      [JX_CACHE_OFF] = "off", [JX_CACHE_READ] = "read", [JX_CACHE_ON] = "on"};
  jx_cache_summary s;
  char used[NUMBER_SIZE], limit[NUMBER_SIZE];
  counts n = {0};
  if (jx_cache_info(c, &s) != JX_OK) return fail(c);
  if (*s.path) printf("path        %s\n", s.path);
  printf("mode        %s\n", modes[s.mode]);
  if (*s.problem) return report_io("%s", s.problem);
  printf("full        %s of %s, %.1f %%\n", bytes_text(used, s.bytes), bytes_text(limit, s.limit),
         s.limit ? 100 * (double)s.bytes / (double)s.limit : 0);
  if (jx_cache_visit(c, count_file, &n) != JX_OK) return fail(c);
  print_counts(&n);
  return JXC_OK;
}

jxc_exit cache_print(jx_context *context) {
  jx_stats t;
  char read[NUMBER_SIZE], written[NUMBER_SIZE];
  jxc_exit status = print_stats(context);
  jx_context_stats(context, &t);
  printf("session     %" PRIu64 " memory hit%s, %" PRIu64 " disk hit%s, %" PRIu64
         " miss%s, %" PRIu64 " compiled\n",
         t.memory_hits, plural(t.memory_hits), t.disk_hits, plural(t.disk_hits), t.misses,
         t.misses == 1 ? "" : "es", t.compiles);
  printf("            %s read, %s written, %" PRIu64 " eviction%s, %.1f ms saved\n",
         bytes_text(read, t.disk_read), bytes_text(written, t.disk_written), t.evictions,
         plural(t.evictions), (double)t.saved_ns * 1e-6);
  return status;
}

/* ---- verify ---- */

static jx_cache_verdict verify_file(void *user, const jx_cache_file *f) {
  counts *n = user;
  count_file(n, f);
  if (*f->problem) printf("%s: %s\n", f->name, f->problem);
  if (!f->damaged || !n->may_remove) return JX_CACHE_NEXT;
  n->removed++;
  return JX_CACHE_REMOVE;
}

static jxc_exit verify(jx_context *c) {
  jx_cache_summary s;
  if (jx_cache_info(c, &s) != JX_OK) return fail(c);
  counts n = {.may_remove = s.mode == JX_CACHE_ON};
  if (jx_cache_visit(c, verify_file, &n) != JX_OK) return fail(c);
  printf("checked     %" PRIu64 " file%s\n", n.files, plural(n.files));
  printf("usable      %" PRIu64 "\n", n.faults[JX_CACHE_SOUND]);
  print_unusable(&n);
  printf("removed     %" PRIu64 "%s\n", n.removed,
         n.may_remove             ? ""
         : s.mode == JX_CACHE_OFF ? ", since JX_CACHE is off"
                                  : ", since JX_CACHE is read");
  return n.faults[JX_CACHE_DAMAGED] ? JXC_FAILED : JXC_OK;
}

/* ---- clear ---- */

static jxc_exit clear(jx_context *c) {
  jx_cache_summary before, after;
  char size[NUMBER_SIZE];
  uint64_t removed;
  if (jx_cache_info(c, &before) != JX_OK || jx_cache_clear(c, &removed) != JX_OK ||
      jx_cache_info(c, &after) != JX_OK)
    return fail(c);
  /* Others may add files meanwhile. */
  uint64_t bytes = before.bytes > after.bytes ? before.bytes - after.bytes : 0;
  printf("%" PRIu64 " file%s removed, %s\n", removed, plural(removed), bytes_text(size, bytes));
  return JXC_OK;
}

/* ---- The command line ---- */

static const struct {
  const char *name, *help;
  jxc_exit (*run)(jx_context *c);
} commands[] = {
    {"path", "print the directory", print_path},
    {"list", "print what each file is for, the one used last first", print_list},
    {"stats", "print how many files there are and how full the cache is", print_stats},
    {"clear", "remove all files", clear},
    {"verify", "check every file; remove what is damaged or was left behind", verify},
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void print_usage(FILE *out) {
  fputs("Usage: jxc cache COMMAND\n\nLooks after the kernels on disk (docs/cache.md).\n\n", out);
  for (int i = 0; i < COMMANDS; i++)
    fprintf(out, "  %-8s %s\n", commands[i].name, commands[i].help);
  fputs("\nA program's file of that name is ./cache.\n", out);
}

jxc_exit cache_command(int argc, char **argv) {
  const char *word = argc > 1 ? argv[1] : "";
  if (strcmp(word, "-h") == 0 || strcmp(word, "--help") == 0) {
    print_usage(stdout);
    return JXC_OK;
  }
  if (argc == 1) {
    print_usage(stderr);
    return JXC_USAGE;
  }
  int i = 0;
  while (i < COMMANDS && strcmp(commands[i].name, word) != 0) i++;
  if (i == COMMANDS)
    return report_usage("cache takes path, list, stats, clear or verify, not '%s'", word);
  if (argc > 2) return report_usage("cache %s takes no argument, not '%s'", word, argv[2]);
  session s;
  jxc_exit status = session_open(&s, 0, JX_PRECISION_FULL, NULL);
  if (status) return status;
  status = commands[i].run(s.context);
  session_close(&s);
  return status;
}
