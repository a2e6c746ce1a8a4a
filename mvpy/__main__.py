"""`python -m mvpy`."""

from __future__ import annotations

import signal

# While it is loaded, and when it is through, Ctrl-C ends the process without a traceback.
if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

from mvpy.cli import main as command  # noqa: E402


def main() -> None:
    """The command line; ends the process."""
    quiet = signal.getsignal(signal.SIGINT)
    if quiet is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        command(prog_name="mvpy")
    finally:
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, quiet)


if __name__ == "__main__":
    main()
