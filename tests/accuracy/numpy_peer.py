"""NumPy's side of peers.c: applies functions to arrays that come through a pipe.

A request is a line "name dtype arguments count" and then the arguments' bytes; the answer is the result's bytes. An
unknown name is answered by nothing: requests of 0 elements ask for it, and get one byte, 1 or 0.
"""
import sys

import numpy as np

np.seterr(all="ignore")
requests, answers = sys.stdin.buffer, sys.stdout.buffer
for line in requests:
    name, dtype, arguments, count = line.decode().split()
    function = getattr(np, name, None)
    if int(count) == 0:
        answers.write(b"\1" if function else b"\0")
    else:
        size = int(count) * np.dtype(dtype).itemsize
        operands = [np.frombuffer(requests.read(size), dtype) for _ in range(int(arguments))]
        answers.write(function(*operands).astype(dtype).tobytes())
    answers.flush()
