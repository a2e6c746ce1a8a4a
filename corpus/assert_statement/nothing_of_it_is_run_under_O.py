# Under -O neither the test nor the message is evaluated.

import subprocess
import sys


def evaluated():
    print("evaluated")


assert print("test") is None
assert print("test with message") is None, evaluated()
print(__debug__)
if __debug__:
    subprocess.run([sys.executable, "-O", __file__])
