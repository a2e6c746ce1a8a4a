"""The printer: black's layout, the meaning and the comments of the tree, the owner of every line."""

from __future__ import annotations

import ast
import io
import random
import sys
import tokenize

import black
import libcst as cst
import pytest
from black.strings import str_width

from mvpy.output.printer import print_core, print_core_with_lines, width
from mvpy.tree.comment_statement import CommentStatement

NAMES = (
    "a",
    "f",
    "_c12",
    "getattr",
    "_string",
    "namespace",
    "the_left_iterator",
    "a_name_" * 5,
    "n" * 60,
    "名前",
)
NUMBERS = ("0", "1", "1_000", "0xFF", "1234567890" * 5)
WORDS = ("the first time", "is special", "because", "看", "and some more words that make the comment long")


class Programs:
    """Random programs of the core, as text in a layout that is nobody's."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.busy = self.random.choice((0.0, 0.1, 0.4))  # how many comments and blank lines there are

    def name(self) -> str:
        """A name, seldom a long one."""
        return self.random.choice(NAMES[: self.random.choice((6, len(NAMES)))])

    def expression(self, depth: int) -> str:
        """A name, a number or a call."""
        if depth > 0 and self.random.random() < 0.7:
            return self.call(depth)
        return self.random.choice(NUMBERS) if self.random.random() < 0.3 else self.name()

    def call(self, depth: int) -> str:
        """A call with arguments of every kind, perhaps of a call."""
        function = self.call(depth - 1) if depth > 1 and self.random.random() < 0.25 else self.name()
        counts = (0, 1, 1, 2, 2, 3) if depth > 1 else (0, 1, 2, 5, 12)
        values = [self.expression(depth - 1) for _ in range(self.random.choice(counts))]
        keywords = self.random.randint(0, len(values)) if self.random.random() < 0.3 else len(values)
        parts = [self.random.choice(("", "", "", "*")) + value for value in values[:keywords]]
        for index, value in enumerate(values[keywords:]):
            parts.append(self.random.choice((f"{self.name()}{index}=", "**")) + value)
        return f"{function}({','.join(parts)})"

    def parameters(self) -> str:
        """A parameter list with everything that the grammar has."""
        names = [f"{self.name()}{index}" for index in range(self.random.choice((0, 1, 2, 6)))]
        defaults = self.random.randint(0, len(names))
        parts = names[:defaults] + [f"{name}={self.expression(2)}" for name in names[defaults:]]
        if parts and self.random.random() < 0.2:
            parts.insert(self.random.randint(1, len(parts)), "/")
        parts += self.random.choice(
            ((), (), ("*rest",), ("*", f"key={self.expression(1)}"), ("*rest", "key"))
        )
        return ",".join(parts + ["**others"] * self.random.randint(0, 1))

    def comment(self) -> str:
        """A comment as black writes it."""
        return "# " + " ".join(self.random.choices(WORDS, k=self.random.choice((1, 1, 2, 4))))

    def end(self) -> str:
        """The end of a line."""
        return f"  {self.comment()}\n" if self.random.random() < self.busy else "\n"

    def gap(self, indent: str) -> str:
        """Comments and blank lines between statements."""
        if self.random.random() > self.busy * 2:
            return ""
        count = self.random.choice((1, 1, 2, 4))
        return "".join(self.random.choice(("\n", f"{indent}{self.comment()}\n")) for _ in range(count))

    def small(self) -> str:
        """A simple statement."""
        value = self.expression(self.random.randint(0, 3))
        form = self.random.choice((
            "{}", "{}", "x = {}", "x = {}", "a_longer_name = {}", "x = yield {}", "yield {}", "return {}",
            "raise {}", "x = yield", "yield", "return", "raise", "remark",
        ))  # fmt: skip
        return form.format(value) if self.random.random() < 0.95 else "nonlocal " + ", ".join(NAMES)

    def block(self, level: int, indent: str) -> str:
        """The statements of one block."""
        return "".join(self.statement(level, indent) for _ in range(self.random.choice((1, 1, 2))))

    def suite(self, head: str, level: int, indent: str) -> str:
        """A header and its block; the last comments may belong to the block."""
        inner = indent + "  "
        text = f"{indent}{head}:{self.end()}{self.gap(inner)}{self.block(level - 1, inner)}"
        return f"{text}{inner}{self.small().replace('remark', 'x')}\n{self.gap(inner)}"

    def statement(self, level: int, indent: str) -> str:
        """A statement of any kind."""
        before = self.gap(indent)
        kind = self.random.choice(("small", "small", "def", "while", "try")) if level else "small"
        if kind == "small":
            return f"{before}{indent}{self.small()}{self.end()}"
        if kind == "def":
            return before + self.suite(f"def {self.name()}({self.parameters()})", level, indent)
        if kind == "while":
            return before + self.suite(f"while {self.expression(2)}", level, indent)
        handler = f"except {self.expression(2)}" + self.random.choice(("", " as error"))
        handlers = self.suite(handler, level, indent) + self.gap(indent) + self.suite("except", level, indent)
        return before + self.suite("try", level, indent) + handlers


class PutRemarks(cst.CSTTransformer):
    """Makes a `CommentStatement` of each statement that is the name `remark`."""

    def leave_SimpleStatementLine(
        self, original_node: cst.SimpleStatementLine, updated_node: cst.SimpleStatementLine
    ) -> cst.BaseStatement:
        """The remark, with all the comments of the statement."""
        small = updated_node.body[0]
        if not (
            isinstance(small, cst.Expr)
            and isinstance(small.value, cst.Name)
            and small.value.value == "remark"
        ):
            return updated_node
        comment = updated_node.trailing_whitespace.comment
        return CommentStatement(
            (*updated_node.leading_lines, *([cst.EmptyLine(comment=comment)] if comment else []))
        )


def program(seed: int) -> cst.Module:
    """A random program of the core."""
    module = cst.parse_module(Programs(seed).block(2, "")).visit(PutRemarks())
    assert isinstance(module, cst.Module)
    return module


def comments(text: str) -> list[str]:
    """The comments of a text, in order."""
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def blackened(text: str) -> str:
    """The text as black lays it out."""
    return black.format_str(text, mode=black.Mode())


@pytest.mark.parametrize("seed", range(0, 300, 50))
def test_black_changes_nothing_in_random_programs(seed: int) -> None:
    texts = [print_core(program(number)) for number in range(seed, seed + 50)]

    assert [blackened(text) for text in texts] == texts


@pytest.mark.parametrize("seed", range(0, 300, 50))
def test_meaning_and_comments_are_those_of_the_tree(seed: int) -> None:
    for number in range(seed, seed + 50):
        module = program(number)
        text = print_core(module)

        assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(module.code))
        assert comments(text) == comments(module.code)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment\n",
        "f()\n",
        "def f():\n    return 1\n\n\ndef g():\n    # first\n    return 2\n",
        "try:\n\n    def f():\n        g()\n\nexcept E:\n    0\n",
        "f()\n\n\n# leads the def\n# and more\ndef f():\n    g()\n",
        f"return_value = (\n    {'n' * 84}\n)\n",
        f"x = {'n' * 90}\n",
        f"raise {'n' * 50}({'m' * 40})\n".replace("(", "(\n    ").replace(")", "\n)"),
        f"def f(\n    *{'n' * 80},\n):\n    0\n",
        f"f(\n    *{'n' * 60},\n    {'m' * 30},\n)\n",
        f"x = f(a, b)  # type: ignore {'n' * 90}\n",
        f"x = f(\n    a, b\n)  # {'n' * 90}\n",
        f"x = f  # {'n' * 90}\n",
        f"x = {'f' * 82}(\n    a\n)(b)\n",
        f"while (\n    {'n' * 82}\n):\n    0\n",
    ],
)
def test_what_is_laid_out_already_stays(text: str) -> None:
    printed = print_core(cst.parse_module(text))

    assert printed == text
    assert blackened(text) == text


def test_a_comment_is_never_altered() -> None:
    text = "x = 1  #no space\n#!odd\n"

    assert print_core(cst.parse_module(text)) == text


def test_brackets_of_the_tree_do_not_count() -> None:
    printed = print_core(cst.parse_module("x=( (f) ( (1) , ) )\nreturn_(\n  # lost with its brackets\n)\n"))

    assert printed == "x = f(1)\nreturn_()\n"


def test_numbers_are_written_as_black_writes_them() -> None:
    printed = print_core(cst.parse_module("f(0XfF, 0O17, 0B1, 1_0)\n"))

    assert printed == blackened(printed) == "f(0xFF, 0o17, 0b1, 1_0)\n"


def test_every_line_has_its_owner() -> None:
    module = cst.parse_module(
        "# top\n\nx = 1\n# leads\ndef f():\n    try:\n        g()\n    except E:\n        "
        f"{'n' * 60}({'m' * 30})\n"
    )
    assignment, function = module.body
    (attempt,) = function.body.body
    (handler,) = attempt.handlers

    text, owners = print_core_with_lines(module)

    long = handler.body.body[0]
    assert text == print_core(module)
    assert owners == [
        None, None, assignment, None, None, function, function,
        attempt, attempt.body.body[0], handler, long, long, long,
    ]  # fmt: skip


def test_lines_end_as_asked() -> None:
    assert print_core(cst.parse_module("f()\ng()\n"), "\r\n") == "f()\r\ng()\r\n"


def test_blank_lines_that_hide_an_encoding_stay() -> None:
    text = print_core(cst.parse_module("\n\n# coding: latin-1\nf()\n"))

    assert text == blackened(text) == "\n\n# coding: latin-1\nf()\n"


def test_depth_does_not_matter() -> None:
    call: cst.BaseExpression = cst.Name("x")
    for _ in range(3000):
        call = cst.Call(cst.Call(cst.Name("f")), [cst.Arg(call)])
    module = cst.Module([cst.SimpleStatementLine([cst.Expr(call)])])

    assert print_core(module).count("f()(") == 3000


@pytest.mark.parametrize("code", ["a + b\n", "f('text')\n", "import a\n", "for x in y:\n    0\n"])
def test_what_is_no_core_is_refused(code: str) -> None:
    with pytest.raises(TypeError, match="of the core"):
        print_core(cst.parse_module(code))


def test_width_counts_columns() -> None:
    assert [width(text) for text in ("abc", "é", "名前", "🙂")] == [3, 1, 4, 2]


def test_every_character_is_as_wide_as_black_takes_it_to_be() -> None:
    characters = map(chr, range(sys.maxunicode + 1))

    assert [hex(ord(one)) for one in characters if width(one) != str_width(one)] == []


def test_libcst_prints_and_visits_a_remark() -> None:
    module = cst.parse_module("def f():\n    # one\n\n    remark  # two\n    g()\n").visit(PutRemarks())

    assert module.code == "def f():\n    # one\n\n    # two\n    g()\n"
    assert module.deep_clone().deep_equals(module)
    assert cst.MetadataWrapper(module).resolve(cst.metadata.PositionProvider)


def test_a_line_that_black_is_to_skip_may_stay_one_line():
    module = cst.parse_module(f"x = f({', '.join(['100'] * 40)})  # fmt: skip\n")

    assert print_core_with_lines(module, skips=True)[0] == module.code
    assert print_core_with_lines(module)[0] != module.code
