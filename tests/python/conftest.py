"""What holds for all tests: kernels are not kept on disk, except by those that ask for it in an environment of
their own, and no test sees the user's. Programs that tests start can be interrupted, though a shell's background job
cannot.
"""

import os
import signal
import tempfile

_nothing = tempfile.TemporaryDirectory(prefix="jx-tests-")
os.environ["JX_CACHE"] = "off"
os.environ["JX_CACHE_DIR"] = _nothing.name

signal.signal(signal.SIGINT, signal.default_int_handler)
