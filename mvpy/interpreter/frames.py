"""Where a call is: its variables, and the suites that it is in.

A frame has all that it needs to go on later.  That is what makes generators plain: one that waits is a frame
that nobody runs.  `yield` stands in statements only, so no frame ever has to wait in the middle of an
expression.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from mvpy.interpreter.syntax import Definition, Handler, Suite, While, Yield

UNBOUND: Any = object()


@dataclass(eq=False)
class Cell:
    """A variable of a call.  The functions that are defined in it share it."""

    value: Any = UNBOUND


@dataclass
class Block:
    """A suite that is being run; *at* says which of its statements is next.

    handled   the exception that is being handled in it, if there is one
    loop      the statement, if it is the suite of a `while`
    handlers  what may catch an exception, if it is the suite of a `try`
    caught    whether an exception has come, and it is to be found out which of the handlers takes it
    name      the name that is unbound when it ends, if it is the suite of a handler
    """

    suite: Suite
    handled: BaseException | None = None
    at: int = 0
    loop: While | None = None
    handlers: tuple[Handler, ...] = ()
    caught: bool = False
    name: str | None = None


class Returned(NamedTuple):
    """How a frame stops: it is through, and this is the value of the call."""

    value: Any


class Yielded(NamedTuple):
    """How a frame stops: it waits at a `yield`, whose value this is."""

    value: Any


class Code(NamedTuple):
    """What the frames of a function have in common, or of a module, which has no *definition*.

    A name that is no variable of a function is looked for in the *namespaces*: that of the module, then those
    of the builtins.  *step* and *calling* are what the host runs for it, see `hosting.py`, as if they stood in
    *file*.
    """

    definition: Definition | None
    qualname: str
    namespaces: Sequence[dict[str, Any]]
    step: Callable[[Frame], Returned | Yielded | None]
    calling: Callable[..., Any]
    file: str


@dataclass
class Frame:
    """A call that is being run, or a module.

    *cells* are the variables of the call, and those that it takes from calls around it.  The last of *blocks*
    is the innermost; when there is none left, the call is over.  *waiting* is the `yield` at which it waits,
    whose value will be *sent*, unless it raises what is *thrown*.
    """

    code: Code
    cells: Mapping[str, Cell]
    blocks: list[Block]
    waiting: Yield | None = None
    sent: Any = None
    thrown: BaseException | None = None

    def load(self, name: str) -> Any:
        """The value of *name*."""
        if name in self.cells:
            value = self.cells[name].value
            if value is not UNBOUND:
                return value
            words = f"variable {name!r} where it is not associated with a value"
            if self.code.definition and name in self.code.definition.scope.local:
                raise UnboundLocalError(f"cannot access local {words}")
            raise NameError(f"cannot access free {words} in enclosing scope", name=name)
        for namespace in self.code.namespaces:
            if name in namespace:
                return namespace[name]
        raise NameError(f"name {name!r} is not defined", name=name)

    def store(self, name: str, value: Any) -> None:
        """Bind *name* to *value*."""
        if name in self.cells:
            self.cells[name].value = value
        else:
            self.code.namespaces[0][name] = value

    def unbind(self, name: str) -> None:
        """Unbind *name*, which may be unbound."""
        if name in self.cells:
            self.cells[name].value = UNBOUND
        else:
            self.code.namespaces[0].pop(name, None)

    def throw(self) -> None:
        """Raise what is *thrown*, or else StopIteration.  Kept, it would hold itself, by its traceback."""
        try:
            error, self.thrown = self.thrown, None
            raise StopIteration if error is None else error
        finally:
            del error

    def leave(self) -> Block:
        """Leave the innermost block, however it ends."""
        block = self.blocks.pop()
        if block.name is not None:
            self.unbind(block.name)
        return block

    def catch(self, error: BaseException) -> bool:
        """Leave blocks up to a `try`, whose handlers are to be asked next, and say whether there is one."""
        while self.blocks:
            block = self.leave()
            if block.handlers and not block.caught:
                self.blocks.append(Block((), error, handlers=block.handlers, caught=True))
                return True
        return False
