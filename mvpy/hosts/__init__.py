"""Other interpreters: how each is found, installed, driven, and read.  One file for each; ADAPTERS has them all."""

from __future__ import annotations

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.brython import BRYTHON
from mvpy.hosts.interpretthis import INTERPRETTHIS
from mvpy.hosts.micropython import MICROPYTHON
from mvpy.hosts.monty import MONTY
from mvpy.hosts.ouros import OUROS
from mvpy.hosts.pypy import PYPY
from mvpy.hosts.reference import REFERENCE
from mvpy.hosts.skulpt import SKULPT

ADAPTERS: dict[str, Adapter] = {
    adapter.name: adapter
    for adapter in (REFERENCE, PYPY, MICROPYTHON, BRYTHON, SKULPT, OUROS, MONTY, INTERPRETTHIS)
}

__all__ = ["ADAPTERS", "Adapter"]
