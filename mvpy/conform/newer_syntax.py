"""Newer forms of older constructs that an interpreter does not read: each is asked for with a program of its own.

    unread(host, lowering)      ["parenthesized_items", …], names of rewrites of `mvpy.rewrites.lowering`

Most interpreters are compared with an older CPython, which reads none of these programs itself; so the suite cannot
tell.  A form is told only where the interpreter does what the program does once the form is gone.
"""

from __future__ import annotations

from collections.abc import Iterator

from mvpy.conform.asking import asked
from mvpy.errors import MVPyError
from mvpy.host_contract import Run
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import BEFORE_DEFERRED, Lowering
from mvpy.pipeline import desugar_source
from mvpy.verification import CommandHost

READ = "read\n"
# The words are printed by as little of the language as there may be.
ITEMS = (
    "class C:\n    def __enter__(self):\n        return self\n    def __exit__(self, *error):\n        pass\n"
)
LOG = "class C:\n    def __getitem__(self, key):\n        return key\n"
# By the rewrite that takes the form, a program that has it and prints READ.
PROGRAMS = {
    "union_type": "x: int | None = None\nprint('read')\n",
    "generic_alias": "x: list[int] = []\nprint('read')\n",
    "formatted_field": "d = {'a': 'read'}\nprint(f'{d['a']}')\n",
    "parenthesized_items": ITEMS + "with (C() as a, C()):\n    print('read')\n",
    "decorator_expression": "def same(f):\n    return f\n@[same][0]\ndef f():\n    print('read')\nf()\n",
    "unparenthesized_tuple": "def f(a):\n    return 1, *a\nprint(f(['read'])[1])\n",
    "unparenthesized_assignment": "print(['unread', 'read'][x := 1])\n",
    "starred_index": LOG + "print(C()[*['read']][0])\n",
    "starred_annotation": "def f(*a: *(int,)):\n    print('read')\nf()\n",
    "unpacking_comprehension": "print([*a for a in [['read']]][0])\n",
    "positive_number": "match 1:\n    case +1:\n        print('read')\n",
    "positional_only_parameter": "def f(a, /):\n    print(a)\nf('read')\n",
}


def unread(host: CommandHost, lowering: Lowering) -> list[str]:
    """The rewrites without whose forms *host* does what their programs do, with *lowering*, and with them does not."""
    with asked(host) as run:
        return list(unread_by(run, lowering))


def unread_by(run: Run, lowering: Lowering) -> Iterator[str]:
    """`unread`, by what can *run* a program."""
    for name, program in PROGRAMS.items():
        with_it, without = (prints(run, program, one) for one in (lowering, lowering.with_unread((name,))))
        if without and not with_it:
            yield name


def prints(run: Run, program: str, lowering: Lowering) -> bool:
    """Is READ all that *program* prints, lowered?"""
    try:
        output = desugar_source(program, target=BEFORE_DEFERRED, kinds=PLAIN, lowering=lowering)
    except MVPyError:  # it is refused, for what the host lacks
        return False
    said = run(output.code)
    return said.code == 0 and said.output == READ
