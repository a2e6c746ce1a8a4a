"""Generators: frames that are run piece by piece."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator as AbstractGenerator
from types import TracebackType
from typing import Any

from mvpy.interpreter.frames import Returned, Yielded

Resume = Callable[[Any, BaseException | None], Returned | Yielded]


class Generator(AbstractGenerator[Any, Any, Any]):
    """What a call of a generator function gives.  *resume* runs its frame up to the next `yield`, or to its end."""

    def __init__(self, resume: Resume, name: str, qualname: str) -> None:
        self.__name__, self.__qualname__ = name, qualname
        self.gi_running = False
        self.resume: Resume | None = resume
        self.started = False

    def send(self, value: Any) -> Any:
        """Go on; the `yield` at which it waits has this *value*."""
        if value is not None and not self.started:
            raise TypeError("can't send non-None value to a just-started generator")
        return self.go_on(value, None)

    def throw(self, kind: Any, value: Any = None, traceback: TracebackType | None = None) -> Any:
        """Go on; the `yield` at which it waits raises this exception."""
        error = (
            kind if isinstance(kind, BaseException) else value if isinstance(value, BaseException) else None
        )
        if error is None:
            error = kind() if value is None else kind(value)
        if traceback is not None:
            error = error.with_traceback(traceback)
        return self.go_on(None, error)

    def close(self) -> Any:
        """End it, by a GeneratorExit at the `yield` at which it waits."""
        if not self.started:
            self.resume = None
        try:
            self.go_on(None, GeneratorExit())
        except GeneratorExit:
            return None
        except StopIteration as stop:
            return stop.value if sys.version_info >= (3, 13) else None
        raise RuntimeError("generator ignored GeneratorExit")

    def go_on(self, sent: Any, thrown: BaseException | None) -> Any:
        """The next value that it yields; a StopIteration if it returns, and forever after."""
        if self.gi_running:
            raise ValueError("generator already executing")
        if self.resume is None:
            raise thrown or StopIteration
        self.started = self.gi_running = True
        outcome: Returned | Yielded = Returned(None)  # so it is over also if an exception leaves it
        try:
            outcome = self.resume(sent, thrown)
        except StopIteration as error:
            raise RuntimeError("generator raised StopIteration") from error
        finally:
            self.gi_running = False
            if isinstance(outcome, Returned):
                self.resume = None
        if isinstance(outcome, Returned):
            raise StopIteration(outcome.value)
        return outcome.value

    def __del__(self) -> None:
        if self.resume is not None and self.started:
            self.close()

    def __repr__(self) -> str:
        return f"<generator object {self.__qualname__} at {id(self):#x}>"


Generator.__name__ = Generator.__qualname__ = "generator"  # as `type` tells it
