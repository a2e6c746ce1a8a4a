"""python run_reference.py SCRIPT [ARGS]: run SCRIPT in the reference interpreter; `--version` says which it is."""

import platform
import sys
from importlib.metadata import version

from mvpy.command.reference import run_reference
from mvpy.errors import SourceError

if sys.argv[1] == "--version":
    print("MVPy", version("mvpy"), f"(Python {platform.python_version()})")
else:
    try:
        sys.exit(run_reference(sys.argv[1], sys.argv[2:]))
    except SourceError as error:
        print(f'  File "{error.name}", line {error.line}\nSyntaxError: {error.words}', file=sys.stderr)
        sys.exit(1)
