/* fpenv.h: the floating-point environment: the caller's, and the default one, in which jx computes.
 *
 * A library linked with -ffast-math flushes subnormals to zero on the threads it meets,
 * fesetround() changes how everything rounds, and after feenableexcept() a division by zero kills
 * the process. Nothing of it may show in a result, and least of all in a constant that is folded
 * into a kernel and kept on disk. So every entry that computes, reads or prints numbers, and every
 * thread that takes part in its work, begins with fp_enter() and ends with fp_leave(), which gives
 * the thread back what it had, the flags of exceptions included. Functions of the caller's run
 * between an fp_leave() and an fp_enter(): in the caller's environment, which they may change.
 *
 * An entry costs some nanoseconds where there is a file for the architecture; elsewhere C's
 * <fenv.h> does it.
 */
#ifndef JX_FPENV_H
#define JX_FPENV_H

#if defined(FPENV_STANDARD) /* for its test */
#include "runtime/machine/fpenv_standard.h"
#elif defined(__x86_64__)
#include "runtime/machine/fpenv_x86.h"
#elif defined(__aarch64__)
#include "runtime/machine/fpenv_aarch64.h"
#else
#include "runtime/machine/fpenv_standard.h"
#endif

#endif
