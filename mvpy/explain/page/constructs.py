"""What is said of each construct: its facts, each with a program that shows it, and where to read on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mvpy.conform.page.words import lines, sentence, words
from mvpy.conform.recorded import nearest, recorded_on
from mvpy.conform.results import Case
from mvpy.conform.suite import CORPUS
from mvpy.explain.facts import Account, Fact, account_of
from mvpy.explain.model import Explanation
from mvpy.verification import Observation
from mvpy.verification.report import number_of

SECTIONS = {
    "Meaning": "What the Reference promises",
    "Exactly": "What CPython does besides, and <code>--exact</code> too",
    "Differs": "What the rewrite does otherwise",
}


def constructs(explanation: Explanation, at_work: Sequence[str]) -> Iterator[str]:
    """A section for each construct of the program, and for those that rewrites *at_work* met on the way."""
    told = Told(explanation.target)
    own = [one.rewrite for one in explanation.constructs]
    counts = {one.rewrite: len(one.sites) for one in explanation.constructs}
    for rewrite in own:
        yield from told.construct(account_of(rewrite), number_of(counts[rewrite], "place"))
    others = [rewrite for rewrite in dict.fromkeys(at_work) if rewrite not in counts]
    if others:
        yield "<h3>Met on the way</h3><p>The program has none of these. Other constructs come down to them first.</p>"
    for rewrite in others:
        yield from told.construct(account_of(rewrite), "")


class Told:
    """Tells constructs; each program that shows facts is shown once."""

    def __init__(self, target: tuple[int, int]) -> None:
        self.target = target
        self.programs: set[str] = set()

    def construct(self, account: Account, where: str) -> Iterator[str]:
        """The section of one construct, which stands in the program at so many places (*where*)."""
        yield f'<details class="construct" id="construct-{account.rewrite}"><summary><h4>{sentence(account.title)}</h4>'
        yield f" <small><code>{account.rewrite}</code>{', ' * bool(where)}{where}</small></summary>"
        for section, title in SECTIONS.items():
            some = [fact for fact in account.facts if fact.section == section]
            if some:
                yield f'<h5>{title}</h5><ol class="numbered">'
                for fact in some:
                    yield from self.fact(fact)
                yield "</ol>"
        if account.links:
            found = (
                f'<a href="{words(address)}" rel="noreferrer">{words(text)}</a>'
                for text, address in account.links
            )
            yield f'<p class="links">Read on: {"; ".join(found)}</p>'
        yield "</details>"

    def fact(self, fact: Fact) -> Iterator[str]:
        """One fact, with the programs that show it."""
        number = f' value="{fact.number}"' if fact.number else ' class="only"'
        kind = f" <small>({words(fact.kind)})</small>" if fact.kind else ""
        yield f'<li id="{fact_id(fact)}"{number}>{sentence(fact.text)}{kind}'
        for file in fact.files:
            name = file.removesuffix(".py")
            if name in self.programs:
                yield f' <a class="program" href="#program-{name}">{words(spoken(name))}</a>'
            else:
                self.programs.add(name)
                yield from self.program(name)
        yield "</li>"

    def program(self, name: str) -> Iterator[str]:
        """The program of the corpus called *name*, and what it shows."""
        path = CORPUS / f"{name}.py"
        data = path.read_bytes()
        yield f'<details class="program" id="program-{name}"><summary>{words(spoken(name))}</summary>'
        yield f'<pre tabindex="0">{lines(data.decode("utf-8", "replace").rstrip())}</pre>'
        seen = seen_on(name, self.target)
        if seen is None:
            yield "<p>What it shows is not recorded: run it.</p>"
        else:
            yield f'<p class="label">shows, on {words(seen.host)}</p><pre tabindex="0">{lines(outcome(seen))}</pre>'
        yield "</details>"


def seen_on(name: str, target: tuple[int, int]) -> Observation | None:
    """What the program of the corpus called *name* did where that is recorded, on the Python nearest to *target*."""
    path = CORPUS / f"{name}.py"
    record = recorded_on(nearest(target))
    return record.right(Case(name, path, path.read_bytes(), steady=True)) if record is not None else None


def outcome(seen: Observation) -> str:
    """What was *seen*: the output, and how it ended if not well."""
    text = seen.stdout.decode("utf-8", "replace").rstrip()
    if seen.chain:
        text += f"\n{seen.chain[0].type}: {', '.join(seen.chain[0].args)}"
    elif seen.status:
        text += f"\nexit status {seen.status}"
    return text.strip() or "nothing"


def spoken(name: str) -> str:
    """The *name* of a program of the corpus as a sentence."""
    return name.rpartition("/")[2].replace("_", " ")


def fact_id(fact: Fact) -> str:
    """The id of *fact* on the page."""
    return f"fact-{fact.rewrite}-{fact.section.lower()}-{fact.number}"


def fact_link(fact: Fact) -> str:
    """A link to *fact*, by its number."""
    return f'<a href="#{fact_id(fact)}">{fact.number or fact.section}</a>'
