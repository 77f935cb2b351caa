/* options.c: the command line of jxc.
 *
 * Takes argv, gives an options record; combinations that make no sense are refused here. Options
 * and arguments may be mixed, short options combined (-ht2), "--" ends them, and a lone "-" is an
 * argument. Start at options_parse(). */
#include "options.h"

#include <stdlib.h>
#include <string.h>

const char options_help[] =
    "Usage: jxc [OPTION]... -e PROGRAM [NAME=VALUE]...\n"
    "       jxc [OPTION]... FILE.jx    [NAME=VALUE]...\n"
    "       jxc [OPTION]...            [NAME=VALUE]...\n"
    "       jxc cache COMMAND\n"
    "\n"
    "Compiles an array program for this processor and runs it. Without a program: an\n"
    "interactive session on a terminal, else the program is read from standard input.\n"
    "\n"
    "  NAME=VALUE            give the program an array. A VALUE that ends in .npy is a NumPy\n"
    "                        file (mapped, not copied); any other is an expression, which\n"
    "                        may use the names before it\n"
    "  FILE.jx               the program's file; - is standard input\n"
    "\n"
    "Options:\n"
    "  -e, --expr PROGRAM    the program itself\n"
    "  -o, --output FILE     write a result to FILE in NumPy's format instead of printing it;\n"
    "                        once for each result, in order; - is standard output\n"
    "  -t, --threads N       run on N threads (default: the processors there are)\n"
    "      --precision WORD  full (the default): functions are at most 1 ULP off; or fast: up\n"
    "                        to 4, where that is faster\n"
    "      --time            report on standard error what each step took\n"
    "      --explain         print the plan instead of running it: stages, loops, tables\n"
    "      --profile         print the plan, run it a few times, and print what each stage took\n"
    "      --emit FORM       print another form: ast, graph, plan, ir or asm; or compile the\n"
    "                        program ahead of time: object, header. Values may then be types,\n"
    "                        as in a='float64[n, m]', and -o names the file\n"
    "      --name NAME       what the compiled function is called (default: as FILE.jx)\n"
    "  -h, --help            print this help\n"
    "  -V, --version         print the version\n"
    "      --                what follows are no options\n"
    "\n"
    "Kernels are kept on disk: 'jxc cache' looks after them.\n"
    "\n"
    "Environment:\n"
    "  JX_CACHE              on (the default), read or off: whether kernels are kept on disk\n"
    "  JX_CACHE_DIR          their directory (default: $XDG_CACHE_HOME/jx, else ~/.cache/jx)\n"
    "  JX_CACHE_SIZE         what it may hold, with K, M or G (default: 256M)\n"
    "  JX_CPU                the processor to compile for: native (the default), x86-64,\n"
    "                        x86-64-v2, x86-64-v3 or x86-64-v4\n"
    "  JX_PERF               1 or dump: show kernels to perf (docs/profiling.md)\n"
    "\n"
    "Exit status:\n"
    "  0  success\n"
    "  1  the program failed: syntax, names, dtypes, shapes, memory; cached files were damaged\n"
    "  2  the command line is wrong\n"
    "  3  a file or a standard stream could not be read or written\n"
    "\n"
    "Examples:\n"
    "  jxc -e 'sum(1/arange(1, n+1)**2)' n=1000000\n"
    "  jxc -e 'sqrt(x**2 + y**2)' x=x.npy y=y.npy -o r.npy\n"
    "  jxc --time velocity.jx lat=lat.npy lon=lon.npy -o vx.npy -o vy.npy\n"
    "  jxc x=data.npy\n"
    "  jxc --emit object -o norm.o --name norm -e 'sqrt(sum(x**2))' x='float64[n]'\n"
    "\n"
    "The language is described in docs/language.md, this command in docs/repl.md,\n"
    "the kernels on disk in docs/cache.md.\n";

/* Options that have no letter. */
enum {
  OPTION_TIME = 256,
  OPTION_EXPLAIN,
  OPTION_PROFILE,
  OPTION_EMIT,
  OPTION_NAME,
  OPTION_PRECISION
};

typedef struct option {
  const char *name;
  int letter; /* or one of the above */
  bool argument;
} option;

static const option known[] = {
    {"expr", 'e', true},
    {"output", 'o', true},
    {"threads", 't', true},
    {"precision", OPTION_PRECISION, true},
    {"time", OPTION_TIME, false},
    {"explain", OPTION_EXPLAIN, false},
    {"profile", OPTION_PROFILE, false},
    {"emit", OPTION_EMIT, true},
    {"name", OPTION_NAME, true},
    {"help", 'h', false},
    {"version", 'V', false},
};
enum { KNOWN = sizeof known / sizeof known[0] };

jx_form options_form(const char *name) {
  static const struct {
    const char *name;
    jx_form form;
  } forms[] = {{"ast", JX_FORM_AST},      {"graph", JX_FORM_GRAPH}, {"plan", JX_FORM_PLAN},
               {"ir", JX_FORM_IR},        {"asm", JX_FORM_ASM},     {"object", JX_FORM_OBJECT},
               {"header", JX_FORM_HEADER}};
  for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
    if (strcmp(name, forms[i].name) == 0) return forms[i].form;
  return 0;
}

static const char *const precisions[] = {
    [JX_PRECISION_FULL] = "full", [JX_PRECISION_FAST] = "fast"};

bool options_precision(const char *word, jx_precision *out) {
  for (size_t i = 0; i < sizeof precisions / sizeof precisions[0]; i++)
    if (strcmp(word, precisions[i]) == 0) return *out = (jx_precision)i, true;
  return false;
}

const char *options_precision_word(jx_precision precision) { return precisions[precision]; }

int options_threads(const char *text) {
  char *end;
  long n = strtol(text, &end, 10);
  bool plain = *text >= '0' && *text <= '9' && *end == 0;
  return plain && n >= 1 && n <= 4096 ? (int)n : 0;
}

static jxc_exit set_form(options *o, jx_form form, const char *given) {
  if (form == 0)
    return report_usage("--emit takes ast, graph, plan, ir, asm, object or header, not '%s'",
                        given);
  if (o->form)
    return report_usage("only one of --emit, --explain and --profile can be given, once");
  o->form = form;
  return JXC_OK;
}

/* One option and its argument, "" when it takes none. */
static jxc_exit take_option(options *o, int letter, const char *argument) {
  switch (letter) {
  case 'e':
    if (o->expression) return report_usage("-e is given twice");
    o->expression = argument;
    break;
  case 'o': o->outputs[o->noutputs++] = argument; break;
  case 't':
    o->threads = options_threads(argument);
    if (!o->threads) return report_usage("-t takes a number from 1 to 4096, not '%s'", argument);
    break;
  case OPTION_PRECISION:
    if (!options_precision(argument, &o->precision))
      return report_usage("--precision takes full or fast, not '%s'", argument);
    break;
  case OPTION_TIME: o->time = true; break;
  case OPTION_EXPLAIN: return set_form(o, JX_FORM_PLAN, NULL);
  case OPTION_PROFILE: return set_form(o, JX_FORM_PROFILE, NULL);
  case OPTION_NAME:
    if (o->name) return report_usage("--name is given twice");
    o->name = argument;
    break;
  case OPTION_EMIT: return set_form(o, options_form(argument), argument);
  case 'h': o->help = true; break;
  case 'V': o->version = true; break;
  default: break;
  }
  return JXC_OK;
}

/* "--name" or "--name=argument"; `next` is the argument after it, or NULL, and is taken by setting
 * *used. */
static jxc_exit take_long(options *o, const char *word, const char *next, bool *used) {
  const char *name = word + 2, *equals = strchr(name, '=');
  size_t length = equals ? (size_t)(equals - name) : strlen(name);
  for (int i = 0; i < KNOWN; i++) {
    if (strlen(known[i].name) != length || memcmp(known[i].name, name, length) != 0) continue;
    if (!known[i].argument && equals)
      return report_usage("option --%s takes no argument", known[i].name);
    *used = known[i].argument && !equals;
    if (*used && !next) return report_usage("option --%s needs an argument", known[i].name);
    return take_option(o, known[i].letter, equals ? equals + 1 : *used ? next : "");
  }
  return report_usage("unknown option --%.*s", (int)length, name);
}

/* "-abc": options by their letters; the first that takes an argument takes the rest of the word, or
 * `next`. */
static jxc_exit take_short(options *o, const char *word, const char *next, bool *used) {
  for (const char *c = word + 1; *c; c++) {
    int i = 0;
    while (i < KNOWN && known[i].letter != *c) i++;
    if (i == KNOWN) return report_usage("unknown option -%c", *c >= ' ' && *c < 127 ? *c : '?');
    if (known[i].argument) {
      *used = c[1] == 0;
      if (*used && !next) return report_usage("option -%c needs an argument", *c);
      return take_option(o, *c, *used ? next : c + 1);
    }
    jxc_exit status = take_option(o, *c, "");
    if (status) return status;
  }
  return JXC_OK;
}

/* An argument that is no option: NAME=VALUE when its '=' comes before any '/', else the program's
 * file. */
static jxc_exit take_argument(options *o, const char *argument) {
  const char *equals = strchr(argument, '='), *slash = strchr(argument, '/');
  size_t length = strlen(argument);
  if (equals && (!slash || equals < slash)) {
    o->values[o->nvalues++] = argument;
    return JXC_OK;
  }
  if (length >= 4 && strcmp(argument + length - 4, ".npy") == 0)
    return report_usage("%s is an array, not a program; give it a name: NAME=%s", argument,
                        argument);
  if (o->expression)
    return report_usage("'%s' is neither an option nor NAME=VALUE, and -e gave the program",
                        argument);
  if (o->file) return report_usage("two programs: '%s' and '%s'", o->file, argument);
  o->file = argument;
  return JXC_OK;
}

static jxc_exit check(const options *o) {
  if (o->name && !options_is_ahead(o->form))
    return report_usage("--name goes with --emit object and --emit header");
  if (o->form && o->noutputs && !options_is_ahead(o->form))
    return report_usage("-o cannot be combined with --emit, --explain or --profile");
  if (o->form && o->time)
    return report_usage("--time cannot be combined with --emit, --explain or --profile");
  for (size_t i = 0; i < o->noutputs; i++)
    for (size_t j = 0; j < i; j++)
      if (strcmp(o->outputs[i], o->outputs[j]) == 0)
        return report_usage("-o %s is given twice", o->outputs[i]);
  return JXC_OK;
}

jxc_exit options_parse(options *out, int argc, char **argv) {
  size_t room = (size_t)argc + 1;
  *out = (options){.values = calloc(room, sizeof(char *)), .outputs = calloc(room, sizeof(char *))};
  if (!out->values || !out->outputs) return report_failure("out of memory");
  jxc_exit status = JXC_OK;
  bool ended = false;
  for (int i = 1; status == JXC_OK && i < argc; i++) {
    const char *word = argv[i], *next = i + 1 < argc ? argv[i + 1] : NULL;
    bool used = false;
    if (ended || word[0] != '-' || !word[1])
      status = take_argument(out, word);
    else if (strcmp(word, "--") == 0)
      ended = true;
    else if (word[1] == '-')
      status = take_long(out, word, next, &used);
    else
      status = take_short(out, word, next, &used);
    i += used;
  }
  if (status == JXC_OK && !out->help && !out->version) status = check(out);
  return status;
}

void options_free(options *o) {
  free(o->values);
  free(o->outputs);
  *o = (options){0};
}
