/* room.h: whether there is memory for what takes it without asking.
 *
 * LLVM ends the process when it gets no memory, and nothing can be done about it from outside. So
 * what it may take is estimated, and tried beforehand: address space (ulimit -v) and memory to be
 * written (ulimit -d; all of it where the system does not overcommit) are mapped and given back at
 * once. It is a question and not a promise: what other threads take meanwhile is missing all the
 * same, and what the system promises and then does not have, as in a container, nobody can ask for.
 */
#ifndef JX_ROOM_H
#define JX_ROOM_H

#include <stdbool.h>
#include <stddef.h>

/* Room for opening the code generator: LLVM's library is 130 MB, most of it only read. */
#define ROOM_MODULE ((size_t)200 << 20)
#define ROOM_MODULE_WRITTEN ((size_t)24 << 20)

/* Whether so many bytes are there, `written` of them to be written, beside what others were
 * promised. */
bool room_there(size_t bytes, size_t written);

/* The same, all of it to be written, and promised until room_give_back(). Any thread. */
bool room_take(size_t bytes);
void room_give_back(size_t bytes);

#endif
