"""What stands above exact outputs that are no core: ordinary helpers, each as the prelude has it, out of sight."""

from __future__ import annotations

import inspect
import itertools
import re

import pytest

from mvpy.helpers.hosted_names import ordinary_functions, plain_functions, prelude_functions
from mvpy.helpers.ordinary import context as ordinary
from mvpy.helpers.prelude import context as prelude
from mvpy.machine.kinds import EXACT
from mvpy.output.published import source
from mvpy.pipeline import desugar_source

WITH = "with open(path) as file:\n    print(file.read())\n"


def manager(names):
    return type("Manager", (), {name: lambda self, *error: None for name in names})()


METHODS = ("__enter__", "__exit__", "__aenter__", "__aexit__")
SYNC = ("__enter__", "__exit__", "", "asynchronous ", "__aenter__", "__aexit__")
ASYNC = ("__aenter__", "__aexit__", "asynchronous ", "", "__enter__", "__exit__")


def found(module, methods, words):
    """The names of the methods that *module* finds, or its error."""
    try:
        return [callable(one) for one in module.manager_methods(manager(methods), *words)]
    except Exception as error:
        return repr(error)


@pytest.mark.parametrize("version", [(3, minor) for minor in range(8, 16)])
def test_ordinary_helpers_do_what_those_of_the_prelude_do(version, monkeypatch: pytest.MonkeyPatch):
    for module in (ordinary, prelude):
        monkeypatch.setattr(module, "version_info", version)
    cases = [case for n in range(5) for case in itertools.combinations(METHODS, n)]

    for methods, words in itertools.product(cases, (SYNC, ASYNC)):
        assert found(ordinary, methods, words) == found(prelude, methods, words)


def test_ordinary_helpers_stand_for_such_of_the_prelude():
    assert ordinary_functions().keys() <= prelude_functions().keys()


def test_a_name_means_the_same_in_all_helpers():
    """They become variables of one function; plain ones too, where only some kinds are on."""
    helpers = prelude_functions() | ordinary_functions()
    meant: dict[str, set[tuple[str, str]]] = {name: {("", name)} for name in helpers | plain_functions()}
    for kinds in (EXACT, frozenset({"namespace"})):
        for helper in helpers if kinds == EXACT else plain_functions():
            for name, origin in source(helper, kinds)[2].items():
                meant.setdefault(name, set()).add(origin)

    assert {name: origins for name, origins in meant.items() if len(origins) > 1} == {}
    assert not meant.keys() & {"atexit", "builtins", "dict", "globals", "published", "types"} - {
        "dict",
        "globals",
    }
    used = {name for helper in helpers for name in source(helper, EXACT)[2]}
    assert not used & plain_functions().keys() - prelude_functions().keys()


def test_helpers_are_as_they_are_written():
    code = desugar_source(WITH, only=["with_statement"]).code
    body = inspect.getsource(ordinary.not_a_manager).partition('"""\n')[2]

    assert re.sub(r"(?m)^    ", "", code).count(body) == 1
    assert len(code.splitlines()) < 120


def test_only_what_the_program_uses_is_published_and_nothing_is_seen():
    namespace: dict[str, object] = {}
    code = desugar_source(
        "names = set(globals())\nassert names\nwith m() as x: pass\n", only=["with_statement"]
    ).code
    exec(code.replace("m()", "__import__('contextlib').nullcontext()"), namespace)

    assert not [name for name in namespace["names"] if name.startswith("_") and name[1] != "_"]
    assert "_context_methods=context_methods" in code and "type_name=" not in code


@pytest.mark.parametrize("options", [{"only": ["if_statement"]}, {"level": "readable"}])
def test_an_output_keeps_what_stands_above_it(options):
    made = desugar_source(WITH, only=["with_statement"]).code
    above = made[: made.index("del _prelude")]

    code = desugar_source(made, **options).code
    assert above in code


def test_a_function_of_the_program_that_is_called_so_is_none_of_ours():
    source = "def _prelude():\n    if a: b\n\n\n_prelude()\ndel _prelude\n"

    assert "while _then" in desugar_source(source, only=["if_statement"]).code
