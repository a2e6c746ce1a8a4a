"""A job is a program and its options; an outcome says what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from mvpy.command.options import Options
from mvpy.reading.source import Source, encode
from mvpy.reading.warned import Warned


@dataclass(frozen=True)
class Job:
    """A program: the file it is in, or its bytes, and the name for messages."""

    name: str
    path: str | None = None
    data: bytes = b""
    options: Options = Options()
    cache: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of a job.

    *status*: desugared, unchanged, judged, failed (the user's mistake), broken (ours) or lost (its process was killed).
    *complaints*, with paths, are about the cache.  *helpers* are those that the output imports.
    """

    name: str
    status: str
    message: str = ""
    source: Source = Source("")
    code: str = ""
    source_map: list[int] = field(default_factory=list)
    sites: list[tuple[str, int]] = field(default_factory=list)
    times: dict[str, float] = field(default_factory=dict)
    steps: list[tuple[str, str]] = field(default_factory=list)
    places: list[tuple[int, int, str]] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    complaints: list[tuple[str, str]] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)

    @property
    def data(self) -> bytes:
        """The output as it goes into a file."""
        return encode(self.code, self.source, self.source_map)
