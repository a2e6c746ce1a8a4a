"""`mvpy`, and `python -m mvpy`.

The latter puts the current folder before the standard library, and what lies there is nobody's wish to run.
It is taken out before anything else is imported, so there is no import above, either.
"""

import os
import sys


def without_current_folder() -> None:
    """Take the folder that `python -m` put there out of `sys.path`."""
    try:
        here = os.getcwd()
    except OSError:  # it has been removed
        here = ""
    if not sys.flags.safe_path and sys.path[:1] == [here]:
        del sys.path[0]


def main() -> None:
    """The command line, from the first byte to the exit code."""
    import signal  # not above: first `without_current_folder`

    # Where no command is at work (`signals.handled`), Ctrl-C ends the process without a traceback.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)

    from mvpy.command.streams import complete  # not above, as well

    complete()
    try:  # what goes wrong from here on is said on streams that are complete
        from mvpy.command.cli import main as run_commands  # not above, as well
    except ModuleNotFoundError as error:
        if (error.name or "mvpy").startswith("mvpy"):
            raise
        folder = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        sys.exit(
            f"mvpy needs {error.name}, which is not installed: run `{sys.executable} -m pip install -e {folder}`"
        )
    # not above, as well
    from mvpy.command.exit_codes import UNHEARD, UNUSABLE
    from mvpy.command.terminal import say

    try:
        try:
            run_commands(prog_name="mvpy")
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        sys.exit(UNHEARD)
    except OSError as error:  # of standard output: where no command was at work, or when all was done
        say(f"{error.filename or 'error'}: {error.strerror or error}")
        sys.exit(UNUSABLE)


if __name__ == "__main__":
    without_current_folder()
    main()
