"""Our own files look as black makes them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def test_black_would_change_nothing():
    folders = [PROJECT / name for name in ("mvpy", "rewrites", "tests", "docs")]

    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "black",
            "--check",
            "--quiet",
            "--config",
            PROJECT / "pyproject.toml",
            *folders,
        ]
    )

    assert done.returncode == 0
