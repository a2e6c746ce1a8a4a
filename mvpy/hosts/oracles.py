"""The CPythons that say what is right: of the version that an interpreter is to be compared with, or else the one at hand."""

from __future__ import annotations

import sys

from mvpy.verification import NativeHost
from mvpy.verification.hosts import answer_of, places_of

Version = tuple[int, int]


def oracles_for(version: Version | None, native: NativeHost) -> tuple[tuple[NativeHost, ...], str]:
    """The CPythons to ask, the best one first, for an interpreter that is like *version*; why *native* is, if it is not."""
    if version is None or version_of(native.python) == version:
        return (native,), ""
    found = cpython(version)
    if found is None:
        return (native,), f"there is no CPython {version[0]}.{version[1]} here"
    return (found, native), ""


def cpython(version: Version) -> NativeHost | None:
    """A CPython of this *version* on this machine."""
    number = f"{version[0]}.{version[1]}"
    for path in places_of(f"python{number}"):
        answer = answer_of(path)[0]
        if answer.startswith(f"Python {number}."):
            return NativeHost(f"C{answer}", path)
    return None


def version_of(python: str) -> Version | None:
    """The version of the CPython *python*."""
    if python == sys.executable:
        return sys.version_info[:2]
    return version_in(answer_of(python)[0])


def version_in(answer: str) -> Version | None:
    """The version in "Python 3.13.0"."""
    numbers = answer.rpartition(" ")[2].split(".")
    return (int(numbers[0]), int(numbers[1])) if len(numbers) == 3 else None
