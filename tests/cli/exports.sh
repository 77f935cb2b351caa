#!/usr/bin/env bash
# What the libraries show and need: libjx exports the functions of jx.h and what GDB looks for, all
# with a version, and does not load LLVM; the module exports its one entry.
set -euo pipefail

exported() { nm -D --defined-only "$1" | awk '{print $3}' | grep -v '^JX_0$' | sort; }
needed() { objdump -p "$1" | awk '/NEEDED/ {print $2}'; }
declared() {
  {
    grep -A2 '^JX_API' include/jx.h | grep -oE '\bjx_[a-z0-9_]+\(' | tr -d '('
    printf '%s\n' __jit_debug_descriptor __jit_debug_register_code
  } | sort -u | sed 's/$/@@JX_0/'
}

if grep -qE '^JX_SANITIZE:STRING=.|^JX_COVERAGE:BOOL=ON' "$BUILD/CMakeCache.txt"; then
  exit 77 # instrumented libraries export more
fi

diff <(declared) <(exported "$BUILD/libjx.so") || {
  echo "libjx.so exports other names (>) than jx.h declares, and GDB wants (<)"
  exit 1
}
diff <(echo jx_codegen_api) <(exported "$BUILD/libjx-codegen.so") || {
  echo "libjx-codegen.so exports other names (>) than its entry (<)"
  exit 1
}
for file in libjx.so jxc; do
  if needed "$BUILD/$file" | grep LLVM; then
    echo "$file loads LLVM"
    exit 1
  fi
done
