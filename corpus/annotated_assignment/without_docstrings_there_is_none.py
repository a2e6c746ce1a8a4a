# Under `python -OO` a class with annotations has no docstring, like any other.
# Plain: kinds

import subprocess
import sys


class Point:
    """A place."""

    x: int = 0


print(Point.__doc__, Point.x, __debug__)
if __debug__:
    subprocess.run([sys.executable, "-OO", __file__])
