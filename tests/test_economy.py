"""A plain core in fewer lines: which names go, which must stay, and that it does the same."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from textwrap import dedent, indent

import pytest
from random_cores import Function, shortened, told_by

from mvpy.machine.kinds import PLAIN
from mvpy.pipeline import desugar_source

# Suites of a function of the core; what becomes of each stands below it, unless it stays as it is.
SMALL_CORES = Path(__file__).with_name("small_cores.txt").read_text(encoding="utf-8")
PROGRAMS = sorted((Path(__file__).parents[1] / "corpus" / "programs").glob("*.py"))
CALLS = """
class Truth:
    def __init__(self, name, value): self.name, self.value = name, value
    def __bool__(self): print("bool", self.name); return self.value
    def __repr__(self): return self.name
yes, no = Truth("yes", True), Truth("no", False)
def said(value):
    print("said", value)
    return value
def failing():
    raise KeyError("failing")
"""


def core_of(source: str) -> str:
    """The plain core of *source*."""
    return desugar_source(source, kinds=PLAIN, target=(3, 11)).code


def function_in(core: str, name: str) -> str:
    """The lines of the function *name* of the program in *core*."""
    lines = core.split("\n")
    start = max(i for i, line in enumerate(lines) if line.startswith(f"def {name}("))
    end = next((i for i in range(start + 1, len(lines)) if lines[i][:1] not in ("", " ")), len(lines))
    return "\n".join(lines[start:end]).rstrip() + "\n"


def printed(code: str) -> str:
    """What *code* prints, and the error that ends it."""
    out = StringIO()
    with redirect_stdout(out):
        try:
            exec(compile(code, "<program>", "exec"), {"__name__": "program"})
        except Exception as error:
            print(repr(error))
    return out.getvalue()


def small_cores() -> dict[str, tuple[str, str]]:
    """The cores of `small_cores.txt`: (the core, what becomes of it) by what each shows."""
    found = {}
    for part in SMALL_CORES.removeprefix("=== ").split("\n=== "):
        fact, _, text = part.partition("\n")
        core, _, expected = text.partition("\n--- becomes\n")
        found[fact] = core.strip("\n"), (expected or core).strip("\n")
    return found


@pytest.mark.once
@pytest.mark.parametrize(("core", "expected"), small_cores().values(), ids=small_cores())
def test_of_a_small_core(core: str, expected: str) -> None:
    text = f"def f(p):\n{indent(core, '    ')}\n"
    shorter = shortened(text)

    assert dedent(shorter.partition("\n")[2]).strip("\n") == expected
    assert told_by(shorter) == told_by(text)


SHORT = {
    "a suite that raises needs no flag": (
        "def f(n):\n    if n < 0:\n        raise ValueError\n    return n",
        "def f(n):\n    while _lt(n, 0):\n        raise ValueError\n    return n\n",
    ),
    "after a suite that returns there is no else": (
        "def f(n):\n    if n:\n        return 1\n    elif n is None:\n        return 2\n    else:\n        return 3",
        "def f(n):\n    while n:\n        return 1\n    while _is_(n, _none):\n        return 2\n    return 3\n",
    ),
    "each arm returns its own value": (
        "def f(n):\n    return abs(n) if n else len(n)",
        "def f(n):\n    while n:\n        return abs(n)\n    return len(n)\n",
    ),
    "an else has a flag of its own": (
        "def f(n):\n    if n:\n        print(1)\n    else:\n        print(2)",
        """\
def f(n):
    _then = n
    _otherwise = 1
    while _then:
        _then = 0
        _otherwise = 0
        print(1)
    while _otherwise:
        _otherwise = 0
        print(2)
""",
    ),
    "an else that leaves is asked first": (
        "def f(n):\n    if n:\n        n = print(1)\n    else:\n        raise ValueError\n    return n",
        """\
def f(n):
    while _not_(n):
        raise ValueError
    n = print(1)
    return n
""",
    ),
    "the same variables in a loop are bound by one call": (
        (
            "def f(rows):\n    a, b, c, d, e, g = rows[0]\n    for row in rows:\n        a, b, c, d, e, g = row\n"
            "        a, b, c, d, e, g = a, g, c, d, e, b\n        a, b, c, d, e, g = reversed(row)"
        ),
        """\
def f(rows):
    def _store(_a, _of_b, _c, _d, _e, _g):
        nonlocal a, b, c, d, e, g
        a = _a
        b = _of_b
        c = _c
        d = _d
        e = _e
        g = _g

    _store(*_unpack(_getitem(rows, 0), 6))
    _iterator = iter(rows)
    row = next(_iterator, _end)
    while _is_not(row, _end):
        _store(*_unpack(row, 6))
        _item_7 = b
        b = g
        g = _item_7
        _items_3 = _unpack(reversed(row), 6)
        a = _getitem(_items_3, 0)
        b = _getitem(_items_3, 1)
        c = _getitem(_items_3, 2)
        d = _getitem(_items_3, 3)
        e = _getitem(_items_3, 4)
        g = _getitem(_items_3, 5)
        row = next(_iterator, _end)
""",
    ),
    "not where it is seldom": (
        "def f(row):\n    if row:\n        a, b, c, d, e, g = row\n        a, b, c, d, e, g = row\n    return g",
        """\
def f(row):
    _then = row
    while _then:
        _then = 0
        _items = _unpack(row, 6)
        a = _getitem(_items, 0)
        b = _getitem(_items, 1)
        c = _getitem(_items, 2)
        d = _getitem(_items, 3)
        e = _getitem(_items, 4)
        g = _getitem(_items, 5)
        _items_2 = _unpack(row, 6)
        a = _getitem(_items_2, 0)
        b = _getitem(_items_2, 1)
        c = _getitem(_items_2, 2)
        d = _getitem(_items_2, 3)
        e = _getitem(_items_2, 4)
        g = _getitem(_items_2, 5)
    return g
""",
    ),
    "and nests": (
        "def f(a, b):\n    if a and b:\n        print(1)",
        """def f(a, b):
    _then = a
    while _then:
        _then = 0
        _test = b
        while _test:
            _test = 0
            print(1)
""",
    ),
    "a constant arm comes first": (
        "def f(n):\n    x = 1 if n else len(n)\n    print(x)",
        """def f(n):
    x = 1
    _otherwise = _not_(n)
    while _otherwise:
        _otherwise = 0
        x = len(n)
    print(x)
""",
    ),
    "an item is the variable of its loop": (
        "def f(xs):\n    for x in xs:\n        print(x)",
        """def f(xs):
    _iterator = iter(xs)
    x = next(_iterator, _end)
    while _is_not(x, _end):
        print(x)
        x = next(_iterator, _end)
""",
    ),
    "continue asks what is left": (
        "def f(xs):\n    for x in xs:\n        if x:\n            continue\n        print(x)",
        """def f(xs):
    _iterator = iter(xs)
    x = next(_iterator, _end)
    while _is_not(x, _end):
        _otherwise = _not_(x)
        while _otherwise:
            _otherwise = 0
            print(x)
        x = next(_iterator, _end)
""",
    ),
    "a value stands where it is used": (
        "def f(self, other):\n    self.next = len(other)",
        "def f(self, other):\n    setattr(self, min(dict(next=0)), len(other))\n",
    ),
    "no temporaries for what is unpacked": (
        "def f(a):\n    b, c = len(a), []\n    print(b, c)",
        "def f(a):\n    b = len(a)\n    c = list()\n    print(b, c)\n",
    ),
    "a text of one character is made in its place": (
        'def f(a):\n    while a:\n        print("<", a)',
        "def f(a):\n    while a:\n        print(chr(60), a)\n",
    ),
    "what makes a variable never runs": (
        "def f():\n    if 0:\n        x = 1\n    return x",
        "def f():\n    _then = 0\n    while _then:\n        x = 1\n    return x\n",
    ),
    "what makes a generator never runs": (
        "async def f():\n    pass",
        "def f():\n    _then = 0\n    while _then:\n        yield\n    0\n",
    ),
}


@pytest.mark.once
@pytest.mark.parametrize("fact", SHORT)
def test_it_says_it_in_few_lines(fact: str) -> None:
    source, expected = SHORT[fact]

    assert function_in(core_of(source), "f") == expected


# What must stay as it is: the program, and a line of its core that shows that it does.
KEPT = {
    "the variable is needed after the loop": (
        "def f(x, xs):\n    for x in xs: pass\n    return x\nprint(f(1, []), f(1, [2, 3]))",
        "x = _item",
    ),
    "the variable is captured": (
        "def f(xs):\n    fs = []\n    for x in xs: fs.append(lambda: x)\n    return [g() for g in fs]\nprint(f([1, 2]))",
        "x = _item",
    ),
    "somebody looks at the variables": (
        "def f(xs):\n    for x in xs: pass\n    return 'x' in locals()\nprint(f([]), f([1]))",
        "x = _item",
    ),
    "the variable of a module": (
        "for x in []: pass\nprint('x' in globals())",
        "x = _item",
    ),
    "a handler reads the variable": (
        (
            "def f(x):\n    try:\n        for x in [1, 2]:\n            print(x)\n        failing()\n"
            "    except KeyError:\n        return x\nprint(f(0))"
        ),
        "x = _item",
    ),
    "somebody looks at the variables by another name": (
        (
            "import builtins\ndef f(xs):\n    for x in xs: pass\n    return 'x' in builtins.locals()\n"
            "print(f([]), f([1]))"
        ),
        "x = _item",
    ),
    "the condition looks at the variables": (
        "def f():\n    if 'x' in locals(): x = 1\n    else: x = 2\n    return x\nprint(f())",
        "x = 2",
    ),
    "a branch looks at the variables": (
        "def f(a):\n    if a: x = 1\n    else: x = 'x' in vars()\n    return x\nprint(f(yes), f(no))",
        "x = 1",
    ),
    "only a comment stands in a suite": (
        "def f():\n    while 1:\n        print(1)\n        break\n        # a\n    print(2)\nf()",
        "# a",
    ),
    "two variables are exchanged": (
        "def f(a, b):\n    a, b = b, a\n    return a, b\nprint(f(1, 2))",
        "_item_2 = a",
    ),
    "the object comes after the value": (
        "def f():\n    try:\n        thing.x = said(1)\n    except NameError: print('unbound')\n    thing = 1\nf()",
        "_value = said(1)",
    ),
    "a function of the program may be rebound by an argument": (
        (
            "def g(x): return 'old', x\ndef h():\n    global g\n    g = lambda x: ('new', x)\n    return True\n"
            "def f(a):\n    return g(1 if h() else 2)\nprint(f(0))"
        ),
        "_value_2 = g",
    ),
    "truths are asked for as often as they are": (
        (
            "def f(a, b):\n    if a and b: print('both')\n    x = a or b\n    if not x: return 1\n    return 2 if b else x\n"
            "print(f(yes, no), f(no, yes), f(no, no), f(yes, yes))"
        ),
        "_then = a\n",
    ),
    "what comes before the error has been done": (
        (
            "def f(a):\n    x = 5\n    try:\n        x = 1 if said(a) else failing()\n    except KeyError: pass\n    return x\n"
            "print(f(yes), f(no))"
        ),
        "",
    ),
    "a condition that fails leaves its variable alone": (
        "def f():\n    x = 5\n    try:\n        x = 1 if failing() else 2\n    except KeyError:\n        return x\nprint(f())",
        "",
    ),
    "a loop of the program that lowers its own flag": (
        (
            "def f(n, out):\n    while n:\n        n = 0\n        out.append(n)\n    while n == 0:\n        n = 1\n    return n, out\n"
            "print(f(yes, []), f(no, []))"
        ),
        "",
    ),
    "a generator that is thrown into": (
        (
            "def inner():\n    while True:\n        try:\n            print('got', (yield 1))\n        except KeyError:\n"
            "            print('key')\n            return 'end'\n"
            "def f():\n    print((yield from inner()))\n    yield 'after'\n"
            "g = f()\nprint(next(g), g.send(2), g.throw(KeyError()))\n"
            "def h():\n    print((yield from iter([1, 2])))\n    yield 3\n"
            "g = h()\nprint(next(g), next(g), next(g))\ng = h()\nnext(g)\n"
            "try: g.throw(ValueError('thrown'))\nexcept ValueError as error: print(repr(error), repr(error.__context__))"
        ),
        "while _true:",
    ),
}


@pytest.mark.parametrize("fact", KEPT)
def test_what_is_needed_stays(fact: str) -> None:
    source, line = KEPT[fact]
    core = core_of(CALLS + source)

    assert printed(core) == printed(CALLS + source)
    assert line in core


@pytest.mark.once
def test_what_a_later_statement_of_the_module_reads_stays() -> None:
    read = "x = 1\nwhile x:\n    _a = 1\n    x = 0\nsaid(_a)\n"

    assert shortened(read) == read
    assert "_a" not in shortened(read.replace("said(_a)", "said(x)"))


@pytest.mark.once
def test_nothing_is_put_inside_deeper_than_cpython_takes() -> None:
    loops = [f"{'    ' * deep}for x{deep} in [1]:" for deep in range(1, 15)]
    condition = f"{'    ' * 15}if {' and '.join(['said(a)'] * 9)}: print(a)"
    source = "\n".join([CALLS, "def f(a):", *loops, condition, "f(1)"])

    assert printed(core_of(source)) == printed(source)


@pytest.mark.once
def test_comments_stay():
    source = """
def f(n):  # a
    # b
    if n:  # c
        # d
        return 1  # e
    # f
    else:  # g
        # h
        return 2  # i
    # j
def g(xs):
    for x in xs:  # k
        # l
        if x:  # m
            continue  # n
        # o
        print(x)  # p
    # q
    return x if xs else 3  # r
"""

    core = core_of(source)

    assert [letter for letter in "abcdefghijklmnopqr" if f"# {letter}" not in core] == []


@pytest.mark.once
def test_programs_are_four_times_as_long_at_most():
    """Lines of all programs together against those of their plain cores: all of them, and those of code alone."""
    sources = [path.read_text(encoding="utf-8") for path in PROGRAMS]
    cores = [desugar_source(source, kinds=PLAIN, target=(3, 13)).code for source in sources]

    for count in (len_of_all, len_of_code):
        assert sum(map(count, cores)) <= 4 * sum(map(count, sources))


def len_of_all(text: str) -> int:
    return len(text.splitlines())


def len_of_code(text: str) -> int:
    """How many lines of *text* are neither blank nor a comment alone."""
    return sum(not line.strip().startswith("#") and bool(line.strip()) for line in text.splitlines())


@pytest.mark.once
def test_no_line_is_longer_than_it_must_be():
    for path in PROGRAMS:
        code = desugar_source(path.read_text(encoding="utf-8"), kinds=PLAIN, target=(3, 13)).code
        assert [line for line in code.splitlines() if len(line) > 100 and "# fmt: skip" not in line] == []


@pytest.mark.once
@pytest.mark.parametrize("first", range(0, 400, 50))
def test_random_functions_do_the_same(first: int) -> None:
    texts = [Function(seed).text() for seed in range(first, first + 50)]

    assert [text for text in texts if told_by(shortened(text)) != told_by(text)] == []


def test_what_becomes_one_name_is_not_assigned_to_itself_for_a_comment() -> None:
    code = desugar_source("a, *b = c\n", kinds=PLAIN, target=(3, 13)).code

    assert "items = items" not in code
    assert "    # `list` would ask how long it is\n" in code


UNPACKED = "        a, b, c, d, e, g = row\n"


@pytest.mark.once
@pytest.mark.parametrize(
    ("places", "last", "shared"),
    [(3, "a", True), (2, "a", False), (3, "lambda: a", False), (3, "locals()", False)],
    ids=[
        "three in a loop",
        "two in a loop",
        "a function inside uses one",
        "the function looks at its variables",
    ],
)
def test_variables_are_bound_by_one_call_where_that_is_shorter_and_nobody_sees(
    places: int, last: str, shared: bool
) -> None:
    source = f"def f(rows):\n    for row in rows:\n{UNPACKED * places}    return {last}"

    assert ("_store(" in core_of(source)) is shared
