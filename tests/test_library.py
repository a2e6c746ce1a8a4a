"""Uses of the standard library that a version does not have: found, and not found where a program asks before."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from mvpy.hosts.oracles import cpython
from mvpy.library import LibraryUse, guards, sentence, uses_too_new
from mvpy.library.table import span, span_of, span_of_parameter

OLD = (3, 8)
# A program, and what of it 3.8 does not have.
FOUND = {
    "import tomllib": ["tomllib"],
    "import tomllib as t\nt.loads('')": ["tomllib"],
    "import a, zoneinfo": ["zoneinfo"],
    "import importlib.resources.abc": ["importlib.resources.abc"],
    "from functools import cache, lru_cache": ["functools.cache"],
    "import functools as f\nf.cache": ["functools.cache"],
    "import functools\nf = functools\nf.cache": ["functools.cache"],
    "import os.path\nos.path.splitroot('a')": ["os.path.splitroot"],
    "aiter(x)": ["aiter"],
    "zip(a, b, strict=True)": ["zip(strict=)"],
    "from dataclasses import dataclass\n@dataclass(slots=True)\nclass A: pass": [
        "dataclasses.dataclass(slots=)"
    ],
    "import dataclasses as d\n@d.dataclass(kw_only=True)\nclass A: pass": ["dataclasses.dataclass(kw_only=)"],
    "from dataclasses import dataclass\nhow = {'kw_only': True}\n@dataclass(**how)\nclass A: pass": [
        "dataclasses.dataclass(kw_only=)"
    ],
    "zip(a, b, **{'strict': True})": ["zip(strict=)"],
    "'a'.removeprefix('b')": ["str.removeprefix"],
    "f'{a}'.removesuffix('b')": ["str.removesuffix"],
    "def f(x: str): return x.removeprefix('a')": ["str.removeprefix"],
    "def f(x: 'str | None'): return x.removeprefix('a')": ["str.removeprefix"],
    "from pathlib import Path\np = Path('a')\np.is_relative_to('b')": ["pathlib.Path.is_relative_to"],
    "from pathlib import Path\nPath('a').write_text('b', newline='')": ["pathlib.Path.write_text(newline=)"],
    "from datetime import date, datetime\ndatetime.strptime('', '')": [],
    "try: f()\nexcept ValueError as e: e.add_note('a')": ["BaseException.add_note"],
    "{} | {}": ["dict | dict"],
    "def f(d: dict[str, int]):\n    e = dict(b=2)\n    d |= e\n    return d | e": [
        "dict | dict",
        "dict | dict",
    ],
    "import sys\nif sys.version_info >= (3, 9):\n    import a as math\nelse:\n    import math\nmath.lcm(1)": [
        "math.lcm"
    ],
    "from typing import *\ndef f() -> Self: pass": ["typing.Self"],
    "from pathlib import *\nPath('a').readlink(), aiter(x)": ["pathlib.Path.readlink", "aiter"],
    "from tomllib import *\nloads('')": ["tomllib"],
    "import typing\ndef f() -> typing.Self: pass": ["typing.Self"],
    "import typing\nclass A:\n    x: typing.Self": ["typing.Self"],
}
# Programs of which 3.8 has all that it runs, or that know what they do.
NOT_FOUND = (
    "import tomllib  # mvpy: have",
    "from typing_extensions import Self, override",
    "from . import tomllib",
    "from .compat import cache",
    "from typing import *\nfrom a import Self\nSelf",
    "from typing import *\nfrom os import *\nfork, List, unknown",
    "from a import *\nif hasattr(x, 'readlink'): x.readlink()",
    "try:\n    import tomllib\nexcept ImportError:\n    import tomli as tomllib\ntomllib.loads('')",
    "try:\n    import tomllib\nexcept ModuleNotFoundError:\n    tomllib = None",
    "from contextlib import suppress\nwith suppress(ImportError):\n    import tomllib",
    "import sys\nif sys.version_info >= (3, 11):\n    import tomllib\nelse:\n    import tomli as tomllib",
    "import sys\nif sys.version_info[0] == 3 and sys.version_info[1] > 10:\n    import tomllib",
    "from sys import version_info as v\nif v[:2] < (3, 9): pass\nelif v >= (3, 9): from functools import cache",
    "import sys\nif not sys.version_info < (3, 11): import tomllib",
    "import sys\nx = zip(a, b, strict=True) if sys.version_info >= (3, 10) else zip(a, b)",
    "import sys\nsys.version_info >= (3, 10) and aiter(x)",
    "import sys\ndef f():\n    if sys.version_info < (3, 11):\n        return 1\n    import tomllib",
    "import sys\nif sys.version_info < (3, 11):\n    sys.exit(1)\nimport tomllib",
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from typing import Self",
    "import typing\nif typing.TYPE_CHECKING:\n    import tomllib",
    "import os\nif hasattr(os, 'pidfd_open'):\n    os.pidfd_open(1)",
    "import os\nhasattr(os, 'pidfd_open') and os.pidfd_open(1)",
    "import os\ndef f():\n    if not hasattr(os, 'pidfd_open'):\n        return\n    os.pidfd_open(1)",
    "import os\ngetattr(os, 'pidfd_open', None)",
    "import importlib.util\nif importlib.util.find_spec('tomllib'):\n    import tomllib",
    "import math\ntry:\n    f = math.lcm\nexcept AttributeError:\n    f = None",
    "from __future__ import annotations\nimport typing\ndef f() -> typing.Self: pass",
    "import typing\ndef f():\n    x: typing.Self = 1",
    "import functools\nfunctools = other\nfunctools.cache",
    "def aiter(x): pass\naiter(1)",
    "def f(cache): return cache",
    "class A:\n    def removeprefix(self): pass\nA().removeprefix()",
    "def zip(*a, strict): pass\nzip(1, strict=True)",
    "how = {'strict': True}\nhow = {}\nzip(a, b, **how)",
    "import sys\nhow = {}\nif sys.version_info >= (3, 10): how = {'strict': True}\nzip(a, b, **how)",
    "d = 1\nd |= 2\nd | 4",
    "def f(s: set[int]): return s | {1}",
    "1 | 2",
    "from typing import TypeVar\nS = TypeVar('S')\nT = TypeVar('T')\ndef f() -> S | T: pass",
    "{1} | {2}",
    "from pathlib import Path\nPath('a').unlink(missing_ok=True)",
)  # fmt: skip


@pytest.mark.parametrize("program", FOUND)
def test_what_is_missing_is_found(program: str) -> None:
    found = uses_too_new(program, OLD)

    assert [one.what for one in found] == FOUND[program]
    assert all(one.certain for one in found)


@pytest.mark.parametrize("program", NOT_FOUND)
def test_what_is_guarded_or_ours_is_not_found(program: str) -> None:
    assert uses_too_new(program, OLD) == []


def test_a_future_import_is_syntax() -> None:
    assert uses_too_new("from __future__ import annotations", (3, 6)) == []
    assert uses_too_new("import __future__\n__future__.annotations", (3, 6)) != []


def test_a_handler_that_only_raises_is_no_guard() -> None:
    program = "try:\n    import tomllib\nexcept ImportError:\n    raise RuntimeError('too old')\n"

    assert [one.what for one in uses_too_new(program, OLD)] == ["tomllib"]


def test_what_went_away_is_found() -> None:
    found = uses_too_new("import asyncore\nfrom collections import Mapping\n", (3, 13))

    assert [(one.what, one.until) for one in found] == [
        ("asyncore", (3, 11)),
        ("collections.Mapping", (3, 9)),
    ]


def test_a_method_of_something_unknown_is_perhaps_one() -> None:
    (found,) = uses_too_new("x.removeprefix('a')", OLD)

    assert (found.what, found.certain) == ("str.removeprefix", False)


def test_modules_of_the_program_hide_those_of_the_library() -> None:
    assert uses_too_new("import tomllib\nfrom zoneinfo import x", OLD, own=["tomllib", "zoneinfo"]) == []


def test_columns_count_characters_from_one() -> None:
    (found,) = uses_too_new("import math\nf('ü', math.lcm)", OLD)

    assert (found.line, found.column) == (2, 13)


@pytest.mark.parametrize("program", ["type A = t'{x}'\nimport tomllib", "def f[T](): pass\nimport tomllib"])
def test_newer_syntax_than_this_python_reads_is_read(program: str) -> None:
    (found,) = uses_too_new(program, OLD)

    assert (found.what, found.line) == ("tomllib", 2)


STAR = (
    {  # what a program uses that may be from a module nobody knows: what is told, and whether it is certain
        "aiter(x)": ("`aiter` is there from Python 3.10 on", False),
        "zip(a, b, strict=True)": ("`zip(strict=)` is there from Python 3.10 on", False),
        "str(x).removeprefix('a')": ("`str.removeprefix` is there from Python 3.9 on", False),
        "def f(x: str): x.removeprefix('a')": ("`str.removeprefix` is there from Python 3.9 on", False),
        "'x'.removeprefix('a')": ("`str.removeprefix` is there from Python 3.9 on", True),
        "import math\nmath.lcm(1)": ("`math.lcm` is there from Python 3.9 on", True),
        "from typing import *\nSelf": ("`typing.Self` is there from Python 3.11 on", False),
    }
)


@pytest.mark.parametrize("program", STAR)
@pytest.mark.parametrize("module", ["a", ".typing", "typing_extensions", "own.b"])
def test_what_an_unknown_import_may_bring_is_told_with_that(program: str, module: str):
    words, certain = STAR[program]
    doubt = "" if certain else f", unless `from {module} import *` brings another"

    (found,) = uses_too_new(f"from {module} import *\n{program}", OLD, own={"own"})

    assert found.certain is certain
    assert sentence("a.py", found).partition(" ")[2] == words + doubt


@pytest.mark.parametrize(
    "head", ["import functools\n@functools.lru_cache", "from functools import *\n@lru_cache"]
)
def test_a_decorator_without_a_call_is_found_where_it_needs_one(head: str):
    text = f"{head}\ndef f(): pass\n"

    assert [one.what for one in uses_too_new(text, (3, 7))] == ["@functools.lru_cache without a call"]
    assert not uses_too_new(text, (3, 8))
    assert not uses_too_new(text.replace("cache\n", "cache()\n"), (3, 7))


def test_a_module_of_the_program_is_unknown_whatever_its_name():
    (found,) = uses_too_new("from typing import *\naiter(x)", OLD, own={"typing"})

    assert found.unless == "from typing import *"


def test_the_sentence() -> None:
    gone = LibraryUse(1, 2, "imp", None, (3, 11))

    assert sentence("a.py", uses_too_new("import tomllib", OLD)[0]) == (
        "a.py:1:8: `tomllib` is there from Python 3.11 on"
    )
    assert sentence("a.py", gone) == "a.py:1:2: `imp` is there up to Python 3.11"


# --- the table ------------------------------------------------------------------------------------

CLAIMS = (
    "functools.cache", "tomllib", "zoneinfo", "math.lcm", "itertools.pairwise", "typing.Self", "enum.StrEnum", "asyncio.TaskGroup",
    "datetime.UTC", "builtins.aiter", "builtins.ExceptionGroup", "collections.Mapping", "imp", "distutils", "asyncore",
    "os.path.splitroot", "importlib.resources.files", "graphlib", "contextlib.chdir", "dataclasses.KW_ONLY",
)  # fmt: skip
ASK = """
import importlib, sys
for path in sys.argv[1:]:
    module, dot, name = path.rpartition(".")
    try:
        there = importlib.import_module(path) if not dot else hasattr(importlib.import_module(module), name)
    except ImportError:
        there = False
    print(bool(there))
"""


@pytest.mark.parametrize("minor", range(8, 14))
def test_the_pythons_say_what_the_table_says(minor: int) -> None:
    found = cpython((3, minor)) if minor != sys.version_info[1] else None
    python = sys.executable if minor == sys.version_info[1] else found and found.python
    if not python:
        pytest.skip("that Python is not here")

    done = subprocess.run(
        [python, "-W", "ignore", "-c", ASK, *CLAIMS], capture_output=True, text=True, check=True
    )

    said = dict(zip(CLAIMS, done.stdout.split()))
    assert said == {path: str((span_of(path) or span("-")).has((3, minor))) for path in CLAIMS}


def test_the_table_knows_parameters() -> None:
    assert span_of_parameter("builtins.zip", "strict") == ((3, 10), None)
    assert span_of_parameter("subprocess.run", "capture_output") in (None, ((3, 7), None))
    assert span_of_parameter("pathlib.Path.unlink", "missing_ok") == ((3, 8), None)


def test_a_thousand_lines_take_well_under_50_ms() -> None:
    text = Path(guards.__file__).read_text(encoding="utf-8")
    text = "\n".join(
        (text * 20).replace("from __future__ import annotations", "import tomllib").split("\n")[:1000]
    )
    uses_too_new(text, OLD)

    taken = []
    for _ in range(5):
        before = time.process_time()
        assert uses_too_new(text, OLD)
        taken.append(time.process_time() - before)

    assert min(taken) < 0.05


def test_what_is_newer_than_the_python_that_looks_hides_nothing():
    assert [use.what for use in uses_too_new("import tomllib\nmatch 1:\n    case +1: pass\n", (3, 8))] == [
        "tomllib"
    ]
