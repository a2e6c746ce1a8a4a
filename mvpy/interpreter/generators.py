"""Generators: frames that are run piece by piece."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator as AbstractGenerator
from types import TracebackType
from typing import Any

from mvpy.interpreter.frames import Frame, Returned, Yielded


class Generator(AbstractGenerator[Any, Any, Any]):
    """What a call of a generator function gives.  *run* runs its *frame* up to a `yield` or the end."""

    def __init__(self, frame: Frame, run: Callable[[Frame], Returned | Yielded], name: str) -> None:
        self.gi_frame, self.run = frame, run
        self.__name__, self.__qualname__ = name, frame.code.qualname
        self.started = self.gi_running = False

    def send(self, value: Any) -> Any:
        """Go on; the `yield` at which it waits has this *value*."""
        if value is not None and not self.started:
            raise TypeError("can't send non-None value to a just-started generator")
        return self.go_on(value, None)

    def throw(self, kind: Any, value: Any = None, traceback: TracebackType | None = None) -> Any:
        """Go on; the `yield` at which it waits raises this exception."""
        error = value if isinstance(value, BaseException) else kind
        if isinstance(error, type):
            error = error() if value is None else error(value)
        if not isinstance(error, BaseException):
            raise TypeError(f"exceptions derive from BaseException, and {error!r} does not")
        return self.go_on(None, error if traceback is None else error.with_traceback(traceback))

    def close(self) -> Any:
        """End it, by a GeneratorExit at the `yield` at which it waits; nothing of it runs if nothing has."""
        if not self.started:
            self.gi_frame.blocks.clear()
        try:
            self.throw(GeneratorExit)
        except GeneratorExit:
            return None
        except StopIteration as stop:
            return stop.value if sys.version_info >= (3, 13) else None
        raise RuntimeError("generator ignored GeneratorExit")

    def go_on(self, sent: Any, thrown: BaseException | None) -> Any:
        """The next value that it yields; a StopIteration if it returns, and from then on."""
        if self.gi_running:
            raise ValueError("generator already executing")
        self.gi_frame.sent, self.gi_frame.thrown = sent, thrown
        if not self.gi_frame.blocks:
            self.gi_frame.throw()
        self.started = self.gi_running = True
        try:
            outcome = self.run(self.gi_frame)
        except StopIteration as error:
            raise RuntimeError("generator raised StopIteration") from error
        finally:
            self.gi_running = False
            if not self.gi_frame.blocks:
                self.gi_frame.cells = {}  # who has a generator that is over has none of its values
        if isinstance(outcome, Returned):
            raise StopIteration(outcome.value)
        return outcome.value

    def __del__(self) -> None:
        if self.started and self.gi_frame.blocks:
            self.close()

    def __repr__(self) -> str:
        return f"<generator object {self.__qualname__} at {id(self):#x}>"


Generator.__name__ = Generator.__qualname__ = "generator"  # as `type` tells it
