"""Monty: a sandbox for programs that language models write, in Rust.  It says which constructs it does not know yet."""

from __future__ import annotations

import re
from dataclasses import replace

from mvpy.hosts.adapter import Adapter
from mvpy.hosts.finding import of_this_python, on_path
from mvpy.verification.manners import SYNTAX, Manners
from mvpy.verification.observe import Remains

# What it says when a program has ended: how long that took, and the value of the last expression or the exception.
ENDING = re.compile(r"^[0-9.]+[a-zµμ]*s ❯ (?:error: (?=Traceback)|.*\Z)", re.MULTILINE | re.DOTALL)


def without_ending(remains: Remains) -> Remains:
    """*remains* without what Monty says itself when a program has ended."""
    text = remains.stderr.decode("utf-8", "surrogateescape")
    return replace(remains, stderr=ENDING.sub("", text).encode("utf-8", "surrogateescape"))


MONTY = Adapter(
    name="monty",
    find=lambda: on_path("monty") or of_this_python("monty"),
    install="pip install pydantic-monty==1.4.0",
    oracle=(3, 13),
    manners=Manners(without_ending, SYNTAX | {"NotImplementedError"}),
    lacks=("operators", "classes", "monty"),
)
