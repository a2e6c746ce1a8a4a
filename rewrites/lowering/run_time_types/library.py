"""The classes of the library that can be subscripted, and what `typing` has for them on an older host."""

from __future__ import annotations

from mvpy.rewrites.lowering.run_time_types.generic_classes import SINCE, TYPING

Version = tuple[int, int]

# The Python from which on each can be subscripted, by its path.
GENERIC: dict[str, Version] = {
    f"{module}.{name}": since
    for since, modules in SINCE.items()
    for module, names in modules.items()
    for name in names.split()
}
# The Pythons that came with some.
VERSIONS: tuple[Version, ...] = tuple(sorted(SINCE))
# Those that `typing` of 3.6 does not have.
LATER_IN_TYPING = {"OrderedDict": (3, 7)}
# How many arguments those of `typing` take where the classes have defaults for some: these become None, or go.
ARGUMENTS = {"AsyncContextManager": 1, "AsyncGenerator": 2, "ContextManager": 1, "Generator": 3}


def in_typing_of(host: Version, path: str) -> str:
    """What `typing` of the *host* has for the class at *path*; "" if nothing."""
    name = TYPING.get(path, "")
    return name if host >= LATER_IN_TYPING.get(name, (3, 6)) else ""
