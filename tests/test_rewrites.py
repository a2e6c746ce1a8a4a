"""Every rewrite keeps the promises of its docstring, and the form that all of them have.

What a program means after a rewrite is tested with the corpus: `test_corpus.py` for all rewrites together,
`test_each_rewrite_alone.py` for each.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from behaviour import exact as desugar

import mvpy
from mvpy.machine.docstrings import docstring
from mvpy.machine.rewrite import Rewrite
from mvpy.pipeline import rewrites_in_order
from mvpy.rewrites import ORDER

HERE = Path(__file__).parents[1]
REWRITES = [rewrites_in_order().named(name) for name in ORDER]
SECTIONS = ["becomes", "Grammar", "Meaning", "Left alone", "Opens", "Exactly", "Differs", "Reference"]
REQUIRED = {"becomes", "Grammar", "Reference"}
SHARED = {"jumps", "kept_classes", "lowering"}  # what several have in common, and what takes no construct
WITHOUT_EXAMPLE = {"deep_nesting"}  # its example would be sixty calls deep
LONGEST_TITLE, MOST_LINES = 100, 160
WRITTEN_FOR = (3, 12)  # where versions differ, the examples show this one
PRELUDE = re.compile(
    r"def _prelude\w*\(\):\n.*?^(?:except BaseException as _prelude\w*:\n    0|del _prelude)\n+",
    re.DOTALL | re.MULTILINE,
)

every_rewrite = pytest.mark.parametrize("rewrite", REWRITES, ids=lambda rewrite: rewrite.name)
EXAMPLES = [
    pytest.param(rewrite.name, *pair, id=f"{rewrite.name}-{n}")
    for rewrite in REWRITES
    for n, pair in enumerate(rewrite.examples, 1)
]


# --- the form -------------------------------------------------------------------------------------


def test_every_file_is_a_rewrite_in_the_order():
    files = {path.stem for path in (HERE / "rewrites").iterdir() if path.name[:2] != "__"}

    forgotten = sorted(files - SHARED - set(ORDER))
    assert not forgotten, f"rewrites/ has {forgotten[0]}, and ORDER in rewrites/__init__.py does not name it"
    assert len(ORDER) == len(set(ORDER))


@every_rewrite
def test_the_docstring_has_its_sections_in_order(rewrite: Rewrite):
    found = [line for line in rewrite.module.__doc__.splitlines() if line in SECTIONS]
    required = REQUIRED - {"becomes"} if rewrite.name in WITHOUT_EXAMPLE else REQUIRED

    assert required <= set(found)
    assert found == sorted(found, key=SECTIONS.index)


@every_rewrite
def test_no_line_of_the_docstring_is_a_section_of_another_form(rewrite: Rewrite):
    titled = [line for line in rewrite.module.__doc__.splitlines()[1:] if line and not line.startswith(" ")]

    assert set(titled) <= set(SECTIONS)


@every_rewrite
def test_the_title_is_one_sentence(rewrite: Rewrite):
    assert re.fullmatch(r"[^.]+(\.[^. ][^.]*|\.{3}[^.]*)*\.", rewrite.title.replace("…", ""))
    assert len(rewrite.title) <= LONGEST_TITLE


@every_rewrite
def test_the_meaning_is_numbered(rewrite: Rewrite):
    _, found, meaning = rewrite.module.__doc__.partition("\nMeaning\n")
    numbers = re.findall(r"^    (\d+)\. ", meaning.split("\n\n")[0], re.MULTILINE)

    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert bool(found) == bool(numbers)


@every_rewrite
def test_the_rewrite_is_entered_by_one_door(rewrite: Rewrite):
    doors = {rule.__name__ for rules in rewrite.rules.values() for rule in rules}

    assert doors == {rewrite.name}


@pytest.mark.parametrize("path", sorted((HERE / "rewrites").rglob("*.py")), ids=lambda path: path.stem)
def test_a_file_is_small(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@every_rewrite
def test_every_rewrite_has_programs_in_the_corpus(rewrite: Rewrite):
    assert list((HERE / "corpus" / rewrite.name).glob("*.py")), f"corpus/{rewrite.name}/ has no program"


@every_rewrite
def test_every_rewrite_has_programs_for_the_host_contract(rewrite: Rewrite):
    file = HERE / "tests" / "contract" / f"{rewrite.name}.py"

    assert file.exists(), f"there is no tests/contract/{file.name}: the README beside it has the form"


def test_every_folder_of_the_corpus_belongs_to_a_rewrite():
    folders = {path.name for path in (HERE / "corpus").iterdir() if path.is_dir()}

    assert folders - {"core", "programs", "traps"} <= set(ORDER)


# --- the examples ---------------------------------------------------------------------------------


@every_rewrite
def test_every_rewrite_shows_an_example(rewrite: Rewrite):
    assert rewrite.examples or rewrite.name in WITHOUT_EXAMPLE


@pytest.mark.parametrize(("name", "before", "after"), EXAMPLES)
def test_before_becomes_after(name: str, before: str, after: str):
    since = rewrites_in_order().named(name).contract.since
    output = mvpy.desugar(before, only=[name], target=max(WRITTEN_FOR, since))

    if before != after:
        assert output.sites, fires_never(rewrites_in_order().named(name))
    assert without_blank_lines(without_definitions(output)) == without_blank_lines(after)


def fires_never(rewrite: Rewrite) -> str:
    """Why the example of *rewrite* may be what none of its rules is for."""
    kinds, looked = (
        {kind.__name__ for kind in some} for some in (rewrite.contract.removes.kinds, rewrite.rules)
    )
    if kinds and not kinds & looked:
        return f"{rewrite.file}: its rules are for {listed(looked)}, and its construct is of the kind {listed(kinds)}"
    return f"{rewrite.file}: no rule fires on its own example"


def listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


@every_rewrite
def test_its_example_is_left_to_it_where_all_rewrites_run(rewrite: Rewrite):
    if rewrite.name in WITHOUT_EXAMPLE:
        pytest.skip("it has no example")
    fired = []
    for before, _ in rewrite.examples:
        output = mvpy.desugar(before, target=max(WRITTEN_FOR, rewrite.contract.since))
        fired += [site.rewrite for site in output.sites]

    earlier = [name for name in dict.fromkeys(fired) if ORDER.index(name) < ORDER.index(rewrite.name)]
    words = f"one that runs before takes its example ({', '.join(earlier)}), or what it is to see there is not there yet"
    assert (
        rewrite.name in fired
    ), f"{rewrite.file}: where all rewrites run, it does not fire on its example: {words}"


def without_definitions(output: mvpy.Desugared) -> str:
    """The text of *output* from the first line on that stands for one of the source."""
    first = next(number for number, line in enumerate(output.source_map) if line)
    return "".join(output.code.splitlines(keepends=True)[first:])


# What the examples in the docstrings have no room for: (rewrite, target, before, after).
MORE_EXAMPLES = [
    (
        "if_statement",
        (3, 12),
        "if a:\n    b()\n",
        "_then = _truth(a)\nwhile _then:\n    _then = 0\n    b()\n",
    ),
    (
        "conditional_expression",
        (3, 12),
        "if (a if b else c):\n    d()\n",
        "if b:\n    _test = _truth(a)\nelse:\n    _test = _truth(c)\nif (_test):\n    d()\n",
    ),
    (
        "async_with_statement",
        (3, 12),
        "async def f():\n    async with a:\n        b()\n",
        """\
async def f():
    _methods = _async_context_methods(a)
    await _given(_awaitable_of(_methods.pop()(), "__aenter__"))
    try:
        b()
    except:
        if not await _given(_awaitable_of(_methods.pop()(*_exc_info()), "__aexit__")):
            raise
    else:
        await _given(_awaitable_of(_methods.pop()(None, None, None), "__aexit__"))
    del _methods
""",
    ),
    (
        "function_annotation",
        (3, 12),
        "def f(a: b, c=1) -> d: pass\n",
        """\
_annotations = {"a": b, "return": d}
def f(a, c=1):
    pass
f.__annotations__ = _annotations
del _annotations
""",
    ),
    ("function_annotation", (3, 14), "def f(a: b): pass\n", "def f(a: b): pass\n"),
    (
        "augmented_assignment",
        (3, 12),
        "a().b[c()] += d\n",
        """\
_object_2 = a().b
_index = c()
_object_2[_index] = _iadd(_object_2[_index], d)
del _object_2
del _index
""",
    ),
    (
        "docstring",
        (3, 12),
        'def f():\n    """One.\n\n       Two.\n    """\n',
        "def f():\n    0\nf.__doc__ = _docstring('One.\\n\\n       Two.\\n    ')\n",
    ),
    (
        "docstring",
        (3, 13),
        'def f():\n    """One.\n\n       Two.\n    """\n',
        "def f():\n    0\nf.__doc__ = _docstring('One.\\n\\nTwo.\\n')\n",
    ),
    (
        "break_statement",
        (3, 12),
        "while a is b:\n    break\n",
        """\
_looping = a is b
while _looping:
    _going = 1
    _looping = 0
    _going = 0
    if _going:
        _looping = a is b
""",
    ),
    ("chained_assignment", (3, 12), "a = b = 1\n", "a = 1\nb = 1\n"),
    (
        "augmented_assignment",
        (3, 12),
        "a[0] += b\n",
        "_object_2 = a\n_object_2[0] = _iadd(_object_2[0], b)\ndel _object_2\n",
    ),
    (
        "docstring",
        (3, 13),
        'def f():\n    """One.\n      Two.\n        Three.\n    """\n',
        "def f():\n    0\nf.__doc__ = _docstring('One.\\nTwo.\\n  Three.\\n')\n",
    ),
]


@pytest.mark.parametrize(("name", "target", "before", "after"), MORE_EXAMPLES)
def test_before_becomes_after_here_too(name: str, target: tuple[int, int], before: str, after: str):
    output = desugar(before, only=[name], target=target).code

    assert without_blank_lines(PRELUDE.sub("", output)) == without_blank_lines(after)


def without_blank_lines(text: str) -> str:
    return "".join(line + "\n" for line in text.splitlines() if line.strip())


def test_words_are_read_from_the_file_where_the_interpreter_keeps_none(monkeypatch: pytest.MonkeyPatch):
    rewrite = rewrites_in_order().named("assert_statement")
    words, of_function = rewrite.words, docstring(docstring)
    assert "assert" in words
    monkeypatch.setattr(rewrite.module, "__doc__", None)
    monkeypatch.setattr(docstring, "__doc__", None)

    assert rewrite.words == words
    assert docstring(docstring) == of_function != ""


def test_what_has_no_docstring_has_no_words():
    def function():
        return 1

    assert docstring(function) == ""
