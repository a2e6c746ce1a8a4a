"""Write the tables of docs/grammar.md, which say what becomes of every alternative of the grammar.

    python docs/make_grammar.py

The list in `tests/grammar.py` is the truth; what stands around the tables is written by hand.
`tests/test_docs.py` fails when the page is old.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

PAGE = Path(__file__).with_name("grammar.md")
LIST = PAGE.parents[1] / "tests" / "grammar.py"
START, END = "<!-- written by docs/make_grammar.py -->\n", "<!-- end of what is written -->\n"
HEAD = "| rule | alternative | since | goes with |\n| --- | --- | --- | --- |"
OLDEST = (3, 8)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole page, with new tables."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    return before + START + "\n" + "\n\n".join(tables()) + "\n\n" + END + after


def tables() -> Iterator[str]:
    """A heading and a table for each chapter of the grammar."""
    for heading, rules in grammar().CHAPTERS.items():
        yield f"### {heading}"
        yield "\n".join([HEAD, *(row for alternatives in rules for row in rows(alternatives))])


def rows(alternatives) -> Iterator[str]:
    """The rows of one rule; only the first has its name."""
    for i, one in enumerate(alternatives):
        name = "" if i else f"`{one.rule}`"
        since = "" if one.since == OLDEST else "{}.{}".format(*one.since)
        words = one.words.replace("|", "\\|")
        yield f"| {name} | `{words}` | {since} | {', '.join(map(linked, one.rewrites)) or 'stays'} |"


def linked(name: str) -> str:
    """The rewrite *name*, as a link to where it is described."""
    return f"[{name}](rewrites.md#{name})"


def grammar() -> ModuleType:
    """The module `tests/grammar.py`."""
    spec = importlib.util.spec_from_file_location("grammar", LIST)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["grammar"] = module  # its dataclasses look there
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
