"""The text of postponed annotations, against what CPython stores."""

from __future__ import annotations
import __future__

import random
import sys

import libcst as cst
import pytest

from mvpy.rewrites.postponed_annotation.spelling import ABOVE_TEST, text
from mvpy.rewrites.postponed_annotation.text import annotation_text

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::SyntaxWarning")


def stored(program: str) -> dict[str, object]:
    """The globals of *program*, run with postponed annotations."""
    names: dict[str, object] = {}
    exec(compile(program, "<program>", "exec", __future__.annotations.compiler_flag, True), names)
    return names


def cpython(source: str) -> str:
    """What CPython stores for the annotation *source*."""
    return stored(f"x: {source}")["__annotations__"]["x"]


def ours(source: str) -> str:
    return annotation_text(cst.parse_expression(source))


ANNOTATIONS = [
    "lambda *a: a",
    "lambda **k: k",
    "lambda: 1",
    "lambda a,b=1,/,c=2,*,d,e=3: 0",
    "lambda *, d: 0",
    "a[*b]",
    "a[*b,c]",
    "a[(1,2)]",
    "a[()]",
    "a[1,]",
    "a[1:2,::3]",
    "a[:]",
    "a[:,]",
    "lambda: (yield)",
    "lambda: (yield x)",
    "lambda: (yield from x)",
    "lambda: (yield x,y)",
    "lambda: (a:=1)",
    "lambda: await x",
    "(await x for y in z)",
    "[x async for x in y]",
    "(x async for x in y)",
    "f(x for x in y)",
    "f(a=1,*b,**c)",
    "not a",
    "not (a and b)",
    "(not a) and b",
    "-x**2",
    "(-x)**2",
    "x**-y",
    "(x**y)**z",
    "x**y**z",
    "a-b-c",
    "a-(b-c)",
    "- -x",
    "not not x",
    "~-x",
    "(a<b)<c",
    "a<b<c",
    "a<(b<c)",
    "a if b else c if d else e",
    "(a if b else c) if d else e",
    "a if (b if c else d) else e",
    "(lambda: x)()",
    "lambda: (lambda: x)",
    "a and b and c",
    "(a and b) and c",
    "a and (b and c)",
    "a or b and c",
    "(a or b) and c",
    "1 .real",
    "1..real",
    "1.0.real",
    "(1).real",
    "1j.real",
    "(-1).real",
    "'a'.b",
    "1e309",
    "-1e309",
    "1e309j",
    "1e400+1e309j",
    "0xff",
    "1_000",
    "1e16",
    "1e-7",
    "0.1",
    "'a' 'b'",
    "u'a'",
    "U'a'",
    "u'a' 'b'",
    "'a' u'b'",
    "b'a' b'\\x00'",
    "'it\\'s'",
    "'it\\'s \"q\"'",
    "'\\ud800'",
    "f'{a}'",
    "f'a{{b}}{c!r:>{d}}'",
    "f'{a=}'",
    "f'{a=!s}'",
    "f'{a=:x}'",
    "f'{ a = }'",
    "f'{{}}'",
    "f''",
    "f'a'",
    "f'a' 'b'",
    "'a' f'{b}' 'c'",
    "f'{a:}'",
    "f'{(lambda: x)}'",
    "f'{ {1:2} }'",
    "f'{ {1} }'",
    "f'{a,b}'",
    "f'{*a,}'",
    "f'{x if y else z}'",
    "f'{a:{{}}}'",
    "f\"{'a'}\"",
    "f\"{'a'}'\"",
    "f'{a!r:{b!r}}'",
    "f'{f\"{a}\"}'",
    "f'{a:{b}{c}}'",
    "f'\\n{a}\\x00'",
    "f'{a:\\n}'",
    "f'{a:{b}x}' f'{c}'",
    "u'a' f'{b}'",
    "f'{b}' u'c'",
    "{**a,'b':c}",
    "{**(a or b)}",
    "{*a,b}",
    "[*a,b]",
    "(*a,b)",
    "{}",
    "()",
    "(a,)",
    "[*(a or b)]",
    "[x for x in y if z if w]",
    "[x for x,y in z]",
    "[x for (x,y) in z]",
    "[x for x in (a if b else c)]",
    "[x for x in a for y in b if (lambda: 1)]",
    "{x:y for x,y in z}",
    "{x for x in y}",
    "[x for x in y if (a if b else c)]",
    "...",
    "None",
    "True",
    "a.b.c",
    "a()()",
    "a[b][c]",
    "(a+b).c",
    "(a+b)[c]",
    "a@b",
    "a//b",
    "a%b",
    "a<<b>>c",
    "a|b^c&d",
    "(a|b)&c",
    "not a in b",
    "a not in b",
    "a is not b",
    "a != b",
    "-1",
    "+1",
    "-(-1)",
    "(-1)**2",
    "2**-1",
    "-(a+b)",
    "(await_)",
    "a if b else (lambda: c)",
    "(lambda: c) if a else b",
    "a or (lambda: c)",
    "f(*a or b)",
    "f(**a or b)",
    "f(a,b)(c)",
    "f(*a, b)",
    "ℌ.ℌ(ℌ=1)",
    "lambda ℌ: ℌ",
    "'ℌ'",
    "__debug__",
    "f'{1.5}'",
    "f'{x!a}'",
    "print((a,b))",
    "(x for x in y).z",
    "f((x for x in y), z)",
    "f(*(x for x in y))",
    "f(a=(x for x in y))",
    "a[lambda: 1]",
    "a[b if c else d]",
    "a[b,(c,d)]",
    "a[(b,c):d]",
    "a[b,]",
    "[lambda: 1, 2]",
    "lambda x: (yield)",
    "f'{a!s}' f'{b}'",
    "f'{a:{f\"{b}\"}}'",
    "f'{a:{\"x\"}}'",
    "f'{\"{\"}'",
    "f'{f\"{{\"}'",
    "'a' f'' 'b'",
    "f'' f''",
    "f'{{' '}'",
    "not (yield_)",
    "(not a)+1",
    "-(not a)",
    "not a == b",
    "(not a) == b",
    "await_ ** 2",
    "(a, b)[0]",
    "[a][0]",
    "{a}[0]",
    "{a:b}[0]",
    "(a if b else c)[0]",
    "(lambda: 0)[0]",
    "(a < b)[0]",
    "(-a)[0]",
    "(-a).b",
    "(a**b).c",
    "(a**b)()",
    "(a and b)()",
    "'a'()",
    "f'{a}'.b",
    "1()",
    "1[0]",
    "-1 .real",
    "b''",
    "b'' b''",
    "''",
    "f'{a:x}{b:y}z'",
    "lambda a=(yield_): a",
    "lambda a=lambda: 1: a",
    "lambda a, *b, c, **d: 0",
    "f'{a:{{1:2}}}'",
    "f'{a:{ {1:2} }}'",
    "f'{a!r}{b!s}{c!a}'",
    "f'\\N{BULLET}{a}'",
    "f'{a:\\N{BULLET}}'",
    "0b11",
    "0o17",
    "1e22",
    "123456789012345678901234567890",
    'f\'{"a" "b"}\'',
    "f'{-a}{not a}{a or b}{a<b}'",
    "f'{yield_}'",
    "lambda: f'{(yield)}'",
    "f'{{{a}}}'",
    "f'{a}}}'",
    "f'{a:}}}'",
    "f\"{a['b']}\"",
    "f'''{a['b']}\"'''",
    "1_0j",
    "0j",
    "-0j",
    "1+2j",
    "1.5j",
    "a[1:2][3:4:5][::]",
    "a[b:(c,d)]",
    "a[(b,c),d]",
    "a[(*b,)]",
    "a[(*b,),]",
    "a[b,*c]",
    "(a) if (b) else (c)",
    "((a))",
    "f(a)(*b)(**c)",
    "f(*a,*b,c=1,**d,e=2)",
    "f'{a:\\x7b}'",
    "a<b in c is d",
    "x if (yield_) else y",
    "lambda x=(1, 2): x",
    "lambda *a, b=1: a",
    "lambda a, /, *, b: a",
    "lambda a, /: a",
    "[*a]",
    "{**a}",
    "{*a}",
    "f(*a)",
    "f(**a)",
    "a[b:c:d]",
    "a[::d]",
    "a[-1]",
    "a[not b]",
    "(x for x in y if z)",
    "[[x for x in y] for y in z]",
    "a.__b",
    "'a' 'b' f'{c}{{' 'd}'",
    '"""a\'b\\"c"""',
    "f'{a}' '\\n' r'\\n'",
    "'''x\r\ny'''",
    "b'\\xff\"\\''",
    "a or (b or c) or d",
    "(a or b) or c or d",
    "a and not b",
    "not a or b",
    "-a @ +b",
    "~(a | b)",
    "(await_)(x)",
    "a if b else (c, d)",
    "[(a, b), c]",
    "{(a, b): (c, d)}",
    "f((a, b), c=(d, e))",
    "lambda: (x, y)",
    "{a: b for a, b in c if d}",
    "f'{a!r:x}' 'u'",
    "a[b, *c, d:e]",
    "a[(b, *c)]",
]


@pytest.mark.parametrize("source", ANNOTATIONS)
def test_an_annotation_has_the_text_that_cpython_stores(source: str):
    assert ours(source) == cpython(source)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="PEP 701")
@pytest.mark.parametrize(
    "source", ["f'{x:{y:{z}}}'", "f'''{a # c\n=}'''", "f'{f'{a}'}'", "f'{a['b']}'", "f'{'\\n'=}'"]
)
def test_a_new_f_string_has_the_text_that_cpython_stores(source: str):
    assert ours(source) == cpython(source)


@pytest.mark.parametrize("source", ["*Ts", "*tuple[int, ...]", "*a | b"])
def test_the_annotation_of_the_arguments_may_be_starred(source: str):
    program = f"def f(*args: {source}): pass"

    annotation = cst.parse_statement(program).params.star_arg.annotation.annotation

    assert annotation_text(annotation) == stored(program)["f"].__annotations__["args"]


def test_private_names_are_not_mangled():
    program = "class C:\n    x: __T[__a.__b] = 0"

    assert stored(program)["C"].__annotations__["x"] == ours("__T[__a.__b]")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("(a := 1)", "(a := 1)"),
        ("f(a := 1)", "f((a := 1))"),
        ("[a := 1]", "[(a := 1)]"),
        ("(yield)", "(yield)"),
        ("await x ** 2", "await x ** 2"),
        ("(await x)()", "(await x)()"),
        ("f'{(a := 1)}'", "f'{(a := 1)}'"),
    ],
)
def test_what_only_python_3_9_allows_has_the_text_of_3_9(source: str, text: str):
    assert ours(source) == text


class Grammar:
    """Writes random expressions."""

    LEAVES = [
        "a",
        "b",
        "1",
        "2.5",
        "1j",
        "1e400",
        "'s'",
        "u's'",
        "b's'",
        "...",
        "None",
        "'s' \"it's\"",
        "()",
        "[]",
    ]
    SHAPES = [
        *(
            "- {}",
            "not {}",
            "~{}",
            "({})",
            "({},)",
            "({}, {})",
            "[{}, *({})]",
            "{{{}, {}}}",
            "{{{}: {}, **({})}}",
        ),
        *("{}.c", "f({}, k={}, *{}, **{})", "f(*{})", "f(x for x in {})", "a[{}]", "a[{}, {}]", "a[{}:{}]"),
        *(
            "a[::{}]",
            "({} if {} else {})",
            "(lambda x={}, *y, z: {})",
            "(lambda: {})",
            "[{} for x in {} if {}]",
        ),
        *("{{{}: {} for x, y in {}}}", "({} for x, in {})", "({})({})", "({})[{}]", "({}).d", "a[*{}]"),
        *("(lambda: (yield {}))", "(lambda: (x := {}))", "(lambda: (yield from {}))"),
    ]
    OPERATORS = [*"+ - * / // % @ ** << >> & | ^ and or < == in is".split(), "not in", "is not"]

    def __init__(self, seed: int) -> None:
        self.choose = random.Random(seed)

    def expression(self, depth: int) -> str:
        if depth == 0 or self.choose.random() < 0.1:
            return self.choose.choice(self.LEAVES)
        if self.choose.random() < 0.5:
            left, operator, right = (
                self.expression(depth - 1),
                self.choose.choice(self.OPERATORS),
                self.expression(depth - 1),
            )
            operation = f"{left} {operator} {right}"
            return self.choose.choice([operation, f"({operation})"])
        if self.choose.random() < 0.1:
            return self.formatted(depth - 1)
        shape = self.choose.choice(self.SHAPES)
        return shape.format(*(self.expression(depth - 1) for _ in range(4)))

    def formatted(self, depth: int) -> str:
        """An f-string; what its `=` shows is short, because some releases of CPython cut it off."""
        conversion = self.choose.choice(["", "!r", "!s", "=", " = !a"])
        first = self.choose.choice(self.LEAVES) if "=" in conversion else self.expression(depth)
        second = self.expression(depth)
        return f"f'''a{{{{{{ {first} {conversion}:x{{ ({second}) }}}}}}}} it's'''"


@pytest.mark.parametrize("seed", range(8))
def test_random_annotations_have_the_text_that_cpython_stores(seed: int):
    grammar, checked = Grammar(seed), 0
    while checked < 150:
        source = grammar.expression(4)
        try:
            expected = cpython(source)
        except SyntaxError:
            continue
        checked += 1

        assert ours(source) == expected, source


def test_what_is_no_expression_has_no_text() -> None:
    with pytest.raises(NotImplementedError, match="Pass in an annotation"):
        text(cst.Pass(), ABOVE_TEST)
