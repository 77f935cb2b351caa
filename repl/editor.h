/* editor.h: lines typed at a terminal, with editing and history (libedit).
 *
 * The history is kept in $XDG_STATE_HOME/jx/history, else ~/.local/state/jx/history, readable by
 * its owner alone; without a home there is none. */
#ifndef JXC_EDITOR_H
#define JXC_EDITOR_H

#include "session.h"

typedef struct editor editor;

typedef enum editor_event {
  EDITOR_LINE,      /* a line, without its newline */
  EDITOR_INTERRUPT, /* Ctrl-C */
  EDITOR_END,       /* Ctrl-D on an empty line, or the terminal is gone */
} editor_event;

/* Tab completes words with what the session has. NULL when out of memory. */
editor *editor_open(const session *s);

/* Saves the history. */
void editor_close(editor *e);

/* Reads one line. *line is valid until the next call. */
editor_event editor_read(editor *e, const char *prompt, const char **line);

#endif
