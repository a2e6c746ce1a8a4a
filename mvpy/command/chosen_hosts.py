"""Which interpreters `mvpy verify` runs programs on: `--native`, `--wasi-python`, `--host`, `--on`, `--shim`."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mvpy.errors import UsageError
from mvpy.hosts import ADAPTERS, Adapter, adapter_of
from mvpy.hosts.finding import on_path
from mvpy.hosts.oracles import oracles_for, version_in
from mvpy.verification import CommandHost, Host, NativeHost, WasiHost
from mvpy.verification.hosts import answer_of

if TYPE_CHECKING:  # it runs what this chooses
    from mvpy.command.verification_runs import CommandLine

OF_CPYTHON = re.compile(r"(python|pypy)[\d.]*")  # names of commands that are asked for their version


def chosen_hosts(options: CommandLine) -> list[Host]:
    """The hosts that the options ask for."""
    native = NativeHost("native", os.path.abspath(options.native) if options.native else sys.executable)
    wasi = WasiHost("wasi", Path(options.wasi_python) if options.wasi_python else None)
    commands = commands_of(options.host, (native.name, wasi.name))
    known = dict.fromkeys([native.name, wasi.name, *commands, *ADAPTERS])
    for name in options.on:
        if name not in known:
            raise UsageError(f"unknown host '{name}'; there are {', '.join(known)}")
    wanted = options.on or (native.name, wasi.name, *commands)
    for name in commands:
        if name not in wanted:
            raise UsageError(f"--host {name}=... is not among those of --on: {', '.join(options.on)}")
    shim = text_of_shim(options.shim)
    others = [
        foreign_host(name, commands.get(name, ()), native, shim)
        for name in known
        if name in wanted and name not in (native.name, wasi.name)
    ]
    if shim is not None and not others:
        raise UsageError("--shim is for other interpreters, those of --host and --on")
    return [*(host for host in (native, wasi) if host.name in wanted), *others]


def commands_of(
    texts: Sequence[str], taken: Sequence[str], what: str = "--host"
) -> dict[str, tuple[str, ...]]:
    """The commands of `--host NAME=COMMAND`, or *what* it is called, by their names, which are none of those *taken*."""
    commands: dict[str, tuple[str, ...]] = {}
    for text in texts:
        name, equals, command = text.partition("=")
        if not (name and equals and command.strip()):
            raise UsageError(f"{what} is NAME=COMMAND, not '{text}'")
        if name in taken or name in commands:
            raise UsageError(f"there are two hosts called '{name}'")
        try:
            commands[name] = tuple(shlex.split(command))
        except ValueError as error:
            raise UsageError(f"{what} {text}: {str(error).lower()}") from None
    return commands


def foreign_host(name: str, words: tuple[str, ...], native: NativeHost, shim: str | None) -> CommandHost:
    """The host *name*: the adapter of that name, if there is one, with the command *words*, if any are given."""
    adapter = adapter_of(name)
    if adapter is not None:
        return adapter.host(words or found(adapter), native, shim)
    oracles, instead = oracles_for(version_of_command(words), native)
    return CommandHost(name, words, oracles, instead, shim=shim or "")


def found(adapter: Adapter) -> tuple[str, ...]:
    """The command of *adapter*; a UsageError that says how to install it if it is not here."""
    command = adapter.find()
    if command:
        return command
    words = f"{adapter.name} is not installed; this installs it: {adapter.install}"
    if adapter.needs and not on_path(adapter.needs):
        words += f" (it runs under {adapter.needs}, which is not on the PATH)"
    raise UsageError(words)


def version_of_command(words: tuple[str, ...]) -> tuple[int, int] | None:
    """The version of Python that the command *words* says that it is, if it is called as a CPython or PyPy is."""
    if len(words) != 1 or not OF_CPYTHON.fullmatch(os.path.basename(words[0])):
        return None
    file = shutil.which(words[0])
    return version_in(answer_of(os.path.abspath(file))[0]) if file else None


def text_of_shim(path: str | None) -> str | None:
    """The text of the shim in the file *path*."""
    if path is None:
        return None
    try:
        return Path(path).read_bytes().decode("ascii")
    except UnicodeDecodeError:
        raise UsageError(f"--shim {path}: a shim is in ASCII, so that it fits before every program") from None
