/* ending.h: no unit of LLVM's is at work when the process ends.
 *
 * exit() destroys what LLVM holds in global variables. A thread that nobody joined, such as a
 * daemon thread of Python's, may be compiling meanwhile, and would crash the process. So exit()
 * waits for the units at work, and none is begun from then on. But it goes backwards, so that what
 * LLVM makes when it is first used, in functions' static variables, would be destroyed before that
 * wait: these are not destroyed at all (keep_statics()). Like exit() itself, this is one thing for
 * the whole process. Any thread.
 */
#ifndef JX_ENDING_H
#define JX_ENDING_H

#include <stdbool.h>

/* Begins a unit, which ends with llvm_ending_leave() in the same thread. False: the process is
 * ending. */
bool llvm_ending_enter(void);
void llvm_ending_leave(void);

#endif
