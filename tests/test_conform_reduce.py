"""`mvpy conform --reduce` and `--bisect`: smaller programs, and where what is to blame stands."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from test_conform import DELETE_AND_AUGMENT, HANDLERS, WITH, changed, conform, interpreter, place, results

from mvpy.machine.kinds import PLAIN
from mvpy.machine.occurrences import Chosen
from mvpy.pipeline import desugar_source

__all__ = ["place"]  # the fixture is for each test here, too

# Deletes nothing.
DELETE = """
class Change(ast.NodeTransformer):
    def visit_Delete(self, node):
        return ast.Pass()
"""
MANY = """
    # A name is gone.
    numbers = [1, 2, 3]
    x = 4
    del x
    try:
        print(x)
    except NameError:
        print("gone")
    print(numbers)
"""
# Leaves those `with` statements without a word that stand in a function.
WITH_IN_FUNCTIONS = """
class Change(ast.NodeTransformer):
    inside = False
    def visit_FunctionDef(self, node):
        before, self.inside = self.inside, True
        self.generic_visit(node)
        self.inside = before
        return node
    def visit_With(self, node):
        self.generic_visit(node)
        if not self.inside:
            return node
        enter = [ast.Expr(ast.Call(ast.Attribute(one.context_expr, "__enter__", ast.Load()), [], [])) for one in node.items]
        return [*enter, *node.body]
"""
THREE = """
    class Manager:
        def __enter__(self): pass
        def __exit__(self, *details): print("out")
    with Manager():
        pass
    def function():
        if 1:
            with Manager():
                print("suite")
    function()
    with Manager():
        pass
"""


LONG = ("--reduce", "--reduce-time", "120")


def test_a_program_is_made_smaller_and_still_shows_it():
    host = changed(DELETE)

    (found,) = results(host, *LONG, "--bisect", programs={"program.py": MANY})

    reduced = found["reduced"]
    assert "del " in reduced["text"] and "numbers" not in reduced["text"]
    assert (reduced["verdict"], reduced["blame"][0]) == ("construct", "delete_statement")
    assert (found["site"], reduced["site"]) == ("4:1", "2:1")
    (again,) = results(host, programs={"smaller.py": reduced["text"]})
    assert again["blame"][0] == "delete_statement"
    assert (again["expected"], again["actual"]) == (reduced["expected"], reduced["actual"])


def test_what_is_wrong_in_the_core_is_made_smaller_too():
    (found,) = results(changed(HANDLERS), *LONG, programs={"program.py": """
        numbers = [number for number in range(3)]
        try:
            raise KeyError
        except KeyError as error:
            print(numbers)
        try:
            print(error)
        except NameError:
            print("unbound")
    """})  # fmt: skip

    assert found["reduced"]["blame"] == found["blame"] == ["the name of a handler"]
    assert "numbers" not in found["reduced"]["text"]


def test_constructs_that_belong_together_stay_together():
    (found,) = results(changed(DELETE_AND_AUGMENT), *LONG, programs={"program.py": """
        def at():
            print("at")
            return 0
        items, x, more = [1], 1, [2, 3]
        print(more, len(more))
        items[at()] += 1
        del x
        try:
            x
        except NameError:
            print("gone")
    """})  # fmt: skip

    assert sorted(found["reduced"]["blame"]) == ["augmented_assignment", "delete_statement"]
    assert found["reduced"]["together"] and "more" not in found["reduced"]["text"]


def test_time_for_a_smaller_program_is_limited():
    (found,) = results(changed(DELETE), "--reduce", "--reduce-time", "0.001", programs={"program.py": MANY})

    assert found["verdict"] == "construct"
    assert "numbers" in found.get("reduced", {"text": "numbers"})["text"]


def test_a_program_that_goes_on_for_ever_is_no_smaller_one():
    (found,) = results(changed(DELETE), *LONG, programs={"program.py": """
        n = 3
        while n:
            n = n - 1
        del n
        try:
            print(n)
        except NameError:
            print("gone")
    """})  # fmt: skip

    assert "del " in found["reduced"]["text"]


def test_what_each_run_does_differently_is_not_made_smaller(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mvpy.conform.asking.probed", lambda run, entries: set())  # it takes long to ask
    changing = interpreter("""
        import os, sys
        if open(sys.argv[1]).read() == "print(1)\\n":
            print(1)
        else:
            print(os.urandom(8))
    """)

    (found,) = results(changing, *LONG, programs={"program.py": "print(2)\nprint(3)\n"})

    assert "reduced" not in found


def test_the_site_is_the_one_that_has_to_go():
    (found,) = results(changed(WITH_IN_FUNCTIONS), "--bisect", programs={"program.py": THREE})

    assert found["site"] == "8:9"
    said = conform(changed(WITH_IN_FUNCTIONS), "--bisect", programs={"program.py": THREE}).stdout
    assert "    the one at 8:9\n" in said


def test_several_sites_are_named_if_one_is_not_enough():
    (found,) = results(changed(WITH), "--bisect", programs={"program.py": THREE})

    assert found["site"] == "4:1, 8:9, 11:1"
    said = conform(changed(WITH), "--bisect", programs={"program.py": THREE}).stdout
    assert "    those at 4:1, at 8:9 and at 11:1 together\n" in said


def test_a_kept_finding_has_both_programs_and_what_runs_them():
    said = conform(
        changed(DELETE),
        "--reduce",
        "--reduce-time",
        "4",
        "--keep-failures",
        "kept",
        programs={"program.py": MANY},
    ).stdout

    assert "program.py, 8 lines: A name is gone.\n    reduced   " in said

    (folder,) = Path("kept").iterdir()
    finding = json.loads((folder / "finding.json").read_text())
    assert (folder / "reduced" / "original.py").read_text() == finding["reduced"]["text"]
    for where in (folder, folder / "reduced"):
        names = {path.name for path in where.iterdir()} - {"reduced", "finding.json"}
        outputs = {
            f"{one}.{part}" for one in ("expected", "actual") for part in ("stdout", "stderr", "status")
        }
        assert names == {"original.py", "actual.py", "form.py", "run-there.sh", "conform-again.sh", *outputs}
        script = where / "run-there.sh"
        again = subprocess.run([script], capture_output=True, check=False)
        assert again.stdout == (where / "actual.stdout").read_bytes()
        judged = subprocess.run([where / "conform-again.sh"], capture_output=True, check=False)
        assert (judged.returncode, b"delete_statement: your " in judged.stdout) == (1, True)
        right = script.read_text().replace("actual.py", "form.py")
        script.write_text(right)
        assert (
            subprocess.run([script], capture_output=True, check=False).stdout
            == (where / "expected.stdout").read_bytes()
        )


# --- occurrences ----------------------------------------------------------------------------------

NESTED = "x = [i for i in [j for j in a]]\ny = (b if c else (d if e else f))\n"


@pytest.mark.parametrize(
    ("rewrite", "places"),
    [("comprehension", [(1, 17), (1, 5)]), ("conditional_expression", [(2, 19), (2, 6)])],
)
def test_each_occurrence_can_be_rewritten_alone(rewrite: str, places: list[tuple[int, int]]):
    none = Chosen(rewrite)
    untouched = desugar_source(NESTED, only=[rewrite], kinds=PLAIN, chosen=none)

    assert not untouched.changed
    assert [(place.line, place.column) for place in none.places] == places
    for number in range(len(places)):
        one = desugar_source(NESTED, only=[rewrite], kinds=PLAIN, chosen=Chosen(rewrite, {number}))
        rest = Chosen(rewrite)
        desugar_source(one.code, only=[rewrite], kinds=PLAIN, chosen=rest)
        # What stands in what is opened may have to be opened, too.
        assert one.changed and len(rest.places) <= len(places) - 1


def test_what_opens_another_in_itself_leaves_nothing_half_done():
    text = "print((a or b) and c)\n"  # the inner one is asked about first
    outer = Chosen("boolean_operation", {1})
    code = desugar_source(text, only=["boolean_operation"], kinds=PLAIN, chosen=outer).code

    assert " or " not in code
    assert " and " not in code


def test_all_occurrences_are_what_the_rewrite_makes_without_a_choice():
    every = Chosen("comprehension", {0, 1})

    assert (
        desugar_source(NESTED, only=["comprehension"], kinds=PLAIN, chosen=every).code
        == desugar_source(NESTED, only=["comprehension"], kinds=PLAIN).code
    )
