/* command.h: the commands of the interactive session, which begin with a colon. */
#ifndef JXC_COMMAND_H
#define JXC_COMMAND_H

#include "session.h"

/* Runs a line such as ":load x data.npy"; true when it asks to quit. Errors are reported. */
bool command_run(session *s, const char *line);

/* The name of command number i, without its colon; NULL beyond the last. */
const char *command_name(size_t i);

#endif
