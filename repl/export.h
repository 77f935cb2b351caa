/* export.h: programs compiled ahead of time, for --emit object and --emit header.
 *
 * Takes the NAME=VALUE arguments of the command line, whose values may be types; gives the object
 * file or the header, or one of the text forms on the way there. */
#ifndef JXC_EXPORT_H
#define JXC_EXPORT_H

#include "evaluate.h"
#include "options.h"

/* True when the program is to be compiled ahead of time: for an object or a header, or another form
 * where some value is a type. */
bool export_wanted(const options *o);

/* Writes what o->form says to o's output, or to standard output. */
jxc_exit export_program(session *s, const program *p, const options *o);

#endif
