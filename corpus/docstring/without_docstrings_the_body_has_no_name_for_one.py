# Differs: under `python -OO` the body of a class finds the name `__doc__` bound to None in the core, and not bound in CPython.

import subprocess
import sys


class C:
    """Text."""

    print("__doc__" in locals())


if __debug__:
    subprocess.run([sys.executable, "-OO", __file__])
