"""Temporaries are released after their last use, and first of all in handlers."""

from __future__ import annotations

import re

import pytest
from behaviour import exact as desugar


def core(source: str) -> list[str]:
    """The lines of the core of *source*, without the prelude, and without indentation."""
    code = desugar(source, target=(3, 13)).code
    return [line.strip() for line in re.split(r"^    0\n", code, flags=re.MULTILINE)[-1].split("\n")]


def alone(source: str, *rewrites: str) -> list[str]:
    code = desugar(source, only=rewrites, target=(3, 13)).code
    return [line.strip() for line in re.split(r"^    0\n", code, flags=re.MULTILINE)[-1].split("\n") if line]


def test_a_release_follows_the_last_use():
    lines = core("def f():\n    t.x, t.y = t.z = g()\n    t.x, t.y = u.x, u.y = g()\n")

    last = max(n for n, line in enumerate(lines) if "_unpacking(_value" in line)
    assert re.fullmatch(r"_value(_\d)? = 0", lines[last + 1])


def test_a_release_does_not_pass_by_a_function_that_uses_the_temporary():
    source = "def f():\n    class C:\n        def g(self): return super().g()\n    return C\n"

    namespace: dict = {}
    exec(desugar(source + "class B:\n    pass\nf()\n", target=(3, 13)).code, namespace)


def test_releases_keep_their_order():
    lines = alone("x = a < b < c", "comparison_chain")

    assert lines[-4:] == ["del _left", "del _right", "x = _value", "del _value"]


@pytest.mark.parametrize("header", ["except KeyError:", "except KeyError as error:", "except:"])
def test_a_handler_first_lets_go_what_is_left(header: str):
    lines = alone(
        f"def f():\n    try:\n        for n in g(): h()\n    {header}\n        k()\n", "for_statement"
    )

    handler = lines.index(header)
    assert lines[handler + 1 :] == ["_item = None", "_iterator = None", "k()"]


def test_what_is_used_outside_the_suite_as_well_is_not_let_go():
    lines = alone(
        "def f():\n    for n in g():\n        try: h(n)\n        except KeyError: k()\n", "for_statement"
    )

    assert not any(line.startswith("_iterator = None") for line in lines)


def test_what_an_inner_handler_of_everything_lets_go_is_not_let_go_again():
    source = "def f():\n    try:\n        try:\n            for n in g(): h()\n        finally: k()\n    except KeyError: m()\n"

    lines = alone(source, "for_statement", "finally_clause")

    assert sum("_iterator = None" in line for line in lines) == 1


def test_flags_need_not_be_let_go():
    lines = core(
        "def f():\n    try:\n        if g(): h()\n        else: i()\n    except KeyError:\n        k()\n"
    )

    assert lines[lines.index("except KeyError:") + 1] == "k()"


def test_a_release_does_not_look_at_the_whole_suite_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from mvpy.machine import lifetimes

    looked = []
    real = lifetimes.names_in
    monkeypatch.setattr(lifetimes, "names_in", lambda node: looked.append(node) or real(node))

    def looks(count: int) -> int:
        """How many statements are looked at for a function with *count* statements."""
        looked.clear()
        desugar("async def f(a):\n" + "    async with a as b: await b\n" * count)
        return len(looked)

    assert looks(40) < 2.5 * looks(20)
