"""The part of the page below the matrix: each construct with its forms and its programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mvpy.conform.matrix import Row
from mvpy.conform.page.words import lines, name, percent, sentence, words
from mvpy.conform.report import Report
from mvpy.conform.results import VERDICTS, Case, Result, shown
from mvpy.verification.report import number_of

Wrong = list[tuple[Report, Result]]  # what interpreters did with one program


def sections(reports: Sequence[Report], rows: Sequence[Row]) -> Iterator[str]:
    """A section for each row of the matrix."""
    yield '<h2 id="programs">The programs</h2>'
    for number, row in enumerate(rows):
        title = next(filter(None, (report.titles(row.name) for report in reports)), "")
        yield f'<section id="row-{number}" data-state="{row.state}"><h3>{words(row.name)}</h3>'
        title = title or (VERDICTS[row.name] if row.group == "nothing" else "")
        if title:
            yield f"<p>{sentence(title)}</p>"
        yield from forms(reports, row)
        for place, runs in enumerate(wrong_programs(reports, row)):
            yield from program(f"row-{number}-{place}", runs)
        yield from others(reports, row)
        yield from right_programs(row)
        yield "</section>"


def forms(reports: Sequence[Report], row: Row) -> Iterator[str]:
    """A table of the forms of a construct, if it has several."""
    if len(row.ways) < 2:
        return
    columns = [row.shares(cell) for cell in row.cells]
    yield '<div class="wide" role="region" aria-label="Forms" tabindex="0"><table class="forms"><thead><tr><th scope="col">form</th>'
    yield "".join(f'<th scope="col">{words(report.host)}</th>' for report in reports) + "</tr></thead><tbody>"
    for way in row.ways:
        yield f'<tr><th scope="row">{words(way)}</th>'
        for shares in columns:
            right, total = shares.get(way, (0, 0))
            kind = "none" if not total else "yes" if right == total else "no"
            said = f"{percent(right / total)} <small>{right} of {total}</small>" if total else "–"
            yield f'<td class="{kind}">{said}</td>'
        yield "</tr>"
    yield "</tbody></table></div>"


def wrong_programs(reports: Sequence[Report], row: Row) -> list[Wrong]:
    """For each program that goes wrong because of *row*, what interpreters did with it; the smallest first."""
    found: dict[str, Wrong] = {}
    for report, cell in zip(reports, row.cells):
        for result in cell.wrong:
            found.setdefault(result.case.name, []).append((report, result))
    return sorted(found.values(), key=lambda runs: (runs[0][1].case.length, runs[0][1].case.name))


def program(place: str, runs: Wrong) -> Iterator[str]:
    """One program that goes wrong, with what it should have shown and did show; *place* is where it is in the page."""
    case = runs[0][1].case
    hosts = ", ".join(words(report.host) for report, _ in runs)
    yield f'<details id="{place}"><summary><b>{name(case.name)}</b> is wrong on <span class="bad">{hosts}</span></summary>'
    if case.fact:
        yield f"<p>{sentence(case.fact)}</p>"
    yield f'<pre tabindex="0" aria-label="the program"><code>{lines(case.text)}</code></pre>'
    for report, result in runs:
        repair = f"; {sentence(report.repair(result))}" if result.form else ""
        yield f'<p class="about">{words(report.host)}: {sentence(report.sentence(result))}{repair}</p><div class="runs">'
        runs_of = {
            "expected": result.expected,
            "actual": result.actual,
            "in the core": result.otherwise_in_core,
        }
        for label, seen in runs_of.items():
            if seen:
                text = lines(shown(seen)) or "(nothing)"
                yield f'<div><h4>{label}</h4><pre tabindex="0">{text}</pre></div>'
        yield "</div>"
    yield "</details>"


def others(reports: Sequence[Report], row: Row) -> Iterator[str]:
    """The programs about a construct that are wrong because of something else."""
    items = [
        f"<li>{name(result.case.name)} on {words(report.host)}: {words(', '.join(result.blame) or result.verdict)}</li>"
        for report, cell in zip(reports, row.cells)
        for result in cell.other
    ]
    if items:
        yield f"<details><summary>{number_of(len(items), 'run')} wrong because of something else</summary>"
        yield f"<ul>{''.join(items)}</ul></details>"


def right_programs(row: Row) -> Iterator[str]:
    """The programs about a construct that are right wherever they were run."""
    right: dict[str, Case] = {one.case.name: one.case for cell in row.cells for one in cell.right}
    for cell in row.cells:
        for one in (*cell.wrong, *cell.other):
            right.pop(one.case.name, None)
    if right:
        yield f"<details><summary>{number_of(len(right), 'program')} right wherever they were run</summary><ul>"
        for _, case in sorted(right.items()):
            yield f"<li>{name(case.name)}{sentence(': ' + case.fact) if case.fact else ''}</li>"
        yield "</ul></details>"
