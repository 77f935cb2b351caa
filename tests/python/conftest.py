"""What holds for all tests: kernels are not kept on disk, except by those that ask for it in an environment of
their own.
"""

import os

os.environ["JX_CACHE"] = "off"
