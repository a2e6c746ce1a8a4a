"""Joined lines: the comments between the parts of a statement keep their order."""

from __future__ import annotations

import io
import re
import sys
import tokenize
from pathlib import Path

import pytest
from behaviour import difference, text_of

from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.pipeline import desugar_source
from mvpy.rewrites import ORDER

MANY_LINES = (
    Path(__file__).parents[1] / "corpus" / "line_joining" / "every_expression_may_have_several_lines.py"
)

STATEMENTS = [
    "x = (a if b else c)",
    "x = (lambda a, /, b=1, *c, d=2, **e: a)",
    "x = (a + b * -c ** (not d))",
    "x = (a and b or not c)",
    "x = (a < b not in c is not d)",
    "x = (a.b[c:d:e, *f](g, *h, i=j, **k))",
    "x = [a, *b, [c], ()]",
    "x = {a: b, **c}",
    "x = {a, *b}",
    "x = [a for b, c in d if e if f for g in h]",
    "x = {a: b for c in d if e}",
    "x = {a for b in c if d}",
    "x = (a for b in c if d)",
    "x = (y := a)",
    "x = ('a' 'b' f'{c}')",
    "def f(a: b = c, /, *d: e, g: h = i, **j: k) -> (l): pass",
    "class C(a, *b, c=d, **e): pass",
    "from a import (b as c, d)",
    "x = (a[b:c:d, e:, :f])",
    "with (a as b, c): pass",
    "assert (a), (b)",
    "def f():\n    x = (yield a, b)",
    "def f():\n    x = (yield from a)",
    "async def f():\n    x = [await a async for b in c]",
    "match a:\n    case ([b.c | 1, [2, *d], {2: e, 3: f}, G(1, h=i)] as j) if (k): pass",
    "try: pass\nexcept (a, b) as c: pass",
]


def with_comments(text: str) -> str:
    """*text* with a comment behind each token inside brackets, numbered; none inside an f-string.

    Up to 3.11 an f-string is one token, from 3.12 on it has several.
    """
    depth, count, end, strings = 0, 0, (1, 0), 0
    out = []
    lines = text.splitlines(keepends=True)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in (tokenize.NEWLINE, tokenize.NL, tokenize.ENDMARKER, tokenize.DEDENT):
            if token.type == tokenize.NEWLINE:
                out.append("\n")
                end = (token.end[0] + 1, 0)
            continue
        if token.type == tokenize.INDENT:
            out.append(token.string)
            end = token.end
            continue
        out.append(lines[token.start[0] - 1][end[1] : token.start[1]] + token.string)
        end = token.end
        kind = tokenize.tok_name[token.type]
        strings += (kind == "FSTRING_START") - (kind == "FSTRING_END")
        if strings:
            continue
        depth += (token.string in ("(", "[", "{")) - (token.string in (")", "]", "}"))
        if depth:
            out.append(f" # {count}\n")
            count += 1
    return "".join(out) + "\n"


@pytest.mark.parametrize("text", STATEMENTS)
def test_comments_keep_their_order(text: str):
    source = with_comments(text)

    joined = desugar_source(source, filename="joined.py", target=(3, 13), only=["line_joining"]).code

    assert re.findall(r"# \d+", source) == re.findall(r"# \d+", joined), source


@pytest.mark.parametrize("kinds", [PLAIN, EXACT], ids=["plain", "exact"])
@pytest.mark.parametrize("name", ORDER)
def test_what_leaves_its_brackets_does_not_end_with_its_first_line(name: str, kinds):
    code = desugar_source(text_of(MANY_LINES), only=[name], kinds=kinds).code

    assert difference(MANY_LINES, code) == ""


MOVING = [
    "{} if d else e", "(f := {})", "[{} for g in h]", "(lambda: {})", "i or {}", "(yield {})", "i < {} < j", "(k, {})", "await {}",
]  # fmt: skip


@pytest.mark.parametrize("around", MOVING)
@pytest.mark.parametrize("text", [text for text in STATEMENTS if text.startswith("x = (")])
def test_with_comments_it_keeps_its_lines(text: str, around: str):
    expression = text.removeprefix("x = ")
    if not any(word in expression for word in (" for ", ":=", "lambda")):  # these need their brackets
        expression = expression[1:-1]
    source = "async def f():\n    " + with_comments(
        f"x = (a() + {around.format(expression)}, [(p if q else r)])"
    )
    compile(source, "lines.py", "exec")

    for name in ORDER:
        output = desugar_source(source, filename="lines.py", only=[name])
        compile(output.code, "lines.py", "exec")


@pytest.mark.parametrize(
    ("source", "joined"),
    [
        ("x = (1,\n f'{a!r  # 1\n:y}' '')\n", "# 1\nx = (1, f'{a!r:y}' '')\n"),
        ("x = f'{a # 1\n!r # 2\n:x\n # 3\n}{b # 4\n}'\n", "# 1\n# 2\n# 3\n# 4\nx = f'{a !r:x}{b }'\n"),
        ("x = f'{a:{b:c\n # 1\n}\n}'\n", None),
        ('x = f"""{a:\n}"""\n', 'x = f"""{a:\n}"""\n'),
    ],
)
def test_line_ends_in_fields_go(source: str, joined: str | None):
    if joined is None and sys.version_info[:2] == (3, 13):
        pytest.skip("3.13.0 refuses it")

    code = desugar_source(source, filename="joined.py", target=(3, 13), only=["line_joining"]).code

    assert code == (joined or "# 1\nx = f'{a:{b:c}}'\n")
