"""An explained program, line by line, as a terminal of a given width shows it.

A line is a row of pieces: (text, style).  Where there is no colour, the texts alone say all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from textwrap import wrap
from unicodedata import east_asian_width

from mvpy.explain.facts import Fact
from mvpy.explain.model import Change, Exact, Explanation, Line, Opened, Site, Told
from mvpy.explain.rewrite_words import title_of

Piece = tuple[str, str]
Row = list[Piece]

PROSE = 88  # columns of words, however wide the terminal is
FOLDED = 5  # lines that stay as they were: more of them are folded
ABOVE = 12  # lines above the program that are shown; of more, the helpers are named
CHANGES = 3  # places of one site that are shown
NUMBERS = 12  # lines of other sites that are named
BETWEEN = "  │  "
BLANK: Row = []

STRONG, WHERE, QUIET = "bold", "cyan", "dim"


def lines_of(explanation: Explanation, sought: str, width: int) -> Iterator[Row]:
    """All rows of *explanation*; *sought* says that there is nothing, if only some of the program was to be explained."""
    if not explanation.constructs:
        yield from prose(f"Nothing to explain: {sought or 'this is strict core'}.", width)
    for number, told in enumerate(explanation.constructs):
        yield from (BLANK, BLANK) if number else ()
        yield from rows_of(explanation, told, width)
    if files := [
        file for told in explanation.constructs for fact in told.sites[0].facts for file in fact.files
    ]:
        yield from (BLANK, BLANK)
        yield from prose(f"`mvpy rewrites {files[0]}` shows that program, and what it prints.", width)


def sought(names: Sequence[str], lines: tuple[int, int] | None) -> str:
    """That there is nothing of the rewrites *names* on these *lines*; without either, nothing."""
    where = f" on {span(lines)}" if lines else ""
    if names:
        return f"there is no {' and no '.join(names)}{where or ' here'}"
    return f"nothing{where} becomes anything else" if lines else ""


def span(lines: tuple[int, int]) -> str:
    """The first and the last of *lines*, in words."""
    first, last = lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


def rows_of(explanation: Explanation, told: Told, width: int) -> Iterator[Row]:
    """What is told of one construct."""
    first, *others = told.sites
    yield from heading(explanation, first, told, width)
    yield from site_rows(first, width)
    yield from fact_rows(first, width)
    if first.exact is not None:
        yield from exact_rows(first, width)
    yield from links(told, width)
    closed = [site for site in others if site.opened is None]
    for site in others:
        if site.opened is not None:
            yield BLANK
            yield [(place_of(explanation, site), WHERE)]
            yield from site_rows(site, width)
    if closed:
        yield BLANK
        yield from prose(also(closed), width)


def heading(explanation: Explanation, site: Site, told: Told, width: int) -> Iterator[Row]:
    """Where a construct is, what its rewrite is called, and its title."""
    yield [(place_of(explanation, site), WHERE), (f"  {told.rewrite}", QUIET)]
    yield from ([(line, STRONG)] for line in wrapped(told.account.title, width))


def place_of(explanation: Explanation, site: Site) -> str:
    """Where *site* is, as editors understand it."""
    return f"{visible(explanation.file)}:{site.place.line}:{site.place.column}"


# --- before and after -----------------------------------------------------------------------------


def site_rows(site: Site, width: int) -> Iterator[Row]:
    """What becomes of the program at *site*."""
    opened = site.opened
    assert opened is not None
    yield BLANK
    if opened.refused:
        yield from prose(f"Alone it cannot be shown here: {opened.refused}.", width)
        return
    changes = together(opened.telling)
    for number, change in enumerate(changes[:CHANGES]):
        yield from (BLANK,) if number else ()
        yield from change_rows(change, width)
    if more := [change.line for change in changes[CHANGES:]]:
        yield BLANK
        yield from prose(f"Something changes, too, at {numbered(more)}.", width)
    yield from besides(opened, width)


def together(changes: Sequence[Change]) -> list[Change]:
    """*changes*, of which one that only takes and the next that only gives are one."""
    out: list[Change] = []
    for change in changes:
        if out and not out[-1].after and not change.before:
            out[-1] = Change(out[-1].line, out[-1].before, change.after)
        else:
            out.append(change)
    return out


def change_rows(change: Change, width: int) -> Iterator[Row]:
    """The lines before and after: side by side if there is room, and else one below the other."""
    before, after = folded(change.before), folded(change.after)
    margin = len(str(max((line.source for line in change.before), default=change.line)))
    left = [[(f"  {line.source or '':>{margin}}  ", QUIET), *row] for line, row in before]
    right = [row for _, row in after]
    if not before:
        yield [(f"  above line {change.line} comes", QUIET)]
        yield BLANK
    room = max(map(length, left), default=0)
    if before and after and room + len(BETWEEN) + max(map(length, right)) <= width:
        for one, other in zip_longest(left, right, fillvalue=BLANK):
            yield [*one, (" " * (room - length(one)), ""), (BETWEEN, QUIET), *other]
        return
    yield from left
    if before:
        yield BLANK
        yield [("becomes" if after else "is gone", QUIET)]
        yield from (BLANK,) if after else ()
    for row in right:
        yield [(" " * (margin + 4), ""), *row]


def folded(lines: Sequence[Line]) -> list[tuple[Line, Row]]:
    """*lines* with their rows; of many that stay as they were, the first and the last."""
    out: list[tuple[Line, Row]] = []
    for kept, group in groupby(lines, key=lambda line: line.kept):
        run, style = list(group), QUIET if kept else ""
        shown = [(line, [(visible(line.text), style)]) for line in run]
        if kept and len(run) > FOLDED:
            blanks = run[1].text[: len(run[1].text) - len(run[1].text.lstrip())]
            words = f"{blanks}… {len(run) - 3} lines more"
            shown[2:-1] = [(Line(words, 0, True), [(words, QUIET)])]
        out += shown
    return out


def length(row: Row) -> int:
    """How many columns *row* takes: some characters take two."""
    return sum(1 + (east_asian_width(char) in "WF") for text, _ in row for char in text)


def visible(text: str) -> str:
    """*text* as a terminal can show it: without tabs, and with escapes for what it would take for a command."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text.expandtabs(4))


def besides(opened: Opened, width: int) -> Iterator[Row]:
    """What else is opened, and what comes to stand above the program."""
    for words, rewrites in (("Rewritten along with it", opened.opens), ("Left to", opened.leaves)):
        if rewrites:
            yield BLANK
            titles = "; ".join(f"{name} ({before_colon(title_of(name))})" for name in rewrites)
            yield from prose(f"{words}: {titles}.", width)
    if not opened.above:
        return
    yield BLANK
    if len(opened.above) > ABOVE:
        names = " and ".join(filter(None, (", ".join(opened.helpers[:-1]), *opened.helpers[-1:])))
        yield from prose(f"Above the program come {len(opened.above)} lines: {names or 'constants'}.", width)
        return
    yield [("above the program", QUIET)]
    yield BLANK
    yield from ([(f"      {visible(line)}", "")] for line in opened.above)


def before_colon(title: str) -> str:
    """What *title* names."""
    return title.partition(":")[0].rstrip(".")


# --- facts ----------------------------------------------------------------------------------------


def fact_rows(site: Site, width: int) -> Iterator[Row]:
    """The facts that matter at *site*, but for those of exact outputs."""
    for section, words in (("Meaning", "What matters here"), ("Differs", "What is different")):
        facts = [fact for fact in site.facts if fact.section == section]
        if facts:
            yield BLANK
            yield [(words, STRONG)]
        for fact in facts:
            yield from one_fact(fact, width)


def one_fact(fact: Fact, width: int) -> Iterator[Row]:
    """The *fact*, with its number and the programs that show it."""
    number = f"{fact.number}. " if fact.number else ""
    kind = f"({fact.kind}) " if fact.kind else ""
    yield from prose(kind + fact.text, width, f"  {number}")
    indent = " " * (2 + len(number))
    if fact.files:
        more = len(fact.files) - 1
        words = f"shown by {fact.files[0]}" + (f" and {more} more" if more else "")
        yield [(f"{indent}{words}", QUIET)]


def exact_rows(site: Site, width: int) -> Iterator[Row]:
    """The exact form of *site*: beside each line that plain has not are the numbers of the facts that need it."""
    exact = site.exact
    assert exact is not None
    yield BLANK
    yield [("What exact adds", STRONG)]
    if exact.opened.refused:
        yield from prose(f"It cannot be shown: {exact.opened.refused}.", width, "  ")
    elif not exact.additions:
        yield [("  Nothing: the exact form is the plain one.", "")]
    else:
        yield BLANK
        yield from exact_form(exact)
        yield BLANK
    for fact in dict.fromkeys(fact for addition in exact.additions for fact in addition.facts):
        yield from one_fact(fact, width)


def exact_form(exact: Exact) -> Iterator[Row]:
    """The lines of *exact*, with the numbers of facts in their margin."""
    reasons = {line: numbers_of(addition.facts) for addition in exact.additions for line in addition.lines}
    margin = max(map(len, reasons.values()), default=0)
    for number, change in enumerate(together(exact.opened.telling)):
        yield from (BLANK,) if number else ()
        for line, row in folded(change.after):
            yield [(f"  {reasons.get(line.text.strip(), ''):>{margin}}  ", WHERE), *row]


def numbers_of(facts: Sequence[Fact]) -> str:
    """The numbers of *facts*; a star for one that has none."""
    return " ".join(str(fact.number or "*") for fact in facts)


def links(told: Told, width: int) -> Iterator[Row]:
    """Where to read on."""
    if told.account.links:
        yield BLANK
    for words, address in told.account.links:
        if len(words) + len(address) + 4 <= width:
            yield [(f"  {words}: ", ""), (address, QUIET)]
        else:
            yield from prose(words, width, "  ")
            yield [(f"  {address}", QUIET)]


# --- words ----------------------------------------------------------------------------------------


def also(sites: Sequence[Site]) -> str:
    """That there are other *sites* of the same construct, and on which lines."""
    count = len(sites)
    places = "1 more place" if count == 1 else f"{count} more places"
    return f"{places}, which --all shows: {numbered([site.place.line for site in sites])}."


def numbered(lines: Sequence[int]) -> str:
    """The numbers of *lines*, the first of them if there are many: "lines 3, 7 (2 times) and 9"."""
    counts = Counter(lines)
    words = [f"{line} ({count} times)" if count > 1 else f"{line}" for line, count in counts.items()]
    more = len(words) - NUMBERS
    words = [*words[:NUMBERS], f"{more} others"] if more > 1 else words
    return f"{'line' if len(words) == 1 else 'lines'} {', '.join(words[:-1])}{' and ' * (len(words) > 1)}{words[-1]}"


def prose(words: str, width: int, first: str = "") -> Iterator[Row]:
    """The *words* on as many lines as they need, the *first* of which begins with something."""
    yield from ([(line, "")] for line in wrapped(words, width, first))


def wrapped(words: str, width: int, first: str = "") -> list[str]:
    """`prose`, as texts."""
    return wrap(
        words, min(width, PROSE), initial_indent=first, subsequent_indent=" " * len(first),
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
