#!/usr/bin/env bash
# An installed jx serves a program that finds it by pkg-config or by find_package, and finds its own
# code generator.
set -euo pipefail

if grep -qE '^JX_SANITIZE:STRING=.|^JX_COVERAGE:BOOL=ON' "$BUILD/CMakeCache.txt"; then
  exit 77 # an instrumented library needs an instrumented program
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$work/prefix
cmake --install "$BUILD" --prefix "$prefix" >"$work/log"
unset JX_MODULE_DIR
export JX_CACHE_DIR=$work/cache

cat >"$work/user.c" <<'C'
#include <jx.h>
#include <stdio.h>
int main(void) {
  jx_context *ctx = jx_context_new(NULL);
  double a[3] = {1, 2, 3};
  jx_array x = jx_array_of(a, JX_FLOAT64, 1, (int64_t[]){3});
  jx_array y = {0};
  if (jx_eval(ctx, "2*a + 1", JX_NTS, &(jx_operand){"a", &x}, 1, &y, 1) != JX_OK)
    return fputs(jx_context_error(ctx)->rendering, stderr), 1;
  int ok = ((double *)y.data)[2] == 7.0;
  jx_array_free(ctx, &y);
  jx_context_free(ctx);
  return !ok;
}
C

pc=$(find "$prefix" -name jx.pc)
libdir=$(dirname "$(dirname "$pc")")
read -ra flags < <(PKG_CONFIG_PATH=$(dirname "$pc") pkg-config --cflags --libs jx)
cc "$work/user.c" "${flags[@]}" -Wl,-rpath,"$libdir" -o "$work/user"
"$work/user"

cat >"$work/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.20)
project(user C)
find_package(Jx 0.1 REQUIRED)
add_executable(shared user.c)
target_link_libraries(shared jx::jx)
add_executable(static user.c)
target_link_libraries(static jx::jx_static)
CMAKE
cmake -S "$work" -B "$work/build" -DCMAKE_PREFIX_PATH="$prefix" >"$work/log"
cmake --build "$work/build" >"$work/log"
"$work/build/shared"
# A program with jx inside finds the module where libjx was configured to be installed, or as told.
JX_MODULE_DIR=$libdir/jx "$work/build/static"
