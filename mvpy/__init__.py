"""MVPy: any Python program, in ten constructs.

    import mvpy

    mvpy.desugar("x = 1 + 2\\n").code       the program in the core, as text
    mvpy.check("x = 1 + 2\\n")              [(1, 5, "binary operation")]

Nothing is imported before it is used.  This file doesn't import even what costs nothing: it runs before
`__main__.py`, which is the first that can take the current folder out of the way of the standard library.
"""

TYPE_CHECKING = False  # which those who check types know by this name, too
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from mvpy.errors import MVPyError
    from mvpy.pipeline import Desugared
    from mvpy.verification import verify

__version__ = "0.1.0"
__all__ = ["Desugared", "MVPyError", "__version__", "check", "desugar", "verify"]

try:  # in a checkout that is not installed the rewrites are found, too: they lie beside this folder
    loader: "Any" = __spec__.loader
    if b"\nORDER = (" in loader.get_data(f"{__path__[0][:-4]}rewrites/__init__.py"):
        __path__.append(__path__[0][:-5])
except (OSError, AttributeError):  # in an installation there is none; and not every loader can tell
    pass

LAZY = {"Desugared": "mvpy.pipeline", "MVPyError": "mvpy.errors", "verify": "mvpy.verification"}


def __getattr__(name: str) -> "Any":
    """The parts of the interface that need an import."""
    if name not in LAZY:
        raise AttributeError(f"module 'mvpy' has no attribute '{name}'")
    from importlib import import_module  # start-up: see above

    return getattr(import_module(LAZY[name]), name)


def __dir__() -> "list[str]":
    return sorted({*globals(), *LAZY})


def desugar(
    source: "str | bytes",
    *,
    filename: str = "<string>",
    only: "Sequence[str]" = (),
    keep: "Sequence[str]" = (),
    until: "str | None" = None,
    level: str = "core",
    target: "tuple[int, int] | None" = None,
    steps: bool = False,
    exact: bool = False,
    for_: "str | None" = None,
    annotations: bool = False,
    with_shim: bool = False,
) -> "Desugared":
    """*source* without the constructs whose rewrites are enabled: by default, in the core.

        mvpy.desugar("with (a as b, c): pass\\n", for_="3.8").code      "with a as b, c: pass\\n"

    *only*, *keep* and *until* name rewrites; *level* is "core" or "readable"; *target* is the Python whose
    behaviour decides where versions differ; an *exact* output does what CPython does, even where the Language
    Reference promises nothing.  *for_* names a host, as `--for` does: then what it does not read goes, and nothing
    else; with *annotations*, types in those that it keeps as texts, too; *with_shim*, below what defines the things that
    the host lacks.  A SourceError says where *source* is not
    Python, a UsageError which of these options is wrong.
    """
    # start-up: libcst, and see above
    from mvpy.command.first_look import lacking_for, warned_of_library
    from mvpy.command.lowerings import for_host
    from mvpy.command.options import kinds_of, refuse_wrong, target_for
    from mvpy.command.rewrite_names import full_names, last_of
    from mvpy.command.shims import below_shim, refuse_no_shim, shim_of
    from mvpy.pipeline import desugar_source
    from mvpy.reading.source import read_source

    only, keep = full_names(only), full_names(keep)
    lowering = for_host(for_, annotations, exact) if for_ is not None or annotations else None
    refuse_wrong(only, keep, until, level, target, lowering)
    text = source if isinstance(source, str) else read_source(source, filename).text
    result = desugar_source(
        text,
        filename=filename,
        only=only,
        keep=keep,
        until=last_of(until) if until else None,
        level=level,
        target=target or (target_for(lowering) if lowering else None),
        steps=steps,
        kinds=kinds_of(exact),
        lowering=lowering,
    )
    if with_shim:
        refuse_no_shim(lowering)
        if result.changed:
            result.code, result.source_map = below_shim(shim_of(lowering), result.code, result.source_map)
    if lowering is not None:
        result.warnings = sorted([*result.warnings, *warned_of_library(lacking_for(lowering, text))])
    return result


def load_ipython_extension(shell: "Any") -> None:
    """`%load_ext mvpy`: give the *shell* of IPython our magics."""
    from mvpy.notebook.magics import register  # start-up: see above; and there may be no IPython

    register(shell)


def check(source: "str | bytes", filename: str = "<string>") -> "list[tuple[int, int, str]]":
    """(line, column, construct) for every place in *source* that is not strict core."""
    # start-up: see above
    from mvpy.command.batch import places_outside_the_core
    from mvpy.reading.source import Source, read_source

    program = Source(source, filename) if isinstance(source, str) else read_source(source, filename)
    return places_outside_the_core(program)
