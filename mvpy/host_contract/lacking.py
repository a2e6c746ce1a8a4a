"""A CPython that lacks an entry of the host contract, on purpose.

    python mvpy/host_contract/lacking.py ENTRY FILE      runs the program FILE, which is in the core, on it

What is a name is taken out of the builtins; attributes, of modules too, are refused by `getattr`, through which the core
gets them all; what builtins do is refused by functions in their place; and what the ten constructs do is changed in the
program, before it runs.
"""

from __future__ import annotations

import ast
import builtins
import signal
import sys
import threading
import types
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

from mvpy.host_contract.entries import ENTRIES
from mvpy.host_contract.entry import Entry

SECONDS = 2  # so long may a program run that goes wrong
TYPES: dict[str, type] = {
    "generator": types.GeneratorType,
    "module": types.ModuleType,
    "function": types.FunctionType,
}
OFFERED = object()


class Lacks(Exception):
    """What a program gets that asks for more than the host has."""


class Host:
    """A host at work: its builtins, the names that a program finds, and how it changes programs."""

    def __init__(self, names: dict[str, Any], say: Callable[[str], None]) -> None:
        self.builtins = dict(vars(builtins))
        self.builtins.pop("__annotations__", None)  # it is there as soon as somebody has asked for it
        self.builtins["print"] = lambda *words, **how: say(how.get("sep", " ").join(map(str, words)))
        self.names = {"__name__": "__main__", **names}
        self.change: ast.NodeTransformer | None = None
        self.refuses: Callable[[type[SyntaxError]], bool] | None = None

    def run(self, code: CodeType, text: str) -> None:
        """Run the program *text*, whose code is *code* where nothing has to be changed in it."""
        if self.change is not None:
            tree = ast.fix_missing_locations(self.change.visit(ast.parse(text)))
            code = compile(tree, "changed", "exec")
        names = {**self.names, "__builtins__": self.builtins}
        if threading.current_thread() is not threading.main_thread():
            exec(code, names)  # signals are for the main thread
            return
        before = signal.signal(signal.SIGALRM, too_long)
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            exec(code, names)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def too_long(*_: object) -> None:
    """The handler of the clock."""
    raise Lacks


def lacking(
    entry: Entry | None, code: CodeType, text: str, names: dict[str, Any], say: Callable[[str], None]
) -> None:
    """Run the core *text*, which is compiled to *code*, on a host without *entry*, or on one that lacks nothing.

    The program finds *names*; what it prints is handed to *say*.
    """
    host = Host(names, say)
    if entry is not None:
        REMOVERS[entry.kind](host, entry.name)
    host.run(code, text)


def why_not(entry: Entry) -> str:
    """Why *entry* cannot be taken from CPython; empty if it can."""
    return KEPT.get(entry.name, "")


# --- names and attributes -------------------------------------------------------------------------


def without_builtin(host: Host, name: str) -> None:
    """Take a builtin away."""
    host.builtins.pop(name, None)
    if name == "__name__":
        host.names.pop(name)


def without_function(host: Host, path: str) -> None:
    """Refuse an attribute of a module."""
    module, _, name = path.rpartition(".")
    __import__(module)
    refuse(host, lambda thing: thing is sys.modules[module], name)


def without_method(host: Host, path: str) -> None:
    """Refuse an attribute of a type and of its instances."""
    owner, _, name = path.partition(".")
    kind = TYPES.get(owner) or vars(builtins)[owner]

    def meant(thing: Any) -> bool:
        return issubclass(type(thing), kind) or (issubclass(type(thing), type) and issubclass(thing, kind))

    refuse(host, meant, name)


def refuse(host: Host, meant: Callable[[Any], bool], name: str) -> None:
    """Let the host find no attribute *name* in what is *meant*."""

    def getattr_(thing: Any, wanted: str, *default: Any) -> Any:
        if wanted != name or not meant(thing):
            return getattr(thing, wanted, *default)
        if default:
            return default[0]
        raise AttributeError(wanted)

    host.builtins["getattr"] = getattr_
    host.builtins["hasattr"] = lambda thing, wanted: getattr_(thing, wanted, OFFERED) is not OFFERED


# --- what builtins do -----------------------------------------------------------------------------


def instead(name: str, made: Callable[[Any, Any], Any]) -> Callable[[Host], None]:
    """A remover that puts *made*(the builtin, the host) in the place of the builtin *name*."""

    def remove(host: Host) -> None:
        host.builtins[name] = made(host.builtins[name], host)

    return remove


def only(accepted: Callable[..., bool]) -> Callable[[Any, Any], Any]:
    """Makes a function that raises what a host raises for arguments that are not *accepted*."""

    def made(function: Any, host: Any) -> Any:
        def call(*arguments: Any, **keywords: Any) -> Any:
            if not accepted(*arguments, **keywords):
                raise Lacks
            return function(*arguments, **keywords)

        return call

    return made


def is_ordinary(thing: object) -> bool:
    """Is *thing* an instance of a class that Python code has made?"""
    return bool(type(thing).__flags__ & 1 << 9)


def unbinding(is_meant: Callable[[Any], bool]) -> Callable[[Any, Any], Any]:
    """Makes a `getattr` that does not bind the methods for which *is_meant*."""

    def made(function: Any, host: Any) -> Any:
        def getattr_(thing: Any, name: str, *default: Any) -> Any:
            found = function(thing, name, *default)
            if not issubclass(type(thing), (type, types.ModuleType)) and is_meant(found):
                return getattr(type(thing), name, found)
            return found

        return getattr_

    return made


def no_setting(kind: type | tuple[type, ...], *names: str) -> Callable[[Host], None]:
    """A remover that lets nobody set an attribute with one of *names* (or with none of the others) on a *kind*."""

    def accepted(thing: Any, name: str, value: object) -> bool:
        return not (issubclass(type(thing), kind) and name in names)

    return instead("setattr", only(accepted))


def no_other_attributes(host: Host) -> None:
    """Functions have no attributes but the known ones."""
    known = {*dir(no_other_attributes), "__name__", "__qualname__", "__doc__", "__annotations__"} - {
        "__type_params__"
    }
    instead("setattr", only(lambda thing, name, _: type(thing) is not types.FunctionType or name in known))(
        host
    )


def without_cause(host: Host) -> None:
    """The cause of an exception stays as it is."""

    def set_(thing: Any, name: str, value: object) -> None:
        if name == "__cause__":
            raise Lacks
        BaseException.__setattr__(thing, name, value)

    def getattr_(thing: Any, name: str, *default: Any) -> Any:
        return set_ if thing is BaseException and name == "__setattr__" else getattr(thing, name, *default)

    host.builtins["getattr"] = getattr_
    no_setting(BaseException, "__cause__")(host)


def in_module(module: str, name: str, made: Callable[[Any], Any]) -> Callable[[Host], None]:
    """A remover that puts *made*(the function) in the place of a function of a module."""

    def remove(host: Host) -> None:
        there = __import__(module)
        replaced = made(getattr(there, name))

        def getattr_(thing: Any, wanted: str, *default: Any) -> Any:
            return replaced if thing is there and wanted == name else getattr(thing, wanted, *default)

        host.builtins["getattr"] = getattr_

    return remove


def without_set_name(host: Host) -> None:
    """`__set_name__` is an attribute as any other: here, classes get it under another name."""
    in_module("operator", "setitem", lambda _: set_other_name)(host)
    type_ = host.builtins["type"]
    host.builtins["type"] = type_with(lambda namespace: {
        "other" if name == "__set_name__" else name: value for name, value in namespace.items()
    }, type_)  # fmt: skip


def set_other_name(items: Any, name: object, value: object) -> None:
    """`items[name] = value`, but for `__set_name__`."""
    items["other" if name == "__set_name__" else name] = value


def type_with(changed: Callable[[dict[str, Any]], dict[str, Any]], type_: Any) -> Any:
    """A `type` whose new classes have namespaces that are *changed*."""

    class Meta(type):
        def __call__(cls, *arguments: Any) -> Any:
            return type_(*arguments[:2], changed(arguments[2])) if len(arguments) == 3 else type_(*arguments)

        def __instancecheck__(cls, thing: object) -> bool:
            return isinstance(thing, type_)

        def __subclasscheck__(cls, kind: type) -> bool:
            return issubclass(kind, type_)

    return Meta("type", (), {"__delattr__": type_.__delattr__})


def new_class_only(accepted: Callable[..., bool]) -> Callable[[Host], None]:
    """A remover: `types.new_class` takes only what is *accepted*."""
    return in_module("types", "new_class", lambda function: only(accepted)(function, None))


def missing_attributes_are_none(host: Host) -> None:
    """What is not there is None, as in other languages."""
    host.builtins["getattr"] = lambda thing, name, *default: getattr(thing, name, *default or (None,))


def no_context(host: Host) -> None:
    """Exceptions do not know what was handled."""

    def getattr_(thing: Any, name: str, *default: Any) -> Any:
        return (
            None
            if issubclass(type(thing), BaseException) and name == "__context__"
            else getattr(thing, name, *default)
        )

    host.builtins["getattr"] = getattr_


# --- what the ten constructs do -------------------------------------------------------------------


class Change(ast.NodeTransformer):
    """Changes the nodes of some kinds, when their parts are changed; or refuses a program that has such a node."""

    def __init__(self, *kinds: type[ast.AST], to: Callable[[Any], Any]) -> None:
        self.kinds, self.to = kinds, to

    def visit(self, node: ast.AST) -> Any:
        self.generic_visit(node)
        return self.to(node) if isinstance(node, self.kinds) else node


def changing(*kinds: type[ast.AST], to: Callable[[Any], Any]) -> Callable[[Host], None]:
    """A remover that changes programs."""

    def remove(host: Host) -> None:
        host.change = Change(*kinds, to=to)

    return remove


def refusing(kind: type[ast.AST], such: Callable[[Any], Any]) -> Callable[[Host], None]:
    """A remover that refuses a program which has *such* a node."""

    def refused(node: Any) -> Any:
        if such(node):
            raise Lacks
        return node

    return changing(kind, to=refused)


def parsed(text: str) -> list[ast.stmt]:
    """The statements of *text*."""
    return ast.parse(text).body


def keeps_name(node: ast.ExceptHandler) -> ast.ExceptHandler:
    """A handler whose name stays bound."""
    if node.name:
        node.body = parsed(f"{node.name} = handled_now") + node.body
        node.name = "handled_now"
    return node


def keeps_name_in_functions(node: ast.FunctionDef) -> ast.FunctionDef:
    """A function whose handlers leave their names bound."""
    changed: ast.FunctionDef = Change(ast.ExceptHandler, to=keeps_name).visit(node)
    return changed


def starts_bound(node: ast.FunctionDef) -> ast.FunctionDef:
    """A function whose locals are bound when it starts."""
    around = {name for one in ast.walk(node) if isinstance(one, ast.Nonlocal) for name in one.names}
    parameters = {one.arg for one in ast.walk(node.args) if isinstance(one, ast.arg)}
    bound = {name for one in own_nodes(node) for name in bound_by(one)} - around - parameters
    node.body = [one for name in sorted(bound) for one in parsed(f"{name} = 0")] + node.body
    return node


def own_nodes(node: ast.FunctionDef) -> list[ast.AST]:
    """The nodes in a function, but not those in the functions in it."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        found.append(waiting.pop())
        if not isinstance(found[-1], ast.FunctionDef):
            waiting += ast.iter_child_nodes(found[-1])
    return found


def bound_by(node: ast.AST) -> list[str]:
    """The names that *node* binds."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [node.id]
    if isinstance(node, (ast.FunctionDef, ast.ExceptHandler)) and node.name:
        return [node.name]
    return []


def ends_quietly(node: ast.FunctionDef) -> ast.FunctionDef:
    """A generator function that ends where its body raises StopIteration."""
    if any(isinstance(one, ast.Yield) for one in own_nodes(node)):
        attempt = parsed(
            "try:\n    0\nexcept __builtins__['StopIteration'] as stopping_now:\n    return stopping_now.value"
        )
        attempt[0].body = node.body  # type: ignore[attr-defined]
        node.body = attempt
    return node


def never_reached(node: ast.While) -> ast.stmt:
    """A loop, or nothing where it is never entered."""
    return ast.Pass() if isinstance(node.test, ast.Constant) and not node.test.value else node


def gets_nothing(node: ast.Assign) -> Any:
    """`x = yield y`, where nothing can be sent."""
    if not isinstance(node.value, ast.Yield):
        return node
    return [ast.Expr(node.value), ast.Assign(node.targets, ast.Constant(None))]


def returns_nothing(node: ast.FunctionDef) -> ast.FunctionDef:
    """A generator function that returns nothing."""
    own = own_nodes(node)
    if any(isinstance(one, ast.Yield) for one in own):
        for one in own:
            if isinstance(one, ast.Return) and one.value is not None:
                one.value = None
    return node


def evaluates_late(node: ast.FunctionDef) -> ast.FunctionDef:
    """A function that evaluates its defaults when it is called."""
    arguments = node.args
    named = [one.arg for one in (*arguments.posonlyargs, *arguments.args)]
    lines = [
        f"if {name} is handled_later: {name} = {ast.unparse(default)}"
        for name, default in zip(
            named[len(named) - len(arguments.defaults) :], arguments.defaults, strict=True
        )
    ]
    node.body = parsed("\n".join(lines)) + node.body
    arguments.defaults = [ast.Name("handled_later", ast.Load()) for _ in arguments.defaults]
    return node


def takes_one_type(node: ast.ExceptHandler) -> ast.ExceptHandler:
    """A handler that takes no tuple."""
    if node.type is not None:
        node.type = ast.Call(ast.Name("one_type", ast.Load()), [node.type], [])
    return node


def one_type(kind: object) -> object:
    """*kind*, which is no tuple."""
    if isinstance(kind, tuple):
        raise Lacks
    return kind


def swapped(node: ast.Call) -> Any:
    """A call that evaluates its arguments first, and the last of them first."""
    if node.keywords or len(node.args) < 2 or any(isinstance(one, ast.Starred) for one in node.args):
        return node
    return ast.Call(ast.Name("call_backwards", ast.Load()), [*reversed(node.args), node.func], [])


def call_backwards(*parts: Any) -> Any:
    """A call of the last of *parts* with the others, in the other direction."""
    *arguments, function = parts
    return function(*reversed(arguments))


class Indulgent(dict[str, Any]):
    """Builtins among which any name is found."""

    def __missing__(self, name: str) -> int:
        return 0


def without_unbound_names(host: Host) -> None:
    """Names that are not bound are zero."""
    host.builtins = Indulgent(host.builtins)


def with_helper(function: Callable[..., Any], remove: Callable[[Host], None]) -> Callable[[Host], None]:
    """A remover whose changed programs call *function*."""

    def both(host: Host) -> None:
        host.builtins[function.__name__] = function
        remove(host)

    return both


def late(host: Host) -> None:
    """Defaults are evaluated when a function is called."""
    host.builtins["handled_later"] = OFFERED
    host.change = Change(ast.FunctionDef, to=evaluates_late)


def binding_before(node: ast.FunctionDef) -> ast.FunctionDef:
    """A function in which `nonlocal` names only what is bound above the inner function, as the text has it."""
    bound: set[str] = {one.arg for one in ast.walk(node.args) if isinstance(one, ast.arg)}
    for statement in node.body:
        if isinstance(statement, ast.FunctionDef):
            wanted = {
                name for one in own_nodes(statement) if isinstance(one, ast.Nonlocal) for name in one.names
            }
            mine = {name for one in own_nodes(node) for name in bound_by(one)}
            if (wanted & mine) - bound:
                raise Lacks
        bound |= {name for one in (statement, *ast.walk(statement)) for name in bound_by(one)}
    return node


def captured(node: ast.FunctionDef) -> ast.FunctionDef:
    """A function whose inner functions see its variables as they are when these are defined."""
    mine = {name for one in own_nodes(node) for name in bound_by(one)}
    for one in ast.walk(node):
        if isinstance(one, ast.FunctionDef) and one in own_nodes(node):
            taken = {name for part in ast.walk(one) for name in bound_by(part)}
            taken |= {part.arg for part in ast.walk(one) if isinstance(part, ast.arg)}
            taken |= {name for part in ast.walk(one) if isinstance(part, ast.Nonlocal) for name in part.names}
            read = {part.id for part in ast.walk(one) if isinstance(part, ast.Name)} & mine - taken - {
                one.name
            }
            for name in sorted(read):
                one.args.kwonlyargs.append(ast.arg(name))
                one.args.kw_defaults.append(ast.Call(
                    ast.Name("captured_now", ast.Load()), [ast.Lambda(
                        ast.arguments([], [], None, [], [], None, []), ast.Name(name, ast.Load()))], []))  # fmt: skip
    return node


def captured_now(read: Callable[[], Any]) -> Any:
    """What *read* reads, or None if it is not bound."""
    try:
        return read()
    except NameError:
        return None


def stays_in_loop(node: ast.Try) -> Any:
    """A `try` whose handlers do not leave the function."""
    for handler in node.handlers:
        handler.body = [
            ast.Expr(one.value or ast.Constant(None)) if isinstance(one, ast.Return) else one
            for one in handler.body
        ]
    return node


def is_call_of(name: str) -> Callable[[ast.Call], bool]:
    return lambda node: isinstance(node.func, ast.Name) and node.func.id == name


WITHOUT: dict[str, Callable[[Host], None]] = {
    # core
    "unbound names": without_unbound_names,
    "unbound locals": changing(ast.FunctionDef, to=starts_bound),
    "closures": with_helper(captured_now, changing(ast.FunctionDef, to=captured)),
    "nonlocal": changing(ast.Nonlocal, to=lambda node: ast.Pass()),
    "variables that functions share": with_helper(captured_now, changing(ast.FunctionDef, to=captured)),
    "nonlocal of an unbound variable": changing(ast.FunctionDef, to=binding_before),
    "default values": late,
    "*parameter": refusing(ast.arguments, lambda node: node.vararg),
    "**parameter": refusing(ast.arguments, lambda node: node.kwarg),
    "keyword-only parameters": refusing(ast.arguments, lambda node: node.kwonlyargs),
    "positional-only parameters": refusing(ast.arguments, lambda node: node.posonlyargs),
    "keyword arguments": refusing(
        ast.Call, lambda node: any(one.arg for one in node.keywords) and not is_call_of("dict")(node)
    ),
    "*argument": refusing(ast.Call, lambda node: any(isinstance(one, ast.Starred) for one in node.args)),
    "several *arguments": refusing(
        ast.Call, lambda node: any(isinstance(one, ast.Starred) for one in node.args[:-1])
    ),
    "**argument": refusing(ast.Call, lambda node: any(one.arg is None for one in node.keywords)),
    "250 arguments": refusing(ast.Call, lambda node: len(node.args) > 200),
    "large integers": refusing(ast.Constant, lambda node: node.value >= 2**63),
    "order of evaluation": with_helper(call_backwards, changing(ast.Call, to=swapped)),
    "yield": refusing(ast.Yield, lambda node: True),
    "yield that is not reached": changing(ast.While, to=never_reached),
    "yield sends": changing(ast.Assign, to=gets_nothing),
    "return in a generator": changing(ast.FunctionDef, to=returns_nothing),
    "StopIteration in a generator": changing(ast.FunctionDef, to=ends_quietly),
    "except with a tuple": with_helper(one_type, changing(ast.ExceptHandler, to=takes_one_type)),
    "the name of a handler": changing(ast.Module, to=lambda node: Change(ast.ExceptHandler, to=keeps_name).visit(node)),
    "the name of a handler in a function": changing(ast.FunctionDef, to=keeps_name_in_functions),
    "bare raise": changing(ast.Raise, to=lambda node: node if node.exc else ast.Raise(ast.Name("no_such_name", ast.Load()))),
    "a jump out of a handler": changing(ast.Try, to=stays_in_loop),
    # behaviours
    "dict with keywords": changing(
        ast.Call, to=lambda node: ast.parse("no_such_name()").body[0].value  # type: ignore[attr-defined]
        if is_call_of("dict")(node) and any(one.arg for one in node.keywords) else node
    ),
    "min of a dictionary": instead("min", only(lambda *values: len(values) > 1 or not isinstance(values[0], dict))),
    "next with a default": instead("next", only(lambda *values: len(values) == 1)),
    "missing attributes": missing_attributes_are_none,
    "getattr with a default": instead("getattr", only(lambda *values: len(values) == 2)),
    "getattr binds methods": instead("getattr", unbinding(lambda found: isinstance(found, types.MethodType))),
    "getattr binds builtin methods": instead(
        "getattr", unbinding(lambda found: isinstance(found, types.BuiltinMethodType) and found.__self__ is not None)
    ),
    "getattr of a type": instead("getattr", only(
        lambda thing, *_: not (issubclass(type(thing), type) and is_made(thing))
    )),
    "setattr of an instance": instead("setattr", only(lambda thing, *_: not is_ordinary(thing) or issubclass(type(thing), type))),
    "iter of an instance": instead("iter", only(lambda thing: not is_ordinary(thing))),
    "next of an instance": instead("next", only(lambda thing, *_: not is_ordinary(thing))),
    "__set_name__": without_set_name,
    "new_class with a metaclass": new_class_only(lambda name, bases, keywords, *_: "metaclass" not in keywords),
    "new_class with keywords": new_class_only(lambda name, bases, keywords, *_: not keywords.keys() - {"metaclass"}),
    "new_class with bases that stand for others": new_class_only(
        lambda name, bases, *_: all(isinstance(base, type) for base in bases)
    ),
    "writable __name__ of functions": no_setting(types.FunctionType, "__name__"),
    "writable __qualname__ of functions": no_setting(types.FunctionType, "__qualname__"),
    "writable __doc__ of functions": no_setting(types.FunctionType, "__doc__"),
    "writable __annotations__ of functions": no_setting(types.FunctionType, "__annotations__"),
    "other attributes of functions": no_other_attributes,
    "settable __cause__": without_cause,
    "contexts": no_context,
    "globals is the namespace": instead("globals", lambda function, host: lambda: dict(host.names)),
    "__import__ of a submodule": instead("__import__", only(lambda name, *_: "." not in name or bool(_))),
    "__import__ with names": instead("__import__", only(
        lambda name, *others: not others or isinstance(others[2], list)  # so functions of the interpreter import
    )),
    "format with a specification": instead("format", only(lambda value, *how: not how)),
    "keyword arguments of exceptions": instead("ImportError", lambda kind, host: without_keywords(kind)),
    "type of a class": instead("type", lambda type_, host: lambda *values: type_of(*values)),
}  # fmt: skip


def is_made(kind: type) -> bool:
    """Has Python code made this class?"""
    return bool(kind.__flags__ & 1 << 9)


def without_keywords(kind: Any) -> Any:
    """A class of exceptions that take no keywords."""

    class Plain(kind):  # type: ignore[misc]
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)

    return Plain


def type_of(*values: Any) -> Any:
    """The type of something, which is no class; or a new class."""
    if len(values) == 1 and isinstance(values[0], type):
        raise Lacks
    return type(*values)


KEPT = {
    "truth": "a loop has no other way to end",
    "handlers catch subclasses": "the handlers of the interpreter itself would change",
    "raise makes an instance": "what a class becomes is not to be seen in the program",
    "a variable for each call": "functions would have to be something else",
    "a call of an instance": "calls are everywhere, of classes and functions too",
    "__init__": "classes of the interpreter itself would change",
    "special methods through the type": "operators of the interpreter itself would change",
}


def remove_behaviour(host: Host, name: str) -> None:
    """Take away what builtins, or the ten constructs, do."""
    WITHOUT[name](host)


REMOVERS: dict[str, Callable[[Host, str], None]] = {
    "builtin": without_builtin, "function": without_function, "method": without_method, "behaviour": remove_behaviour,
    "core": remove_behaviour,
}  # fmt: skip


def main(name: str, path: str) -> None:
    """Run the program at *path* on a host that lacks the entry *name*; `-` lacks nothing."""
    text = Path(path).read_text(encoding="utf-8")
    sys.argv = [path]
    lacking(ENTRIES.get(name), compile(text, path, "exec"), text, {}, print)


if __name__ == "__main__":
    main(*sys.argv[1:])
