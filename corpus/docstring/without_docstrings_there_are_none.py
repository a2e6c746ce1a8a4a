# Under `python -OO` nothing has a docstring.
# Plain: kinds

import subprocess
import sys


def function():
    """Text of a function."""


class C:
    """Text of a class."""


print(function.__doc__, C.__doc__)
if __debug__:
    subprocess.run([sys.executable, "-OO", __file__])
