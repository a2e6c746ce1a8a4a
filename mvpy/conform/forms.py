"""The forms of a program: without one of its constructs, without some of them, and in the core.  All of them plain.

forms_of(Wanted(...))       what a worker makes, and remembers: the core, and the form without each construct alone
form_without(case, ...)     the form without several constructs, for delta debugging; or without some occurrences of one
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import sha256
from threading import Lock
from typing import Any

from mvpy.conform.results import Case
from mvpy.machine.kinds import PLAIN
from mvpy.machine.occurrences import Chosen
from mvpy.pipeline import Desugared, desugar_source, helpers_source
from mvpy.reading.source import encode, read_source
from mvpy.system.cache import users_cache

MODULE = "mvpy_helpers"
IMPORT = re.compile(rf"^from {MODULE} import (?:\([^)]*\)|[^\n(]*)$", re.MULTILINE)
OF_MODULE = re.compile(r"^import (\w+)$", re.MULTILINE)
ONE_AT_A_TIME = Lock()  # programs are run by threads


@dataclass(frozen=True)
class Wanted:
    """The forms of *case*, for the Python *target*; *mark* says which MVPy makes them, empty if nothing is remembered."""

    case: Case
    target: tuple[int, int]
    mark: str = ""

    @property
    def key(self) -> str:
        """The name of what is remembered; empty if nothing is."""
        if not self.mark:
            return ""
        known = f"{self.mark}\0{self.target}\0".encode() + self.case.data
        return f"forms-{sha256(known).hexdigest()}"


@dataclass(frozen=True)
class Forms:
    """The forms of a program.

    core    its plain core
    fired   the rewrites that were at work for that, in their order
    alone   for each of them that changes the program by itself, what it makes of it
    failed  why there are no forms
    """

    core: str = ""
    fired: tuple[str, ...] = ()
    alone: dict[str, str] = field(default_factory=dict)
    failed: str = ""


def forms_of(wanted: Wanted) -> Forms:
    """The forms that are *wanted*.  Whatever goes wrong is said in `failed`."""
    known = recalled(wanted.key)
    if known is not None:
        return known
    try:
        forms = made(wanted)
    except Exception as error:  # a program that is not Python, or a bug of ours: the others go on
        return Forms(failed=str(error) or type(error).__name__)
    remember(wanted.key, forms)
    return forms


def any_threads_forms(wanted: Wanted) -> Forms:
    """`forms_of`; any thread may ask."""
    with ONE_AT_A_TIME:
        return forms_of(wanted)


def made(wanted: Wanted) -> Forms:
    """`forms_of`, newly made."""
    core = desugared(wanted.case, wanted.target)
    fired = tuple(dict.fromkeys(site.rewrite for site in core.sites))
    alone = {}
    for rewrite in fired:
        form = desugared(wanted.case, wanted.target, [rewrite])
        if form.changed:
            alone[rewrite] = form.code
    return Forms(core.code, fired, alone)


def desugared(
    case: Case, target: tuple[int, int], only: Collection[str] = (), chosen: Chosen | None = None
) -> Desugared:
    """What becomes of *case*; without *only* these constructs, or in the core.  See `Chosen`."""
    return desugar_source(
        case.text, filename=case.path.name, only=list(only), target=target, kinds=PLAIN, chosen=chosen
    )


def form_without(
    case: Case, target: tuple[int, int], rewrites: Collection[str], chosen: Chosen | None = None
) -> str:
    """*case* without the constructs that *rewrites* take; any thread may ask."""
    with ONE_AT_A_TIME:
        return desugared(case, target, rewrites, chosen).code


def form_below_core(
    case: Case, target: tuple[int, int], rewrites: Collection[str], chosen: Chosen | None = None
) -> str:
    """As `form_without`, but what stands above the program is in the core: hosts may get it wrong as it is written.

    It imports modules as the core does, too; shims know that.
    """
    with ONE_AT_A_TIME:
        form = desugar_source(
            case.text,
            filename=case.path.name,
            only=list(rewrites),
            target=target,
            kinds=PLAIN,
            helpers=MODULE,
            chosen=chosen,
        )
        above = helpers_source(form.helpers, ((), (), None, "core"), PLAIN, target) if form.helpers else ""
    own = set(case.text.splitlines())
    code = IMPORT.sub(lambda found: above, form.code, count=1)
    return OF_MODULE.sub(
        lambda found: found[0] if found[0] in own else f"{found[1]} = __import__('{found[1]}')", code
    )


def form_with(case: Case, target: tuple[int, int], rewrite: str) -> str:
    """*case* without any construct but that which *rewrite* takes; any thread may ask."""
    with ONE_AT_A_TIME:
        return desugar_source(
            case.text, filename=case.path.name, keep=[rewrite], target=target, kinds=PLAIN
        ).code


def lines_without(case: Case, target: tuple[int, int], rewrites: Collection[str], rewrite: str) -> set[int]:
    """The lines of *case* at which *rewrite*, one of *rewrites*, is at work; any thread may ask."""
    with ONE_AT_A_TIME:
        sites = desugared(case, target, rewrites).sites
    return {site.line for site in sites if site.rewrite == rewrite}


def as_bytes(case: Case, code: str) -> bytes:
    """The form *code* of *case*, in the encoding of that."""
    return encode(code, read_source(case.data, case.name))


def lost(wanted: Wanted, how: str) -> Forms:
    """The forms that a worker did not live to make."""
    return Forms(failed=f"the process that worked on it died: {how}")


def recalled(key: str) -> Forms | None:
    """The forms that were remembered under *key*."""
    cache = users_cache() if key else None
    data = cache.get(key) if cache else None
    if data is None:
        return None
    try:
        facts: Any = json.loads(data)
        return Forms(str(facts["core"]), tuple(map(str, facts["fired"])), dict(facts["alone"]))
    except (ValueError, KeyError, TypeError):
        return None


def remember(key: str, forms: Forms) -> None:
    """Keep *forms* under *key*; a cache that cannot be written is no error."""
    cache = users_cache() if key else None
    if cache is not None:
        facts = {"core": forms.core, "fired": forms.fired, "alone": forms.alone}
        cache.put(key, json.dumps(facts).encode())
