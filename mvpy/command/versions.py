"""The versions of what matters."""

from __future__ import annotations

import platform

from mvpy import __version__

PACKAGES = ("libcst", "wasmtime", "black")


def versions() -> str:
    """MVPy's version, Python's, and those of the packages that outputs and verdicts depend on, on one line."""
    # start-up: it imports email, 6 ms, and most runs that use no cache name no versions
    from importlib.metadata import PackageNotFoundError, version

    shown = [f"mvpy {__version__}", f"Python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            shown.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            shown.append(f"{package} is not installed")
    return ", ".join(shown)
