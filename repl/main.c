/* main.c: jxc, array programs from the command line.
 *
 * Takes arguments and files; gives printed arrays, .npy files, or an interactive session, and an
 * exit status (report.h). Uses jx.h alone. How the parts fit:
 *
 *     options      the command line
 *     session      a jx context and the variables that programs see (NAME=VALUE)
 *     evaluate     a program's text → arrays
 *     export       a program's text → an object file or a header
 *     npy, print   arrays ↔ files, arrays → text
 *     loop, editor, command   the interactive session
 *     describe, complete      ":help NAME", the Tab key
 *     cache_command, line_text   "jxc cache"
 *     report, interrupt       errors, signals
 *
 * Start at main(). */
#include "cache_command.h"
#include "evaluate.h"
#include "export.h"
#include "interrupt.h"
#include "loop.h"
#include "options.h"

#include <errno.h>
#include <fcntl.h>
#include <fenv.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A closed standard stream would let the next file opened take its number, and our output with it.
 * Opened for reading, it makes writes fail instead. */
static void open_standard_streams(void) {
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) < 0) _exit(JXC_IO);
}

/* Everything printed must have reached standard output, or the exit status says so. */
static jxc_exit finish_output(jxc_exit status) {
  bool failed = ferror(stdout) != 0;
  errno = 0;
  if (fflush(stdout) != 0) failed = true;
  if (!failed || interrupt_pending()) return status;
  jxc_exit output = report_io("cannot write to standard output: %s", strerror(errno ? errno : EIO));
  return status ? status : output;
}

/* ---- One program ---- */

/* Reads a stream to its end, or to more than any program may be; jx refuses what is too long. */
static jxc_exit read_all(FILE *in, const char *name, char **text, size_t *length) {
  size_t limit = (size_t)16 << 20, room = 4096, n = 0;
  char *at = malloc(room);
  while (at && !feof(in) && !ferror(in) && n < limit && !interrupt_pending()) {
    if (n == room) {
      char *grown = realloc(at, room *= 2);
      if (!grown) free(at);
      at = grown;
      continue;
    }
    n += fread(at + n, 1, room - n, in);
  }
  *text = at;
  *length = n;
  if (!at) return report_failure("out of memory");
  return ferror(in) && !interrupt_pending() ? report_io("%s: %s", name, strerror(errno)) : JXC_OK;
}

static jxc_exit read_file(const char *path, char **text, size_t *length) {
  FILE *in = fopen(path, "re");
  if (!in) return report_io("%s: %s", path, strerror(errno));
  jxc_exit status = read_all(in, path, text, length);
  fclose(in);
  return status;
}

/* One -o for each result, before anything is computed. */
static jxc_exit check_outputs(session *s, const program *p, const options *o) {
  jx_inspection seen;
  if (jx_inspect(s->context, p->text, p->length, &seen) != JX_OK)
    return report_error(s->context, p->place, p->position);
  if (o->noutputs && o->noutputs != seen.nresults)
    return report_usage("the program has %zu result%s, and -o is given %zu time%s", seen.nresults,
                        seen.nresults == 1 ? "" : "s", o->noutputs, o->noutputs == 1 ? "" : "s");
  for (size_t i = 0; i < o->noutputs; i++)
    if (strcmp(o->outputs[i], "-") == 0 && isatty(STDOUT_FILENO))
      return report_usage("-o -: standard output is a terminal");
  return JXC_OK;
}

static jxc_exit write_outputs(const results *r, const options *o, spill *files) {
  for (size_t i = 0; i < r->count; i++) {
    bool standard = strcmp(o->outputs[i], "-") == 0;
    jxc_exit status = standard ? npy_send(STDOUT_FILENO, "standard output", &r->at[i])
                               : npy_keep(files, o->outputs[i], &r->at[i]);
    if (status) return status;
  }
  return JXC_OK;
}

static jxc_exit run_program(session *s, const program *p, const options *o, spill *files) {
  if (export_wanted(o)) return export_program(s, p, o);
  if (o->form) return evaluate_form(s, p, o->form);
  jxc_exit status = check_outputs(s, p, o);
  if (status) return status;
  results r;
  status = evaluate_program(s, p, &r);
  if (status && files->error)
    status = report_io("%s: no room for the result: %s", o->outputs[0], strerror(files->error));
  if (status == JXC_OK && o->noutputs) status = write_outputs(&r, o, files);
  if (status == JXC_OK && !o->noutputs) results_print(&r);
  if (status == JXC_OK && o->time) evaluate_report(s);
  results_free(s, &r);
  return status;
}

/* The program from -e, from its file, or from standard input. */
static jxc_exit run_given(session *s, const options *o, spill *files) {
  if (o->expression)
    return run_program(s, &(program){.text = o->expression, .length = strlen(o->expression)}, o,
                       files);
  bool standard = !o->file || strcmp(o->file, "-") == 0;
  char *text = NULL;
  program p = {.place = standard ? "<stdin>" : o->file, .position = true};
  jxc_exit status = standard ? read_all(stdin, "standard input", &text, &p.length)
                             : read_file(o->file, &text, &p.length);
  p.text = text;
  if (status == JXC_OK && !interrupt_pending()) status = run_program(s, &p, o, files);
  free(text);
  return status;
}

/* ---- The command ---- */

/* For the editor and for text cut to a terminal's width; numbers are always written with a point. A
 * program that is given needs none, and starts sooner without. */
static void use_locale(void) { setlocale(LC_CTYPE, ""); }

/* Results of programs over files that are too large for memory are files, too. */
static bool wants_files(const options *o, spill *files) {
  const char **paths = calloc(o->nvalues + 1, sizeof *paths);
  size_t n = 0;
  *files = (spill){0};
  for (size_t i = 0; paths && i < o->nvalues; i++) {
    const char *value = strchr(o->values[i], '=');
    if (value && npy_named(value + 1)) paths[n++] = value + 1;
  }
  bool wanted = n && o->noutputs && strcmp(o->outputs[0], "-") != 0 &&
                spill_wanted(files, paths, n, o->outputs[0]);
  free(paths);
  return wanted;
}

static jxc_exit run(const options *o) {
  session s;
  spill files;
  const jx_allocator *allocator = wants_files(o, &files) ? &files.allocator : NULL;
  jxc_exit status = session_open(&s, o->threads, o->precision, allocator);
  if (status) return status;
  for (size_t i = 0; status == JXC_OK && i < o->nvalues && !export_wanted(o); i++)
    status = session_bind(&s, o->values[i]);
  bool interactive = !o->expression && !o->file && isatty(STDIN_FILENO);
  s.time = o->time;
  if (interactive) use_locale();
  if (status == JXC_OK && interactive && (o->noutputs || o->form))
    status = report_usage("-o, --emit, --explain and --profile need a program");
  else if (status == JXC_OK && interactive)
    status = loop_run(&s);
  else if (status == JXC_OK)
    status = run_given(&s, o, &files);
  session_close(&s);
  spill_end(&files);
  return status;
}

static jxc_exit run_command_line(int argc, char **argv) {
  options o;
  jxc_exit status = options_parse(&o, argc, argv);
  if (status == JXC_OK && o.help) {
    fputs(options_help, stdout);
  } else if (status == JXC_OK && o.version) {
    printf("jxc %s (libjx %s)\n", JX_VERSION, jx_version());
  } else if (status == JXC_OK) {
    interrupt_catch();
    status = run(&o);
  }
  options_free(&o);
  return status;
}

int main(int argc, char **argv) {
  fesetenv(FE_DFL_ENV); /* numbers are read and printed here, whatever library came along */
  open_standard_streams();
  bool cache = argc > 1 && strcmp(argv[1], "cache") == 0;
  if (cache) use_locale();
  jxc_exit status = cache ? cache_command(argc - 1, argv + 1) : run_command_line(argc, argv);
  status = finish_output(status);
  interrupt_finish();
  return status;
}
