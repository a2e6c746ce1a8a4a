"""Types that an older host evaluates: what the programs in `lowered_types` print there is what they print as written."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import Desugared, desugar_source
from mvpy.verification.hosts import places_of

HERE = Path(__file__).with_name("lowered_types")
PROGRAMS = sorted(path.stem for path in HERE.glob("*.py") if path.stem != "shown")
HOSTS = [(3, 6), (3, 7), (3, 8), (3, 9)]
# What else they need of a host: `dataclasses`, `annotations` in `__future__`, what helpers for type parameters call.
NOT_BEFORE = {
    "arguments_are_types": (3, 7),
    "texts_stay_texts": (3, 7),
    "type_parameters_are_of_types": (3, 7),
}
LOWERING = ("union_type", "generic_alias")


def text_of(program: str) -> str:
    return (HERE / f"{program}.py").read_text(encoding="utf-8")


def lowered(text: str, version: tuple[int, int], **options: bool) -> Desugared:
    """*text* for the CPython of this *version*."""
    return desugar_source(text, kinds=PLAIN, target=(3, 13), lowering=Lowering(version, **options))


def printed(text: str, python: str) -> str:
    """What the program *text* prints."""
    environment = os.environ | {"PYTHONPATH": str(HERE), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run([python, "-c", text], env=environment, capture_output=True, text=True)
    assert not run.stderr, f"{run.stderr}\n{text}"
    return run.stdout


@cache
def as_written(program: str) -> str:
    """What the *program* prints as it is written."""
    text = text_of(program)
    if text.startswith("# Since: 3.12") and sys.version_info < (3, 12):
        pytest.skip("it needs Python 3.12")
    return printed(text, sys.executable)


@pytest.mark.parametrize("version", HOSTS, ids=str)
@pytest.mark.parametrize("program", PROGRAMS)
def test_types_are_the_same_on_an_older_host(program: str, version: tuple[int, int]):
    python = places_of(f"python{version[0]}.{version[1]}")
    if not python or program in NOT_BEFORE and version < NOT_BEFORE[program]:
        pytest.skip(f"it does not run on Python {version[0]}.{version[1]} here")

    assert printed(lowered(text_of(program), version).code, python[-1]) == as_written(program)


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_is_lowered_has_nothing_to_lower(program: str):
    text = lowered(text_of(program), (3, 8)).code

    assert lowered(text, (3, 8)).code == text


WRITTEN = """\
from typing import  Any  # so
import os ;x=1
def f( self,  x:int|None=None,*,y : dict [str,int]  ):return(x | 1) ; z: int|None
A=( list [ int ]|None )
class  B ( dict[ str,int ] , ) : pass
y = [ *x, cast(int|str, 1)] if isinstance( x,  int|None  ) else{ x|y }
"""
MEANT = """\
from typing import  Any, Optional, Union, Dict, List  # so
import os ;x=1
def f( self,  x:Optional[int]=None,*,y : Dict [str,int]  ):return(x | 1) ; z: int|None
A=( Optional[List [ int ]] )
class  B ( Dict[ str,int ] , ) : pass
y = [ *x, cast(Union[int, str], 1)] if isinstance( x,  (int, type(None))  ) else{ x|y }
"""


def test_all_but_the_sites_stays_byte_for_byte():
    assert lowered(WRITTEN, (3, 8)).code == MEANT


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_new_host_reads_them_all(program: str):
    text = text_of(program)

    assert lowered(text, (3, 13)).code == text
    assert not {site.rewrite for site in lowered(text, (3, 10)).sites} & set(LOWERING)
    assert "generic_alias" not in {site.rewrite for site in lowered(text, (3, 9)).sites}
