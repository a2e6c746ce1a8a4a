"""Outputs that are remembered from run to run: one small file in the cache for each program and options."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import astuple, replace
from hashlib import sha256
from typing import Any, TypeVar

import mvpy
import mvpy.rewrites
from mvpy.command.jobs import Job, Outcome
from mvpy.command.versions import versions
from mvpy.reading.source import Source
from mvpy.reading.warned import Warned
from mvpy.system.cache import Odd, users_cache

T = TypeVar("T")


def fingerprint() -> str:
    """What changes when MVPy does: its version, and its files, for those who work on it."""
    digest = sha256(versions().encode())
    for root in (*mvpy.__path__, *mvpy.rewrites.__path__):
        facts = (
            (entry.path, entry.stat())
            for folder, _, _ in os.walk(root)
            for entry in os.scandir(folder)
            if entry.name.endswith(".py")
        )
        for path, stat in sorted(facts):
            digest.update(f"{path}:{stat.st_mtime_ns}:{stat.st_size}".encode())
    return digest.hexdigest()


def cache_key(job: Job, source: Source) -> str:
    """The name of the cache's entry for *job*, or nothing if it isn't to be remembered."""
    if job.cache is None or job.options.steps:
        return ""
    known = f"{job.cache}\0{job.options}\0{source.text}".encode("utf-8", "surrogatepass")
    return f"output-{sha256(known).hexdigest()}"


def recall(key: str, job: Job, source: Source) -> Outcome | None:
    """The outcome that was remembered under *key*."""
    cache = users_cache() if key else None
    data = cache.get(key) if cache else None
    if cache is None or data is None:
        return None
    try:
        known = remembered(json.loads(data))
        code = source.text if known.status == "unchanged" else known.code
        return replace(known, name=job.name, source=source, code=code)
    except (ValueError, KeyError, TypeError):
        cache.complain(key, Odd("it is not what mvpy puts there"))
        return None


def recall_text(mark: str | None, what: str, make: Callable[[], str]) -> str:
    """The text that *make* makes of *what*; with the *mark* of this MVPy it is remembered."""
    cache = users_cache() if mark else None
    if cache is None:
        return make()
    known = f"{mark}\0{what}".encode("utf-8", "surrogatepass")
    key = f"text-{sha256(known).hexdigest()}"
    data = cache.get(key)
    if data is not None:
        return data.decode("utf-8", "surrogatepass")
    text = make()
    cache.put(key, text.encode("utf-8", "surrogatepass"))
    return text


def remembered(facts: Any) -> Outcome:
    """The outcome that *facts* describe; every field must be of its type."""
    status, code, source_map = facts["status"], facts["code"], facts["source_map"]
    if status not in ("desugared", "unchanged") or not isinstance(code, str):
        raise TypeError(status)
    sites = [(of_type(rewrite, str), of_type(line, int)) for rewrite, line in facts["sites"]]
    warned = [
        Warned(of_type(line, int), of_type(column, int), of_type(words, str), of_type(kind, str))
        for line, column, words, kind in facts["warnings"]
    ]
    lines = [of_type(line, int) for line in source_map]
    helpers = [of_type(name, str) for name in facts["helpers"]]
    return Outcome("", status, code=code, source_map=lines, sites=sites, warnings=warned, helpers=helpers)


def of_type(value: Any, wanted: type[T]) -> T:
    """*value*, or a TypeError."""
    if type(value) is not wanted:
        raise TypeError(value)
    return value


def remember(key: str, outcome: Outcome) -> None:
    """Keep *outcome* under *key*; a cache that can't be written is no error."""
    cache = users_cache() if key else None
    if cache is None:
        return
    facts = {
        "status": outcome.status,
        "code": "" if outcome.status == "unchanged" else outcome.code,
        "source_map": outcome.source_map,
        "sites": outcome.sites,
        "warnings": [astuple(warned) for warned in outcome.warnings],
        "helpers": outcome.helpers,
    }
    cache.put(key, json.dumps(facts).encode())
