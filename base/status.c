/* status.c: what jx.h says of its numbers: the names of statuses, the facts of dtypes, the version.
 *
 * In: any number, also one that is none. Out: static strings and sizes. Everything comes from
 * the tables in jx.h. Any thread. */
#include <string.h>

#include "base/dtype.h"

const char *jx_status_name(jx_status status) {
  switch (status) {
#define X(name, number, text) \
  case name: return text;
    JX_STATUS_TABLE(X)
#undef X
  }
  return "unknown status";
}

const char *jx_dtype_name(jx_dtype dtype) {
  return dtype_valid((int)dtype) ? dtypes[dtype].name : NULL;
}

size_t jx_dtype_size(jx_dtype dtype) { return dtype_valid((int)dtype) ? dtypes[dtype].size : 0; }

char jx_dtype_kind(jx_dtype dtype) { return dtype_valid((int)dtype) ? dtypes[dtype].kind : '\0'; }

jx_dtype jx_dtype_named(const char *name) {
  for (int d = 1; name && d < DTYPE_COUNT; d++)
    if (strcmp(name, dtypes[d].name) == 0) return (jx_dtype)d;
  return JX_DTYPE_NONE;
}

const char *jx_version(void) { return JX_VERSION; }
