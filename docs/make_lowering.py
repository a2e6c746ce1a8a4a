"""Write the tables of docs/lowering.md: which forms came with which Python, and what they become for an older one.

    python docs/make_lowering.py

The contracts of the rewrites are the truth; what stands around the tables is written by hand.
`tests/test_docs.py` fails when the page is old.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mvpy.machine.rewrite import Rewrite
from mvpy.pipeline import rewrites_that_lower

PAGE = Path(__file__).with_name("lowering.md")
START, END = "<!-- written by docs/make_lowering.py -->\n", "<!-- end of what is written -->\n"
HEAD = "| since | what older Pythons do not read | what takes it |\n| --- | --- | --- |"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """The whole page, with new tables."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    return before + START + "\n" + "\n\n".join(chapters()) + "\n\n" + END + after


def chapters() -> Iterator[str]:
    """The table of all forms; and what becomes of those that no rewrite of the core takes."""
    order = rewrites_that_lower()
    forms = defaultdict(list)
    for rewrite in order.rewrites:
        for form in rewrite.contract.newer:
            forms[form.since].append(
                f"| {'.'.join(map(str, form.since))} | {form.words} | {linked(rewrite, order.lowering)} |"
            )
    yield "\n".join([HEAD, *(row for since in sorted(forms) for row in forms[since])])
    for rewrite in order.rewrites:
        if rewrite.name in order.lowering:
            yield entry(rewrite)


def linked(rewrite: Rewrite, lowering: frozenset[str]) -> str:
    """The *rewrite*, as a link to where it is described: on this page, if it is one of *lowering*."""
    return f"[{rewrite.name}]({'' if rewrite.name in lowering else 'rewrites.md'}#{rewrite.name})"


def entry(rewrite: Rewrite) -> str:
    """What a rewrite that lowers says of itself."""
    title, _, rest = rewrite.words.partition("\n")
    parts = [f"### {rewrite.name}", title]
    for before, after in rewrite.examples:
        parts += [f"```python\n{before}```", "becomes", f"```python\n{after}```"]
    for heading in ("Left alone", "Differs"):
        _, found, text = rest.partition(f"\n{heading}\n")
        if found:
            sentences = " ".join(line.strip() for line in text.split("\n\n")[0].splitlines())
            parts.append(f"{heading}: {sentences}")
    return "\n\n".join(parts)


if __name__ == "__main__":
    main()
