"""`mvpy`, and `python -m mvpy`.

The latter puts the current folder before the standard library, and what lies there is nobody's wish to run.
It is taken out before anything else is imported, so there is no import above, either.
"""

import os
import sys

if __name__ == "__main__" and not sys.flags.safe_path and sys.path[:1] == [os.getcwd()]:
    del sys.path[0]


from mvpy.cli import main  # noqa: E402

if __name__ == "__main__":
    main(prog_name="mvpy")
