"""A page that shows which constructs interpreters get wrong: one file, which needs no network and no JavaScript.

    text = page(reports)

`page.html` is what stands around, with names for what is filled in; `page.css` and `page.js` are put into it.  All that
comes from programs and interpreters is escaped, what nobody can see too; and the page forbids the browser to run any
script but its own, or to load anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from mvpy.conform.matrix import GROUPS, Row, matrix, score_of_all
from mvpy.conform.page.filled import filled
from mvpy.conform.page.sections import sections
from mvpy.conform.page.words import counted, name, percent, sentence, words
from mvpy.conform.report import Report
from mvpy.verification.report import number_of, versions

FOLDER = Path(__file__).parent
NAMED = 2  # interpreters that are named in the title
FILTERS = {
    "every": "every construct",
    "all": "right on all",
    "some": "right on some",
    "none": "right on none",
}


def page(reports: Sequence[Report], commit: str = "") -> str:
    """The page for *reports*, made by the MVPy of this *commit*, if it is known."""
    rows = matrix(reports)
    found = versions()
    made = f"Made by mvpy {found.get('mvpy', '')} on Python {found['python']}" + (
        f", commit {commit}" if commit else ""
    )
    return filled(
        FOLDER,
        title=words(title_of(reports)),
        hosts=f'<ul class="hosts">{"".join(map(host, reports))}</ul>{others_run(reports)}',
        filters="\n".join(filters(rows)),
        table="\n".join(table(reports, rows)),
        sections="\n".join(sections(reports, rows)),
        made=words(made),
    )


def title_of(reports: Sequence[Report]) -> str:
    """What the page is about."""
    names = [report.host for report in reports]
    if len(names) > NAMED:
        return f"Constructs of Python that {len(names)} interpreters get wrong"
    return f"Constructs of Python that {' and '.join(names)} get{'s' if len(names) == 1 else ''} wrong"


def host(report: Report) -> str:
    """What is said of one interpreter, as an item of a list."""
    said = [
        f"<b>{words(report.host)}</b>",
        words(report.version),
        report.oracle and f"compared with {words(report.oracle)}",
    ]
    right = sum(result.is_right for result in report.results)
    said.append(f"{right} of {number_of(len(report.results), 'program')} right")
    if report.untold:
        said.append(f"{len(report.untold)} left out, of which nothing can be told")
    if report.on_purpose:
        said.append(f'<span class="part">broken on purpose: {sentence(report.on_purpose)}</span>')
    if report.partial:
        said.append(f'<strong class="part">this is a part only: {words(report.partial)}</strong>')
    return f"<li>{', '.join(filter(None, said))}</li>"


def others_run(reports: Sequence[Report]) -> str:
    """That not all interpreters ran the same programs, if that is so."""
    ran = {frozenset(result.case.name for result in report.results) for report in reports}
    if len(ran) < 2:
        return ""
    return (
        "<p>They did not all run the same programs, and a score says nothing of those that were not run.</p>"
    )


def filters(rows: Sequence[Row]) -> Iterator[str]:
    """The buttons of which one is chosen, with the number of rows that each shows."""
    for state, label in FILTERS.items():
        count = sum(state in ("every", row.state) for row in rows)
        checked = " checked" if state == "every" else ""
        yield (
            f'<label><input type="radio" name="show" id="show-{state}" value="{state}"{checked}>'
            f"{label} <small>({count})</small></label>"
        )


def table(reports: Sequence[Report], rows: Sequence[Row]) -> Iterator[str]:
    """The matrix: a row for each construct, a column for each interpreter."""
    yield '<table class="matrix"><caption id="caption">Constructs and interpreters</caption><thead><tr><th scope="col">construct</th>'
    for report in reports:
        more = "broken on purpose" if report.on_purpose else report.version
        yield f'<th scope="col">{words(report.host)}<small>{words(more)}</small></th>'
    yield "</tr></thead>"
    yield '<tbody><tr class="score"><th scope="row"><a href="#score">score</a></th>'
    for column in range(len(reports)):
        score = score_of_all(rows, column)
        yield f"<td>{'–' if score is None else percent(score)}</td>"
    yield "</tr></tbody>"
    for group, label in GROUPS.items():
        some = [(number, row) for number, row in enumerate(rows) if row.group == group]
        if some:
            yield f'<tbody class="group"><tr><th scope="rowgroup" colspan="{len(reports) + 1}">{escape(label)}</th></tr>'
            for number, row in some:
                yield f'<tr data-state="{row.state}"><th scope="row"><a href="#row-{number}">{name(row.name)}</a></th>'
                yield "".join(counted(row, cell, number) for cell in row.cells)
                yield "</tr>"
            yield "</tbody>"
    yield "</table>"
