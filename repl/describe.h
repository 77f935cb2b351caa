/* describe.h: what ":help NAME" says. */
#ifndef JXC_DESCRIBE_H
#define JXC_DESCRIBE_H

#include "session.h"

/* Describes the function, operator or dtype of that name; reports what the language says of any
 * other. */
void describe(session *s, const char *name);

#endif
