"""`python -m mvpy`."""

from __future__ import annotations

from mvpy.cli import main

if __name__ == "__main__":
    main(prog_name="mvpy")
