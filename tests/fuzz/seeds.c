/* seeds.c: what the fuzzers begin with: seeds DIR tests/cases/x.t...
 *
 * Takes the language's test cases; writes a folder of inputs for each fuzzer, and DIR/words, a
 * dictionary of the language's names, from the tables that the compiler itself reads. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "graph/ops.h"
#include "repl/npy_header.h"
#include "runtime/cache/record.h"

static const char *root;
static unsigned count;

static void put(const char *fuzzer, const void *bytes, size_t size) {
  char path[512];
  snprintf(path, sizeof path, "%s/%s/%04u", root, fuzzer, count++);
  FILE *f = fopen(path, "wb");
  if (!f || fwrite(bytes, 1, size, f) != size || fclose(f) != 0) {
    perror(path);
    exit(1);
  }
}

/* ---- Words ---- */

static void word(FILE *f, const char *s, size_t n) {
  if (n == 0) return;
  fprintf(f, "\"%.*s\"\n", (int)n, s);
}

static void write_words(void) {
  char path[512];
  snprintf(path, sizeof path, "%s/words", root);
  FILE *f = fopen(path, "w");
  if (!f) exit(1);
  for (int i = 0; i < OP_COUNT_; i++) {
    word(f, ops[i].spelt, strlen(ops[i].spelt));
    for (const char *at = ops[i].names; *at;) {
      size_t n = strcspn(at, " ");
      word(f, at, n);
      at += n + (at[n] == ' ');
    }
  }
#define X(name, number, text, size, kind) word(f, text, strlen(text));
  JX_DTYPE_TABLE(X)
#undef X
  static const char *const others[] = {
      "axis=",    "keepdims=True", "dtype=", "ddof=",  "where=", "None",  "True",
      "False",    "newaxis",       "...",    "[::-1]", ".T",     ".real", ".imag",
      " if ",     " else ",        "in",     "\\x00",  "\\x0a",  ";",     "#",
      "'",        "1e308",         "nan",    "inf",    "pi",     "0x",    "9223372036854775808",
      "[:,None]", "order=F",       " = "};
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) word(f, others[i], strlen(others[i]));
  fclose(f);
}

/* ---- Programs ---- */

static bool is_operand(const char *line) {
  size_t n = strspn(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
  return n > 0 && line[n] == ':' && line[n + 1] == ' ';
}

/* Compiling takes most of an evaluation's time: one case in EVAL_EACH is enough to begin with. */
#define EVAL_EACH 6

static void put_program(const char *program, size_t n) {
  static unsigned programs;
  char ahead[8192];
  put("plan", program, n);
  if (programs++ % EVAL_EACH == 0) put("eval", program, n);
  int head = snprintf(ahead, sizeof ahead, "f%c%.*s%c%s%c%s%c%s", 0, (int)n, program, 0,
                      "a float64[n, m]", 0, "b float64[m]", 0, "x int64[:, 3, order=F]");
  if (head > 0 && head < (int)sizeof ahead) put("ahead", ahead, (size_t)head);
}

static void read_cases(const char *path) {
  char line[4096], program[4096];
  size_t n = 0;
  bool over = false;
  FILE *f = fopen(path, "r");
  if (!f) exit(1);
  while (fgets(line, sizeof line, f)) {
    size_t length = strlen(line);
    bool ends = strncmp(line, "-> ", 3) == 0 || strncmp(line, "error: ", 7) == 0;
    if (line[0] == '\n') {
      if (n > 1) put_program(program, n - 1);
      n = 0;
      over = false;
    } else if (over || ends || is_operand(line)) {
      over = true;
    } else if (line[0] != '#' && n + length < sizeof program) {
      memcpy(program + n, line, length);
      n += length;
    }
  }
  if (n > 1) put_program(program, n - 1);
  fclose(f);
}

/* ---- Files ---- */

static void write_npy(void) {
  for (int fortran = 0; fortran < 2; fortran++)
    for (int d = JX_BOOL; d <= JX_COMPLEX128; d++)
      for (int rank = 0; rank < 4; rank++) {
        char file[1024] = "";
        npy_header h = {.dtype = (jx_dtype)d, .rank = rank, .fortran = fortran, .shape = {2, 0, 3}};
        if (rank == 2) h.shape[1] = 3;
        size_t n = npy_header_write(file, &h);
        put("npy", file, n + 96);
      }
}

static void write_records(void) {
  static const char part[200] = "key";
  for (int kind = 0; kind < RECORD_KINDS_; kind++)
    for (size_t n = 0; n < sizeof part; n += 40) {
      record r = {.kind = (record_kind)kind, .llvm = "19"};
      for (int i = 0; i < RECORD_SECTIONS; i++) r.sections[i] = (record_part){part, n};
      size_t size;
      unsigned char *file = record_pack(&r, &alloc_default, &size);
      if (!file) exit(1);
      put("record", file, size);
      file[39] = kind == RECORD_KERNEL ? 3 : 1; /* what stands behind the checksum, to be sealed */
      put("record", file + 39, size - 39);
      mem_free(&alloc_default, file, size);
    }
}

int main(int argc, char **argv) {
  static const char *const folders[] = {"plan", "eval", "ahead", "npy", "record"};
  if (argc < 3) {
    fprintf(stderr, "usage: seeds DIR tests/cases/x.t...\n");
    return 2;
  }
  root = argv[1];
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", root, folders[i]);
    mkdir(path, 0777);
  }
  write_words();
  for (int i = 2; i < argc; i++) read_cases(argv[i]);
  write_npy();
  write_records();
  printf("%u inputs\n", count);
  return 0;
}
