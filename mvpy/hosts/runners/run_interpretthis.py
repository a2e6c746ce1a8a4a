"""python run_interpretthis.py SCRIPT: run SCRIPT under interpretthis; `--version` says which one that is."""

import re
import sys

import interpretthis


def run(path: str, *arguments: str) -> int:
    """Run the program at *path*, which sees no *arguments*; its exit status.  An exception is printed as CPython prints one."""
    with open(path, encoding="utf-8") as file:
        result = interpretthis.Interpreter().execute(file.read())
    sys.stdout.write(result.stdout)
    return 0 if result.ok else failed(re.sub(r" \(at line \d+\)\Z", "", str(result.error)))


def failed(words: str) -> int:
    """The exit status of a program that ended by an exception, whose type and message are *words*."""
    kind, _, message = words.partition(": ")
    if kind == "SystemExit" and message.lstrip("-").isdigit():
        return int(message) & 255
    if kind == "SystemExit" and message in ("", "None"):
        return 0
    print("Traceback (most recent call last):", words.replace("\n", "\\n"), sep="\n", file=sys.stderr)
    return 1


def ready():
    """What runs a program, now that all is loaded; see `mvpy/hosts/forks.py`."""
    return run


if __name__ == "__main__":
    if sys.argv[1] == "--version":
        from importlib.metadata import version  # it takes long to import, and programs do not need it

        print("interpretthis", version("interpretthis"))
    else:
        sys.exit(run(sys.argv[1]))
