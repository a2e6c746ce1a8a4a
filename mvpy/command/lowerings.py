"""What `--for HOST` names: a CPython by its version, an interpreter by its profile, or a profile in a file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mvpy.command.options import refuse_exact_for
from mvpy.errors import UsageError
from mvpy.machine.lowering import NEWEST, OLDEST_HOST, PROFILES, Lowering, lowering_with
from mvpy.rewrites import NEW_CONSTRUCTS, ORDER
from mvpy.rewrites.lowering import ORDER as LOWERING_ORDER

VERSION = re.compile(r"(?:py|python|cpython)?-?(\d)\.?(\d+)")  # 3.8, python3.8, py38
VERSION_IN = re.compile(r"\b(\d)\.(\d+)")
REQUIRES_PYTHON = "requires-python"
WORDS = ("right", "wrong", "missing")


def lowering_for(host: str, paths: Sequence[str] = ()) -> Lowering:
    """What is to go for *host*; a UsageError if it is none that is known.

    REQUIRES_PYTHON is the lowest Python that the project is for in which the first of *paths* is.
    """
    if host == REQUIRES_PYTHON:
        return lowering_for("{}.{}".format(*lowest_of_project(paths)))
    found = VERSION.fullmatch(host.lower())
    if found:
        version = int(found[1]), int(found[2])
        if not OLDEST_HOST <= version <= NEWEST:
            raise UsageError(f"{host} is not between 3.6 and {NEWEST[0]}.{NEWEST[1]}")
        return Lowering(version)
    file = Path(host) if host.endswith(".toml") else PROFILES / f"{host}.toml"
    try:
        profile = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if host.endswith(".toml"):
            raise UsageError(f"{host}: there is no such file") from None
        known = ", ".join(profiles())
        raise UsageError(
            f"'{host}' is neither a Python like 3.8 nor one of {known}, nor a profile.toml"
        ) from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: it can't be read: {error}") from error
    return lowering_of(profile, str(file))


def for_host(host: str | None, annotations: bool, exact: bool) -> Lowering:
    """What is to go for *host* in an output that may be *exact*, and perhaps from *annotations*; a UsageError if that can't be."""
    if host is None:
        raise UsageError("--annotations is for hosts: --for says which")
    if not isinstance(host, str):
        raise UsageError(f"for_ is a text, such as '3.8', and not {host!r}")
    lowering = replace(lowering_for(host), annotations=annotations)
    if exact:
        refuse_exact_for(lowering)
    return lowering


def lowest_of_project(paths: Sequence[str]) -> tuple[int, int]:
    """The lowest Python that the project is for in which the first of *paths* is; a UsageError if none says so."""
    from mvpy.projects.requires_python import lowest_version  # start-up: packaging, for whoever asks so

    start = Path(paths[0] if paths and paths[0] != "-" else ".").absolute()
    for folder in (start, *start.parents):
        file = folder / "pyproject.toml"
        found = lowest_version(file) if file.is_file() else None
        if found:
            return max(found, OLDEST_HOST)
    raise UsageError(
        "--for needs a host, such as 3.8: no pyproject.toml with requires-python is here, or above"
    )


def profiles() -> list[str]:
    """The names of the hosts that have a profile."""
    return sorted(path.stem for path in PROFILES.glob("*.toml"))


def lowering_of(profile: Mapping[str, Any], file: str) -> Lowering:
    """What is to go according to a *profile*, from a *file*: the constructs that are wrong there, or missing.

    So are those that it does not know, and that are newer than the Python with which the interpreter was compared.
    """
    constructs, forms, kept = profile.get("constructs"), profile.get("forms", {}), profile.get("kept", {})
    if not (isinstance(constructs, dict) and isinstance(forms, dict) and isinstance(kept, dict)):
        raise UsageError(
            f"{file}: a profile has a table [constructs], and may have tables [forms] and [kept]"
        )
    for name, word in [*constructs.items(), *((name, "wrong") for name in (*forms, *kept))]:
        if name not in (*ORDER, *LOWERING_ORDER):
            raise UsageError(f"{file}: there is no construct '{name}'")
        if word not in WORDS:
            raise UsageError(f"{file}: {name} is {', '.join(WORDS[:-1])} or {WORDS[-1]}, and not {word!r}")
    contract = profile.get("contract", {})
    lacks = contract.get("missing", ()) if isinstance(contract, dict) else ()
    compared = VERSION_IN.search(str(profile.get("oracle", "")))
    known = (int(compared[1]), int(compared[2])) if compared else NEWEST
    words = {name: "missing" for name, since in NEW_CONSTRUCTS.items() if since > known} | constructs
    gone = [
        name
        for name in (*LOWERING_ORDER, *ORDER)
        if words.get(name, "right") != "right" and kept.get(name) != []
    ]
    return lowering_with(
        {name: tuple(map(str, forms.get(name, ()))) for name in gone if name in ORDER},
        {name: tuple(map(str, kept[name])) for name in gone if kept.get(name)},
        tuple(map(str, lacks)),
        str(profile.get("host", Path(file).stem)),
    ).with_unread([name for name in gone if name in LOWERING_ORDER])
