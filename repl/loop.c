/* loop.c: the interactive session: read, evaluate, print.
 *
 * Lines are collected until they make a program (jx_inspect() says JX_ERROR_INCOMPLETE while they
 * do not), then evaluated as a statement: assigned names stay, values are printed. Ctrl-C abandons
 * the lines, or stops the evaluation through the progress callback. Start at loop_run(). */
#include "loop.h"

#include "command.h"
#include "editor.h"
#include "evaluate.h"
#include "interrupt.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The lines typed so far, each with its newline. */
typedef struct input {
  char *text;
  size_t length;
} input;

static void input_clear(input *in) {
  free(in->text);
  *in = (input){0};
}

static bool input_add(input *in, const char *line) {
  size_t n = strlen(line);
  char *grown = realloc(in->text, in->length + n + 2);
  if (!grown) return false;
  memcpy(grown + in->length, line, n + 1);
  in->text = grown;
  in->length += n;
  in->text[in->length++] = '\n';
  in->text[in->length] = 0;
  return true;
}

static bool is_blank(const char *line) {
  line += strspn(line, " \t\f\r\n");
  return *line == 0 || *line == '#';
}

static void run_input(session *s, const input *in) {
  results r;
  jxc_exit status = evaluate_statement(s, &(program){.text = in->text, .length = in->length}, &r);
  if (status == JXC_OK) results_print(&r);
  if (status == JXC_OK && s->time) evaluate_report(s);
  if (interrupt_pending() == SIGINT) fputs("interrupted\n", stderr);
  results_free(s, &r);
}

/* One more line; true when the session is over. */
static bool take_line(session *s, input *in, const char *line) {
  if (in->length == 0 && is_blank(line)) return false;
  if (in->length == 0 && line[strspn(line, " \t")] == ':') return command_run(s, line);
  if (!input_add(in, line)) {
    report_failure("out of memory");
    input_clear(in);
    return false;
  }
  jx_inspection seen;
  if (jx_inspect(s->context, in->text, in->length, &seen) == JX_ERROR_INCOMPLETE) return false;
  run_input(s, in);
  input_clear(in);
  return false;
}

jxc_exit loop_run(session *s) {
  editor *e = editor_open(s);
  if (!e) return report_failure("out of memory");
  printf("jx %s; :help for help, Ctrl-D to leave\n", jx_version());
  input in = {0};
  bool over = false;
  while (!over && (interrupt_pending() == 0 || interrupt_pending() == SIGINT)) {
    const char *line = NULL;
    interrupt_clear();
    fflush(stdout);
    switch (editor_read(e, in.length ? "... " : "jx> ", &line)) {
    case EDITOR_LINE: over = take_line(s, &in, line); break;
    case EDITOR_INTERRUPT: input_clear(&in); break;
    case EDITOR_END: over = true; break;
    }
  }
  input_clear(&in);
  editor_close(e);
  if (interrupt_pending() == SIGINT) interrupt_clear();
  return JXC_OK;
}
