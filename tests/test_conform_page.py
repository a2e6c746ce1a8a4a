"""The page of `mvpy conform --format html`, as text and, where there is Chromium, in the browser."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pages import Shape, asked, in_the_browser

from mvpy.conform.page import page
from mvpy.conform.report import Report
from mvpy.conform.results import Case, Result
from mvpy.verification import Observation

HOSTILE = "</script><script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">\u202e'\"&`\x00\x1b"


def result(
    name: str, verdict: str = "right", *blame: str, host: str = "mine", text: str = "x\n", shown: str = "2\n"
) -> Result:
    """A result for the program *name* of the suite."""
    runs = [
        Observation(host, "finished", one.encode("utf-8", "backslashreplace"), status=0)
        for one in ("1\n", shown)
    ]
    return Result(Case(name, Path(name), text.encode(), True), host, verdict, *runs, blame=blame, form="core")


def report(host: str, *results: Result, **facts: Any) -> Report:
    """A report with these *results*."""
    return Report(host, "1.0", "CPython 3.13.0", results, **facts)


def three() -> list[Report]:
    """`with` is right on some, `pass` on all, `raise ... from` on none."""
    return [
        report(
            host,
            result("with_statement/a", verdict, *(["with_statement"] if verdict != "right" else [])),
            result("pass_statement/a"),
            result("raise_from/a", "construct", "raise_from"),
        )
        for host, verdict in (("one", "right"), ("two", "construct"))
    ]


def hostile() -> str:
    """A page on which all that can come from elsewhere is hostile."""
    wrong = result(HOSTILE, "construct", HOSTILE, host=HOSTILE, text=f"# {HOSTILE}\n", shown=HOSTILE)
    return page(
        [report(HOSTILE, wrong, partial=HOSTILE, on_purpose=HOSTILE, titles=lambda name: HOSTILE)], HOSTILE
    )


@pytest.mark.parametrize(
    "text", [page(three()), hostile(), page([report("none")])], ids=["usual", "hostile", "empty"]
)
def test_the_page_is_whole(text: str):
    shape = Shape(text)

    ids = shape.values("id")
    assert len(ids) == len(set(ids))
    assert [link for link in shape.values("href") if not (link.startswith("#") and link[1:] in ids)] == []
    assert [
        value for name in ("src", "action", "style", "onclick", "onerror") for value in shape.values(name)
    ] == []
    assert "$" not in re.sub(r"<(script|style)>.*?</\1>", "", text, flags=re.DOTALL)


def test_nothing_in_it_is_markup_or_hidden():
    text = hostile()

    assert [tag for tag, _ in Shape(text).tags if tag in ("script", "img")] == ["script"]
    assert [char for char in text if not char.isprintable() and char not in "\n\xa0"] == []
    assert "\\u202e" in text


def test_readers_who_see_no_colour_hear_what_a_cell_says():
    shape = Shape(page(three()))

    cells = [text for text in "".join(shape.text).split("\n") if "✗" in text]
    assert any("✗wrong, score 0\xa0% 0 of 1" in text for text in cells)
    assert {attributes.get("scope") for tag, attributes in shape.tags if tag == "th"} == {
        "col",
        "row",
        "rowgroup",
    }
    assert ("html", {"lang": "en"}) in shape.tags
    labels = [tag for tag, _ in shape.tags if tag in ("label", "legend", "caption")]
    assert labels == ["legend", *["label"] * 4, "caption"]


def test_a_program_is_shown_with_what_it_should_have_shown():
    text = "".join(
        Shape(
            page(
                [report("one", result("with_statement/a", "construct", "with_statement", text="\tx = '<'\n"))]
            )
        ).text
    )

    assert "\tx = '<'\n" in text
    assert re.search(r"expected\s*1\s*actual\s*2", text)


def test_a_part_and_what_is_broken_on_purpose_are_said():
    text = page([report("one", partial="it was interrupted", on_purpose="all of it")])

    assert "this is a part only: it was interrupted" in text
    assert text.count("broken on purpose") == 2  # above, and in the column


def test_it_is_said_that_others_ran_other_programs():
    one, other = report("one", result("a/b")), report("two", result("a/c"))

    assert "They did not all run the same programs" in page([one, other])
    assert "They did not all run the same programs" not in page([one, one])


def test_the_definition_of_a_form_is_one_sentence():
    (said,) = re.findall(r"A <dfn>form</dfn> of a construct is ([^.]*\.)", page(three()))

    assert "one way to write it" in said


# --- in the browser -------------------------------------------------------------------------------

PROBE = """
const seen = (all) => [...document.querySelectorAll(all)].filter((one) => one.checkVisibility());
document.body.dataset.title = document.title;
document.body.dataset.rows = seen("tr[data-state] th").map((one) => one.textContent).join(" ");
document.body.dataset.sections = seen("section h3").map((one) => one.textContent).join(" ");
document.body.dataset.open = [...document.querySelectorAll("details[open]")].map((one) => one.id).join(" ");
document.body.dataset.wide = document.documentElement.scrollWidth > innerWidth;
document.body.dataset.dark = getComputedStyle(document.body).backgroundColor;
"""


def seen(browser: list[str], folder: Path, text: str, fragment: str, *options: str) -> dict[str, str]:
    """What the page *text* looks like in the browser."""
    return asked(browser, folder, text, fragment, *options, probe=PROBE)


@in_the_browser
@pytest.mark.parametrize(
    ("fragment", "rows"),
    [
        ("", "pass_statement raise_from with_statement"),
        ("#show=all", "pass_statement"),
        ("#show=some", "with_statement"),
        ("#show=none", "raise_from"),
    ],
)
def test_the_filters_show_what_they_say(browser: list[str], tmp_path: Path, fragment: str, rows: str):
    found = seen(browser, tmp_path, page(three()), fragment)

    assert (found["rows"], found["sections"]) == (rows, rows)


@in_the_browser
def test_a_link_opens_its_program(browser: list[str], tmp_path: Path):
    text = page(three())
    (name,) = re.findall(r'<details id="(row-\d+-0)"><summary><b>raise_', text)

    assert seen(browser, tmp_path, text, f"#{name}")["open"] == name


@in_the_browser
def test_the_page_fits_a_phone_and_is_dark_where_that_is_wanted(browser: list[str], tmp_path: Path):
    long = "a_very_long_name_" * 10
    text = page(
        [*three(), report(long, result(f"with_statement/{long}", "construct", long, text="x = " + "1" * 500))]
    )

    light = seen(browser, tmp_path, text, "", "--window-size=500,900")
    dark = seen(
        browser, tmp_path, text, "", "--window-size=500,900", "--blink-settings=preferredColorScheme=0"
    )

    assert (light["wide"], light["dark"]) == ("false", "rgb(255, 255, 255)")
    assert dark["dark"] == "rgb(23, 23, 27)"


@in_the_browser
def test_hostile_programs_change_nothing(browser: list[str], tmp_path: Path):
    found = seen(browser, tmp_path, hostile(), "")

    assert found["title"] != "taken"
    assert found["title"].startswith("Constructs of Python that")


@in_the_browser
def test_no_other_script_would_run(browser: list[str], tmp_path: Path):
    text = page(three()).replace("</main>", "<script>document.body.dataset.taken = 1</script></main>")
    (tmp_path / "page.html").write_text(text, encoding="utf-8")

    found = subprocess.run(
        [*browser, "--dump-dom", (tmp_path / "page.html").as_uri() + "#show=all"],
        capture_output=True,
        text=True,
        timeout=120,
    )

    assert "data-taken" not in found.stdout.partition("<body")[2].partition(">")[0]
    assert '<input type="radio" name="show" id="show-all"' in found.stdout


@in_the_browser
def test_a_picture_of_it_can_be_taken(browser: list[str], tmp_path: Path):
    (tmp_path / "page.html").write_text(page(three()), encoding="utf-8")

    picture = tmp_path / "picture.png"
    subprocess.run(
        [*browser, f"--screenshot={picture}", "--window-size=800,900", (tmp_path / "page.html").as_uri()],
        capture_output=True, timeout=120,
    )  # fmt: skip

    assert picture.read_bytes().startswith(b"\x89PNG") and picture.stat().st_size > 10_000
