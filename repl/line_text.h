/* line_text.h: foreign text as one line of a table. */
#ifndef JXC_LINE_TEXT_H
#define JXC_LINE_TEXT_H

#include <stdio.h>

/* Writes the first line of `text` (UTF-8) that is not blank. What could do harm on a terminal or
 * disorder the line (control characters, invalid UTF-8, what has no width, what the locale does not
 * print) is written as \xNN, byte by byte; a tab is a blank. Of more than `columns` columns the end
 * is left out, 0 being any number; "..." stands for that, and for further lines. */
void line_print(FILE *out, const char *text, int columns);

/* The width of standard output when it is a terminal that tells it, else 0. */
int line_width(void);

#endif
