/* string_helpers.h: operations on strings that kernels do not do themselves; see codegen.h. */
#ifndef JX_STRING_HELPERS_H
#define JX_STRING_HELPERS_H

#include "codegen/string_job.h"

void string_helper(const string_job *job);
void string_helper_store(char *to, int64_t stride, int64_t count, const char *const *from,
                         int64_t step, int64_t item);

#endif
