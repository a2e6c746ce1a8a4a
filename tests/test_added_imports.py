"""What a host needs above a program moves as few of its lines as it can."""

from __future__ import annotations

import pytest

from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source

SITE = "x: int | None = 1\n"
PLACES = {  # the program above a site -> the same for Python 3.8
    "": "import typing\n",
    '"""Doc."""\n\n': '"""Doc."""\nimport typing\n\n',
    '"""Doc."""\n\n\n': '"""Doc."""\nimport typing\n\n',
    "import os  # so\n\n\n": "import os  # so\nimport typing\n\n",
    "import os\n": "import os, typing\n",
    "import os\n\n": "import os, typing\n\n",
    "import os.path, sys\nfrom a import b\n\n": "import os.path, sys, typing\nfrom a import b\n\n",
    "import os as o\n\n": "import os as o\nimport typing\n\n",
    "from a import (\n    b,\n)\n\n": "from a import (\n    b,\n)\nimport typing\n\n",
    "from __future__ import division\n\n\n\n": "from __future__ import division\nimport typing\n\n\n",
    "import typing\n\n": "import typing\n\n",
    "import os, typing\n": "import os, typing\n",
}


def lowered(text: str, helpers: str = "") -> str:
    """*text* for Python 3.8."""
    lowering = Lowering((3, 8))
    return desugar_source(text, kinds=PLAIN, target=(3, 13), lowering=lowering, helpers=helpers).code


@pytest.mark.parametrize("above", PLACES)
def test_an_import_takes_a_line_that_is_there(above: str):
    assert lowered(above + SITE) == PLACES[above] + "x: typing.Optional[int] = 1\n"


def test_lines_keep_their_origin():
    text = f"import os\n\n\n{SITE}{SITE}"
    done = desugar_source(text, kinds=PLAIN, target=(3, 13), lowering=Lowering((3, 8)))

    assert done.code.splitlines()[:3] == ["import os", "import typing", ""]
    assert done.source_map == [1, 0, 3, 4, 5]


def test_what_is_imported_of_ours_takes_such_a_line_too():
    text = "import os\n\n\n\nmatch os:\n    case [a]: pass\n"

    assert lowered(text, "._mvpy").splitlines()[:3] == ["import os", "from ._mvpy import _is_sequence", ""]


@pytest.mark.parametrize(
    "more", ["typing = 1\n", "def f(typing): pass\n", "from a import *\n", "del typing\n"]
)
def test_a_module_whose_name_is_that_of_something_else_is_imported_by_another(more: str):
    text = f"import typing\n{more}type A[T] = list[T]\n"

    assert "from typing import " in lowered(text)


def test_helpers_use_what_the_program_imports():
    code = lowered("import functools, types\nimport typing\n\n\ntype A[T] = list[T]\n")

    assert code.startswith("import functools, types\nimport typing\n\n\n# A type alias")
    assert "\nimport " not in code.partition("import typing\n")[2]
