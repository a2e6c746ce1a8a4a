"""A page on which a program can be stepped through: one file, which needs no network, and no JavaScript to be read.

    text = page_of(source, filename="program.py")

`page.html` is what stands around, with names for what is filled in; `page.css` and `page.js` are put into it.  Each site
is an element that opens by itself; for the panes the script reads the record of `numbering.py`, and computes nothing
that is not in it.  All that comes from programs is escaped, what nobody can see too.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mvpy.conform.page.filled import filled
from mvpy.conform.page.words import words
from mvpy.explain.explaining import Wish, explained
from mvpy.explain.model import Explanation, versions
from mvpy.explain.page.constructs import constructs
from mvpy.explain.page.numbering import numbered
from mvpy.explain.page.packing import packed
from mvpy.explain.page.panes import code, options, steps
from mvpy.explain.page.sites import sites
from mvpy.explain.trace import Trace, traced, traced_exactly
from mvpy.system.deep import in_deep_thread
from mvpy.verification.report import number_of

FOLDER = Path(__file__).parent


def page_of(
    text: str, *, filename: str, target: tuple[int, int] | None = None, submodules: Sequence[str] = ()
) -> str:
    """The page about the program *text*, called *filename*, for the Python *target*.

    *submodules* are those of the package whose `__init__.py` it is.
    Errors: SourceError for text that is not Python; InternalError where a rewrite failed; ContractError.
    """
    options: Any = {"filename": filename, "target": target, "submodules": submodules}
    with uncollected():
        explanation = explained(text, wish=Wish(every=True), **options)
        trace = traced(text, **options)
        return in_deep_thread(page, explanation, trace, traced_exactly(trace))


@contextmanager
def uncollected() -> Iterator[None]:
    """Meanwhile nobody looks for cycles: there are a million nodes, and hardly a cycle.

    For a program of 490 lines that took 0.65 of 4.6 s; without it there are 185 MB in the end, and not 155.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def page(explanation: Explanation, trace: Trace, exact: Trace) -> str:
    """The page about the program of *explanation*, with its way to the plain core, and what it is in an *exact* one.

    For deep programs the caller provides a large stack.
    """
    record = numbered(trace, exact)
    made = versions()
    return filled(
        FOLDER,
        title=words(explanation.file),
        lead=lead(trace),
        source=code([line.text for line in trace.source]),
        output=code([line.text for line in trace.output[trace.above :]]),
        above=code([line.text for line in trace.output[: trace.above]]),
        above_count=number_of(trace.above, "line"),
        exact_above=number_of(exact.above, "line"),
        last=str(len(trace.steps)),
        options="\n".join(options(record, {one.rewrite for one in explanation.constructs})),
        steps="\n".join(steps(record)),
        sites="\n".join(sites(explanation)),
        constructs="\n".join(constructs(explanation, [step.rewrite for step in trace.steps if step.rewrite])),
        made=words(f"Made by mvpy {made['mvpy']} on Python {made['python']}."),
        record=as_data(packed(record)),
    )


def lead(trace: Trace) -> str:
    """What the page is about, in a sentence."""
    count = len(trace.output) - trace.above
    return (
        f"{number_of(len(trace.source), 'line')} of Python, said again in ten constructs: {number_of(count, 'line')}, "
        f"and {trace.above} above them. It takes {number_of(len(trace.steps), 'step')}."
    )


def as_data(record: object) -> str:
    """*record* as JSON that may stand in an element of HTML: nothing in it ends that, or begins another."""
    text = json.dumps(record, separators=(",", ":"), ensure_ascii=False)
    return text.replace("<", r"\u003c").replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")
