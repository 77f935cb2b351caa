/* ending.h: no unit of LLVM's is at work when the process ends.
 *
 * exit() destroys what LLVM holds in global variables. A thread that nobody joined, such as a
 * daemon thread of Python's, may be compiling meanwhile, and would crash the process. So exit()
 * waits for the units at work, and none is begun from then on. What LLVM makes in the first unit of
 * a process is destroyed before that wait: an exit() in the midst of it may still crash. Like
 * exit() itself, this is one thing for the whole process. Any thread.
 */
#ifndef JX_ENDING_H
#define JX_ENDING_H

#include <stdbool.h>

/* Begins a unit, which ends with llvm_ending_leave() in the same thread. False: the process is
 * ending. */
bool llvm_ending_enter(void);
void llvm_ending_leave(void);

#endif
