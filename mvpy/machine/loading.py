"""Load a rewrite; whatever is wrong with its file is told with the line.

loaded("mvpy.rewrites", "with_statement")   ->   Rewrite(name="with_statement", …), or a ContractError
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from importlib import import_module

from mvpy.errors import ContractError, MVPyError, reason
from mvpy.machine.quote import file_of
from mvpy.machine.rewrite import Rewrite


def loaded(package: str, name: str) -> Rewrite:
    """The rewrite *name*, from its file in *package*; a ContractError if that cannot be imported."""
    module = f"{package}.{name}"
    try:
        return Rewrite.of(import_module(module))
    except MVPyError:
        raise
    except ModuleNotFoundError as error:
        if error.name != module:
            raise refused(package, error) from error
        words = f"ORDER names `{name}`, and there is no rewrites/{name}.py"
        raise ContractError(place_in_order(package, name), words) from error
    except Exception as error:
        raise refused(package, error) from error


def refused(package: str, error: Exception) -> Exception:
    """The ContractError for the *error* in a file of *package*; the *error* itself if it was not in one."""
    place = place_of_error(package, error)
    return ContractError(place, f"it cannot be loaded: {reason(error)}") if place else error


def place_of_error(package: str, error: BaseException) -> str:
    """File and line in *package* at which *error* happened, or nothing; of several the innermost."""
    if isinstance(error, SyntaxError) and error.filename:
        folder = os.path.dirname(sys.modules[package].__file__ or "")
        file = os.path.relpath(error.filename, os.path.dirname(folder)).replace(os.sep, "/")
        return f"{file}:{error.lineno}"
    place = ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        name = frame.f_globals.get("__name__", "")
        if name.startswith(f"{package}."):
            place = f"{file_of(name, frame.f_code.co_filename)}:{line}"
    return place


def place_in_order(package: str, name: str) -> str:
    """File and line at which ORDER names *name*."""
    with open(sys.modules[package].__file__ or "", encoding="utf-8") as file:
        lines = [n for n, line in enumerate(file, 1) if re.search(rf"""["']{name}["']""", line)]
    return ":".join([f"{package.rpartition('.')[2]}/__init__.py", *map(str, lines[:1])])
