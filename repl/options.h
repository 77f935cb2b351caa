/* options.h: the command line of jxc. */
#ifndef JXC_OPTIONS_H
#define JXC_OPTIONS_H

#include "report.h"

/* Strings point into argv. */
typedef struct options {
  const char *expression; /* -e, or NULL */
  const char *file;       /* a program's file, "-" for standard input, or NULL */
  const char **values;    /* NAME=VALUE arguments, in order */
  const char **outputs;   /* -o, in order */
  size_t nvalues, noutputs;
  int threads; /* 0: jx's default */
  jx_precision precision;
  jx_form form;     /* to be printed instead of evaluating; 0: none */
  const char *name; /* --name, or NULL */
  bool time, help, version;
} options;

/* Parses the command line; `out` is to be freed with options_free(), also on failure. */
jxc_exit options_parse(options *out, int argc, char **argv);
void options_free(options *o);

/* True for what --emit writes to a file that is compiled ahead of time. */
static inline bool options_is_ahead(jx_form form) {
  return form == JX_FORM_OBJECT || form == JX_FORM_HEADER;
}

/* A form's name ("graph"), or 0. */
jx_form options_form(const char *name);

/* A precision's word ("fast"): false for any other; and the word of one. */
bool options_precision(const char *word, jx_precision *out);
const char *options_precision_word(jx_precision precision);

/* A number of threads, 1 to 4096 as jx_context_set_threads() takes it; 0 for anything else. */
int options_threads(const char *text);

/* The text of --help. */
extern const char options_help[];

#endif
