"""python run_reference.py SCRIPT [ARGS]: run SCRIPT in the reference interpreter; `--version` says which one that is."""

import platform
import sys
from importlib.metadata import version

from mvpy.command.reference import run_reference

if sys.argv[1] == "--version":
    print("MVPy", version("mvpy"), f"(Python {platform.python_version()})")
else:
    sys.exit(run_reference(sys.argv[1], sys.argv[2:]))
