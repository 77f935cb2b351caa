/* ending.h: a process may end while units of LLVM's are at work.
 *
 * exit() destroys what LLVM holds in static variables, backwards. A thread that nobody joined, such
 * as a daemon thread of Python's, may be loading LLVM or compiling meanwhile, and would crash the
 * process. So they are not destroyed at all: the module is initialised before LLVM, and what LLVM
 * calls for its variables to be destroyed then does nothing. And exit() waits for the units at work,
 * and none is begun from then on: LLVM may have been loaded before, by somebody else. Like exit()
 * itself, this is one thing for the whole process. Any thread.
 */
#ifndef JX_ENDING_H
#define JX_ENDING_H

#include <stdbool.h>

/* Begins a unit, which ends with llvm_ending_leave() in the same thread. False: the process is
 * ending. */
bool llvm_ending_enter(void);
void llvm_ending_leave(void);

#endif
