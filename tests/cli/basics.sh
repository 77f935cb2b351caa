#!/usr/bin/env bash
# The command in brief, without Python: programs, values, files, statuses. The rest is in tests/python/test_cli.py.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

expect() { # STATUS OUTPUT COMMAND…: standard output and exit status
  local status=0 output
  output=$("${@:3}" 2>stderr </dev/null) || status=$?
  if [[ $status != "$1" || $output != "$2" ]]; then
    echo "${*:3}: status $status, not $1; output: $output; expected: $2"
    cat stderr
    exit 1
  fi
}

echo 'y = x + 1; y*2' >p.jx
expect 0 8 "$JXC" -e '(x+1)*2' x=3
expect 0 8 "$JXC" p.jx x=3
expect 0 '[0 1 2]' "$JXC" -e 'x*y' 'x=arange(3)' y=1
expect 0 '' "$JXC" -e 'arange(5)/2' -o a.npy
expect 0 '[0.  0.5 1.  1.5 2. ]' "$JXC" -e a a=a.npy
expect 1 '' "$JXC" -e 'sine(1)'
expect 2 '' "$JXC" --no-such-option
expect 3 '' "$JXC" -e a a=none.npy
"$JXC" --profile -e 'sum(x)' 'x=arange(1000.0)' | grep -q '^  stage 0: .* ms, .* GB/s, .*% of reading, '
expect 0 "$PWD/kernels" env JX_CACHE_DIR="$PWD/kernels" "$JXC" cache path
expect 0 '0 files removed, 0 B' env JX_CACHE=on JX_CACHE_DIR="$PWD/kernels" "$JXC" cache clear
expect 2 '' "$JXC" cache
head -c 100 a.npy >cut.npy
expect 3 '' "$JXC" -e a a=cut.npy
[[ $(ls -A) == $'a.npy\ncut.npy\np.jx\nstderr' ]]
