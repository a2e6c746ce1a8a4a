"""The page of `mvpy explain -o`, as text and, where there is Chromium, in the browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
from functools import cache
from importlib.util import find_spec
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pages import Shape, asked, in_the_browser

from mvpy.command.cli import main
from mvpy.explain.page import page_of
from mvpy.explain.page.numbering import numbered
from mvpy.explain.page.packing import packed
from mvpy.explain.trace import traced, traced_exactly

PROGRAM = """\
def longest(path):
    with open(path) as file:
        lines = [line.strip() for line in file if line]
    return max(lines, key=len) if lines else None


for path in ["a", "b"]:
    print(longest(path))
"""
HOSTILE = '''\
# </script><script>document.title = 'taken'</script> \u202e \u2066 &lt;
def café(x="\U0001f600</pre><img src=x onerror=document.title='taken'>"):
    if x:
        print("<b>&amp;</b>\\\\ ' \u200b ${title} $title", f"{x!r}\u202e", '\u2028')
    return "</details>" if x else """<!--
\t]]></style>"""
'''


# A summary with the user's lines, and beside it what they become.
SITE = r' id="site-\d+" data-at="[\d:]+"><summary>.*?class="own">.+?</summary><div class="opened">.*?<pre class="after"'
SCRIPTED = ("cover", "exact-above")  # what the script shows when it is wanted


@cache
def usual() -> str:
    """The page about PROGRAM."""
    return page_of(PROGRAM, filename="longest.py")


@cache
def hostile() -> str:
    """The page about a hostile program with a hostile name."""
    return page_of(HOSTILE, filename="</title><script>document.title = 'taken'</script>\u202e.py")


def record_of(text: str) -> dict:
    """The record in the page *text*."""
    (found,) = re.findall(r'<script type="application/json" id="record">(.*?)</script>', text, re.DOTALL)
    record = json.loads(found)
    record["lines"] = [unpacked_line(*line) for line in record["lines"]]
    record["source"] = list(accumulate(record["source"]))
    record["steps"] = [
        [
            rewrite,
            list(accumulate(units)),
            [[at, count, list(accumulate(come))] for at, count, come in changes],
        ]
        for rewrite, units, changes in record["steps"]
    ]
    return record


def unpacked_line(text: str, *packed: int) -> list:
    """A line as it was before it was packed."""
    marks, lengths = accumulate(packed[::2]), list(packed[1::2])
    blanks = len(text) - len(text.lstrip(" \t"))
    line = [text, *((blanks, -1) if blanks else ())]
    left = len(text.encode("utf-16-le")) // 2 - blanks - sum(lengths)
    for mark, length in zip(marks, [*lengths, left]):
        line += [length, mark]
    return line


@pytest.mark.parametrize(
    "text", [usual, hostile, lambda: page_of("", filename="empty.py")], ids=["usual", "hostile", "empty"]
)
def test_the_page_is_whole(text):
    shape = Shape(text())

    ids = shape.values("id")
    assert len(ids) == len(set(ids))
    links = [link for link in shape.values("href") if not link.startswith("https://")]
    assert [link for link in links if link[1:] not in ids and not re.fullmatch(r"#step=\d+", link)] == []
    assert [
        value for name in ("src", "action", "style", "onclick", "onerror") for value in shape.values(name)
    ] == []
    assert [link for link in shape.values("href") if link.startswith("https://")] or not shape.values(
        "data-at"
    )


def test_nothing_in_it_is_markup_or_hidden():
    text = hostile()

    tags = [tag for tag, _ in Shape(text).tags if tag in ("script", "img", "b", "title")]
    assert tags.count("script") == 2 and "img" not in tags and tags.count("title") == 1
    assert [char for char in text if not char.isprintable() and char not in "\n\t\xa0"] == []
    assert "\\u202e" in text


def test_headings_come_in_their_order():
    levels = [int(tag[1]) for tag, _ in Shape(usual()).tags if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1 and levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


def test_each_site_opens_without_a_script():
    shape = Shape(usual())
    sites = usual().split('<details class="site"')[1:]

    assert len(sites) > 3 and [one for one in sites if not re.match(SITE, one, re.DOTALL)] == []
    assert "what it will become" in "".join(shape.text)
    hidden = [attributes for _, attributes in shape.tags if "hidden" in attributes]
    assert [
        one for one in hidden if "with-script" not in (one.get("class") or "") and one["id"] not in SCRIPTED
    ] == []


def test_a_fact_has_its_program_with_its_output():
    (fact,) = re.findall(r'<li id="fact-with_statement-meaning-3".*?</li>', usual(), re.DOTALL)

    assert 'id="program-with_statement/a_target_that_cannot_unpack_exits"' in fact
    assert re.search(r"shows, on CPython .*?<pre tabindex=\"0\">\w", fact, re.DOTALL)


def test_the_record_tells_each_step_by_what_it_changes():
    record = record_of(usual())
    program = list(record["source"])

    assert "\n".join(record["lines"][line][0] for line in program) == PROGRAM.removesuffix("\n")
    for _, _, changes in record["steps"]:
        for at, count, come in reversed(changes):
            program[at : at + count] = come
    code = [record["lines"][line][0] for line in program]
    assert [line for line in record["lines"] if sum(line[1::2]) != len(line[0])] == []
    assert code[0].startswith("# mvpy") and code[record["output"]].startswith("def longest")


def test_lengths_are_those_of_the_script():
    record = record_of(hostile())

    assert [
        line for line in record["lines"] if sum(line[1::2]) != len(line[0].encode("utf-16-le")) // 2
    ] == []
    assert any("\U0001f600" in line[0] for line in record["lines"])


def test_the_page_of_the_tour_is_small():
    tour = Path(__file__).parents[1] / "corpus" / "programs" / "tour.py"

    assert len(page_of(tour.read_text(encoding="utf-8"), filename="tour.py").encode()) < 0.9 * 1_500_000


@pytest.mark.parametrize("program", [PROGRAM, HOSTILE, ""])
def test_a_record_is_packed_and_unpacked(program: str):
    trace = traced(program)
    record = numbered(trace, traced_exactly(trace))

    lines = [unpacked_line(*line) for line in packed(record)["lines"]]
    assert list(map(merged, lines)) == list(map(merged, map(list, record["lines"])))


def merged(line: list) -> list:
    """*line*, the first two parts of which may both come from nowhere, with one instead."""
    return [line[0], line[1] + line[3], -1, *line[5:]] if len(line) > 4 and line[2] == line[4] == -1 else line


def test_what_is_needed_above_the_program_is_told_once():
    text = page_of("from a import b\nfrom c import d\n", filename="two.py")

    needed = re.findall(r'<details class="needs" id="(needs-\d+)">', text)
    assert len(needed) == len(set(needed)) and text.count(f'<a href="#{needed[0]}">as above</a>') == 1


def test_sites_that_begin_at_one_place_stand_outer_before_inner():
    text = page_of("print(a.b.c.d)\n", filename="attributes.py")

    assert re.findall(r"<mark>(.*?)</mark>", text) == ["a.b.c.d"]  # of attributes the first is opened


def test_every_construct_of_the_program_can_be_followed():
    program = "for x in y:\n    if x + 1:\n        continue\n    a, b = c = x\n"
    options = re.findall(r'<option value="\d+">(\w+)', page_of(program, filename="loop.py"))

    assert {"for_statement", "if_statement", "continue_statement", "chained_assignment"} <= set(options)
    assert "delete_statement" not in options


def test_deep_programs_have_a_page():
    text = page_of(f"x = {'+'.join(['y'] * 2000)}\n", filename="deep.py")

    assert len(record_of(text)["steps"]) > 1


# --- the command ----------------------------------------------------------------------------------


def explain(*words: str) -> Result:
    """What `mvpy explain` does with *words*."""
    return CliRunner().invoke(main, ["explain", *words])


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """PROGRAM, in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("program.py").write_text(PROGRAM, encoding="utf-8")
    return Path("program.py")


def test_the_command_writes_the_page(program: Path):
    result = explain("program.py", "-o", "page.html")

    assert (result.exit_code, result.output) == (0, "")
    assert "<title>program.py, explained</title>" in Path("page.html").read_text(encoding="utf-8")


def test_the_page_is_about_all_of_the_program(program: Path):
    result = explain("program.py", "--line", "2", "-o", "page.html")

    assert result.exit_code == 2 and "--line has no place beside it" in result.output
    assert not Path("page.html").exists()


def test_the_program_is_not_overwritten(program: Path):
    result = explain("program.py", "-o", "./program.py")

    assert result.exit_code == 2 and "-o ./program.py is the program itself" in result.output
    assert program.read_text(encoding="utf-8") == PROGRAM


def test_a_page_that_cannot_be_written_is_told(program: Path):
    Path("folder").mkdir()

    result = explain("program.py", "-o", "folder")

    assert result.exit_code == 2 and result.output.startswith("folder: ")


# --- in the browser -------------------------------------------------------------------------------

HELP = """
const note = (name, value) => { document.body.dataset[name] = String(value); };
addEventListener("error", (event) => note("wrong", event.message));
const fire = (element, name, more) => element.dispatchEvent(new Event(name, { bubbles: true, ...more }));
const press = (element, key) => element.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
const texts = (pane, kind) => [...pane.querySelectorAll(kind)].map((part) => part.textContent);
const part = (pane, text) => [...pane.querySelectorAll("[data-u]")].find((one) => one.textContent.includes(text));
"""


def tried(
    browser: list[str], folder: Path, script: str, text: str = "", fragment: str = "", *options: str
) -> dict[str, str]:
    """What the *script*, which may wait, notes in a page; it is told what goes wrong there."""
    whole = f"{{ {HELP} (async () => {{ {script} }})().catch((error) => note('wrong', error)); }}"
    found = asked(browser, folder, text or usual(), fragment, *options, probe=whole)
    assert "wrong" not in found, found["wrong"]
    return found


@in_the_browser
def test_pointing_at_either_side_shows_the_other(browser: list[str], tmp_path: Path):
    found = tried(
        browser,
        tmp_path,
        """
        fire(part(left, "with"), "pointerover");
        note("right", texts(right, ".on").join("|")); note("inside", texts(right, ".in").join("|"));
        fire(left, "pointerleave"); note("after", texts(right, ".on").length);
        fire(part(right, "_enter"), "pointerover");
        note("left", texts(left, ".on").join("|"));
        """,
    )

    assert "_leave(_manager" in found["right"] and "strip" not in found["right"]
    assert "strip" in found["inside"]
    assert found["after"] == "0"
    assert found["left"].startswith("with ")


@in_the_browser
def test_one_goes_through_the_steps(browser: list[str], tmp_path: Path):
    found = tried(
        browser,
        tmp_path,
        """
        note("first", one("right-title").textContent);
        one("step").value = 0; fire(one("step"), "input"); note("source", texts(right, ".l").join("/") === texts(left, ".l").join("/"));
        one("next").click(); note("title", one("right-title").textContent); note("new", texts(right, ".new").length);
        note("gone", texts(right, ".gone").length); note("at", texts(left, ".at").length); note("about", one("about").textContent); note("said", one("said").textContent);
        one("gone").click(); note("without", texts(right, ".gone").length);
        one("back").click(); note("back", one("step").value); note("focus", document.activeElement.id);
        """,
    )

    assert found["first"] == "Plain output"
    assert found["source"] == "true"
    assert found["title"].startswith("After step 1: ")
    assert (
        int(found["new"]) > 0 and int(found["gone"]) > 0 and int(found["at"]) > 0 and found["without"] == "0"
    )
    assert "Step 1 of" in found["about"] and "lines 1" not in found["said"] and "new line" in found["said"]
    assert found["back"] == "0"


@in_the_browser
def test_a_step_is_found_by_its_name_and_has_an_address(browser: list[str], tmp_path: Path):
    found = tried(
        browser,
        tmp_path,
        """
        note("arrived", one("right-title").textContent);
        one("search").value = "conditional"; press(one("search"), "Enter"); note("title", one("right-title").textContent);
        note("address", location.hash);
        one("search").value = "nothing such"; press(one("search"), "Enter"); note("said", one("said").textContent);
        """,
        fragment="#step=2",
    )

    assert found["arrived"].startswith("After step 2: ")
    assert "conditional_expression" in found["title"]
    assert re.fullmatch(r"#step=\d+", found["address"]) and found["address"] != "#step=2"
    assert found["said"] == "There is no such step."


@in_the_browser
def test_what_comes_is_covered_until_it_is_asked_for(browser: list[str], tmp_path: Path):
    found = tried(
        browser,
        tmp_path,
        """
        one("step").value = 0; fire(one("step"), "input"); one("predict").click(); one("next").click();
        note("title", one("right-title").textContent); note("soon", texts(right, ".soon").length); note("new", texts(right, ".new").length);
        note("focus", document.activeElement.id);
        one("reveal").click(); note("revealed", texts(right, ".new").length); note("cover", one("cover").hidden);
        note("then", document.activeElement.id);
        """,
    )

    assert found["title"].startswith("Before step 1: ")
    assert int(found["soon"]) > 0 and found["new"] == "0" and found["focus"] == "reveal"
    assert int(found["revealed"]) > 0 and found["cover"] == "true" and found["then"] == "next"


@in_the_browser
def test_one_construct_is_followed_alone(browser: list[str], tmp_path: Path):
    found = tried(
        browser,
        tmp_path,
        """
        const all = one("step").max;
        const option = [...one("follow").options].find((one) => one.textContent === "with_statement");
        one("follow").value = option.value; fire(one("follow"), "change");
        note("title", one("right-title").textContent);
        note("fewer", +one("step").max < +all); note("lines", texts(left, ".l").join("|")); note("rest", texts(left, ".rest").join("|"));
        one("follow").value = ""; fire(one("follow"), "change");
        left.querySelectorAll(".l")[6].querySelector("[data-u]").click(); one("held").querySelector("button").click();
        note("site", texts(left, ".l").join("|"));
        """,
    )

    assert re.fullmatch(r"After step \d+: with_statement", found["title"])  # its own step is seen first
    assert found["fewer"] == "true"
    assert "with open(path) as file:" in found["lines"] and "longest" not in found["lines"]
    assert "other lines" in found["rest"]
    assert "for path in" in found["site"] and "with" not in found["site"]


@in_the_browser
def test_plain_and_exact_stand_side_by_side(browser: list[str], tmp_path: Path):
    found = tried(
        browser,
        tmp_path,
        """
        one("show").value = "both"; fire(one("show"), "change");
        note("left", one("left-title").textContent); note("right", one("right-title").textContent);
        note("next", one("next").disabled);
        fire(part(left, "_enter"), "pointerover"); note("lit", texts(right, ".on").length);
        """,
    )

    assert (found["left"], found["right"], found["next"]) == ("Plain output", "Exact output", "true")
    assert int(found["lit"]) > 0


@in_the_browser
def test_the_keyboard_does_all_that_the_mouse_does(browser: list[str], tmp_path: Path):
    found = tried(
        browser,
        tmp_path,
        """
        left.focus(); press(left, "ArrowDown"); press(left, "ArrowDown"); note("line", left.cursor.dataset.n);
        note("said", one("said").textContent); note("lit", texts(right, ".on").length);
        press(left, "ArrowRight"); note("part", left.cursor.dataset.u !== undefined);
        press(left, "Enter"); note("held", one("held").hidden); note("link", one("held").querySelector("a").getAttribute("href")); press(left, "Escape"); note("free", one("held").hidden);
        press(left, "End"); note("end", left.cursor.dataset.n); press(left, "Home"); note("home", left.cursor.dataset.n);
        """,
    )

    assert (found["line"], found["part"], found["held"], found["free"]) == ("2", "true", "false", "true")
    assert found["said"].startswith(
        "2:     with open(path) as file:. The with statement, source lines 2 to 3"
    )
    assert re.fullmatch(r"#site-\d+", found["link"]) and f'id="{found["link"][1:]}"' in usual()
    assert int(found["lit"]) > 0 and (found["end"], found["home"]) == ("8", "1")


@in_the_browser
def test_an_address_opens_what_it_names(browser: list[str], tmp_path: Path):
    script = (
        """note("open", [...document.querySelectorAll("details[open]")].map((one) => one.id).join(" "));"""
    )
    found = tried(
        browser, tmp_path, script, fragment="#program-with_statement/a_target_that_cannot_unpack_exits"
    )

    assert (
        found["open"] == "construct-with_statement program-with_statement/a_target_that_cannot_unpack_exits"
    )


@in_the_browser
def test_the_page_fits_a_phone_and_is_dark_where_that_is_wanted(browser: list[str], tmp_path: Path):
    script = """note("wide", document.documentElement.scrollWidth > innerWidth); note("dark", getComputedStyle(document.body).backgroundColor);"""
    text = page_of(f"x = {'very_' * 60}long\n" + PROGRAM, filename="a_very_long_name_" * 10)

    light = tried(browser, tmp_path, script, text, "", "--window-size=500,900")
    dark = tried(
        browser,
        tmp_path,
        script,
        text,
        "",
        "--window-size=500,900",
        "--blink-settings=preferredColorScheme=0",
    )

    assert (light["wide"], light["dark"]) == ("false", "rgb(255, 254, 251)")
    assert dark["dark"] == "rgb(23, 24, 27)"


@in_the_browser
@pytest.mark.parametrize("text", [usual, hostile], ids=["usual", "hostile"])
def test_nothing_is_complained_about(browser: list[str], tmp_path: Path, text):
    (tmp_path / "page.html").write_text(text(), encoding="utf-8")

    found = subprocess.run(
        [*browser, "--enable-logging=stderr", "--dump-dom", (tmp_path / "page.html").as_uri() + "#step=2"],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip

    assert [line for line in found.stderr.splitlines() if "CONSOLE" in line] == []
    assert "After step 2" in found.stdout and "<title>taken" not in found.stdout


@in_the_browser
def test_hostile_programs_change_nothing(browser: list[str], tmp_path: Path):
    found = tried(
        browser, tmp_path, 'note("title", document.title); note("images", document.images.length);', hostile()
    )

    assert found["title"].startswith("&lt;/title&gt;") and found["images"] == "0"


# --- what axe-core finds ----------------------------------------------------------------------------


def axe_core() -> Path:
    """The file axe.min.js of axe-core: the one that AXE_CORE names, or that of the package among our dependencies."""
    found = find_spec("axe_core_python")
    assert found is not None and found.submodule_search_locations, "pip install -e '.[dev]' brings axe-core"
    return Path(os.environ.get("AXE_CORE") or Path(found.submodule_search_locations[0], "axe.min.js"))


STATES = {
    "as it comes": "",
    "all opened": "for (const one of document.querySelectorAll('details')) one.open = true;",
    "covered": "one('step').value = 0; fire(one('step'), 'input'); one('predict').click(); one('next').click();",
    "held": "left.focus(); press(left, 'ArrowDown'); press(left, 'Enter');",
}


@in_the_browser
@pytest.mark.parametrize("theme", ["", "--blink-settings=preferredColorScheme=0"], ids=["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_nobody_is_shut_out(browser: list[str], tmp_path: Path, state: str, theme: str):
    script = f"""{STATES[state]} const found = await axe.run({{ resultTypes: ["violations"] }});
        note("found", found.violations.map((one) => `${{one.id}} (${{one.impact}})`).join(", ") || "nothing");"""
    text = usual().replace("</body>", f"<script>{axe_core().read_text(encoding='utf-8')}</script></body>")

    found = tried(browser, tmp_path, script, text, "", *filter(None, [theme]))

    assert found["found"] == "nothing"
