"""python run_eryx.py SCRIPT [ARGS]: run SCRIPT on the CPython of pyeryx; `--version` says which one that is.

`sys.exit` breaks that one, so what runs the program there writes the exit status to standard error, behind a mark.
"""

import os
import re
import sys

import eryx

BROKE = 125  # the exit status, if the interpreter did not come to an end
MARK = "\0exit status "
WRAPPER = """\
import io, sys
sys.argv = {argv!r}
sys.path.insert(0, "/app")
sys.stdin = io.TextIOWrapper(io.BytesIO({stdin!r}), encoding="utf-8")
space = sys.modules["__main__"].__dict__ if "__main__" in sys.modules else globals()
space["__name__"], space["__file__"] = "__main__", sys.argv[0]
status = 0
try:
    exec(compile(open(sys.argv[0], "rb").read(), sys.argv[0], "exec"), space)
except SystemExit as error:
    status = error.code
    if status is not None and not isinstance(status, int):
        print(status, file=sys.stderr)
        status = 1
except BaseException:
    import traceback
    traceback.print_exc()
    status = 1
sys.stdout.flush()
sys.stderr.write({mark!r} + str(status or 0))
"""


def run(script, *arguments):
    """The exit status of *script*."""
    folder, name = os.path.split(os.path.abspath(script))
    stdin = b"" if sys.stdin.isatty() else sys.stdin.buffer.read()
    text = WRAPPER.format(argv=[f"/app/{name}", *arguments], stdin=stdin, mark=MARK)
    outputs = ([], [])
    box = eryx.Sandbox(
        volumes=[(folder, "/app", True)], on_stdout=outputs[0].append, on_stderr=outputs[1].append
    )
    try:
        done = box.execute(text)
        out, err = done.stdout, done.stderr
    except Exception as error:
        out, err = (joined(parts) for parts in outputs)
        if MARK.encode() not in as_bytes(err):
            err = as_bytes(err) + f"the interpreter broke: {error}\n".encode()
    before, mark, after = as_bytes(err).partition(MARK.encode())
    sys.stdout.buffer.write(as_bytes(out))
    sys.stderr.buffer.write(before)
    return int(re.match(rb"-?\d+", after)[0]) & 255 if mark else BROKE


def joined(parts):
    """All that was written in *parts*."""
    return b"".join(map(as_bytes, parts))


def as_bytes(text):
    """*text* in bytes."""
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")


def ready():
    """What runs a program, now that all is loaded; see `mvpy/hosts/forks.py`."""
    return run


if __name__ == "__main__":
    if sys.argv[1] == "--version":
        from importlib.metadata import version  # it takes long to import, and programs do not need it

        print("Python 3.14 for WASI, pyeryx", version("pyeryx"))
    else:
        sys.exit(run(*sys.argv[1:]))
