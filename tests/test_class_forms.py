"""The plain form of classes: what it needs of a host, and what it leaves where other rewrites have run."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import libcst as cst
import pytest
from behaviour import difference, needed, target_for, text_of
from probes import published_names_forgotten

from mvpy.helpers.plain.classes import ClassSetter, delete_name, look_up, naming
from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.pipeline import desugar_source
from mvpy.rewrites import ORDER
from mvpy.rewrites.class_definition.old_decorators import is_old
from mvpy.tree.nodes import nodes_inside

CORPUS = Path(__file__).parents[1] / "corpus"
PROGRAMS = sorted((CORPUS / "class_definition").glob("*.py"))
WITHOUT_TYPE_PARAMETERS = [path for path in PROGRAMS if needed(path) < (3, 12)]
# What only CPython has, or what reaches for builtins behind the program's back.
MACHINERY = re.compile(
    r"__build_class__|__closure__|__classcell__|\bcode\b|\bbuiltins\b|prepare_class|types\.coroutine"
)


def plain(source: str, *only: str, target: tuple[int, int] = (3, 13)) -> str:
    return desugar_source(source, only=only, kinds=PLAIN, target=target).code


def all_nodes(code: str) -> list[cst.CSTNode]:
    found: list[cst.CSTNode] = [cst.parse_module(code)]
    for node in found:
        found += nodes_inside(node)
    return found


@pytest.mark.parametrize("path", WITHOUT_TYPE_PARAMETERS, ids=lambda path: path.stem)
def test_it_needs_nothing_that_only_cpython_has(path: Path) -> None:
    source = text_of(path)
    code = plain(source, "class_definition", target=target_for(path))

    assert set(MACHINERY.findall(code)) - set(MACHINERY.findall(source)) == set()


@pytest.mark.parametrize("kinds", [PLAIN, EXACT], ids=["plain", "exact"])
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_an_old_host_can_read_the_decorators(path: Path, kinds) -> None:
    output = desugar_source(text_of(path), only=["class_definition"], kinds=kinds, target=(3, 8))
    nodes = all_nodes(output.code)

    assert all(is_old(node.decorator) for node in nodes if isinstance(node, cst.Decorator))


LATE = """\
x = "global"


def outer():
    x = "outer"

    def inner():
        global x

        @print
        class C:
            locals()["y"] = x
            seen = [x, y, len("ab")]
            if seen:
                x += "!"
            z = x

        return z_of(C)

    return inner()


def z_of(made):
    return made


print(outer(), x)
"""


@pytest.mark.parametrize("only", [("lambda_expression", "global_statement", "decorator"), ("decorator",)])
def test_a_class_that_is_opened_late_leaves_nothing_that_is_gone(only, tmp_path: Path) -> None:
    code = plain(LATE, *only)
    (tmp_path / "late.py").write_text(LATE, encoding="utf-8")

    kinds = {type(node) for node in all_nodes(code)}
    assert not kinds & {cst.ClassDef, cst.Decorator}
    if len(only) > 1:
        assert not kinds & {cst.Lambda, cst.Global}
    assert difference(tmp_path / "late.py", code) == ""


def test_a_class_is_still_empty_before_it_is_made_when_all_else_has_gone() -> None:
    path = CORPUS / "class_definition" / "the_cell_is_empty_while_the_body_runs.py"
    only = [name for name in ORDER if name != "parenthesized_expression"]

    assert difference(path, plain(text_of(path), *only, target=target_for(path))) == ""


ANNOTATED = """\
class Holder:
    Item = int
    first: Item
    second: [Item] = []
    if second:
        never: Missing

    def method(self, x: Item, y: Later = 3) -> Item:
        return __class__

    class Inner:
        Own = 1
        third: Own


Later = str
Holder.Item = bytes
known = [Holder.__annotations__, Holder.method.__annotations__, Holder.Inner.__annotations__, Holder().method(0) is Holder]
"""


@pytest.mark.parametrize("kinds", [PLAIN, EXACT], ids=["plain", "exact"])
@pytest.mark.parametrize("only", [("class_definition",), ("class_definition", "deferred_annotation")])
def test_annotations_that_wait_see_the_names_of_the_class(only, kinds) -> None:
    if kinds and sys.version_info < (3, 12):
        pytest.skip("there they see the names as they are at the end of the body")
    namespace: dict[str, object] = {"__name__": "annotated"}
    with published_names_forgotten():
        exec(desugar_source(ANNOTATED, only=only, kinds=kinds, target=(3, 14)).code, namespace)

    assert namespace["known"] == [
        {"first": bytes, "second": [bytes]},
        {"x": bytes, "y": str, "return": bytes},
        {"third": 1},
        True,
    ]


def test_what_a_body_calls_does_what_its_statements_do() -> None:
    told: list[object] = []
    made = type("Made", (), {"setter": ClassSetter(told.append)})
    names = {"x": 1}

    assert told == [made] and "setter" not in vars(made)
    assert (look_up(names, "x", lambda: 2), look_up(names, "y", lambda: 2)) == (1, 2)
    delete_name(names, "x")
    with pytest.raises(NameError, match="name 'x' is not defined") as found:
        delete_name(names, "x")
    assert names == {} and found.value.__context__ is None
    assert naming("other")(lambda: 0).__name__ == "other"


KEPT = """\
class Names(dict):
    def __missing__(self, name):
        if name[:2] == "__":
            raise KeyError(name)
        return name * 2


class Meta(type):
    @classmethod
    def __prepare__(metaclass, name, bases):
        return Names()


class Kept(metaclass=Meta):
    made = up + f"{red!r}"
"""


def test_a_mapping_that_the_program_makes_is_not_asked_for_our_names() -> None:
    namespace: dict[str, object] = {}
    code = plain(KEPT, "binary_operation", "formatted_string")
    exec(code, namespace)

    assert "global format, operator, repr" in code
    assert namespace["Kept"].made == "upup'redred'"  # type: ignore[attr-defined]


def test_a_class_that_stays_declares_nothing_in_plain() -> None:
    code = plain("class Kept(Base):\n    made = 1 + 2\n", "binary_operation")

    assert "global" not in code
    assert "global" in desugar_source("class Kept(Base):\n    made = 1 + x\n", only=["binary_operation"]).code


@pytest.mark.parametrize("kinds", [PLAIN, EXACT], ids=["plain", "exact"])
@pytest.mark.parametrize("only", ["import_statement", "annotated_assignment", "delete_statement"])
def test_a_class_that_stays_loses_no_name_to_another_rewrite(only, kinds) -> None:
    path = CORPUS / "class_definition" / "an_import_in_it_unbinds_nothing.py"
    code = desugar_source(text_of(path), only=[only], kinds=kinds, target=target_for(path)).code

    assert difference(path, code) == ""


BEGINS = """\
def same(thing):
    return thing
class First:
    line = 4

    @same
    @same
    class Second:
        pass
    @same
    def method(self):
        pass
begin = First.__firstlineno__, First.Second.__firstlineno__
"""


@pytest.mark.skipif(sys.version_info < (3, 13), reason="classes do not know where they begin")
@pytest.mark.parametrize("options", [{}, {"only": ["class_definition"]}, {"keep": ["class_definition"]}])
def test_a_class_begins_at_its_first_decorator_whoever_opens_it(options) -> None:
    namespace: dict[str, object] = {"__name__": "beginning"}
    with published_names_forgotten():
        exec(desugar_source(BEGINS, kinds=EXACT, **options).code, namespace)

    assert namespace["begin"] == (3, 6)
