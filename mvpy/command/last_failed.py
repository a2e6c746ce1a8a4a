"""`mvpy conform --last-failed`: which programs were not as expected when they were last run on an interpreter."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from hashlib import sha256

from mvpy.conform import Case, Result
from mvpy.system.cache import users_cache
from mvpy.verification import CommandHost


def key_of(host: CommandHost, suite: bool) -> str:
    """The name of what is remembered of *host* and the *suite*, or else programs of one's own.

    Of its command, too, for many may be called `mine`.
    """
    known = "\0".join([host.name, *host.command, host.shim, str(suite)])
    return f"failed-{sha256(known.encode('utf-8', 'surrogateescape')).hexdigest()}"


def last_failed(host: CommandHost, suite: bool) -> set[str] | None:
    """The programs, of the *suite* or one's own, that were not as expected on *host*; None if nothing is remembered."""
    cache = users_cache()
    data = cache.get(key_of(host, suite)) if cache else None
    if data is None:
        return None
    try:
        return set(map(str, json.loads(data)))
    except (ValueError, TypeError):
        return None


def remember_failed(host: CommandHost, suite: bool, results: Iterable[Result]) -> None:
    """Remember what was not as expected among *results*; of programs that were not run, what is remembered stays."""
    cache = users_cache()
    if cache is None:
        return
    failed = last_failed(host, suite) or set()
    for result in results:
        (failed.add if result.is_finding else failed.discard)(identity(result.case))
    cache.put(key_of(host, suite), json.dumps(sorted(failed)).encode())


def those_of(cases: Sequence[Case], failed: set[str]) -> list[Case]:
    """Those of *cases* that *failed*."""
    return [case for case in cases if identity(case) in failed]


def identity(case: Case) -> str:
    """What *case* is called wherever one is: its name, if it is one of the suite, and else its file."""
    return case.name if case.steady else os.path.abspath(case.path)
