"""Run a program and its desugared version on native and WASI CPython, and compare what they do.

    verify(original, desugared_source, [NativeHost(), WasiHost()]) -> Verification
    verify_many([Task(original, desugared_source), ...], hosts)    -> the Verifications, in order
    available()                                                    -> the interpreters on this machine

Nothing here knows how desugaring works.  Nothing heavy is imported: wasmtime runs in processes of its own.
"""

from __future__ import annotations

from mvpy.verification.compare import LEVELS, Comparison, Translation, compare
from mvpy.verification.hosts import CommandHost, Host, NativeHost, WasiHost, available, close_sessions
from mvpy.verification.observe import Observation
from mvpy.verification.results import HostVerdict, Task, Verification
from mvpy.verification.supervise import HostError, Limits
from mvpy.verification.verdict import verify, verify_many
from mvpy.verification.wasi_sandbox import WasiError

__all__ = [
    "LEVELS",
    "CommandHost",
    "Comparison",
    "Host",
    "HostError",
    "HostVerdict",
    "Limits",
    "NativeHost",
    "Observation",
    "Task",
    "Translation",
    "Verification",
    "WasiError",
    "WasiHost",
    "available",
    "close_sessions",
    "compare",
    "verify",
    "verify_many",
]
