"""What interpreters get wrong as JUnit XML: a test suite for each, a test case for each program."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from mvpy.conform.report import Report
from mvpy.conform.results import Result, shown
from mvpy.verification.report import count, printable, xml

ERRORS = (
    "crash",
    "hang",
    "unjudged",
)  # verdicts on runs in which nothing could be compared; others are failures
OWN = "programs"  # the class of programs that are in no folder


def as_junit(reports: Sequence[Report]) -> str:
    """The document for *reports*; see `mvpy.verification.report.as_junit`."""
    suites = ElementTree.Element("testsuites", name="mvpy conform")
    for report in reports:
        suites.append(suite_of(report))
    count(suites, sum(result.seconds for report in reports for result in report.results))
    return xml(suites)


def suite_of(report: Report) -> ElementTree.Element:
    """The test suite of one interpreter; its properties say with which CPython it was compared, and that it is a part."""
    suite = ElementTree.Element("testsuite", name=printable(report.host))
    properties = ElementTree.SubElement(suite, "properties")
    for name, words in (
        ("version", report.version),
        ("oracle", report.oracle),
        ("partial", report.partial),
        ("wrong on purpose", report.on_purpose),
    ):
        if words:
            ElementTree.SubElement(properties, "property", name=name, value=printable(words))
    for result in report.results:
        suite.append(case_of(report, result))
    for program, why in report.untold.items():
        case = element(program, report.host)
        ElementTree.SubElement(case, "skipped", message=printable(why))
        suite.append(case)
    if report.partial:  # readers show test cases, but no properties
        case = element("all programs", report.host)
        ElementTree.SubElement(case, "error", message=printable(report.partial), type="partial")
        suite.append(case)
    count(suite, sum(result.seconds for result in report.results))
    return suite


def case_of(report: Report, result: Result) -> ElementTree.Element:
    """The test case of one program."""
    case = element(result.case.name, report.host)
    case.set("time", f"{result.seconds:.3f}")
    if result.expected_to_fail and not result.is_right:
        ElementTree.SubElement(case, "skipped", message=printable(f"known: {report.sentence(result)}"))
    elif not result.is_right:
        tag = "error" if result.verdict in ERRORS else "failure"
        blame = f"{', '.join(result.blame)}: " if result.blame else ""
        message = printable(f"{blame}{report.sentence(result)}")
        said = ElementTree.SubElement(case, tag, message=message, type=result.verdict)
        said.text = printable(f"expected\n{shown(result.expected)}\nactual\n{shown(result.actual)}")
    return case


def element(program: str, host: str) -> ElementTree.Element:
    """A test case without an outcome; readers group by the class, which is the folder."""
    folder, _, name = program.rpartition("/")
    return ElementTree.Element(
        "testcase",
        classname=printable(folder.strip("/").replace("/", ".") or OWN),
        name=printable(f"{name} on {host}"),
    )
