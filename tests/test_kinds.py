"""Plain and exact: which lines of a template each kind of difference needs, and what stands above a plain output."""

from __future__ import annotations

import re

import libcst as cst
import pytest

from mvpy.helpers.hosted_names import exact_kinds, helper_file, plain_functions, prelude_functions
from mvpy.machine.context import Context
from mvpy.machine.kinds import EXACT, FACT, KINDS, PLAIN, text_for
from mvpy.machine.leavings import files_of, templates_in
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import Rewrite
from mvpy.output.judge import first_violation
from mvpy.pipeline import desugar_source, rewrites_in_order

LINES = """\
value = $value
print(value)
value = 0  # release 1
print($other)  # words 2
del value  # release 1
"""
TEMPLATE = quote(LINES)


def plain(source: str, *only: str, kinds: frozenset[str] = PLAIN) -> str:
    return desugar_source(source, only=only, kinds=kinds, target=(3, 13)).code


@pytest.mark.parametrize(
    ("kinds", "lines"),
    [
        (EXACT, [0, 1, 2, 3, 4]),
        (PLAIN, [0, 1]),
        (frozenset({"release"}), [0, 1, 2, 4]),
        (frozenset({"words"}), [0, 1, 3]),
        (frozenset({"frames", "words"}), [0, 1, 3]),
    ],
    ids=lambda value: " ".join(sorted(map(str, value))),
)
def test_a_line_of_a_template_is_there_for_its_kind(kinds, lines) -> None:
    program = Program(cst.Module([]), (3, 13), kinds=kinds)
    cx = Context(program, Passes(rewrites_in_order(), frozenset()))
    statements = TEMPLATE(cx, value=cst.Integer("1"), other=cst.Integer("2"))
    whole = ["_value = 1", "print(_value)", "_value = 0", "print(2)", "del _value"]

    assert cst.Module(statements).code.splitlines() == [whole[n] for n in lines]
    for kind in KINDS:
        assert cx.exactly(kind) == (kind in kinds)


def test_what_tells_a_kind_is_no_part_of_the_template() -> None:
    assert text_for(LINES, EXACT) == "".join(f"{line.partition('  #')[0]}\n" for line in LINES.splitlines())
    assert text_for("value = 1  # words\n", PLAIN) == "value = 1  # words\n"


def test_a_module_is_imported_under_its_name_where_it_is_free() -> None:
    assert plain("a += b\n", "augmented_assignment") == "import operator\n\na = operator.iadd(a, b)\n"
    assert plain("operator += b\n", "augmented_assignment") == (
        "from operator import iadd as _iadd\n\noperator = _iadd(operator, b)\n"
    )


def test_a_builtin_that_the_program_binds_has_another_name() -> None:
    code = plain("iter = 1\nfor x in y:\n    pass\n", "for_statement")

    assert code.startswith("_iter = iter\niter = 1\n_iterator = _iter(y)\n")


def test_a_helper_whose_name_the_program_binds_has_another() -> None:
    namespace: dict[str, object] = {"c": [1, 2]}
    code = plain("_unpack = 3\na, b = c\n", "unpacking")
    exec(code, namespace)

    assert "def _unpack_2_(" in code
    assert [namespace[name] for name in ("a", "b", "_unpack")] == [1, 2, 3]


def test_imports_stand_behind_the_docstring_and_the_features() -> None:
    code = plain('"""Of the module."""\nfrom __future__ import annotations\na += b\n', "augmented_assignment")

    assert code == (
        '"""Of the module."""\nfrom __future__ import annotations\n\nimport operator\n\na = operator.iadd(a, b)\n'
    )


def test_a_temporary_stays_bound() -> None:
    assert (
        plain("x = a and b\n", "boolean_operation") == "_value = a\nif _value:\n    _value = b\nx = _value\n"
    )
    assert "del _value" in plain("x = a and b\n", "boolean_operation", kinds=frozenset({"release"}))


def test_a_helper_is_defined_as_it_is_written() -> None:
    code = plain("a, *b = c\n", "unpacking")
    functions = [node.name.value for node in cst.parse_module(code).body if isinstance(node, cst.FunctionDef)]

    assert "_unpack_starred" in functions
    assert not any(word in code for word in ("_prelude", "publish", "builtins"))
    namespace = {"c": [1, 2, 3]}
    exec(code, namespace)
    assert (namespace["a"], namespace["b"]) == (1, [2, 3])


def test_the_source_map_knows_what_stands_above() -> None:
    output = desugar_source("x = 1\na += b\n", only=["augmented_assignment"], kinds=PLAIN, target=(3, 13))

    assert output.code == "import operator\n\nx = 1\na = operator.iadd(a, b)\n"
    assert output.source_map[: output.code.count("\n")] == [0, 0, 1, 2]


TIDY = [  # program, rewrite, output, lines of the source
    ("x = (c for b in a)\n", "generator_expression", "x = _genexpr(iter(a))\n", None),
    ("x = [y * y for y in z]\n", "generator_expression", "x = [y * y for y in z]\n", [1]),
    ("f((lambda a: a), 'b')\n", "lambda_expression", "f(_lambda, 'b')\n", None),
    ("def f():\n    return(lambda: 1)\n", "lambda_expression", "    return(_lambda)\n", None),
    ("x = not(a[1])\n", "subscription", "x = not(operator.getitem(a, 1))\n", [0, 0, 1]),
    (
        "a = 1\ndef f(b = (1)):\n    @d\n    def g(): pass\n    g()\na += f()\n",
        "decorator",
        (
            "a = 1\n\n\ndef f(b = (1)):\n    def _g():\n        pass\n\n"
            '    _g.__name__ = "g"\n    g = d(_g)\n    g()\n\n\na += f()\n'
        ),
        [1, 1, 1, 2, 3, 4, 4, 3, 3, 5, 5, 5, 6],
    ),
    ("x = (\n    a[1]  # first\n)\n", "subscription", "    operator.getitem(a, 1)  # first\n)\n", None),
    ("x = f\"{'a'!r} 'b'\"\n", "formatted_string", "x = \"\".join((format(repr('a')), \" 'b'\"))\n", [1]),
    ("x = f'{a!r} \"b\"'\n", "formatted_string", 'x = "".join((format(repr(a)), \' "b"\'))\n', [1]),
    (
        "a = 1\n\n\n\nwith b, (x := c):\n    pass\n",
        "assignment_expression",
        "a = 1\n\n\nwith b:\n    x = c\n    with x:\n        pass\n",
        None,
    ),
    (
        "if a:\n    x = lambda: 1\n",
        "lambda_expression",
        "if a:\n\n    def _lambda():\n        return 1\n\n    x = _lambda\n",
        [1, 1, 2, 2, 2, 2],
    ),
    (
        "def f():\n    x: int = (yield a[1])\n",
        "subscription",
        "    x: int = yield operator.getitem(a, 1)\n",
        None,
    ),
]


@pytest.mark.parametrize(("source", "rewrite", "text", "lines"), TIDY, ids=range(len(TIDY)))
def test_what_is_new_is_laid_out_as_black_does(source: str, rewrite: str, text: str, lines) -> None:
    output = desugar_source(source, only=[rewrite], kinds=PLAIN, target=(3, 13))

    assert output.code.endswith(text)
    compile(output.code, "output", "exec")
    if lines is not None:
        assert output.source_map[: output.code.count("\n")] == lines


FACTS = re.compile(r"^    (\d+)\. \((\w+)\) ", re.MULTILINE)


def facts_told(rewrite: Rewrite) -> set[tuple[str, str]]:
    """(number, kind) of each fact in the section *Exactly* of *rewrite*."""
    _, _, section = rewrite.words.partition("\nExactly\n")
    return set(FACTS.findall(section.partition("\n\n")[0] + "\n"))


@pytest.mark.parametrize("rewrite", rewrites_in_order().rewrites, ids=lambda rewrite: rewrite.name)
def test_what_only_a_kind_needs_is_told(rewrite: Rewrite) -> None:
    marked = {
        (number, kind)
        for module in files_of(rewrite)
        for _, template in templates_in(module)
        for kind, number in FACT.findall(template.text)
    }
    told = facts_told(rewrite)

    assert marked <= told
    assert [int(number) for number, _ in sorted(told)] == list(range(1, len(told) + 1))
    assert {kind for _, kind in told} <= set(KINDS)


BOTH = sorted(plain_functions().keys() & prelude_functions().keys())


@pytest.mark.parametrize("helper", BOTH)
def test_a_helper_that_exact_has_too_says_in_which_kinds_that_does_more(helper: str) -> None:
    kinds = exact_kinds()[helper]

    assert kinds and kinds <= set(KINDS)
    assert {helper_file(helper, frozenset({kind})) for kind in kinds} == {prelude_functions()[helper]}
    assert helper_file(helper, EXACT - kinds) == helper_file(helper, PLAIN) == plain_functions()[helper]


def test_only_helpers_that_exact_has_too_say_so() -> None:
    assert sorted(exact_kinds()) == BOTH


@pytest.mark.parametrize("only", [["unpacking"], []], ids=["partial", "core"])
def test_the_helper_of_exact_is_taken_for_its_kinds_only(only: list[str]) -> None:
    def words(kinds: frozenset[str]) -> bool:
        code = plain("a, b = c\n", *only, kinds=kinds)
        return "expected" in code or repr(list(b"(expected "))[1:-1] in code

    assert [kind for kind in KINDS if words(frozenset({kind}))] == ["words", "release"]
    assert not words(PLAIN) and words(EXACT)


@pytest.mark.parametrize("kind", KINDS)
def test_only_the_namespace_needs_names_among_the_builtins(kind: str) -> None:
    for only in (["unpacking"], []):
        code = plain("a, b = c\n", *only, kinds=frozenset({kind}))
        assert ("_prelude" in code) == (kind == "namespace")


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("x = 1\n", ["x = 1"]),
        ("print('Hello')\n", ["print(min(dict(Hello=0)))"]),
        ("iter = print\nfor iter in y: 0\n", ["_iter = iter", "iter = print", "_iterator = _iter(y)"]),
        ("import a.b\n", ["_s_a_b_14b8c3 = _text(97, 46, 98)  # 'a.b'"]),
        ("a + b\n", ["_add = getattr(__import__(min(dict(operator=0))), min(dict(add=0)))", "_add(a, b)"]),
    ],
)
def test_the_plain_core_defines_what_it_uses(source: str, lines: list[str]) -> None:
    code = desugar_source(source, kinds=PLAIN, target=(3, 13)).code

    assert set(lines) <= set(code.splitlines())
    assert first_violation(cst.parse_module(code)) is None
    assert not any(word in code for word in ("_prelude", "publish", "builtins"))
    assert desugar_source(code, kinds=PLAIN, target=(3, 13)).code == code


@pytest.mark.parametrize(
    ("literal", "rewrite"),
    [
        (repr("a-b" * 300), "string_literal"),
        (repr("é\ud800 " * 200), "string_literal"),
        (repr(b"a-b" * 300), "bytes_literal"),
        (repr(bytes(300)), "bytes_literal"),
        ("-3", "negative_number"),
        ("2.5", "float_literal"),
        ("1e999", "float_literal"),
        ("-0.0", "float_literal"),
        ("2.5j", "imaginary_literal"),
        ("'name'", "string_literal"),
    ],
    ids=lambda value: value[:12],
)
def test_a_constant_is_made_of_what_is_no_literal(literal: str, rewrite: str) -> None:
    namespace: dict[str, object] = {}
    exec(plain(f"x = {literal}\n", rewrite), namespace)

    assert repr(namespace["x"]) == repr(eval(literal))


def test_a_flag_is_not_asked_for_its_truth_again() -> None:
    rewrites = "comparison_chain", "boolean_operation", "conditional_expression"

    assert plain("while a < b < c and d:\n    e\n", *rewrites).count("bool(") == 3
    assert "_test = not _going\n" in plain("if not a < b < c and d:\n    e\n", *rewrites)
    assert plain("x = a and b\n", *rewrites) == "_value = a\nif _value:\n    _value = b\nx = _value\n"
    assert plain("x = f() and b\n", *rewrites) == "_value = f()\nif _value:\n    _value = b\nx = _value\n"


def test_what_asks_for_a_truth_is_told_from_the_bool_of_the_program() -> None:
    code = plain("if bool(a < b < c) or d < e < f:\n    g\n", "comparison_chain", "boolean_operation")
    # The program's `bool` asks a chain that is false once more, a condition does not.
    assert "_test = bool(_value_2(_value))\n_going = not _test\n" in code and "_truth" not in code
    assert code.count("bool(") == 3
    # Where no `else` needs it, a loop asks for the truth itself.
    core = desugar_source("if a < b < c:\n    d\nelse:\n    e\n", kinds=PLAIN, target=(3, 13)).code
    assert "truth" not in core and core.count("bool(") == 2
