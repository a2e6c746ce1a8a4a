"""How long and how deep a program may be: what CPython takes, and whether its core is taken too.

    python tests/large/limits.py --python PATH [--python PATH ...]

Each line of the table is one program: what the Python makes of it (its output, or how it fails), what the Python makes
of its core, and how many seconds the desugaring took.  Exit status 1 if a program that runs has a core that does not
do the same.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from library import version_of

from mvpy import MVPyError, desugar

SECONDS = 120
HEADERS = {
    "for": "for n in [1]:",
    "with": "with Manager():",
    "try except": "try:",
    "try finally": "try:",
    "while": "while count() < 40:",
    "if": "if count():",
}
CLAUSES = {
    "try except": 'except ValueError:\n    print("handled")\nelse:\n    print("else")',
    "try finally": 'finally:\n    print("finally")',
}
BEGINNING = """
class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        print("exit")


calls = []


def count():
    calls.append(1)
    return len(calls)


class Chain:
    def call(self):
        calls.append(1)
        return self


"""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--python", action="append", metavar="PATH", help="a Python to ask (this one)")
    arguments = parser.parse_args()
    worse = 0
    for python in arguments.python or [sys.executable]:
        target = version_of(python)
        print(f"Python {target[0]}.{target[1]}")
        for title, source in programs():
            start = time.monotonic()
            try:
                core = desugar(source, target=target).code
            except MVPyError as error:
                core = f"raise SystemExit({str(error)!r})"
            seconds = time.monotonic() - start
            before, after = run(python, source), run(python, core)
            bad = before != after and before[0] == 0
            worse += bad
            words = "WORSE" if bad else "same" if before == after else "better"
            print(
                f"  {title:32} {in_words(before):28} {in_words(after):28} {words:6} {seconds:6.1f} s",
                flush=True,
            )
    return int(bool(worse))


def programs() -> Iterator[tuple[str, str]]:
    """(title, source) of every program."""
    yield "3 000 terms of +", "one = 1\nprint(" + " + ".join(["one"] * 3_000) + ")\n"
    yield "1 000 chained calls", BEGINNING + "Chain()" + ".call()" * 1_000 + "\nprint(len(calls))\n"
    ladder = "".join(f"elif n == {k}:\n    print({k})\n" for k in range(1, 5_000))
    yield "5 000 elif", "n = 4_321\nif n == 0:\n    print(0)\n" + ladder
    yield from long_rows()
    for statement in HEADERS:
        yield f"19 nested {statement}", BEGINNING + nested([statement] * 19)
        inside = "\n".join("    " + line for line in nested([statement] * 19).splitlines())
        yield f"19 nested {statement} in a function", BEGINNING + f"def f():\n{inside}\n\n\nf()\n"
    mixed = (["for", "with", "try except", "try finally", "while"] * 4)[:19]
    yield "19 nested, mixed", BEGINNING + nested(mixed)
    for brackets in (50, 90):
        yield f"{brackets} nested brackets", f"x = {'[' * brackets}1{']' * brackets}\nprint(len(str(x)))\n"


def long_rows() -> Iterator[tuple[str, str]]:
    """Programs with many of one kind, beside one another."""
    few, many = range(5_000), range(100_000)
    yield "5 000 except", "try:\n    1 / 0\n" + "".join(f"except KeyError:\n    print({k})\n" for k in few)
    yield "5 000 case", "match 4_321:\n" + "".join(f"    case {k}:\n        print({k})\n" for k in few)
    chain = "".join(f"    if {k} > 9: pass\n    elif {k} > 8: pass\n" for k in few)
    yield "5 000 elif in the else of a loop", f"for n in ():\n    pass\nelse:\n{chain}print('end')\n"
    yield "5 000 decorators", "def deco(f):\n    return f\n\n\n" + "@deco\n" * 5_000 + "def g():\n    pass\n"
    yield "2 900 string pieces", "x = " + "'a' " * 2_900 + "\nprint(len(x))\n"
    yield "5 000 fields", "a = 1\nx = f'" + "{a}" * 5_000 + "'\nprint(len(x))\n"
    yield "3 000 comparisons", "a = 1\nprint(" + " <= ".join(["a"] * 3_000) + ")\n"
    yield "2 900 conditional expressions", "a = 0\nprint(" + "a if a else " * 2_900 + "1)\n"
    yield "5 000 targets", "a = " * 5_000 + "1\nprint(a)\n"
    for title, brackets in (("list", "[]"), ("tuple", "()"), ("set", "{}")):
        items = ", ".join(map(str, many))
        yield f"100 000 items of a {title}", f"x = {brackets[0]}{items}{brackets[1]}\nprint(len(x))\n"
    yield "100 000 items of a dict", "x = {" + ", ".join(f"{k}: {k}" for k in many) + "}\nprint(len(x))\n"
    yield "100 000 statements", "x = 0\n" + "x = x + 1\n" * 100_000 + "print(x)\n"
    for lambdas in (99, 900, 5_000):
        yield f"{lambdas} nested lambdas", "f = " + "lambda: " * lambdas + "1\nprint(1)\n"


def nested(statements: list[str]) -> str:
    """Compound *statements*, each in the suite of the one before, around a `print`."""
    if not statements:
        return 'print("innermost")'
    first, *others = statements
    suite = "\n".join("    " + line for line in nested(others).splitlines())
    after = f"\n{CLAUSES[first]}" if first in CLAUSES else ""
    return f"{HEADERS[first]}\n{suite}{after}"


def run(python: str, source: str) -> tuple[int, str]:
    """(exit status, output or last line of standard error) of *source* under *python*."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program.py"
        path.write_text(source, encoding="utf-8")
        try:
            done = subprocess.run([python, "-I", str(path)], capture_output=True, text=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return -1, f"no end after {SECONDS} s"
    return done.returncode, done.stdout if done.returncode == 0 else last_line(done.stderr)


def in_words(outcome: tuple[int, str]) -> str:
    """*outcome* of run(), short."""
    return ("runs" if outcome[0] == 0 else last_line(outcome[1]) or f"status {outcome[0]}")[:28]


def last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2]


if __name__ == "__main__":
    sys.exit(main())
