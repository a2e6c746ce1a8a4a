"""What Python's compiler refuses is refused, and what it warns of is passed on; also in syntax that it doesn't know."""

import sys

import pytest
from behaviour import exact as desugar

from mvpy.errors import SourceError
from mvpy.reading.warned import Warned

TYPES = "try:\n    pass\nexcept ValueError, KeyError:\n    pass\n"  # Python 3.14
STAR = "def f(items):\n    return [*item for item in items]\n"  # Python 3.15
PARAMETERS = "type Pair[T] = tuple[T, T]\n\n\ndef f[T](x: T) -> Pair[T]:\n    return x, x\n"  # Python 3.12
# Where older Pythons take the string for a name and something behind it, they say other things than "invalid syntax".
TEMPLATE = 'del page[shown(t"""a {first!r:>{width}}\n""" t"{(second)}")]\n'  # Python 3.14
QUOTES = 'del page[shown("a" f"{first["key"]:{"x" f"{width}"}}")]\n'  # Python 3.12
NEWER = pytest.mark.parametrize(
    "newer",
    [TYPES, STAR, PARAMETERS, TEMPLATE, QUOTES],
    ids=["types", "star", "parameters", "template", "quotes"],
)


@NEWER
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ("return 1\n", "'return' outside function"),
        ("def f(a, a):\n    pass\n", "duplicate argument 'a' in function definition"),
        ("f() = 1\n", None),
        ("def f():\n    nonlocal x\n", "no binding for nonlocal 'x' found"),
    ],
    ids=["return", "parameters", "target", "nonlocal"],
)
def test_newer_syntax_hides_no_mistake(newer: str, wrong: str, words: str | None) -> None:
    with pytest.raises(SourceError) as caught:
        desugar(newer + wrong, target=(3, 15))

    assert caught.value.line > newer.count("\n")
    assert words is None or words in str(caught.value)


@NEWER
def test_newer_syntax_is_no_mistake(newer: str) -> None:
    assert desugar(newer, target=(3, 15)).warnings == []


@pytest.mark.parametrize("jump", ["break", "continue", "return 1"])
@pytest.mark.parametrize("types", ["ValueError", "ValueError, KeyError"])
def test_no_jump_leaves_a_clause_with_a_star(jump: str, types: str) -> None:
    source = f"def f():\n    for x in y:\n        try:\n            z\n        except* {types}:\n            {jump}\n"

    with pytest.raises(SourceError, match="cannot appear in an except\\* block") as caught:
        desugar(source)
    assert caught.value.line == 6


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("try:\n    pass\nexcept A, B as e:\n    pass\n", 3),
        ("try:\n    pass\nexcept* A, B as e:\n    pass\n", 3),
        ("try:\n    pass\nexcept*:\n    pass\n", 3),
        ("try:\n    pass\nexcept* A:\n    pass\nexcept B:\n    pass\n", 5),
        ("[*a, *b for a in c]\n", 1),
        ("[**a for a in b]\n", 1),
        ("{**a: 1 for a in b}\n", 1),
        ("f(*a for a in b, c)\n", 1),
        ("class C:\n    x = [*(y := a) for a in b]\n", 2),
        ("a[*b:c]\n", 1),
        ("def f(a: *b):\n    pass\n", 1),
    ],
)
def test_what_newer_syntax_does_not_take_is_refused(source: str, line: int) -> None:
    with pytest.raises(SourceError) as caught:
        desugar(source, target=(3, 15))

    assert caught.value.line == line


FINALLY = """\
def f(x):
    for i in x:
        try: pass
        finally: break
    for i in x:
        try:
            pass
        finally:
            for j in x:
                break
            else:
                continue
            def g():
                return 1
    try:
        pass
    except* ValueError:
        pass
    finally:
        try:
            return 1
        finally:
            while 1:
                return 3
"""


def test_jumps_in_finally_are_warned_of() -> None:
    words = [
        "'break' in a 'finally' block",
        "'continue' in a 'finally' block",
        "'return' in a 'finally' block",
    ]

    found = desugar(FINALLY, target=(3, 14)).warnings
    assert found == [Warned(line, 0, word) for line, word in zip([4, 12, 21], words)]


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="Python itself warns")
def test_older_versions_do_not_warn_of_them() -> None:
    assert desugar(FINALLY, target=(3, 13)).warnings == []


def test_the_compilers_own_warnings_are_passed_on() -> None:
    (warned,) = desugar("x = 1\nif x is 5:\n    print(x)\n").warnings

    assert (warned.line, warned.kind) == (2, "")
    assert warned.words.startswith('"is" with')


@pytest.mark.parametrize("newer", ["", PARAMETERS], ids=["alone", "parameters"])
@pytest.mark.parametrize(
    ("patterns", "words"),
    [
        (["x", "1"], "name capture 'x' makes remaining patterns unreachable"),
        (["_", "1"], "wildcard makes remaining patterns unreachable"),
        (["x | 1"], "name capture 'x' makes remaining patterns unreachable"),
        (["[x, x]"], "multiple assignments to name 'x' in pattern"),
        (["[x] | {'k': y}"], "alternative patterns bind different names"),
        (["[*x, *y]"], "in sequence pattern"),
        (["A(x=1, x=2)"], "attribute name repeated in class pattern: x"),
        (["{1: a, 1: b}"], "mapping pattern checks duplicate key"),
    ],
)
def test_patterns_that_cannot_be_are_refused(newer: str, patterns: list[str], words: str) -> None:
    cases = "".join(f"    case {pattern}:\n        pass\n" for pattern in patterns)

    with pytest.raises(SourceError) as caught:
        desugar(f"{newer}match value:\n{cases}", target=(3, 15))
    assert words in str(caught.value)
    assert caught.value.line > newer.count("\n")


# What libcst takes and no Python does; FIELDS where Python 3.11 is not asked, since it knows less of f-strings.
PATTERNS = [
    "++1",
    "[-+1]",
    "{+a: x}",
    "{(+1): x}",
    "A(+(1))",
    "A(x=+'a')",
    "1 | +None",
    "+1+2",
    "1++2j",
    "1+-2j",
    "-1-+2j",
    "(*x)",
    "f'a'",
    "'a' f'{x}'",
]
TARGETS = [
    "(*a), b = c",
    "(*a) = b",
    "[(*a), b] = c",
    "((*a)), b = c",
    "*(*a), b = c",
    "for (*a), b in c: pass",
    "with a as ((*b), c): pass",
    "[x for (*a), b in c]",
    "del (*a), b",
    "(*a) += 1",
]
FIELDS = [
    "f'{a! r}'",
    "f'{a!x}'",
    "f'{*a}'",
    "f'{**a}'",
    "f'{lambda x: 1}'",
    "f'{a:{b:{c:{d}}}}'",
    "f'{}'",
    "f'{a:{}}'",
    "f'{a:}}'",
    "f'{a:x\ny}'",
    "del f'{a}'",
    "f'{a}' = 1",
    "for f'{a}' in b: pass",
    "f'{a}' += 1",
    "f'{a}': int",
    "f'{(*a), b}'",
]
ESCAPES = [
    r"'\N'",
    r"'\x4'",
    r"b'\x4'",
    r"'\u12'",
    r"'\U00110000'",
    r"'\N{no such name}'",
    r"f'\N'",
    r"f'{x:\N}'",
    r"f'{x:\x4}'",
    r"f'{x:\N{no such name}}'",
    r"f'{x:{y:\x4}}'",
    r"""f'{f"\x4"}'""",
    r"""f'{x:{f"\x4"}}'""",
    r"'a' f'{x:\u}'",
    r"f'a' 'b\x4'",
    r"t'{x:\N}'",
    r"t'\x4{x}'",
    r"def f(): '\x4'",
]


def refused_at(source: str, target: tuple[int, int] = (3, 14)) -> int:
    """The line for which *source* is refused; 0 if it is not."""
    try:
        desugar(source, target=target)
    except SourceError as error:
        assert str(error).count("\n") == 2, "there is a line and a caret"
        return error.line
    return 0


@pytest.mark.parametrize("newer", ["", TYPES, PARAMETERS, 'lazy import a\nx = f\'{a["k"]}\' f"{b!r }"\n'])
@pytest.mark.parametrize("wrong", TARGETS + FIELDS + ESCAPES)
def test_what_libcst_takes_and_python_does_not_is_refused(newer: str, wrong: str) -> None:
    assert refused_at(f"{newer}{wrong}\n") == newer.count("\n") + 1


@pytest.mark.parametrize("newer", ["", TYPES, PARAMETERS])
@pytest.mark.parametrize("wrong", [*PATTERNS, r"'\x4'", r"{'a': b'\x'}", r"[A('\N')]"])
def test_no_other_pattern_is_taken(newer: str, wrong: str) -> None:
    assert refused_at(f"{newer}match x:\n    case {wrong}:\n        pass\n") == newer.count("\n") + 2


def test_a_generator_in_a_field_needs_parentheses_since_3_12() -> None:
    assert refused_at("f'{x for x in y}'\n") == (sys.version_info >= (3, 12))


VALID = [
    "'a' f'{x}' 'b' rf'{x:{\"y\"}}'",
    "f'{x,}'",
    "f'{(x for x in y)}'",
    "f'{x!r:>{y!s}}'",
    "f'{(lambda x: 1)}'",
    "f'{x:{y:{z}}}'",
    "f'{x:=5}'",
    "f'{x != y}'",
    "f'{ {1: 2}[1] }'",
    "f'\\N{DIGIT ONE}{x:\\N{DIGIT ONE}}'",
    "f'{x:\\{y}}'",
    "f'{x:{{}}}'",
    "(*a,), b = c",
    "[*a], b = c",
    "(*a, b) = c",
    "match x:\n    case -1 | -1+2j | -1-2j | 'a' 'b' | (-1) | [*_]: pass",
]


@pytest.mark.parametrize("newer", ["", TYPES, PARAMETERS])
@pytest.mark.parametrize("source", VALID)
def test_their_valid_neighbours_are_taken(newer: str, source: str) -> None:
    if source == "f'{x:{{}}}'" and sys.version_info < (3, 12):
        pytest.skip("a specification has no braces before Python 3.12")

    assert refused_at(f"{newer}{source}\n") == 0


def test_the_line_shown_is_that_of_the_mistake_also_behind_form_feeds() -> None:
    with pytest.raises(SourceError) as caught:
        desugar("\f\nx = '\x0b'  # \u2028\n\freturn 1\n")

    assert (caught.value.line, caught.value.text) == (3, "\freturn 1")


@pytest.mark.skipif(sys.version_info >= (3, 15), reason="Python itself takes it")
@pytest.mark.parametrize("pattern", ["+1", "[+1.5]", "{+1: x}", "A(x=+1j)", "(+1) | 2", "+1-2j"])
def test_a_plus_in_a_pattern_is_for_later_targets(pattern: str) -> None:
    source = f"match x:\n    case {pattern}:\n        pass\n"

    assert (refused_at(source, target=(3, 14)), refused_at(source, target=(3, 15))) == (2, 0)


@pytest.mark.parametrize("pattern", ["+(1)", "+a", "1+-2j", "-1-+2j", "++1", "+'a'", "+1+2"])
def test_no_other_plus_in_a_pattern_is_taken(pattern: str) -> None:
    assert refused_at(f"match x:\n    case {pattern}:\n        pass\n", target=(3, 15)) == 2


def test_a_failure_of_the_compiler_is_no_mistake_of_the_program() -> None:
    """3.13.0 has a SystemError for this class; what it says of the rest is not known then."""
    assert refused_at('class C:\n    x = [(lambda: __class__) for i in "b"]\n') == 0


@pytest.mark.parametrize(
    "scope", ["type X = {}", "class C[T: {}]: pass", "def f[T = {}](): pass", "type X[T: {}] = T"]
)
@pytest.mark.parametrize("inside", ["", "async def f():\n    "])
def test_what_is_evaluated_later_awaits_nothing(scope: str, inside: str) -> None:
    for display in ("[y async for y in z]", "{y async for y in z}", "{y: y async for y in z}"):
        assert refused_at(f"{inside}{scope.format(display)}\n") == 1 + bool(inside)
    for other in ("[y for y in z]", "(y async for y in z)", "[lambda: [y for y in z]]"):
        assert refused_at(f"{inside}{scope.format(other)}\n") == 0


LAZY = {
    "def f():\n    lazy import a\n": (2, "lazy import not allowed inside functions"),
    "async def f():\n    if a:\n        lazy import a\n": (3, "lazy import not allowed inside functions"),
    "def f():\n    try:\n        lazy import a\n    finally: pass\n": (3, "lazy import not allowed inside functions"),
    "class C:\n    lazy import a\n": (2, "lazy import not allowed inside classes"),
    "class C:\n    lazy from a import b\n": (2, "lazy from ... import not allowed inside classes"),
    "def f():\n    class C:\n        lazy import a\n": (3, "lazy import not allowed inside classes"),
    "try:\n    lazy import a\nexcept E: pass\n": (2, "lazy import not allowed inside try/except blocks"),
    "try:\n    pass\nexcept* E:\n    lazy from a import b\n": (
        4, "lazy from ... import not allowed inside try/except blocks",
    ),
}  # fmt: skip


@pytest.mark.parametrize("source", LAZY, ids=repr)
def test_a_lazy_import_stands_in_the_module_itself(source: str) -> None:
    line, words = LAZY[source]

    with pytest.raises(SourceError) as caught:
        desugar(source, target=(3, 15))

    assert (caught.value.line, caught.value.words) == (line, f"this isn't Python: {words}")


@pytest.mark.parametrize(
    "source", ["lazy import a\n", "if a:\n    lazy from a import b\n", "with a:\n    lazy import a\n"]
)
def test_a_lazy_import_may_stand_in_a_block(source: str) -> None:
    assert desugar(source, target=(3, 15), only=["for"]).code == source


def test_what_the_parser_refuses_is_told_before_what_only_the_compiler_does() -> None:
    with pytest.raises(SourceError) as caught:
        desugar("def f():\n    lazy import a\n\n\nt'a' 'b'\n", target=(3, 15))

    assert (caught.value.line, "cannot mix" in caught.value.words) == (5, True)
