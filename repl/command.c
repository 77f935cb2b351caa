/* command.c: the commands of the interactive session, which begin with a colon.
 *
 * Takes a line; gives its effect on the session. Each command is a row of the table: a name, the
 * form of its arguments, a line of help, a function. Start at command_run(). */
#include "command.h"

#include "cache_command.h"
#include "describe.h"
#include "evaluate.h"
#include "options.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct command {
  const char *name, *form, *help;
  void (*run)(session *s, const struct command *c, char *argument);
} command;

static void show_usage(const command *c) { report_failure("usage: :%s %s", c->name, c->form); }

/* Cuts the first word off a line; returns the rest, without spaces around it. */
static char *split(char *text) {
  char *rest = text + strcspn(text, " \t");
  if (*rest) *rest++ = 0;
  return rest + strspn(rest, " \t");
}

static void run_load(session *s, const command *c, char *argument) {
  char *path = split(argument);
  if (!*argument || !*path) {
    show_usage(c);
    return;
  }
  jxc_exit status = session_check_name(s, argument);
  if (status == JXC_USAGE) report_failure("'%s' is not a name", argument);
  if (status == JXC_OK) session_load(s, argument, path);
}

static void run_save(session *s, const command *c, char *argument) {
  char *path = split(argument);
  const variable *v = session_find(s, argument);
  if (!*argument || !*path) {
    show_usage(c);
  } else if (!v) {
    report_failure("there is no variable '%s'", argument);
  } else {
    npy_save(path, &v->array);
  }
}

static void run_drop(session *s, const command *c, char *argument) {
  if (!*argument)
    show_usage(c);
  else if (!session_drop(s, argument))
    report_failure("there is no variable '%s'", argument);
}

static void run_vars(session *s, const command *c, char *argument) {
  (void)c;
  (void)argument;
  for (size_t i = 0; i < s->count; i++) {
    const variable *v = &s->variables[i];
    char unit[24] = "", type[48];
    bool time = jx_dtype_kind(v->array.dtype) == 'M' || jx_dtype_kind(v->array.dtype) == 'm';
    if (time) jx_unit_text(v->array.detail, unit, sizeof unit);
    snprintf(type, sizeof type, time ? "%s[%s]" : "%s", jx_dtype_name(v->array.dtype), unit);
    printf("%-12s %-10s (", v->name, type);
    for (int axis = 0; axis < v->array.rank; axis++)
      printf("%s%" PRId64, axis ? ", " : "", v->array.shape[axis]);
    printf("%s)%s\n", v->array.rank == 1 ? "," : "", v->file.map ? " mapped" : "");
  }
}

static void run_time(session *s, const command *c, char *argument) {
  if (strcmp(argument, "on") == 0)
    s->time = true;
  else if (strcmp(argument, "off") == 0)
    s->time = false;
  else
    show_usage(c);
}

static void run_form(session *s, const command *c, char *argument, jx_form form) {
  if (!*argument)
    show_usage(c);
  else
    evaluate_form(s, &(program){.text = argument, .length = strlen(argument)}, form);
}

static void run_explain(session *s, const command *c, char *argument) {
  run_form(s, c, argument, JX_FORM_PLAN);
}

static void run_profile(session *s, const command *c, char *argument) {
  run_form(s, c, argument, JX_FORM_PROFILE);
}

static void run_emit(session *s, const command *c, char *argument) {
  char *text = split(argument);
  jx_form form = options_form(argument);
  if (!form || options_is_ahead(form) || !*text)
    show_usage(c);
  else
    evaluate_form(s, &(program){.text = text, .length = strlen(text)}, form);
}

static void run_threads(session *s, const command *c, char *argument) {
  int n = options_threads(argument);
  if (!*argument)
    printf("%d\n", (int)jx_context_threads(s->context));
  else if (!n)
    show_usage(c);
  else if (jx_context_set_threads(s->context, n) != JX_OK)
    report_error(s->context, NULL, false);
}

static void run_precision(session *s, const command *c, char *argument) {
  jx_precision precision;
  if (!*argument)
    puts(options_precision_word(jx_context_precision(s->context)));
  else if (!options_precision(argument, &precision))
    show_usage(c);
  else if (jx_context_set_precision(s->context, precision) != JX_OK)
    report_error(s->context, NULL, false);
}

static void run_cache(session *s, const command *c, char *argument) {
  if (*argument)
    show_usage(c);
  else
    cache_print(s->context);
}

static void run_help(session *s, const command *c, char *argument);

static const command commands[] = {
    {"load", "NAME FILE", "map a .npy file as a variable", run_load},
    {"save", "NAME FILE", "write a variable to a .npy file", run_save},
    {"drop", "NAME", "forget a variable", run_drop},
    {"vars", "", "list the variables", run_vars},
    {"time", "on|off", "report what each evaluation took", run_time},
    {"explain", "PROGRAM", "print the plan of a program", run_explain},
    {"profile", "PROGRAM", "run it a few times: what each stage takes", run_profile},
    {"emit", "FORM PROGRAM", "print a form: ast, graph, plan, ir or asm", run_emit},
    {"threads", "[N]", "set or show the number of threads", run_threads},
    {"precision", "[full|fast]", "set or show how exact functions are", run_precision},
    {"cache", "", "the kernels on disk, and where this session's are from", run_cache},
    {"help", "[NAME]", "print this list, or what a function does", run_help},
    {"quit", "", "leave (Ctrl-D does, too)", NULL},
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void run_help(session *s, const command *c, char *argument) {
  (void)c;
  if (*argument) {
    describe(s, argument);
    return;
  }
  puts("Type an expression to see its value, or NAME = EXPRESSION to keep it.\n");
  for (int i = 0; i < COMMANDS; i++) {
    char left[64];
    snprintf(left, sizeof left, ":%s %s", commands[i].name, commands[i].form);
    printf("  %-22s %s\n", left, commands[i].help);
  }
  puts("\nCtrl-C abandons the input or stops the evaluation.");
}

const char *command_name(size_t i) { return i < COMMANDS ? commands[i].name : NULL; }

bool command_run(session *s, const char *line) {
  char *text = strdup(line + strspn(line, " \t") + 1);
  if (!text) {
    report_failure("out of memory");
    return false;
  }
  size_t n = strlen(text);
  while (n > 0 && strchr(" \t\r\n", text[n - 1])) text[--n] = 0;
  char *argument = split(text);
  int i = 0;
  while (i < COMMANDS && strcmp(commands[i].name, text) != 0) i++;
  if (i == COMMANDS)
    report_failure("unknown command ':%s'; ':help' lists them", text);
  else if (commands[i].run)
    commands[i].run(s, &commands[i], argument);
  free(text);
  return i < COMMANDS && !commands[i].run;
}
