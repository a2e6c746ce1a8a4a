"""python run_ouros.py SCRIPT: run SCRIPT under Ouros; `--version` says which Ouros that is."""

import sys

import ouros


def write(stream: str, text: str) -> None:
    """Write what the program prints to *stream*, "stdout" or "stderr"."""
    getattr(sys, stream).write(text)


def run(path: str, *arguments: str) -> int:
    """Run the program at *path*, which sees no *arguments*; its exit status.  An exception is printed as CPython prints one."""
    with open(path, encoding="utf-8") as file:
        source = file.read()
    try:
        ouros.Sandbox(source).run(print_callback=write)
    except ouros.SandboxSyntaxError as error:
        return failed(f"SyntaxError: {error}")
    except ouros.SandboxError as error:
        return failed(str(error))
    return 0


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

        print("Ouros", version("ouros"))
    else:
        sys.exit(run(sys.argv[1]))
