"""What an output has besides the program: its first line, and the map back to the source."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from pathlib import Path

import libcst as cst
import pytest
from behaviour import exact
from click.testing import CliRunner
from libcst.metadata import PositionProvider

import mvpy
from mvpy.command.cli import main
from mvpy.errors import UsageError
from mvpy.machine.context import Context
from mvpy.machine.flattening import depth_of
from mvpy.machine.kinds import PLAIN
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.output.assembling import line_of
from mvpy.pipeline import desugar_source, rewrites_in_order
from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.positions import statement_lines

PROGRAMS = Path(__file__).parents[1] / "corpus" / "programs"

PROGRAM = '''\
#!/usr/bin/env python3
"""A program."""
import sys

# above the loop
for x in [1,
          2]:
    if x:
        print("""a
b""")
    # above the else
    else:
        assert x

# the end
'''


def first_line(**options) -> str:
    return exact("for x in y:\n    with x: pass\n", target=(3, 13), **options).code.split("\n")[0]


@pytest.mark.parametrize(
    ("options", "label"),
    [
        ({}, "core"),
        ({"level": "readable"}, "readable"),
        ({"until": "for"}, "until for_statement"),
        ({"keep": ["with", "if"]}, "keep with_statement if_statement"),
        ({"level": "readable", "keep": ["with"]}, "readable, keep with_statement"),
    ],
)
def test_the_first_line_says_how_far_the_program_is_desugared(options, label: str) -> None:
    assert first_line(**options) == f"# mvpy 0.1, {label}, for Python 3.13"


def test_a_choice_of_rewrites_adds_no_line() -> None:
    assert first_line(only=["for"]) == "_iterator = iter(y)"


def test_what_has_nothing_to_be_rewritten_gets_no_first_line() -> None:
    assert not exact("x = f(y)\n", level="readable").changed


@pytest.mark.parametrize("first", [{}, {"level": "readable"}, {"until": "for"}])
def test_the_first_line_is_replaced_by_the_next_desugaring(first) -> None:
    again = exact(exact(PROGRAM, target=(3, 13), **first).code, target=(3, 13)).code

    assert again.count("# mvpy") == 1
    assert "\n# mvpy 0.1, core, for Python 3.13\n" in again


def test_lines_are_counted_below_an_old_first_line() -> None:
    code = "# mvpy 0.1, readable, for Python 3.13\nx = 1\nassert x\n"

    assert [(site.rewrite, site.line) for site in exact(code, only=["assert"]).sites] == [
        ("assert_statement", 3)
    ]


GROUP = 'raise ExceptionGroup("g", [ValueError()])\n'


@pytest.mark.parametrize(
    ("source", "target", "supplied"),
    [
        (GROUP, (3, 11), True),
        (GROUP.replace("ExceptionGroup", "BaseExceptionGroup"), (3, 15), True),
        (GROUP, (3, 10), True),  # the host decides, not what it is made for
        (GROUP, (3, 8), True),
        ("import builtins\nraise builtins.ExceptionGroup('g', [ValueError()])\n", (3, 8), True),
        ("from builtins import ExceptionGroup as Group\n", (3, 8), True),
        ("import exceptiongroup\nprint(exceptiongroup.ExceptionGroup)\n", (3, 8), False),
        (f"from exceptiongroup import ExceptionGroup\n{GROUP}", (3, 11), False),
        ("raise ValueError()\n", (3, 11), False),
    ],
)
def test_exception_groups_are_supplied_where_the_builtins_are_meant(
    source: str, target, supplied: bool
) -> None:
    code = exact(source, target=target).code

    assert ("_supply_exception_groups" in code) == supplied
    assert exact(code, target=target).code == code


@pytest.mark.parametrize("options", [{}, {"only": ["for"]}, {"level": "readable"}, {"until": "for"}])
def test_every_line_of_every_output_is_mapped(options) -> None:
    result = exact(PROGRAM, **options)

    assert len(result.source_map) == result.code.count("\n")
    assert {3, 6, 8, 9, 13} <= set(result.source_map)


def test_what_is_left_alone_is_mapped_line_by_line() -> None:
    result = exact(PROGRAM, only=["assert"])

    source, lines = PROGRAM.split("\n"), result.code.split("\n")
    mapped = {source[line - 1]: text for text, line in zip(lines, result.source_map) if line and line != 13}
    assert all(before == after for before, after in mapped.items())
    assert [line for line in result.source_map if line and line != 13] == [*range(1, 13), 14, 15]


def test_comments_around_what_is_rewritten_are_mapped_to_themselves() -> None:
    result = exact(PROGRAM, only=["for"])

    at = {text.strip(): line for text, line in zip(result.code.split("\n"), result.source_map)}
    wanted = {
        "# above the loop": 5,
        "_iterator = iter([1,": 6,
        "# above the else": 11,
        "assert x": 13,
        "# the end": 15,
    }
    assert {text: at[text] for text in wanted} == wanted


HEADERS = {
    "a decorator": "@made  # here\n        def part(self):\n            return 1",
    "a default": "def part(self, x=made):  # here\n            return 1",
    "a decorated class": "@made  # here\n        class Part:\n            pass",
    "a base": "class Part(made):  # here\n            pass",
}


@pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
def test_definitions_in_a_class_keep_their_comments_where_a_header_needs_statements(header: str) -> None:
    source = f"def show(made):\n    class Whole:\n        # above\n        {header}\n"

    lines = [line.strip() for line in exact(source, target=(3, 13)).code.split("\n")]

    assert [sum(word in line for line in lines) for word in ("# above", "# here")] == [1, 1]


def test_the_prelude_comes_from_nowhere() -> None:
    result = exact("with a as b:\n    pass\n", only=["with"])

    lines = dict(zip(result.code.split("\n"), result.source_map))
    assert (lines["_prelude()"], lines["_methods = _context_methods(a)"]) == (0, 1)


@pytest.mark.parametrize("name", ["tour", "async_workshop"])
def test_every_step_on_the_way_runs(name: str, tmp_path: Path) -> None:
    program = PROGRAMS / f"{name}.py"
    expected = program.with_suffix(".out").read_text(encoding="utf-8")

    steps = desugar_source(program.read_text(encoding="utf-8"), steps=True).steps

    wrong = []
    for rewrite, code in steps:
        (tmp_path / program.name).write_text(code, encoding="utf-8")
        run = subprocess.run(
            [sys.executable, tmp_path / program.name],
            cwd=PROGRAMS,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        if run.stdout != expected:
            wrong.append(rewrite)
    assert (len(steps) > 20, wrong) == (True, [])


DOCUMENTED = '''\
"""Of the module."""
def function():
    "Of a function."

class Class:
    """Of a class,
    and more."""
    def method(self):
        "Of a method."
        return 1
    n: int = 1

class Plain:
    "Of a plain class."

async def coroutine():
    "Of a coroutine function."

def generator():
    "Of a generator."
    yield

def generic(a: int) -> int:
    "Of a function with annotations."
    "No docstring."
    return a

class Own:
    "Lost."
    __doc__ = "Its own."

everything = (function, Class, Class.method, Plain, coroutine, generator, generic, Own)
print(__doc__, [thing.__doc__ for thing in everything], __debug__, sorted(vars(Plain)), sorted(vars(Own)))
try:
    assert print("asked"), print("message")
except AssertionError:
    print("raised")
'''


@pytest.mark.parametrize("optimize", ["-b", "-O", "-OO"])
@pytest.mark.parametrize(
    "options",
    [
        {},
        {"level": "readable"},
        {"only": ["docstring"]},
        {"only": ["class_definition"]},
        {"only": ["annotated_assignment"]},
        {"keep": ["docstring"]},
        {"keep": ["class_definition"]},
    ],
    ids=str,
)
def test_an_output_is_optimized_as_its_source_is(options, optimize: str) -> None:
    assert printed(exact(DOCUMENTED, **options).code, optimize) == printed(DOCUMENTED, optimize)


@pytest.mark.parametrize("rewrite", rewrites_in_order().rewrites, ids=lambda rewrite: rewrite.name)
def test_a_plain_output_has_no_docstrings_either_where_its_rewrite_does_not_say_so(rewrite) -> None:
    _, _, exactly = rewrite.words.partition("\nExactly\n")
    opened = any(opening.rewrite == "docstring" for opening in rewrite.contract.opens)
    keeps = opened or "`python -OO`" in exactly.partition("\n\n")[0]
    output = mvpy.desugar(DOCUMENTED, only=[rewrite.name])

    if output.changed:
        assert (docstrings(output.code) != docstrings(DOCUMENTED)) == keeps


def docstrings(code: str) -> str:
    """The docstrings that *code*, a form of DOCUMENTED, finds under `python -OO`."""
    return printed(code, "-OO").partition("]")[0]


def printed(code: str, option: str) -> str:
    run = subprocess.run([sys.executable, option, "-c", code], capture_output=True, text=True)
    return run.stdout + run.stderr


NESTED = {
    "lambdas": lambda n: "f = " + "lambda: " * n + "1\n",
    "generator expressions": lambda n: "x = " + "(a for a in " * n + "b" + ")" * n + "\n",
    "classes": lambda n: "".join(" " * k + "class C:\n" for k in range(n)) + " " * n + "x = 1\n",
}
TOO_DEEP = "what becomes of this is nested more than 99 levels deep, and Python takes no more"


@pytest.mark.parametrize(
    ("kind", "levels", "options"),
    [("lambdas", 100, {}), ("lambdas", 100, {"only": ["lambda"]}), ("classes", 60, {})],
)
def test_what_would_be_indented_too_deeply_is_refused(kind: str, levels: int, options) -> None:
    with pytest.raises(mvpy.MVPyError) as caught:
        exact(NESTED[kind](levels), **options)

    assert getattr(caught.value, "words", "") == TOO_DEEP


@pytest.mark.parametrize(
    ("kind", "levels", "options"),
    [
        ("lambdas", 99, {}),
        ("lambdas", 300, {"level": "readable"}),
        ("generator expressions", 60, {}),
        ("classes", 49, {}),
    ],
)
def test_what_is_indented_less_deeply_compiles(kind: str, levels: int, options) -> None:
    compile(exact(NESTED[kind](levels), **options).code, kind, "exec")


@pytest.mark.parametrize("source", [PROGRAM, "x = f(1)\n", "def f(x):\n    return [x for x in x]\n"])
@pytest.mark.parametrize("level", ["core", "readable"])
def test_an_output_says_for_which_python_it_was_made_whatever_follows(source: str, level: str) -> None:
    made = exact(source, level=level, target=(3, 13)).code

    again = exact(made, level=level, target=(3, 8))

    assert f"# mvpy 0.1, {level}, for Python 3.13\n" in made or made == source
    assert (again.code, again.changed) == (made, False)


# --- wishes ---------------------------------------------------------------------------------------


IMPOSSIBLE = [
    ({"level": "reedable"}, "level is 'core' or 'readable', not 'reedable'"),
    ({"target": (3, 7)}, "target is a version from (3, 8) to (3, 15), not (3, 7)"),
    ({"target": (3, 16)}, "target is a version from (3, 8) to (3, 15), not (3, 16)"),
    ({"target": "3.8"}, "target is a version from (3, 8) to (3, 15), not '3.8'"),
    ({"target": ("3", "8")}, "target is a version from (3, 8) to (3, 15), not ('3', '8')"),
    ({"level": "readable", "only": ["for"]}, "--level and --only exclude each other"),
    ({"only": ["for", "with"], "keep": ["with"]}, "--only and --keep both name 'with_statement'"),
    ({"only": ["wiht"]}, "unknown rewrite 'wiht'; did you mean 'with_statement'?"),
    ({"until": "foor"}, "unknown rewrite 'foor'; did you mean 'for_statement'?"),
]


@pytest.mark.parametrize(("wishes", "words"), IMPOSSIBLE)
def test_what_cannot_be_is_a_usage_error(wishes, words):
    with pytest.raises(UsageError) as caught:
        exact("for x in y:\n    pass\n", **wishes)

    assert str(caught.value) == words


def test_names_may_be_one_text():
    source = "for x in y:\n    with x:\n        pass\n"

    assert exact(source, only="for,with").code == exact(source, only=["for", "with"]).code


def test_only_the_first_header_of_an_output_may_say_something_else() -> None:
    from mvpy.output.assembling import same_but_header

    old, new = "# mvpy 0.1, core, for Python 3.8\n", "# mvpy 0.1, core, for Python 3.13\n"

    assert same_but_header(f"{old}x\n", f"{new}x\n")
    assert same_but_header(f"{old}{old}", f"{new}{old}")
    assert not same_but_header(f"{old}{old}", f"{new}{new}")
    assert not same_but_header(f"{old}x\n", f"{new}y\n")


@pytest.mark.parametrize(
    ("taken", "name"),
    [("", "iter"), ("iter", "_iter"), ("iter = _iter", "_iter_2_"), ("iter = _iter = _iter_2_", "_iter_3_")],
)
def test_a_builtin_has_the_first_name_that_is_free(taken: str, name: str) -> None:
    source = f"{taken} = 1\n" if taken else ""
    code = exact(f"{source}for x in y:\n    pass\n", only=["for_statement"]).code

    assert f"_iterator = {name}(y)" in code


INNER = "    while a:\n        for b in c:\n            pass\n"


@pytest.mark.parametrize(
    ("around", "depth"),
    [
        ("if a:\n    pass\nelse:\n@", 2),
        ("while a:\n    pass\nelse:\n@", 3),
        ("try:\n@except A:\n    pass\n", 3),
        ("try:\n    pass\nexcept A:\n@", 4),
        ("try:\n    pass\nexcept A:\n    pass\nelse:\n@", 3),
        ("try:\n@finally:\n    pass\n", 3),
        ("try:\n    pass\nfinally:\n@", 3),
        ("with a:\n@", 3),
        ("def f():\n@", 0),
        ("class C:\n@", 0),
    ],
)
def test_blocks_nest_as_deeply_as_cpython_counts_them(around: str, depth: int) -> None:
    """In a handler CPython has a block for the exception, and one for the name that it has."""
    assert depth_of(cst.parse_module(around.replace("@", INNER)).body) == depth


FINALLY = """\
try:
    a
finally:
    # one
    if b:  # two
        # three
        c
    # four
    else:
        # five
        d
    try:
        e
    # six
    except E:  # seven
        # eight
        f
    # nine
    finally:
        g
    match h:  # ten
        # eleven
        case 1:
            # twelve
            pass
        # thirteen
    # fourteen
"""


def test_what_is_there_twice_has_its_comments_once() -> None:
    code = exact(FINALLY, only=["finally_clause"], target=(3, 13)).code
    words = re.findall("# (\\w+)", FINALLY)

    assert code.count("case 1:") == 2
    assert len(words) == 14
    assert sorted(re.findall("# (\\w+)", code)) == sorted(words)


def test_comments_without_a_statement_are_a_node_like_others() -> None:
    lines = [
        cst.EmptyLine(comment=cst.Comment("# one")),
        cst.EmptyLine(indent=False),
        cst.EmptyLine(comment=cst.Comment("# two")),
    ]
    module = cst.Module([cst.parse_statement("if a:\n    b\n")])
    (statement,) = module.body
    comments = CommentStatement(lines)
    statement = statement.with_changes(body=cst.IndentedBlock([comments, *statement.body.body]))
    module = module.with_changes(body=[comments, statement])

    class Shouting(cst.CSTTransformer):
        def __init__(self):
            super().__init__()
            self.visited = []

        def visit_CommentStatement_leading_lines(self, node):
            self.visited.append(node)

        def leave_Comment(self, original_node, updated_node):
            return updated_node.with_changes(value=updated_node.value.upper())

    shouting = Shouting()
    assert module.code == "# one\n\n# two\nif a:\n    # one\n\n    # two\n    b\n"
    assert module.visit(shouting).code == module.code.replace("one", "ONE").replace("two", "TWO")
    assert shouting.visited == [comments, comments]
    positions = cst.MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    assert positions[statement].start.line == 4


SHEBANG, CODED, REMARK = "#!/usr/bin/env python3", "# -*- coding: latin-1 -*-", "# A remark."


@pytest.mark.parametrize("options", [{}, {"level": "readable"}, {"keep": ["string_literal"]}], ids=str)
@pytest.mark.parametrize("body", ["x = y\n", "for x in 'y': f'{x}'\n"], ids=["x = y", "for"])
@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ([], []),
        ([SHEBANG], []),
        ([CODED], []),
        ([SHEBANG, CODED], []),
        ([SHEBANG, REMARK], [REMARK]),
        ([REMARK], [REMARK]),
        ([CODED, SHEBANG], [SHEBANG]),
        ([CODED, REMARK], [REMARK]),
    ],
    ids=str,
)
def test_the_first_line_stands_behind_what_must_be_first(before, behind, body: str, options) -> None:
    source = "".join(f"{line}\n" for line in before) + body
    code = exact(source, target=(3, 12), **options).code
    lines = code.split("\n")
    first = len(before) - len(behind)

    if options and body == "x = y\n":
        assert code == source
        return
    assert lines[:first] == before[:first]
    assert re.fullmatch("# mvpy [\\d.]+, .+, for Python 3\\.12", lines[first])
    assert [line for line in lines if line in behind] == behind


def test_a_class_that_becomes_one_in_a_function_has_the_scope_that_it_had() -> None:
    code = exact("class Box[T]:\n    pass\n", keep=["type_parameters"], target=(3, 13)).code

    assert "def _type_parameters" in code and code.endswith("_type_parameters = 0\n")


def test_what_is_left_is_told_with_the_line_of_its_statement() -> None:
    program = Program(
        cst.parse_module("if a:\n    b\n    if c:\n        d = (e,\n             f)\n"), (3, 13)
    )
    program = dataclasses.replace(program, lines=statement_lines(program.module))
    cx = Context(program, Passes(rewrites_in_order(), frozenset()))
    lines = {
        node.value: line_of(node, program.module, cx)
        for node in nodes_below(program.module)
        if isinstance(node, cst.Name)
    }

    assert lines == {"a": 1, "b": 2, "c": 3, "d": 4, "e": 4, "f": 4}
    assert line_of(cst.Name("nowhere"), program.module, cx) == 0


def nodes_below(node: cst.CSTNode):
    yield node
    for child in node.children:
        yield from nodes_below(child)


@pytest.mark.parametrize(
    "options", [[], ["--only", "for"], ["--level", "readable"], ["--annotate"]], ids=" ".join
)
@pytest.mark.parametrize("text", ["print(1)", "x = 'a'\n\n", "# a comment", "if x:\n    pass\n  "])
def test_the_output_of_a_text_on_the_command_line_ends_its_last_line(text: str, options: list[str]):
    result = CliRunner().invoke(main, ["desugar", "-q", "-c", text, *options])

    assert result.exit_code == 0
    assert result.stdout.endswith("\n") and result.stdout.strip()


def test_helpers_stand_below_the_docstring_and_the_imports_of_a_plain_output() -> None:
    source = '"""Doc."""\n\nimport os\nfrom sys import (\n    argv,\n)\n\na, *b = argv\n'
    code = desugar_source(source, only=["unpacking"], kinds=PLAIN).code

    assert code.startswith(
        '"""Doc."""\n\nimport os\nfrom sys import (\n    argv,\n)\n\n\n'
        "# The first items of `iterable`, a list of those between, and the last ones.\ndef _unpack_starred("
    )


def test_a_suite_of_nothing_is_pass_where_that_may_stay() -> None:
    source = "while a:\n    if b:\n        continue\n    c\nwhile d: 0\n"

    assert "if b:\n        pass\n" in desugar_source(source, only=["continue_statement"], kinds=PLAIN).code
    assert "d: 0\n" in desugar_source(source, only=["continue_statement"], kinds=PLAIN).code
    both = desugar_source(source, only=["continue_statement", "pass_statement"], kinds=PLAIN).code
    assert "if b:\n        0\n" in both


def test_targets_have_no_brackets_around_all_of_them() -> None:
    code = desugar_source("for a, (b, c) in d: pass\n", only=["for_statement"], kinds=PLAIN).code

    assert "    a, (b, c) = _item\n" in code


def test_a_helper_says_what_it_is_where_it_is_ordinary_python() -> None:
    source = "# First.\ndef f():\n    async def g():\n        await h\n"
    code = desugar_source(source, only=["await_expression", "coroutine"], kinds=PLAIN).code

    assert "\n\n# The iterator to which `await` delegates.\ndef _awaitable(value):\n    if type" in code
    assert code.startswith("# First.\n\nimport ")
    assert "\n\n# A coroutine that runs" in code
    assert "# The iterator" not in desugar_source(source, kinds=PLAIN).code


def test_another_name_for_a_builtin_comes_before_an_import_of_its_name() -> None:
    source = "from m import iter, list\nclass C:\n    list = 1\n    for x in y: pass\n"
    code = desugar_source(source, only=["for_statement"], kinds=PLAIN).code

    assert code.startswith("import types\n\n_iter = iter\n\nfrom m import iter, list\n")
