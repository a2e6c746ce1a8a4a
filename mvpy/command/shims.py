"""`--with-shim`: an output for an interpreter, below the text that defines what the interpreter lacks."""

from __future__ import annotations

from collections.abc import Sequence

from mvpy.command.jobs import Outcome
from mvpy.errors import UsageError
from mvpy.machine.lowering import Lowering


def shim_of(lowering: Lowering | None) -> str:
    """The shim of the interpreter that *lowering* is for; empty if it has none, or if it is a CPython."""
    if lowering is None or not lowering.host:
        return ""
    from mvpy.hosts import ADAPTERS  # start-up: verification, which most runs do without

    adapter = ADAPTERS.get(lowering.host)
    return adapter.shim if adapter else ""


def refuse_no_shim(lowering: Lowering | None, helpers: str | None = None) -> None:
    """A UsageError if there is no shim for the host of *lowering*, or if *helpers* go to a module, which has none."""
    if lowering is None:
        raise UsageError("--with-shim is for interpreters: --for says which")
    if not shim_of(lowering):
        raise UsageError(f"--with-shim: there is no shim for {lowering.host or 'a CPython'}")
    if helpers not in (None, "inline"):
        raise UsageError(
            f"--with-shim and --helpers {helpers} exclude each other: a module of helpers would need the shim, too"
        )


def below_shim(shim: str, code: str, source_map: Sequence[int]) -> tuple[str, list[int]]:
    """*code* with the *shim* in front of its first statement, and its source map."""
    from mvpy.verification.shim import parts_with_shim  # start-up: as above

    before, above, rest = parts_with_shim(code, shim)
    at = before.count("\n")
    return before + above + rest, [*source_map[:at], *[0] * above.count("\n"), *source_map[at:]]


def needs_shim(outcome: Outcome) -> bool:
    """Does what was added in *outcome* take anything from modules?  Interpreters without a shim of ours have those."""
    is_new = outcome.status == "desugared" and "__import__" not in outcome.source.text
    return is_new and "__import__" in outcome.code
