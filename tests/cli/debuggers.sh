#!/usr/bin/env bash
# What perf and GDB are told of kernels, by the command: perf's map and jitdump, the names that GDB
# looks for, and a backtrace through a kernel where GDB may run a program at all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export JX_CACHE_DIR=$work/cache ASAN_OPTIONS=detect_leaks=0

fail() {
  echo "$@"
  cat output errors
  exit 1
}

run() { # COMMAND…: in $pid, with its output in `output` and `errors`
  "$@" >output 2>errors </dev/null &
  pid=$!
  wait "$pid" || fail "$*: status $?"
}

program=(-e 'sum(sin(x))' 'x=1e300*arange(100)')
result=$("$JXC" "${program[@]}")

# perf's map has the kernels, compiled or from disk, and is only written when asked for.
for cache in off on on; do
  JX_PERF=1 JX_CACHE=$cache run "$JXC" "${program[@]}"
  grep -qE '^[0-9a-f]+ [0-9a-f]+ jx stage 0: sum\(sin\(x\)\)$' "/tmp/perf-$pid.map" ||
    fail "the kernel is not in perf's map, with the cache $cache"
  rm "/tmp/perf-$pid.map"
  [[ ! -s errors && $(<output) == "$result" ]] || fail "perf's map disturbs"
done
run "$JXC" "${program[@]}"
[[ ! -e /tmp/perf-$pid.map ]] || fail "a map is written unasked"

JX_PERF=map run "$JXC" "${program[@]}"
[[ $(<errors) == "jxc: warning: kernels are not shown to perf: JX_PERF is 'map', not 1 or dump" ]] ||
  fail "a bad value is not told"

JX_PERF=dump JX_PERF_DIR=. run "$JXC" "${program[@]}"
grep -qa 'jx stage 0: sum(sin(x))' "jit-$pid.dump" || fail "the kernel is not in the jitdump"
[[ $(ls) == $(printf '%s\n' cache errors "jit-$pid.dump" output) ]] || fail "other files are written"

# libLLVM looks its list of kernels up by name and must find its own, though libjx comes before it.
JX_CACHE=off LD_BIND_NOW=1 LD_DEBUG=bindings run "$JXC" "${program[@]}"
grep '__jit_debug_descriptor' errors >bindings || fail "libLLVM does not look for a list"
if grep -v 'to .*libLLVM' bindings; then fail "libLLVM has been given another list than its own"; fi

# GDB finds both names, in a stripped library too.
command -v gdb >/dev/null || fail "gdb is not installed; run scripts/setup"
debug() { # GDB-OPTION…: its output in `output`
  gdb -nx -q -batch -ex 'set debuginfod enabled off' -ex 'set confirm off' \
    -ex 'set breakpoint pending on' "$@" >output 2>errors </dev/null || fail "gdb: status $?"
}
strip -o stripped.so "$BUILD/libjx.so"
for name in __jit_debug_register_code __jit_debug_descriptor; do
  debug -ex "info address $name" stripped.so
  grep -q '^Symbol .* is at 0x' output || fail "gdb does not find $name"
done

# It may be forbidden to trace processes, as in many containers.
if (debug -ex run --args true) >ptrace && grep -q 'exited normally' output; then
  JX_CACHE=off debug -ex 'break modulo' -ex run -ex bt \
    --args "$JXC" -t 1 -e 'sum(fmod(x, 3))' 'x=1e300*arange(100)'
  for frame in '#1 .* in jx stage 0: sum\(fmod\(x, 3\)\) \(\)$' '#2 .*schedule' '#[0-9]+ .*\bmain \('; do
    grep -qE "^$frame" output || fail "the backtrace does not go through the kernel"
  done
  JX_CACHE=on debug -ex 'break -function jx stage 0: sum(sin(x))' -ex run --args "$JXC" \
    "${program[@]}"
  grep -q '^Breakpoint 1, .* in jx stage 0: sum(sin(x)) ()$' output ||
    fail "gdb does not stop at a kernel from disk"
fi
