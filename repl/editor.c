/* editor.c: lines typed at a terminal, with editing and history (libedit).
 *
 * libedit does the work. We read its characters ourselves, because its own reader begins anew when
 * a signal interrupts it, and Ctrl-C is to abandon the line. Start at editor_open() and
 * editor_read(). */
#include "editor.h"

#include "complete.h"
#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <histedit.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wchar.h>

struct editor {
  EditLine *line;
  History *history;
  char *path; /* of the history's file, or NULL */
  char prompt[16];
  char *text; /* the last line */
  bool ended; /* the terminal is gone */
  const session *session;
};

enum { HISTORY_SIZE = 1000 };

/* ---- The history's file ---- */

/* Its path, allocated; NULL without a home. */
static char *history_path(void) {
  const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
  char *path = NULL;
  if (state && state[0] == '/') {
    if (asprintf(&path, "%s/jx/history", state) < 0) return NULL;
  } else if (home && home[0] == '/') {
    if (asprintf(&path, "%s/.local/state/jx/history", home) < 0) return NULL;
  }
  return path;
}

/* Makes the folders above a path; what fails here fails again when the file is opened. */
static void make_folders(char *path) {
  for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
    *slash = 0;
    mkdir(path, 0700);
    *slash = '/';
  }
}

/* libedit 3.1 decodes a line into 1024 bytes or the next multiple, and forgets the NUL: one of
 * exactly such a length is written beyond them. With its first character as an escape it is longer,
 * and reads as the same. */
enum { HISTORY_BLOCK = 1024 };

static void copy_history(FILE *to, FILE *from) {
  char *line = NULL;
  size_t room = 0;
  ssize_t n;
  while ((n = getline(&line, &room, from)) > 0) {
    size_t length = (size_t)n - (line[n - 1] == '\n'), skip = 0;
    if (length && length % HISTORY_BLOCK == 0 && line[0] != '\\') {
      fprintf(to, "\\%03o", (unsigned)(unsigned char)line[0]);
      skip = 1;
    }
    fwrite(line + skip, 1, (size_t)n - skip, to);
  }
  free(line);
}

/* libedit wants a path: that of a copy in memory. A history that cannot be read is not worth a
 * message. */
static void load_history(editor *e) {
  FILE *from = e->path ? fopen(e->path, "re") : NULL;
  int fd = from ? memfd_create("history", MFD_CLOEXEC) : -1;
  FILE *to = fd >= 0 ? fdopen(fd, "w") : NULL;
  char path[40];
  HistEvent event;
  if (to) {
    copy_history(to, from);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (fflush(to) == 0) history(e->history, &event, H_LOAD, path);
    fclose(to);
  } else if (fd >= 0) {
    close(fd);
  }
  if (from) fclose(from);
}

/* Writes beside the file and renames, so that two sessions that end together leave one of their
 * histories, whole. A history that cannot be saved is not worth a message. */
static void save_history(editor *e) {
  char *name = NULL;
  HistEvent event;
  if (!e->path || history(e->history, &event, H_GETSIZE) < 0 || event.num == 0) return;
  make_folders(e->path);
  if (asprintf(&name, "%s.%ld.tmp", e->path, (long)getpid()) < 0) return;
  int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
  if (file) {
    bool saved = history(e->history, &event, H_SAVE_FP, file) >= 0;
    if (fclose(file) != 0 || !saved || rename(name, e->path) != 0) unlink(name);
  }
  free(name);
}

/* ---- Characters ---- */

/* Set by signals that only matter while a line is edited. */
static volatile sig_atomic_t resized, resumed;

static void note_resize(int signal_number) {
  (void)signal_number;
  resized = 1;
}

static void note_resume(int signal_number) {
  (void)signal_number;
  resumed = 1;
}

static void catch_terminal_signals(void) {
  sigaction(SIGWINCH, &(struct sigaction){.sa_handler = note_resize}, NULL);
  sigaction(SIGCONT, &(struct sigaction){.sa_handler = note_resume}, NULL);
}

static void redraw(EditLine *line) {
  if (resumed) el_set(line, EL_PREP_TERM, 1);
  if (resized) el_resize(line);
  if (resumed || resized) el_set(line, EL_REFRESH);
  resumed = resized = 0;
}

/* libedit's EL_GETCFN: 1 and a character, 0 at the end, -1 when a signal is pending. */
static int read_character(EditLine *line, wchar_t *out) {
  editor *e;
  el_get(line, EL_CLIENTDATA, &e);
  mbstate_t state = {0};
  for (;;) {
    char byte;
    redraw(line);
    if (interrupt_pending()) {
      errno = EINTR;
      return -1;
    }
    ssize_t n = read(STDIN_FILENO, &byte, 1);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) {
      e->ended = true;
      return 0;
    }
    size_t used = mbrtowc(out, &byte, 1, &state);
    if (used == (size_t)-2) continue; /* the character goes on */
    if (used == (size_t)-1) {
      memset(&state, 0, sizeof state);
      *out = L'?';
    }
    return 1;
  }
}

static char *show_prompt(EditLine *line) {
  editor *e;
  el_get(line, EL_CLIENTDATA, &e);
  return e->prompt;
}

/* ---- Completion ---- */

/* In columns. */
static void show_words(const completions *c) {
  enum { COLUMNS = 80, GAP = 2 };
  size_t width = 0, column = 0;
  for (size_t i = 0; i < c->n; i++)
    if (strlen(c->words[i]) > width) width = strlen(c->words[i]);
  for (size_t i = 0; i < c->n; i++) {
    if (column == 0 || column + width > COLUMNS) column = 0, puts("");
    bool last = i + 1 == c->n || column + 2 * width + GAP > COLUMNS;
    printf("%-*s", last ? 0 : (int)(width + GAP), c->words[i]);
    column += width + GAP;
  }
  puts("");
  fflush(stdout);
}

/* Tab: puts in what all words go on with; when that is nothing, shows them. Behind no word it is a
 * tab, as it is in text that is pasted. */
static unsigned char complete_word(EditLine *line, int key) {
  editor *e;
  el_get(line, EL_CLIENTDATA, &e);
  const LineInfo *info = el_line(line);
  completions c = complete(e->session, info->buffer, (size_t)(info->cursor - info->buffer));
  unsigned char result = CC_ERROR;
  if (c.typed == 0) {
    result = el_insertstr(line, (char[]){(char)key, 0}) == 0 ? CC_REFRESH : CC_ERROR;
  } else if (c.n && c.common > c.typed) {
    c.words[0][c.common] = 0;
    result = el_insertstr(line, c.words[0] + c.typed) == 0 ? CC_REFRESH : CC_ERROR;
  } else if (c.n > 1) {
    show_words(&c);
    result = CC_REDISPLAY;
  }
  completions_free(&c);
  return result;
}

/* ---- Lines ---- */

editor *editor_open(const session *s) {
  editor *e = calloc(1, sizeof *e);
  if (!e) return NULL;
  e->session = s;
  e->history = history_init();
  e->line = el_init("jxc", stdin, isatty(STDOUT_FILENO) ? stdout : stderr, stderr);
  if (!e->history || !e->line) {
    editor_close(e);
    return NULL;
  }
  HistEvent event;
  history(e->history, &event, H_SETSIZE, HISTORY_SIZE);
  history(e->history, &event, H_SETUNIQUE, 1);
  e->path = history_path();
  load_history(e);

  el_set(e->line, EL_CLIENTDATA, e);
  el_set(e->line, EL_PROMPT, show_prompt);
  el_set(e->line, EL_EDITOR, "emacs");
  el_set(e->line, EL_HIST, history, e->history);
  el_set(e->line, EL_BIND, "^R", "em-inc-search-prev", NULL);
  el_set(e->line, EL_ADDFN, "jx-complete", "complete a word", complete_word);
  el_set(e->line, EL_BIND, "^I", "jx-complete", NULL);
  el_set(e->line, EL_GETCFN, read_character);
  el_source(e->line, NULL);
  catch_terminal_signals();
  return e;
}

void editor_close(editor *e) {
  if (!e) return;
  if (e->history) save_history(e);
  if (e->line) el_end(e->line);
  if (e->history) history_end(e->history);
  free(e->path);
  free(e->text);
  free(e);
}

editor_event editor_read(editor *e, const char *prompt, const char **line) {
  snprintf(e->prompt, sizeof e->prompt, "%s", prompt);
  el_set(e->line, EL_PREP_TERM,
         1); /* before the prompt: what is typed after it must not echo twice */
  int count = 0;
  const char *got = el_gets(e->line, &count);
  if (!got || count <= 0) {
    puts(interrupt_pending() ? "^C" : "");
    return interrupt_pending() == SIGINT && !e->ended ? EDITOR_INTERRUPT : EDITOR_END;
  }
  free(e->text);
  e->text = strndup(got, (size_t)count);
  if (!e->text) return EDITOR_END;
  e->text[strcspn(e->text, "\r\n")] = 0;
  HistEvent event;
  if (e->text[strspn(e->text, " \t")]) history(e->history, &event, H_ENTER, e->text);
  *line = e->text;
  return EDITOR_LINE;
}
