/* cache_command.h: looking after the kernels on disk, from the command line and in a session. */
#ifndef JXC_CACHE_COMMAND_H
#define JXC_CACHE_COMMAND_H

#include "report.h"

/* Runs "jxc cache WORD"; argv[0] is the word "cache". */
jxc_exit cache_command(int argc, char **argv);

/* Prints what "jxc cache stats" does, and how the context came to its kernels. */
jxc_exit cache_print(jx_context *context);

#endif
