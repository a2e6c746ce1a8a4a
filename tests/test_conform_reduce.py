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

MANY = """
    # A manager is left.
    class Manager:
        def __init__(self, name):
            self.name = name
        def __enter__(self):
            print("in")
        def __exit__(self, *details):
            print("out", self.name)
    total = sum(number for number in [1, 2, 3])
    print(total)
    for number in range(2):
        print(number)
    with Manager("one"):
        print("suite")
    print(total, "again")
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


def test_a_program_is_made_smaller_and_still_shows_it():
    host = changed(WITH)

    (found,) = results(host, "--reduce", "--reduce-time", "60", programs={"program.py": MANY})

    reduced = found["reduced"]
    assert reduced["text"].count("\n") < 10
    assert "with " in reduced["text"] and "total" not in reduced["text"]
    assert (reduced["verdict"], reduced["blame"][0]) == ("construct", "with_statement")
    Path("smaller.py").write_text(reduced["text"])
    (again,) = json.loads(conform(host, "--format", "json", "--", "smaller.py").stdout)["results"]
    assert again["blame"][0] == "with_statement"
    assert (again["expected"], again["actual"]) == (reduced["expected"], reduced["actual"])


def test_a_reduced_program_is_shown_whole():
    said = conform(changed(WITH), "--reduce", "--reduce-time", "60", programs={"program.py": MANY}).stdout

    assert "    reduced   class " in said
    assert "A manager is left." in said


def test_what_is_wrong_in_the_core_is_made_smaller_too():
    (found,) = results(changed(HANDLERS), "--reduce", "--reduce-time", "60", programs={"program.py": """
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
    (found,) = results(changed(DELETE_AND_AUGMENT), "--reduce", "--reduce-time", "60", programs={"program.py": """
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
    (found,) = results(changed(WITH), "--reduce", "--reduce-time", "0.001", programs={"program.py": MANY})

    assert (found["verdict"], "reduced" in found) == ("construct", False)


def test_a_program_that_goes_on_for_ever_is_no_smaller_one():
    (found,) = results(changed(WITH), "--reduce", "--reduce-time", "60", programs={"program.py": """
        class Manager:
            def __enter__(self): pass
            def __exit__(self, *details): print("out")
        n = 3
        while n:
            n = n - 1
        with Manager():
            pass
    """})  # fmt: skip

    assert "while" not in found["reduced"]["text"]


def test_what_each_run_does_differently_is_not_made_smaller():
    changing = interpreter("""
        import os, sys
        if open(sys.argv[1]).read() == "print(1)\\n":
            print(1)
        else:
            print(os.urandom(8))
    """)

    (found,) = results(changing, "--reduce", "--reduce-time", "60", programs={"program.py": "print(2)\nprint(3)\n"})

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


def test_the_site_is_in_the_smaller_program_too():
    (found,) = results(changed(WITH), "--bisect", "--reduce", "--reduce-time", "60", programs={"program.py": MANY})

    line, column = map(int, found["reduced"]["site"].split(":"))
    assert found["site"] == "12:1"
    assert found["reduced"]["text"].splitlines()[line - 1][column - 1 :].startswith("with ")


def test_a_kept_finding_has_both_programs_and_what_runs_them():
    conform(changed(WITH), "--reduce", "--bisect", "--keep-failures", "kept", programs={"program.py": MANY})

    (folder,) = Path("kept").iterdir()
    finding = json.loads((folder / "finding.json").read_text())
    assert (folder / "reduced" / "original.py").read_text() == finding["reduced"]["text"]
    for where in (folder, folder / "reduced"):
        names = {path.name for path in where.iterdir()} - {"reduced", "finding.json"}
        outputs = {f"{one}.{part}" for one in ("expected", "actual") for part in ("stdout", "stderr", "status")}
        assert names == {"original.py", "actual.py", "form.py", "run-there.sh", *outputs}
        script = where / "run-there.sh"
        again = subprocess.run([script], capture_output=True, check=False)
        assert again.stdout == (where / "actual.stdout").read_bytes()
        right = script.read_text().replace("actual.py", "form.py")
        script.write_text(right)
        assert subprocess.run([script], capture_output=True, check=False).stdout == (
            where / "expected.stdout"
        ).read_bytes()


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
        assert one.changed and len(rest.places) == len(places) - 1


def test_all_occurrences_are_what_the_rewrite_makes_without_a_choice():
    every = Chosen("comprehension", {0, 1})

    assert (
        desugar_source(NESTED, only=["comprehension"], kinds=PLAIN, chosen=every).code
        == desugar_source(NESTED, only=["comprehension"], kinds=PLAIN).code
    )
