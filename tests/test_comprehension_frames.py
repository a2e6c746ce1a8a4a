"""The core of a comprehension runs in the frame of the code around, as from Python 3.12 on, functions in it or not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from behaviour import exact as desugar

FAILING = {
    "[1 // n for n in [1, 0]]": [],
    "[sum(8 // (n * m) for m in [1, 0]) for n in [1, 2]]": ["<genexpr>"],
    "[max([1, 2], key=lambda m: 1 // (n - m)) for n in [1]]": ["<lambda>"],
    "{n: 1 // n for n in [1, 0] if any(m == n for m in [1, 0])}": [],
    "{(lambda: n)() // (n - 1) for n in [0, 1]}": [],
    "[[(lambda: m)() // n for m in [1]] for n in [1, 0]]": [],
    "[f() for n, *m in [(1, 2)] for f in [lambda: m, lambda: 1 // (n - 1)]]": ["<lambda>"],
    "[(lambda a=1 // n: a + n)() for n in [1, 0]]": [],
}
PROGRAM = """
def frames(error):
    names, step = [], error.__traceback__
    while step:
        names.append(step.tb_frame.f_code.co_name)
        step = step.tb_next
    return names


def in_function():
    return {expression}


def in_class():
    class C:
        found = {expression}


try:
    {expression}
except ZeroDivisionError as error:
    print(frames(error))
for run in (in_function, in_class):
    try:
        run()
    except ZeroDivisionError as error:
        print(frames(error))
print([(lambda: n).__qualname__ for n in [1]], [next(iter([n for k in (n,)])) for n in [1]])
{looks}
"""


@pytest.mark.parametrize("looks", ["", "sorted(globals())"])
@pytest.mark.parametrize("expression", FAILING)
def test_a_comprehension_has_no_frame(expression: str, looks: str) -> None:
    code = desugar(PROGRAM.format(expression=expression, looks=looks), target=(3, 12)).code

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    inside = FAILING[expression]
    around = [["<module>"], ["<module>", "in_function"], ["<module>", "in_class", "C"]]
    name = "<lambda>" if sys.version_info >= (3, 12) else "<listcomp>.<lambda>"
    assert done.stdout.splitlines() == [*(str(names + inside) for names in around), f"[{name!r}] [1]"]
