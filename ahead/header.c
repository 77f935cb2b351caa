/* header.c: the C header of a program compiled ahead of time.
 *
 * The header is the function's manual and brings what must not be in the object: the conversion
 * from C's own types, and the threads, which are the user's OpenMP or none. It is C99 and C++11,
 * and includes the standard's headers alone. Start at ahead_print_header(). */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "ahead/ahead.h"
#include "base/dtype.h"

/* ---- Words ---- */

static bool is_scalar(const ahead_parameter *p) { return p->rank == 0; }

static const char *upper(const ahead *a, char out[128]) {
  size_t i = 0;
  for (; i < 127 && a->function[i]; i++) out[i] = (char)toupper((unsigned char)a->function[i]);
  out[i] = 0;
  return out;
}

/* A byte of the program as the header shows it: printable ASCII, or a line's end; 0: not at all. */
static char shown(unsigned char c) {
  if (c >= 0xC0) return '?'; /* a character of UTF-8, whose other bytes follow */
  if (c >= 0x7F) return 0;
  return c < ' ' && c != '\n' ? ' ' : (char)c;
}

/* The program in a comment, which it must not end, nor begin another in it; nor may it have
 * trigraphs, which could. What counts is what is printed side by side, not what was in the text. */
static void print_program(const ahead *a, text *out) {
  char last = '\n';
  for (size_t i = 0; i < a->length; i++) {
    char c = shown((unsigned char)a->source[i]);
    if (!c) continue;
    if (last == '\n') text_printf(out, " *     ");
    bool pair = (last == '*' && c == '/') || (last == '/' && c == '*') || (last == '?' && c == '?');
    if (pair) text_printf(out, " ");
    text_append(out, &c, 1);
    last = c;
  }
  if (last != '\n') text_printf(out, "\n");
}

/* ---- Shapes ---- */

static void print_extent(const ahead *a, ahead_extent e, text *out) {
  e = ahead_resolve(a, e);
  if (e.size < 0)
    text_printf(out, "%" PRId64, e.add);
  else if (e.add == 0)
    text_printf(out, "%s", a->sizes.at[e.size].c_name);
  else
    text_printf(out, "%s %c %" PRIu64, a->sizes.at[e.size].c_name, e.add < 0 ? '-' : '+',
                e.add < 0 ? 0 - (uint64_t)e.add : (uint64_t)e.add);
}

/* A dtype's name, and of times the unit as well. */
static void print_dtype(jx_dtype dtype, uint32_t detail, text *out) {
  char unit[20];
  text_printf(out, "%s", dtypes[dtype].name);
  if (!dtype_is_time(dtype)) return;
  jx_unit_text(detail, unit, sizeof unit);
  text_printf(out, "[%s]", unit);
}

static void print_operand(const ahead *a, const ahead_parameter *p, text *out) {
  text_printf(out, " *   %-12s in, ", p->c_name);
  print_dtype(p->dtype, p->detail, out);
  if (is_scalar(p)) {
    text_printf(out, "%s\n", p->weak ? ", takes the other side's type" : "");
    return;
  }
  text_printf(out, "[");
  for (int x = 0; x < p->rank; x++) {
    text_printf(out, "%s", x ? ", " : "");
    print_extent(a, p->extents[x], out);
  }
  text_printf(out, "]%s\n", p->rank < 2 ? "" : p->fortran ? ", Fortran order" : ", C order");
}

static dim_ref result_dim(const ahead *a, const plan_result *r, int x) {
  return a->plan.dimlists.at[r->dims + (uint32_t)x];
}

static void print_result(const ahead *a, size_t i, text *out) {
  const plan_result *r = &a->plan.results.at[i];
  text_printf(out, " *   %-12s out, ", a->result_names[i]);
  print_dtype((jx_dtype)r->dtype, r->detail, out);
  if (r->rank) text_printf(out, "[");
  for (int x = 0; x < r->rank; x++) {
    text_printf(out, "%s", x ? ", " : "");
    ahead_print_dim(a, result_dim(a, r, x), out);
  }
  text_printf(out, "%s\n", r->rank == 0 ? ", one element" : r->rank < 2 ? "]" : "], C order");
}

/* True when some result's extents are more than a size and a constant: then a function tells them.
 */
static bool needs_shapes(const ahead *a) {
  for (size_t i = 0; i < a->plan.results.n; i++)
    for (int x = 0; x < a->plan.results.at[i].rank; x++) {
      ahead_extent e;
      if (!ahead_linear(a, result_dim(a, &a->plan.results.at[i], x), &e)) return true;
    }
  return false;
}

/* ---- Parameters ---- */

/* Appends one more to a list. */
static void list(text *out, int *n, const char *format, const char *x, const char *y) {
  if ((*n)++) text_printf(out, ", ");
  while (*format) {
    if (*format == '$')
      text_printf(out, "%s", x);
    else if (*format == '@')
      text_printf(out, "%s", y);
    else
      text_append(out, format, 1);
    format++;
  }
}

static void print_sizes(const ahead *a, const char *format, int *n, text *out) {
  for (size_t i = 0; i < a->sizes.n; i++)
    if (a->sizes.at[i].same < 0) list(out, n, format, a->sizes.at[i].c_name, "");
}

/* The type of a number in an array: complex numbers are two, their parts. */
static const char *number_type(jx_dtype d) {
  return dtype_c_name(dtype_is_complex(d) ? dtype_part(d) : d);
}

/* What both functions take first. */
static void print_parameters(const ahead *a, bool arrays, int *n, text *out) {
  print_sizes(a, "int64_t $", n, out);
  for (size_t i = 0; i < a->nparameters; i++) {
    const ahead_parameter *p = &a->parameters[i];
    bool value = is_scalar(p) && !dtype_is_complex(p->dtype);
    if (value || is_scalar(p) || arrays)
      list(out, n, value ? "@ $" : "const @ *$", p->c_name, number_type(p->dtype));
  }
}

static void print_results(const ahead *a, const char *format, int *n, text *out) {
  for (size_t i = 0; i < a->plan.results.n; i++)
    list(out, n, format, a->result_names[i], number_type((jx_dtype)a->plan.results.at[i].dtype));
}

/* The local arrays that the object's functions take. */
static void print_locals(const ahead *a, bool arrays, text *out) {
  int n = 0;
  text_printf(out, "  const int64_t sizes_[] = {");
  print_sizes(a, "$", &n, out);
  text_printf(out, "%s};\n  const void *const operands_[] = {", n ? "" : "0");
  n = 0;
  for (size_t i = 0; i < a->nparameters; i++) {
    const ahead_parameter *p = &a->parameters[i];
    bool value = is_scalar(p) && !dtype_is_complex(p->dtype);
    list(out, &n, value ? "&$" : is_scalar(p) || arrays ? "$" : "0", p->c_name, "");
  }
  text_printf(out, "%s};\n", n ? "" : "0");
}

/* ---- The header ---- */

static void print_manual(const ahead *a, text *out) {
  char features[CPU_FEATURES_MAX], NAME[128];
  const char *name = a->function;
  text_printf(out, "/* %s(), compiled ahead of time by jx " JX_VERSION " from the program\n *\n",
              name);
  print_program(a, out);
  text_printf(out, " *\n * Link with the object file that was made with this header, and with -lm; "
                   "jx is not needed.\n *\n * Parameters, in this order:\n *\n");
  for (size_t i = 0; i < a->sizes.n; i++)
    if (a->sizes.at[i].same < 0)
      text_printf(out, " *   %-12s a size, in elements\n", a->sizes.at[i].c_name);
  for (size_t i = 0; i < a->nparameters; i++) print_operand(a, &a->parameters[i], out);
  for (size_t i = 0; i < a->plan.results.n; i++) print_result(a, i, out);
  cpu_text(a->cpu->bits, features);
  text_printf(
      out,
      " *\n"
      " * Arrays are without gaps, C order with the last axis contiguous, Fortran order with the\n"
      " * first; bool is one byte, 0 or 1; a complex number is two numbers, its real and its\n"
      " * imaginary part, as C's and C++'s are. They are the caller's: operands are read, results written,\n"
      " * nothing is kept. A result may overlap operands in any way, but no other result. Memory\n"
      " * beyond the arrays is taken from malloc() and mmap(), for some programs, and given back.\n"
      " * Any number of threads may call at once.\n"
      " *\n"
      " * Returns %s_OK, which is 0, or another %s_status; %s_message() puts it into words.\n"
      " * Then results hold what they held before.\n",
      upper(a, NAME), name, name);
  text conditions;
  text_init(&conditions, out->arena);
  if (ahead_print_conditions(a, " *   ", &conditions))
    text_printf(out, " *\n * The program demands, or else %s_SIZE is returned:\n *\n%s", NAME,
                conditions.at);
  text_printf(
      out,
      " *\n"
      " * Threads: in code that is compiled with OpenMP (-fopenmp), %s() runs on as many as\n"
      " * omp_get_max_threads() says, and %s_threads() on at most as many as its last\n"
      " * parameter says; otherwise, and inside parallel regions, on the calling one. Results "
      "have\n"
      " * the same bits on any number of threads.\n"
      " *\n"
      " * Processor: %s.\n"
      " * On any other one, %s_PROCESSOR is returned.\n"
      " */\n",
      name, name, features, NAME);
}

static void print_statuses(const ahead *a, text *out) {
  char NAME[128];
  upper(a, NAME);
  text_printf(out, "enum %s_status {\n", a->function);
#define X(number, word, says) \
  text_printf(out, "  %s_" #word " = " #number ", /* %s */\n", NAME, says);
  AHEAD_STATUS_TABLE(X)
#undef X
  text_printf(out,
              "};\n\nstatic inline const char *%s_message(int status) {\n  switch (status) {\n",
              a->function);
#define X(number, word, says) text_printf(out, "  case %s_" #word ": return \"%s\";\n", NAME, says);
  AHEAD_STATUS_TABLE(X)
#undef X
  text_printf(out, "  default: return \"unknown status\";\n  }\n}\n\n");
}

/* What the object defines, and the threads it is given. */
static void print_object(const ahead *a, text *out) {
  const char *name = a->function;
  text_printf(
      out,
      "/* In the object file. The names' ends tell programs and types apart: when the linker "
      "misses\n"
      " * them, the object file is not the one that was made with this header. */\n"
      "int %s_call_%s(const int64_t *sizes, const void *const *operands, void *const *results,\n"
      "    int threads, int (*team)(int, void (*)(void *, int), void *));\n"
      "int %s_shapes_%s(const int64_t *sizes, const void *const *operands, int64_t *extents);\n"
      "\n"
      "/* Runs body(argument, t) for t = 0, 1, ... on that many threads at once. */\n"
      "static inline int %s_team(int threads, void (*body)(void *, int), void *argument) {\n"
      "#ifdef _OPENMP\n"
      "  if (threads > 1 && !omp_in_parallel()) {\n"
      "    int used = 1;\n"
      "#pragma omp parallel num_threads(threads)\n"
      "    {\n"
      "      int thread = omp_get_thread_num();\n"
      "      if (thread == 0) used = omp_get_num_threads();\n"
      "      body(argument, thread);\n"
      "    }\n"
      "    return used;\n"
      "  }\n"
      "#endif\n"
      "  (void)threads;\n"
      "  body(argument, 0);\n"
      "  return 1;\n"
      "}\n\n",
      name, a->key, name, a->key, name);
}

static void print_functions(const ahead *a, text *out) {
  const char *name = a->function;
  int n = 0;
  text_printf(out, "static inline int %s_threads(", name);
  print_parameters(a, true, &n, out);
  print_results(a, "@ *$", &n, out);
  list(out, &n, "int threads", "", "");
  text_printf(out, ") {\n");
  print_locals(a, true, out);
  n = 0;
  text_printf(out, "  void *const results_[] = {");
  print_results(a, "$", &n, out);
  text_printf(out, "};\n  return %s_call_%s(sizes_, operands_, results_, threads, %s_team);\n}\n\n",
              name, a->key, name);

  n = 0;
  text_printf(out, "static inline int %s(", name);
  print_parameters(a, true, &n, out);
  print_results(a, "@ *$", &n, out);
  text_printf(out,
              ") {\n  int threads_ = 1;\n#ifdef _OPENMP\n"
              "  threads_ = omp_get_max_threads();\n#endif\n  return %s_threads(",
              name);
  n = 0;
  print_sizes(a, "$", &n, out);
  for (size_t i = 0; i < a->nparameters; i++) list(out, &n, "$", a->parameters[i].c_name, "");
  print_results(a, "$", &n, out);
  list(out, &n, "threads_", "", "");
  text_printf(out, ");\n}\n");
}

static void print_shapes(const ahead *a, text *out) {
  const char *name = a->function;
  int n = 0;
  text_printf(out, "\n/* Tells the shapes of results, to allocate them: extents of each,");
  text_printf(out, " outermost first.\n * Returns as %s() does. */\n", name);
  text_printf(out, "static inline int %s_shapes(", name);
  print_parameters(a, false, &n, out);
  for (size_t i = 0; i < a->plan.results.n; i++) {
    text t;
    text_init(&t, out->arena);
    text_printf(&t, "[%d]", a->plan.results.at[i].rank);
    if (a->plan.results.at[i].rank) list(out, &n, "int64_t $@", a->result_names[i], t.at);
  }
  text_printf(out, ") {\n");
  print_locals(a, false, out);
  int all = 0;
  for (size_t i = 0; i < a->plan.results.n; i++) all += a->plan.results.at[i].rank;
  text_printf(out,
              "  int64_t extents_[%d];\n"
              "  int status_ = %s_shapes_%s(sizes_, operands_, extents_);\n"
              "  if (status_) return status_;\n",
              all, name, a->key);
  int at = 0;
  for (size_t i = 0; i < a->plan.results.n; i++)
    for (int x = 0; x < a->plan.results.at[i].rank; x++)
      text_printf(out, "  %s[%d] = extents_[%d];\n", a->result_names[i], x, at++);
  text_printf(out, "  return 0;\n}\n");
}

void ahead_print_header(const ahead *a, text *out) {
  char NAME[128];
  upper(a, NAME);
  print_manual(a, out);
  text_printf(out,
              "#ifndef %s_H\n#define %s_H\n\n#include <stddef.h>\n#include <stdint.h>\n"
              "#ifdef _OPENMP\n#include <omp.h>\n#endif\n\n"
              "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n",
              NAME, NAME);
  print_statuses(a, out);
  print_object(a, out);
  print_functions(a, out);
  if (needs_shapes(a)) print_shapes(a, out);
  text_printf(out, "\n#ifdef __cplusplus\n}\n#endif\n#endif\n");
}
