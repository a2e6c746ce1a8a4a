"""What rewrites promise, and whether they keep it: the order, what is gone after each of them, what they may leave."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import libcst as cst
import pytest
from behaviour import target_for, text_of
from click.testing import CliRunner
from grammar import ALTERNATIVES

from mvpy.command.cli import main
from mvpy.errors import ContractError, TemplateError
from mvpy.machine.applying import Watch
from mvpy.machine.context import Context
from mvpy.machine.contract import LEVELS, Construct, Contract, Opening
from mvpy.machine.kinds import EXACT
from mvpy.machine.leavings import check_leavings
from mvpy.machine.passes import Order, Passes
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import Rewrite
from mvpy.output.judge import walk_violations
from mvpy.pipeline import Wanted, desugar_source, desugared, rewrites_in_order
from mvpy.reading.parsing import parse
from mvpy.scopes.analysis import Scopes, analyse
from mvpy.system.deep import in_deep_thread
from mvpy.tree.nodes import nodes_inside

CORPUS = Path(__file__).parents[1] / "corpus"
FACTS = [path for path in sorted(CORPUS.glob("*/*.py")) if path.parent.name not in ("programs", "traps")]
PROGRAMS = FACTS + sorted((CORPUS / "programs").glob("*.py"))
ORDER = rewrites_in_order()
CONTRACTS = {rewrite.name: rewrite.contract for rewrite in ORDER.rewrites}

every_program = pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: f"{path.parent.name}-{path.stem}")
every_rewrite = pytest.mark.parametrize("rewrite", ORDER.rewrites, ids=lambda rewrite: rewrite.name)

# --- after each pass ------------------------------------------------------------------------------


class Watching(Watch):
    """Watches each turn, and notes what is wrong after it.

    left    what should be gone: (the rewrite that has just run, the construct, its code)
    lost    names of the program that are not reached as the scopes say that were kept up to date: (the rewrite, the
            scope, the name, how they say, how it is)
    """

    def __init__(self) -> None:
        super().__init__()
        self.scoped: cst.Module | None = None
        self.checked: dict[int, tuple[cst.CSTNode, int]] = (
            {}
        )  # statement of the module -> constructs looked for
        self.left: list[tuple[str, str, str]] = []
        self.lost: list[tuple[str, str, str, str, str]] = []

    def seen(self, rewrite: Rewrite, before: cst.Module, tree: cst.Module, cx: Context) -> None:
        """Look for the constructs that are gone by now, in statements that have changed; and else for the last."""
        number = ORDER.number[rewrite.name]
        for statement in (tree, *tree.body):
            _, looked = self.checked.get(id(statement), (None, -1))
            if looked < number:
                self.checked[id(statement)] = (statement, number)
                self.look(statement, looked, number, cx)
        if cx.scopes.known is not None and tree is not self.scoped:
            self.scoped = tree
            self.lost += differences(rewrite, cx.scopes.known, analyse(tree), cx)

    def look(self, statement: cst.CSTNode, before: int, number: int, cx: Context) -> None:
        """Look in *statement* for what the rewrites behind the one of the number *before* have removed."""
        texts = cx.program.imports_future("annotations") and number < ORDER.number["postponed_annotation"]
        stack = [statement]
        while stack:
            node = stack.pop()
            for remover in ORDER.removers.get(type(node), ()):
                if before < ORDER.number[remover.name] <= number and remover.contract.removes.is_at(node):
                    self.left.append(
                        (
                            cx.current_rewrite,
                            remover.contract.removes.name,
                            cst.Module([]).code_for_node(node),
                        )
                    )
            if not isinstance(node, cst.Module) and not (texts and isinstance(node, cst.Annotation)):
                stack += nodes_inside(node)


# What a function in a comprehension captures is a cell, until the function is called in the loop itself; and a type
# parameter that the class around binds is none, once what evaluates the value asks the class and then the module.
DISSOLVES = ("comprehension", "type_statement")


def differences(rewrite: Rewrite, kept: Scopes, rebuilt: Scopes, cx: Context) -> list:
    """How names of the program are reached otherwise in the scopes *rebuilt* than in those that were *kept* up to date."""
    found = []
    for scope in rebuilt.all:
        before = kept.find(scope.node) if scope.node is not None else None
        for name in (scope.reads | scope.bound) & (before.reads | before.bound if before else set()):
            reached = before.kind_of(name), scope.kind_of(name)
            if name not in cx.names.of_program or name.startswith("__") or reached[0] == reached[1]:
                continue  # not the program's, or one that Python mangles or binds itself
            if rewrite.name not in DISSOLVES or reached != ("cell", "local"):
                found.append((rewrite.name, scope.name, name, *reached))
    return found


@every_program
def test_after_each_rewrite_what_was_taken_is_gone(path: Path):
    watch = Watching()
    wanted = Wanted(text_of(path), str(path), target_for(path), EXACT)

    in_deep_thread(desugared, wanted, Passes(ORDER, frozenset(ORDER.names)), "core", watch)

    assert watch.left == []
    assert watch.lost == []


# --- the order, and what follows from the contracts -----------------------------------------------


def test_no_rewrite_makes_what_is_gone():
    check_leavings(ORDER)


def test_what_stays_at_a_level_is_what_the_contracts_say():
    enabled = ORDER.chosen((), (), None, "readable")

    assert set(ORDER.names) - enabled == {
        name for name, one in CONTRACTS.items() if "readable" in one.stays_at
    }
    assert ORDER.chosen((), (), None, "core") == set(ORDER.names)


@every_rewrite
def test_a_contract_names_the_rules_of_the_grammar_whose_alternatives_it_takes(rewrite: Rewrite):
    taken = {one.rule for one in ALTERNATIVES if rewrite.name in one.rewrites}

    said = set(filter(None, rewrite.contract.grammar.split(", ")))
    known = {one.rule for one in ALTERNATIVES}
    for rule in sorted(said - known):
        pytest.fail(
            f"{rewrite.file}: its contract says grammar={rule!r}, a rule that tests/grammar.py does not have"
        )
    for rule in sorted(said - taken):
        pytest.fail(
            f"tests/grammar.py: no alternative of `{rule}` names `{rewrite.name}`, whose contract says that it takes one"
        )
    for rule in sorted(taken - said):
        pytest.fail(
            f"{rewrite.file}: it takes an alternative of `{rule}` (tests/grammar.py), and grammar=… does not say so"
        )


@every_rewrite
def test_the_construct_is_in_the_example_and_nowhere_in_what_becomes_of_it(rewrite: Rewrite):
    construct = rewrite.contract.removes
    if not construct.kinds:
        pytest.skip("it cannot be seen at a node")
    for before, after in rewrite.examples:
        assert found(construct, parse(before)), f"{construct.name} is not in the example"
        if rewrite.name not in OF_MORE_THAN_ONE:
            assert not found(construct, parse(after)), f"{construct.name} is left in the example"


# A part of the construct that stays: the `for` of an asynchronous comprehension, say.
OF_MORE_THAN_ONE: frozenset[str] = frozenset()


def found(construct: Construct, tree: cst.Module) -> list[cst.CSTNode]:
    """The nodes of *construct* in *tree*."""
    stack: list[cst.CSTNode] = [tree]
    nodes = []
    while stack:
        node = stack.pop()
        nodes += [node] if construct.is_at(node) else []
        stack += nodes_inside(node)
    return nodes


# What the judge says where contracts tell more, or less, apart.
JUDGED = {
    "assignment to attribute reference": "attribute reference", "assignment to list": "unpacking",
    "assignment to subscription": "subscription", "assignment to tuple": "unpacking",
    "list comprehension": "comprehension", "set comprehension": "comprehension",
    "dict comprehension": "comprehension", "ellipsis literal": "constant", "lazy import from": "lazy import",
    "the constant False": "constant", "the constant None": "constant", "the constant True": "constant",
    "the constant __debug__": "constant", "yield": "yield inside an expression",
}  # fmt: skip


def test_a_construct_is_called_what_the_judge_calls_it():
    said = {word for path in PROGRAMS for _, word in walk_violations(parse(text_of(path), str(path)))}
    known = {contract.removes.name for contract in CONTRACTS.values()}

    assert {JUDGED.get(word, word) for word in said} <= known
    assert JUDGED.keys() <= said


# --- each declaration, falsified ------------------------------------------------------------------


def order_with(**changed: Contract) -> Order:
    """The order, with other contracts for some rewrites."""
    return Order([replace(one, contract=changed.get(one.name, one.contract)) for one in ORDER.rewrites])


def changed(name: str, **changes: object) -> Contract:
    """The contract of the rewrite *name*, with *changes*."""
    return replace(CONTRACTS[name], **changes)  # type: ignore[arg-type]


def complaint(made) -> str:
    """What the ContractError says that *made*() raises."""
    with pytest.raises(ContractError) as error:
        made()
    return str(error.value)


def moved(name: str, before: str) -> list[Rewrite]:
    """The rewrites, with *name* right before *before*."""
    rest = [one for one in ORDER.rewrites if one.name != name]
    at = [one.name for one in rest].index(before)
    return [*rest[:at], ORDER.named(name), *rest[at:]]


def test_a_wrong_place_in_the_order_is_told_with_the_reason():
    assert complaint(lambda: Order(moved("class_definition", "private_name"))) == (
        "rewrites/class_definition/__init__.py: it must run after `private_name`, and ORDER has it before: "
        "outside of a class nothing is mangled"
    )


def test_one_that_is_to_come_first_comes_first():
    assert complaint(lambda: Order(moved("semicolon", "pass_statement"))) == (
        "rewrites/semicolon.py: it must run before `match_statement`, and ORDER has it behind: "
        "others see one statement on a line"
    )


def test_a_template_that_makes_what_is_gone_is_told_with_its_line():
    order = Order(moved("if_statement", "with_statement"))

    assert re.fullmatch(
        r"rewrites/with_statement.py:\d+: it makes a construct that `if_statement` has removed before: if statement",
        complaint(lambda: check_leavings(order)),
    )


def test_a_program_that_comes_out_wrong_is_told_by_the_template_that_makes_it_so(monkeypatch):
    order = Order(moved("if_statement", "with_statement"))
    monkeypatch.setattr("mvpy.pipeline.rewrites_in_order", lambda: order)

    assert re.fullmatch(
        r"rewrites/with_statement.py:\d+: it makes a construct that `if_statement` has removed before: if statement",
        complaint(lambda: desugar_source("with a:\n    pass\n", filename="program.py")),
    )


def test_a_missing_opening_is_told():
    order = order_with(if_statement=changed("if_statement", opens=()))

    assert re.fullmatch(
        r"rewrites/if_statement.py:\d+: it puts a suite into a loop, and does not open what `break_statement` removes",
        complaint(lambda: check_leavings(order)),
    )


def test_an_opening_of_nothing_is_told():
    opens = (Opening("breaks", "they would leave another loop"),)

    assert complaint(lambda: order_with(if_statement=changed("if_statement", opens=opens))) == (
        "rewrites/if_statement.py: it opens what `breaks` removes, which is no rewrite"
    )


def test_a_wrong_construct_is_told():
    removes = Construct("for loop", cst.While)
    (example, _), *_ = ORDER.named("for_statement").examples

    assert complaint(lambda: order_with(with_statement=changed("with_statement", removes=removes))) == (
        "rewrites/for_statement.py: `with_statement` removes the for loop, too"
    )
    assert not found(removes, parse(example))


def test_a_reason_for_nothing_is_told():
    contract = changed("unpacking", after={"for_loops": "their targets are those of assignments"})

    assert complaint(lambda: order_with(unpacking=contract)) == (
        "rewrites/unpacking.py: it is to run after `for_loops`, which is no rewrite"
    )


@pytest.mark.parametrize(("field", "known"), [("stays_at", LEVELS), ("sees", None)])
def test_a_word_that_a_contract_does_not_know_is_told(field: str, known):
    said = complaint(lambda: order_with(unpacking=changed("unpacking", **{field: ("nowhere",)})))

    assert said.startswith("rewrites/unpacking.py: its contract says 'nowhere', where there is ")
    assert known is None or said.endswith(", ".join(known))


def test_a_file_without_a_contract_and_one_without_a_rule_are_told():
    module = ModuleType("mvpy.rewrites.nothing")
    assert complaint(lambda: Rewrite.of(module)) == "rewrites/nothing.py: it has no CONTRACT"

    module.CONTRACT = Contract(removes=Construct("nothing"), grammar="")  # type: ignore[attr-defined]
    assert complaint(lambda: Order([Rewrite.of(module)])) == (
        "rewrites/nothing.py: it has no rule: no function is marked with @rewrites"
    )


def test_a_typo_in_a_template_is_told_with_its_line():
    with pytest.raises(TemplateError) as error:
        quote("itre($items)")

    assert re.fullmatch(
        r"test_contracts.py:\d+: itre in a template is neither bound there, nor a hole, nor a builtin, nor a helper",
        str(error.value),
    )


def test_the_command_line_tells_it_as_it_is(monkeypatch):
    def broken(*_, **__):
        raise ContractError("rewrites/semicolon.py", "it has no CONTRACT")

    monkeypatch.setattr("mvpy.pipeline.rewrites_in_order", broken)

    run = CliRunner().invoke(main, ["desugar", "--no-cache", "-c", "x = 1"])

    assert (run.exit_code, run.stderr) == (4, "rewrites/semicolon.py: it has no CONTRACT\n")
