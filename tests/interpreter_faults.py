"""Faults planted in the reference interpreter: each makes it an interpreter of another language.

    FAULTS                        what is wrong, with which of the ten constructs, and the edit that makes it
    so faulty(fault)                 an interpreter with that fault, as a module: it has `parse` and
    `run_module` behaviour(interpreter, text)  what a program in the core shows there

A fault is one small edit of one file of `mvpy/interpreter`.  With each stands a program that shows it;
programs may use the names of HELPERS besides the builtins, since a core without them takes many lines to say
anything.
"""

from __future__ import annotations

import importlib.util
import operator
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from textwrap import dedent
from types import ModuleType
from typing import Any

INTERPRETER = Path(__file__).parents[1] / "mvpy" / "interpreter"
ENOUGH = 2000  # so many calls of helpers has a program that goes on for ever


@dataclass(frozen=True)
class Fault:
    """What is wrong, as a sentence about the language; the construct; the edit; a program that shows it."""

    name: str
    construct: str
    file: str
    old: str
    new: str
    program: str


class TooMuch(BaseException):
    """A program goes on for ever."""


def faulty(fault: Fault) -> ModuleType:
    """A copy of the interpreter, edited, under a name of its own."""
    package = "faulty_" + re.sub(r"\W+", "_", fault.name)
    edited = {path.stem: path.read_text(encoding="utf-8") for path in INTERPRETER.glob("*.py")}
    name = fault.file.removesuffix(".py")
    if edited[name].count(fault.old) != 1:
        raise ValueError(
            f"{fault.name}: the old text stands {edited[name].count(fault.old)} times in {fault.file}"
        )
    edited[name] = edited[name].replace(fault.old, fault.new)
    finder = Finder(
        package, {stem: text.replace("mvpy.interpreter", package) for stem, text in edited.items()}
    )
    sys.meta_path.insert(0, finder)
    try:
        return import_module(package)
    finally:
        sys.meta_path.remove(finder)


class Finder:
    """Finds the modules of the package *package*, whose texts are given by their names."""

    def __init__(self, package: str, texts: dict[str, str]) -> None:
        self.package, self.texts = package, texts

    def find_spec(self, name: str, path: object = None, target: object = None) -> Any:
        """The specification of the module *name*, if it is one of the package."""
        first, _, rest = name.partition(".")
        if first != self.package:
            return None
        file = str(INTERPRETER / f"{rest or '__init__'}.py")  # frames of the copy are the interpreter's, too
        return importlib.util.spec_from_loader(name, self, origin=file, is_package=not rest)

    def create_module(self, spec: object) -> None:
        """The usual module."""

    def exec_module(self, module: ModuleType) -> None:
        """Fill *module*."""
        assert module.__spec__ is not None and module.__spec__.origin is not None
        file = module.__file__ = module.__spec__.origin
        exec(compile(self.texts[Path(file).stem], file, "exec"), vars(module))


def helpers() -> dict[str, Any]:
    """The names that programs may use, new ones: they count how often they are called."""
    calls = 0

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def helper(*args: Any, **keywords: Any) -> Any:
            nonlocal calls
            calls += 1
            if calls > ENOUGH:
                raise TooMuch
            return function(*args, **keywords)

        return helper

    return {name: counted(function) for name, function in HELPERS.items()}


HELPERS: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "less": operator.lt,
    "pair": lambda *items: items,
    "names": lambda **items: items,
    "send": lambda generator, value: generator.send(value),
    "throw": lambda generator, error: generator.throw(error),
    "close": lambda generator: generator.close(),
    "context": lambda error: type(error.__context__).__name__,
    "kind": lambda value: type(value).__name__,
    "is_": operator.is_,
    "join": lambda items, item: items.append(item),
    "last": lambda items: items[-1],
}


def behaviour(interpreter: Any, text: str) -> list[str]:
    """What the program *text* prints in *interpreter*, line by line, and which exception ends it."""
    return shown(lambda names: interpreter.run_module(interpreter.parse(text), names, "program.py"))


def behaviour_on_host(text: str) -> list[str]:
    """What it does in the Python that runs this."""
    return shown(lambda names: exec(compile(text, "program.py", "exec"), names))


def shown(run: Callable[[dict[str, Any]], object]) -> list[str]:
    """What is printed while *run* works with the names that it is given, and which exception ends it."""
    said: list[str] = []

    def tell(*values: Any) -> Any:
        said.append(" ".join(map(str, values)))
        if len(said) > 50:
            raise TooMuch
        return values[0] if values else None

    try:
        run({"__name__": "program", **helpers(), "print": tell})
    except BaseException as error:
        said.append(type(error).__name__)
    return said


def fault(name: str, construct: str, file: str, old: str, new: str, program: str) -> Fault:
    """A fault, with its texts as they are written below: indented."""
    return Fault(name, construct, file, old, new, dedent(program).lstrip("\n"))


FAULTS: list[Fault] = []


def about(construct: str, file: str) -> Callable[[str, str, str, str], None]:
    """What adds a fault of this *construct*, in this *file*."""

    def add(name: str, old: str, new: str, program: str) -> None:
        FAULTS.append(fault(name, construct, file, old, new, program))

    return add


# --- integers -------------------------------------------------------------------------------------

integer = about("integers", "scanner.py")
integer(
    "hexadecimal digits have no capital letters",
    "(_?[0-9a-fA-F])+",
    "(_?[0-9a-f])+",
    "print(0xaf)\nprint(0xAF)\n",
)
integer("a hexadecimal number begins with a small x", "0[xX]", "0x", "print(0xf)\nprint(0XF)\n")
integer(
    "there are no underscores in decimal numbers",
    "[1-9](_?[0-9])*",
    "[1-9][0-9]*",
    "print(1000)\nprint(1_000)\n",
)
integer("octal numbers have digits up to 8, and 7 is none", "(_?[0-7])+", "(_?[0-68])+", "print(0o17)\n")
integer("zero is one digit", "0(_?0)*", "0", "print(0)\nprint(00)\n")
integer = about("integers", "parser.py")
NUMBER = "Integer(int(self.tokens[self.next].text, 0))"
integer(
    "octal numbers are read as decimal ones",
    NUMBER,
    NUMBER.replace(".text", '.text.replace("0o", "")'),
    "print(0o17)\n",
)
integer(
    "binary numbers are read as hexadecimal ones",
    NUMBER,
    NUMBER.replace(".text", '.text.replace("0b", "0x")'),
    "print(0b11)\n",
)
integer(
    "integers have 64 bits", NUMBER, NUMBER.replace("0))", "0) % 2**64)"), "print(1, 36893488147419103233)\n"
)
integer(
    "large integers are negative",
    NUMBER,
    NUMBER.replace("0))", "0) if len(self.tokens[self.next].text) < 10 else -1)"),
    "print(4294967295)\n",
)
integer(
    "an integer is a float",
    NUMBER,
    NUMBER.replace("Integer(int(", "Integer(float(int(").replace("0))", "0)))  # type: ignore"),
    "print(2)\n",
)
integer = about("integers", "execution.py")
integer("zero is nothing", "else expression.value", "else expression.value or None", "print(0, 1)\n")

# --- calls ----------------------------------------------------------------------------------------

call = about("calls", "execution.py")
TELLING = """
    def tell(*values, **names):
        print(values, names)
        return print
"""
call(
    "the function of a call is evaluated twice",
    "calling(frame, function,",
    "calling(frame, evaluate(expression.function, frame),",
    TELLING + "\n    tell(1)(2)\n",
)
call(
    "arguments are evaluated from right to left",
    "    for how, value in expression.positional:\n",
    "    for how, value in reversed(expression.positional):\n"
    "        positional[:0] = evaluate(value, frame) if how else [evaluate(value, frame)]\n"
    "        continue\n",
    "print(print(1), print(2))\n",
)
call(
    "positional arguments arrive in reverse",
    "calling(frame, function, positional,",
    "calling(frame, function, positional[::-1],",
    "print(1, 2)\n",
)
call(
    "a starred argument is one argument",
    "positional.extend(evaluate(value, frame))",
    "positional.append(evaluate(value, frame))",
    "print(1, *pair(2, 3))\n",
)
call(
    "a starred argument gives its first item only",
    "positional.extend(evaluate(value, frame))",
    "positional.extend([*evaluate(value, frame)][:1])",
    "print(1, *pair(2, 3))\n",
)
call(
    "starred arguments come last",
    "in expression.positional:",
    "in sorted(expression.positional, key=lambda pair: pair[0]):",
    "print(*pair(1, 2), 3)\n",
)
call(
    "a starred argument must be a tuple",
    "positional.extend(evaluate(value, frame))",
    "positional.extend(() + evaluate(value, frame))",
    "print(*pair(1))\nprint(*range(2))\n",
)
call(
    "of two equal keywords the last one counts",
    "if key in keywords:",
    "if False:",
    TELLING + """
    try:
        tell(a=1, **names(a=2))
    except TypeError:
        print(3)
""",
)
call(
    "keyword arguments get lost",
    "function, positional, keywords)",
    "function, positional, {})",
    TELLING + "\n    tell(1, a=2)\n",
)
call(
    "keyword arguments are positional ones",
    "function, positional, keywords)",
    "function, [*positional, *keywords.values()], {})",
    TELLING + "\n    tell(1, a=2)\n",
)
call(
    "two stars give the names instead of the values",
    "argument[key] if name ==",
    "key if name ==",
    TELLING + "\n    tell(**names(a=2))\n",
)
call(
    "two stars take a dict only",
    'name == "**" and not hasattr(argument, "keys")',
    'name == "**" and type(argument) is not dict',
    TELLING + """
    mapping = type(min(names(mapping=0)), pair(dict), names())(names(a=2))
    tell(**names(a=1))
    tell(**mapping)
""",
)
call(
    "keywords are evaluated from right to left",
    "in expression.keywords:",
    "in reversed(expression.keywords):",
    "names(a=print(1), b=print(2))\n",
)
call = about("calls", "parser.py")
call(
    "what a call gives can not be called",
    'while self.take("("):\n            value = self.call(value)',
    'if self.take("("):\n            value = self.call(value)',
    TELLING + "\n    tell(1)(2)\n",
)
call(
    "there is no name in front of an argument",
    'if not how and self.at("=", ahead=1):',
    "if False:",
    "print(1)\nprint(names(a=1))\n",
)
call(
    "there are no stars in front of an argument",
    'for stars in ("*", "**")',
    'for stars in ("**",)',
    "print(1)\nprint(*pair(1))\n",
)

# --- assignment -----------------------------------------------------------------------------------

assignment = about("assignment", "execution.py")
RESULT = "result = evaluate(value, frame)"
assignment(
    "an assignment evaluates its value twice",
    RESULT,
    "result = (name is not None and evaluate(value, frame), evaluate(value, frame))[1]",
    "x = print(1)\nprint(x)\n",
)
assignment(
    "a name alone is not read",
    RESULT,
    "result = name is None and isinstance(value, Name) or evaluate(value, frame)",
    """
    print(1)
    try:
        missing
    except NameError:
        print(2)
""",
)
assignment(
    "an expression alone is not evaluated in a function",
    RESULT,
    "result = None if name is None and frame.code.definition else evaluate(value, frame)",
    """
    def f():
        print(1)
        return 2
    print(f())
    """,
)
assignment = about("assignment", "frames.py")
assignment(
    "a variable of a function keeps its first value",
    "            self.cells[name].value = value",
    "            self.cells[name].value = value if self.cells[name].value is UNBOUND else self.cells[name].value",
    """
    def f(a):
        b = a
        b = 2
        a = 3
        print(a, b)
    f(1)
""",
)
assignment(
    "a name of the module keeps its first value",
    "            self.code.namespaces[0][name] = value",
    "            self.code.namespaces[0].setdefault(name, value)",
    "x = 1\nx = 2\nprint(x)\n",
)
assignment(
    "builtins hide the names of the module in functions",
    "for namespace in self.code.namespaces:",
    "for namespace in self.code.namespaces[:: 1 if self.code.definition is None else -1]:",
    """
    min = 1
    def f():
        return kind(min)
    print(f())
    """,
)
assignment(
    "a function finds no builtins",
    "for namespace in self.code.namespaces:",
    "for namespace in self.code.namespaces[: None if self.code.definition is None else 1]:",
    """
    def f():
        print(len(pair()))
    print(len(pair()))
    f()
""",
)
assignment(
    "an unbound local variable is the module's",
    "            if value is not UNBOUND:\n",
    "            if value is UNBOUND and name in self.code.namespaces[0]:\n                return self.code.namespaces[0][name]\n            if value is not UNBOUND:\n",
    """
    x = 1
    def f():
        try:
            print(x)
        except NameError:
            print(2)
        x = 3
    f()
""",
)
assignment(
    "an unbound local variable is None",
    "            if value is not UNBOUND:\n",
    "            if value is UNBOUND:\n                return None\n            if value is not UNBOUND:\n",
    """
    def f():
        try:
            print(x)
        except NameError:
            print(2)
        x = 3
    f()
""",
)
assignment(
    "an unbound local variable is a mere NameError",
    "raise UnboundLocalError(",
    "raise NameError(",
    """
    def f():
        try:
            x
        except UnboundLocalError:
            print(1)
        except NameError:
            print(2)
        x = 3
    f()
""",
)
assignment(
    "a missing name is None",
    'raise NameError(f"name {name!r} is not defined", name=name)',
    "return None",
    """
    try:
        print(missing)
    except NameError:
        print(1)
""",
)
assignment = about("assignment", "scopes.py")
LOCAL = "inner.local = tuple(name for name in dict.fromkeys(inner.bound) if name not in inner.nonlocals)"
assignment(
    "an assignment in a function binds a name of the module",
    LOCAL,
    "inner.local = tuple(function.parameters.names())",
    """
    x = 1
    def f():
        x = 2
    f()
    print(x)
""",
)
assignment = about("assignment", "scanner.py")
assignment(
    "capital letters are small ones",
    "found[0].isidentifier() else found[0]",
    "not found[0].isupper() else found[0].lower()",
    "A = 1\na = 2\nprint(A, a)\n",
)

# --- function definitions -------------------------------------------------------------------------

definition = about("def", "execution.py")
VALUES = "        values = bound(function, parameters, positional, keywords)\n"
CELLS = "        cells = {name: Cell(values.get(name, UNBOUND)) for name in scope.local} | shared\n"
definition(
    "a default is evaluated at each call",
    VALUES,
    "        function.__defaults__ = tuple(evaluate(value, around) for value in parameters.defaults.values())\n"
    + VALUES,
    """
    def f(a=print(1)):
        print(a)
    f()
    f()
""",
)
definition(
    "defaults belong to the parameters in reverse",
    "tuple(defaults.values()) or None",
    "tuple(defaults.values())[::-1] or None",
    """
    def f(a=1, b=2):
        print(a, b)
    f()
""",
)
definition(
    "the calls of a function share their variables",
    CELLS,
    "        for name in scope.local:\n            shared.setdefault(name, Cell()).value = values.get(name, UNBOUND)\n        cells = shared\n",
    """
    def f(n):
        while n:
            f(sub(n, 1))
            print(n)
            return
    f(1)
    f(2)
""",
)
SHARED = "shared = {name: around.cells[name] for name in scope.free}"
definition(
    "a function takes the values of the variables around it",
    SHARED,
    "shared = {name: Cell(around.cells[name].value) for name in scope.free}",
    """
    def f():
        def g():
            print(x)
        x = 1
        try:
            g()
        except NameError:
            print(2)
    f()
""",
)
definition(
    "a function without a call of its own runs at once",
    "    return function\n",
    "    if not parameters.names():\n        function()\n    return function\n",
    """
    def f():
        print(1)
    print(2)
""",
)
definition(
    "a call runs the first statement only",
    "[Block(definition.suite)])\n        if",
    "[Block(definition.suite[:1])])\n        if",
    """
    def f():
        print(1)
        print(2)
    f()
""",
)
definition(
    "defaults of keyword-only parameters get lost",
    "= tuple(defaults.values()) or None, keyword_only or None",
    "= tuple(defaults.values()) or None, None",
    """
    def f(*, a=1):
        print(a)
    try:
        f()
    except TypeError:
        print(2)
""",
)
definition = about("def", "functions.py")
definition(
    "a missing argument is None",
    'raise TypeError(f"{name} missing 1 required {kind} argument: {parameter!r}")',
    "values[parameter] = None",
    """
    def f(a):
        print(a)
    try:
        f()
    except TypeError:
        print(1)
""",
)
definition(
    "arguments that are too many are ignored",
    "if rest and parameters.rest is None:",
    "if False:",
    """
    def f(a):
        print(a)
    try:
        f(1, 2)
    except TypeError:
        print(3)
""",
)
definition(
    "an unknown keyword is ignored",
    'raise TypeError(f"{name} got an unexpected keyword argument {keyword!r}")',
    "pass",
    """
    def f(a):
        print(a)
    try:
        f(1, b=2)
    except TypeError:
        print(3)
""",
)
definition(
    "a keyword replaces a positional argument",
    "if keyword in by_name and keyword in values:",
    "if False:",
    """
    def f(a):
        print(a)
    try:
        f(1, a=2)
    except TypeError:
        print(3)
""",
)
definition(
    "positional-only parameters have names",
    "{*names[parameters.positional_only :],",
    "{*names,",
    """
    def f(a, /, **rest):
        print(a, rest)
    try:
        f(1, a=2)
    except TypeError:
        print(3)
""",
)
definition(
    "keyword-only parameters take positional arguments",
    '()", parameters.positional\n',
    '()", parameters.positional + parameters.keyword_only\n',
    """
    def f(a, *, b=0):
        print(a, b)
    f(1, b=2)
    try:
        f(1, 2)
    except TypeError:
        print(3)
""",
)
definition(
    "a starred parameter is a list",
    "values[parameters.rest] = rest",
    "values[parameters.rest] = [*rest]",
    """
    def f(*rest):
        print(kind(rest), len(rest))
    f(1)
""",
)
definition(
    "a starred parameter has all positional arguments",
    "values[parameters.rest] = rest",
    "values[parameters.rest] = positional",
    """
    def f(a, *rest):
        print(a, rest)
    f(1, 2)
""",
)
definition(
    "a starred parameter is missing where nothing is left",
    "    if parameters.rest is not None:\n        values",
    "    if rest:\n        values",
    """
    def f(*rest):
        print(rest)
    f(1)
    try:
        f()
    except NameError:
        print(2)
""",
)
definition(
    "two stars take the arguments of parameters, too",
    "values[parameters.keywords] = others",
    "values[parameters.keywords] = {**keywords}",
    """
    def f(a, **rest):
        print(a, rest)
    f(a=1, b=2)
""",
)
definition(
    "two stars take nothing",
    "others[keyword] = value",
    "pass",
    """
    def f(**rest):
        print(rest)
    f(a=1)
""",
)
definition(
    "a default counts more than an argument",
    "| (function.__kwdefaults__ or {}) | values",
    "| values | (function.__kwdefaults__ or {})",
    """
    def f(*, a=1):
        print(a)
    f(a=2)
""",
)
definition = about("def", "scopes.py")
AROUND = "resolve(inner, around.union(inner.local))"
definition(
    "a function sees the function right around it alone",
    AROUND,
    "resolve(inner, frozenset(inner.local))",
    """
    def f(x):
        def g():
            def h():
                print(x)
            print(x)
            h()
        g()
    f(1)
""",
)
definition(
    "a function sees no parameters of functions around it",
    AROUND,
    "resolve(inner, around.union(inner.local).difference(function.parameters.names()))",
    """
    def f(x):
        y = 1
        def g():
            print(y)
            print(x)
        g()
    f(2)
""",
)
definition(
    "a function sees no functions around it",
    AROUND,
    "resolve(inner)",
    """
    def f():
        x = 1
        def g():
            print(x)
        print(x)
        g()
    f()
""",
)
definition(
    "a function hands variables to its own functions only if it uses them",
    "*(one.scope.free for one in inner.functions)",
    "",
    """
    def f():
        x = 1
        def g():
            def h():
                print(x)
            h()
        print(x)
        g()
    f()
""",
)
definition = about("def", "parser.py")
definition(
    "def in a function binds a name of the module",
    "name, parameters = self.bound_name(), self.parameters()",
    "name, parameters = self.name(), self.parameters()",
    """
    def f():
        def g():
            print(1)
        g()
    f()
    try:
        g()
    except NameError:
        print(2)
""",
)
definition(
    "there are no positional-only parameters",
    'if self.take("/"):\n',
    'if self.take("/") and self.scopes is None:\n',
    """
    def f(a):
        print(a)
    f(1)
    def g(a, /):
        print(a)
    g(1)
""",
)

# --- nonlocal -------------------------------------------------------------------------------------

nonlocal_ = about("nonlocal", "scopes.py")
COUNTER = """
    def f():
        x = 1
        def g():
            nonlocal x
            x = add(x, 1)
            print(x)
        g()
        g()
        print(x)
    f()
"""
nonlocal_("nonlocal is ignored", LOCAL, "inner.local = tuple(dict.fromkeys(inner.bound))", COUNTER)
nonlocal_(
    "nonlocal means the function right around",
    LOCAL,
    LOCAL + "\n        inner.local += tuple(name for one in inner.functions for name in one.scope.nonlocals)",
    """
    def f():
        x = 1
        def g():
            def h():
                nonlocal x
                x = 2
            h()
        g()
        print(x)
    f()
""",
)
nonlocal_(
    "nonlocal means the module",
    "(used & around).difference(inner.local)",
    "(used & around).difference(inner.local, inner.nonlocals)",
    """
    x = 0
    def f():
        x = 1
        def g():
            nonlocal x
            x = 2
        g()
        print(x)
    f()
    print(x)
""",
)
nonlocal_(
    "nonlocal needs no variable",
    "if unknown := inner.nonlocals - around.difference(function.parameters.names()):",
    "if unknown := inner.nonlocals & set():",
    """
    def f():
        def g():
            nonlocal x
            x = 1
        g()
    f()
    print(2)
""",
)
nonlocal_(
    "nonlocal does not reach over a function that does not use the name",
    "inner.used.union(inner.bound, *(one.scope.free for one in inner.functions))",
    "inner.used.union(inner.bound, *(one.scope.free - one.scope.nonlocals for one in inner.functions))",
    """
    def f():
        x = 1
        def g():
            def h():
                nonlocal x
                x = 2
            h()
        g()
        print(x)
    f()
""",
)
nonlocal_(
    "what is only assigned and nonlocal is not shared",
    "inner.used.union(inner.bound,",
    "inner.used.union(",
    """
    def f():
        x = 1
        def g():
            nonlocal x
            x = 2
        g()
        print(x)
    f()
""",
)
nonlocal_ = about("nonlocal", "parser.py")
NAMES = "self.scopes[-1].nonlocals.update(names)"
nonlocal_(
    "nonlocal takes the first of several names",
    NAMES,
    "self.scopes[-1].nonlocals.update(names[:1])",
    """
    def f():
        a = 1
        b = 2
        def g():
            nonlocal a, b
            a = 3
            b = 4
        g()
        print(a, b)
    f()
""",
)
nonlocal_(
    "nonlocal must stand below what it names",
    NAMES,
    'if not any(set(names) <= scope.bound for scope in self.scopes[1:-1]):\n                raise self.error("unknown")\n            '
    + NAMES,
    """
    def f():
        def g():
            nonlocal x
            x = 1
        x = 2
        g()
        print(x)
    f()
""",
)
nonlocal_(
    "nonlocal makes its names variables of the function around",
    NAMES,
    NAMES + "\n            self.scopes[-2].bound += names",
    """
    def f():
        x = 1
        def g():
            def h():
                nonlocal x
                x = 2
            h()
            print(x)
        g()
        print(x)
    f()
""",
)
nonlocal_ = about("nonlocal", "execution.py")
nonlocal_(
    "nonlocal copies the value",
    SHARED,
    "shared = {name: Cell(around.cells[name].value) if name in scope.nonlocals else around.cells[name] for name in scope.free}",
    COUNTER,
)
nonlocal_(
    "nonlocal unbinds the name",
    "        case Nonlocal():  # it has said what it has to say before anything ran\n            pass",
    "        case Nonlocal(_, names):\n            frame.unbind(names[0])",
    COUNTER,
)

# --- return ---------------------------------------------------------------------------------------

return_ = about("return", "execution.py")
RETURNED = "            returned = evaluate(value, frame)\n"
LEAVING = "            while frame.blocks:\n                frame.leave()\n"
return_(
    "return gives nothing",
    RETURNED,
    "            returned = evaluate(value, frame) and None\n",
    """
    def f():
        return 1
    print(f())
""",
)
return_(
    "return evaluates its value twice",
    RETURNED,
    RETURNED * 2,
    """
    def f():
        return print(1)
    f()
""",
)
return_(
    "return in a loop ends the loop",
    LEAVING,
    "            if block.loop is not None:\n                frame.leave()\n                return None\n"
    + LEAVING,
    """
    def f():
        while 1:
            return 1
        return 2
    print(f())
""",
)
return_(
    "return ends its suite",
    LEAVING,
    "            frame.leave()\n            if frame.blocks:\n                return None\n",
    """
    def f():
        try:
            return 1
        except KeyError:
            return 2
        return 3
    print(f())
""",
)
return_(
    "return in a handler leaves its name bound",
    LEAVING,
    "            frame.blocks.clear()\n",
    """
    def f():
        def g():
            return kind(error)
        try:
            raise KeyError
        except KeyError as error:
            return g
    try:
        print(f()())
    except NameError:
        print(1)
""",
)
return_(
    "return in a try goes to its handlers",
    LEAVING,
    "            if block.handlers:\n                raise BaseException\n" + LEAVING,
    """
    def f():
        try:
            return 1
        except:
            return 2
    print(f())
""",
)
return_(
    "return in a handler raises again",
    LEAVING,
    "            if block.handled is not None:\n                raise block.handled\n" + LEAVING,
    """
    def f():
        try:
            raise KeyError
        except KeyError:
            return 1
    print(f())
""",
)
return_(
    "a function without return gives 0",
    "    return Returned(None)\n",
    "    return Returned(0)\n",
    """
    def f():
        1
    print(f())
""",
)
return_(
    "return without a value gives 0",
    RETURNED,
    "            returned = 0 if value is None else evaluate(value, frame)\n",
    """
    def f():
        return
    print(f())
""",
)
return_(
    "return gives the truth of its value",
    RETURNED,
    "            returned = bool(evaluate(value, frame))\n",
    """
    def f():
        return 2
    print(f())
""",
)
return_ = about("return", "generators.py")
return_(
    "what a generator returns is lost",
    "raise StopIteration(outcome.value)",
    "raise StopIteration",
    """
    def f():
        return 1
        yield
    try:
        next(f())
    except StopIteration as stop:
        print(*getattr(stop, min(names(args=0))))
""",
)
return_ = about("return", "parser.py")
return_(
    "return has a value",
    "Return(line, self.expression_or_nothing())",
    "Return(line, self.expression())",
    """
    def f():
        return 1
    print(f())
    def g():
        return
    print(g())
""",
)

# --- yield ----------------------------------------------------------------------------------------

yield_ = about("yield", "execution.py")
STEPS = """
    def f():
        print(1)
        got = yield 2
        print(got)
        yield 3
        print(4)
"""
yield_(
    "a generator runs when it is called",
    "return Generator(frame, run, function.__name__)",
    "return iter([*Generator(frame, run, function.__name__)])",
    STEPS + "\n    g = f()\n    print(5)\n    print(next(g))\n",
)
yield_(
    "throw into a generator is ignored",
    "        if frame.thrown is not None:\n            frame.throw()\n",
    "        frame.thrown = None\n",
    STEPS + """
    g = f()
    next(g)
    try:
        print(throw(g, KeyError()))
    except KeyError:
        print(6)
""",
)
yield_(
    "what is sent is lost",
    "frame.store(statement.name, frame.sent)",
    "frame.store(statement.name, None)",
    STEPS + "\n    g = f()\n    next(g)\n    print(send(g, 7))\n",
)
yield_(
    "the value of a yield is what it has yielded",
    "frame.store(statement.name, frame.sent)",
    "frame.store(statement.name, evaluate(statement.value, frame))",
    STEPS + "\n    g = f()\n    next(g)\n    print(send(g, 7))\n",
)
yield_(
    "what is sent once comes again",
    "frame.store(statement.name, frame.sent)",
    "frame.store(statement.name, frame.__dict__.setdefault(0, frame.sent))",
    """
    def f():
        a = yield
        b = yield
        print(a, b)
        yield
    g = f()
    next(g)
    send(g, 1)
    send(g, 2)
""",
)
yield_(
    "yield without a value yields 0",
    "            yielded = evaluate(value, frame)\n",
    "            yielded = 0 if value is None else evaluate(value, frame)\n",
    """
    def f():
        yield
    print(next(f()))
""",
)
yield_(
    "yield evaluates its value twice",
    "            yielded = evaluate(value, frame)\n",
    "            yielded = evaluate(value, frame)\n" * 2,
    """
    def f():
        yield print(1)
    next(f())
""",
)
yield_(
    "a generator that waits forgets what it handles",
    "            frame.waiting = waiting\n",
    "            frame.waiting = waiting\n            block.handled = None\n",
    """
    def f():
        try:
            raise KeyError
        except KeyError:
            yield 1
            raise
    g = f()
    print(next(g))
    try:
        next(g)
    except KeyError:
        print(2)
""",
)
yield_(
    "yield ends a loop around it",
    "            frame.waiting = waiting\n",
    "            frame.waiting = waiting\n            block.loop = None\n",
    """
    def f():
        n = 3
        while n:
            yield n
            n = sub(n, 1)
    print(*f())
""",
)
yield_ = about("yield", "parser.py")
yield_(
    "a yield without a value makes no generator",
    "self.scopes[-1].is_generator = True",
    "self.scopes[-1].is_generator |= found.value is not None",
    """
    def f():
        print(1)
        while 0:
            yield
    f()
    print(2)
""",
)
yield_(
    "a yield makes a generator of the function around, too",
    "self.scopes[-1].is_generator = True",
    "self.scopes[-1].is_generator = self.scopes[-2].is_generator = True",
    """
    def f():
        def g():
            yield 1
        print(*g())
    f()
    print(2)
""",
)
yield_ = about("yield", "generators.py")
yield_(
    "close does nothing",
    "            self.throw(GeneratorExit)\n",
    "            return None\n",
    """
    def f():
        try:
            yield 1
        except GeneratorExit:
            print(2)
            raise
    g = f()
    print(next(g))
    close(g)
    print(3)
""",
)
yield_(
    "close raises KeyboardInterrupt in the generator",
    "            self.throw(GeneratorExit)\n",
    "            self.throw(KeyboardInterrupt)\n",
    """
    def f():
        try:
            yield 1
        except GeneratorExit:
            print(2)
    g = f()
    print(next(g))
    try:
        close(g)
    except KeyboardInterrupt:
        print(3)
""",
)
yield_(
    "a generator may go on after close",
    'raise RuntimeError("generator ignored GeneratorExit")',
    "return None",
    """
    def f():
        try:
            yield 1
        except GeneratorExit:
            yield 2
    g = f()
    print(next(g))
    try:
        close(g)
    except RuntimeError:
        print(3)
    print(4)
""",
)
yield_(
    "a StopIteration in a generator ends it quietly",
    'raise RuntimeError("generator raised StopIteration") from error',
    "raise error",
    """
    def f():
        raise StopIteration
        yield
    try:
        next(f())
    except RuntimeError:
        print(1)
    except StopIteration:
        print(2)
""",
)
yield_(
    "a generator that is over yields None",
    "            self.gi_frame.throw()\n",
    "            return None\n",
    """
    def f():
        yield 1
    g = f()
    print(next(g))
    print(next(g, 2))
    print(next(g, 3))
""",
)
yield_(
    "a generator may be sent a value before it begins",
    "if value is not None and not self.started:",
    "if False:",
    """
    def f():
        yield 1
    try:
        print(send(f(), 2))
    except TypeError:
        print(3)
""",
)
yield_(
    "a generator may run while it runs",
    "if self.gi_running:",
    "if False:",
    """
    def f():
        try:
            next(g)
        except ValueError:
            print(1)
        yield 2
    g = f()
    print(next(g, 3))
""",
)
yield_(
    "next of a generator sends 0",
    "return self.go_on(value, None)",
    "return self.go_on(value or 0, None)",
    STEPS + "\n    g = f()\n    next(g)\n    next(g)\n",
)

# --- try and except -------------------------------------------------------------------------------

try_ = about("try", "frames.py")
UNBINDING = "        if block.name is not None:\n            self.unbind(block.name)\n"
try_(
    "a handler's name stays bound",
    UNBINDING,
    "",
    """
    try:
        raise KeyError
    except KeyError as error:
        print(1)
    try:
        print(kind(error))
    except NameError:
        print(2)
""",
)
try_(
    "a handler's name stays bound in a function",
    "            self.cells[name].value = UNBOUND\n",
    "            pass\n",
    """
    def f():
        try:
            raise KeyError
        except KeyError as error:
            print(1)
        try:
            print(kind(error))
        except NameError:
            print(2)
    f()
""",
)
try_(
    "a handler's name is None afterwards",
    "            self.code.namespaces[0].pop(name, None)\n",
    "            self.code.namespaces[0][name] = None\n",
    """
    try:
        raise KeyError
    except KeyError as error:
        print(1)
    try:
        print(error)
    except NameError:
        print(2)
""",
)
try_(
    "a handler that fails leaves its name bound",
    "            block = self.leave()\n",
    "            block = self.blocks.pop()\n",
    """
    try:
        try:
            raise KeyError
        except KeyError as error:
            raise TypeError
    except TypeError:
        try:
            print(kind(error))
        except NameError:
            print(1)
""",
)
CATCHING = "            if block.handlers and not block.caught:\n"
try_(
    "only the outermost try counts",
    CATCHING,
    "            if block.handlers and not block.caught and not any(one.handlers for one in self.blocks):\n",
    """
    try:
        try:
            raise KeyError
        except KeyError:
            print(1)
    except KeyError:
        print(2)
""",
)
try_(
    "a try in a loop catches nothing",
    CATCHING,
    "            if block.handlers and not block.caught and not any(one.loop for one in self.blocks):\n",
    """
    def f():
        while 1:
            try:
                raise KeyError
            except KeyError:
                return 1
    print(f())
""",
)
try_(
    "an exception that a handler's kind raises goes to the same try",
    CATCHING,
    "            if block.handlers:\n",
    """
    asked = list()
    def kind_of_handler():
        while less(len(asked), 1):
            join(asked, 1)
            raise NameError
        return TypeError
    try:
        try:
            raise KeyError
        except kind_of_handler():
            print(1)
        except NameError:
            print(2)
    except NameError:
        print(3)
""",
)
try_(
    "the exception in a handler is lost",
    "self.blocks.append(Block((), error, handlers",
    "self.blocks.append(Block((), BaseException(), handlers",
    """
    try:
        raise KeyError
    except KeyError:
        print(1)
    except BaseException:
        print(2)
""",
)
try_ = about("try", "execution.py")
ASKING = "if handler.kind is None or takes(evaluate(handler.kind, frame), block.handled):"
try_(
    "only the first handler is asked",
    "if block.at == len(block.handlers):",
    "if block.at == 1:",
    """
    try:
        raise KeyError
    except TypeError:
        print(1)
    except KeyError:
        print(2)
""",
)
try_(
    "handlers are asked from the last to the first",
    "statement = handler = block.handlers[block.at - 1]",
    "statement = handler = block.handlers[-block.at]",
    """
    try:
        raise KeyError
    except LookupError:
        print(1)
    except KeyError:
        print(2)
""",
)
try_(
    "a handler takes the very class only",
    "kind in type(error).__mro__",
    "kind is type(error)",
    """
    try:
        try:
            raise KeyError
        except LookupError:
            print(1)
    except KeyError:
        print(2)
""",
)
CLASSES = "classes = kinds if isinstance(kinds, tuple) else (kinds,)"
try_(
    "no tuple stands behind except",
    CLASSES,
    "classes = (kinds,)",
    """
    try:
        raise KeyError
    except pair(TypeError, KeyError):
        print(1)
""",
)
try_(
    "of a tuple behind except, the first class counts",
    CLASSES,
    "classes = kinds[:1] if isinstance(kinds, tuple) else (kinds,)",
    """
    try:
        try:
            raise KeyError
        except pair(TypeError, KeyError):
            print(1)
    except KeyError:
        print(2)
""",
)
try_(
    "anything may stand behind except",
    "    if not all(",
    "    if False and not all(",
    """
    try:
        try:
            raise KeyError
        except 1:
            print(1)
    except TypeError:
        print(2)
    except KeyError:
        print(3)
""",
)
try_(
    "a handler for all takes no GeneratorExit and its like",
    ASKING,
    "if handler.kind is None and isinstance(block.handled, Exception) or handler.kind and takes(evaluate(handler.kind, frame), block.handled):",
    """
    try:
        try:
            raise SystemExit
        except:
            print(1)
    except SystemExit:
        print(2)
""",
)
try_(
    "any handler takes any exception",
    ASKING,
    "if True:",
    """
    try:
        raise KeyError
    except TypeError:
        print(1)
    except KeyError:
        print(2)
""",
)
try_(
    "the kinds of a handler are evaluated twice",
    ASKING,
    ASKING.replace("takes(", "takes(evaluate(handler.kind, frame), block.handled) and takes("),
    """
    try:
        raise KeyError
    except print(KeyError):
        print(1)
""",
)
try_(
    "the name of a handler is bound in the module",
    "frame.store(handler.name, block.handled)",
    "frame.code.namespaces[0][handler.name] = block.handled",
    """
    def f():
        try:
            raise KeyError
        except KeyError as error:
            print(kind(error))
    try:
        f()
    except NameError:
        print(1)
""",
)
try_(
    "the name of a handler is the class",
    "frame.store(handler.name, block.handled)",
    "frame.store(handler.name, type(block.handled))",
    """
    try:
        raise KeyError
    except KeyError as error:
        print(isinstance(error, KeyError))
""",
)
BEGIN = "            frame.leave()\n            if handler.name is not None:"
try_(
    "after a handler the next ones are asked, too",
    BEGIN,
    BEGIN.replace("            frame.leave()\n", "", 1),
    """
    try:
        raise KeyError
    except KeyError:
        print(1)
    except LookupError:
        print(2)
    except BaseException:
        print(3)
""",
)
try_(
    "in a handler nothing is being handled",
    "Block(handler.suite, block.handled, name=handler.name)",
    "Block(handler.suite, None, name=handler.name)",
    """
    try:
        try:
            raise KeyError
        except KeyError:
            raise
    except KeyError:
        print(1)
    except RuntimeError:
        print(2)
""",
)
try_(
    "in a try in a handler nothing is being handled",
    "Block(suite, block.handled, handlers=handlers)",
    "Block(suite, None, handlers=handlers)",
    """
    try:
        raise KeyError
    except KeyError:
        try:
            raise TypeError
        except TypeError as error:
            print(context(error))
""",
)
try_(
    "the end of a handler is the end of the suite around it",
    "            frame.leave()\n        return None\n    block.at += 1",
    "            frame.leave()\n            if block.handled is not None and frame.blocks:\n                frame.leave()\n        return None\n    block.at += 1",
    """
    def f():
        try:
            raise KeyError
        except KeyError:
            print(1)
        print(2)
    f()
""",
)
try_(
    "an exception ends a call with None",
    "            if not frame.catch(error):\n                raise\n",
    "            if not frame.catch(error):\n                return Returned(None)\n",
    """
    def f():
        raise KeyError
    try:
        print(f())
    except KeyError:
        print(1)
""",
)
try_ = about("try", "parser.py")
try_(
    "a try has one handler",
    'while self.at("except") or not found:',
    "while not found:",
    """
    try:
        raise KeyError
    except KeyError:
        print(1)
    try:
        raise KeyError
    except TypeError:
        print(2)
    except KeyError:
        print(3)
""",
)

# --- raise ----------------------------------------------------------------------------------------

raise_ = about("raise", "execution.py")
RAISING = "            raise evaluate(value, frame)\n"
AGAIN = "the host knows it\n            raise\n"
raise_(
    "a class can not be raised",
    RAISING,
    "            error = evaluate(value, frame)\n            if isinstance(error, type):\n                raise TypeError\n            raise error\n",
    """
    try:
        raise KeyError()
    except KeyError:
        print(1)
    try:
        raise KeyError
    except KeyError:
        print(2)
    except TypeError:
        print(3)
""",
)
raise_(
    "an instance can not be raised",
    RAISING,
    "            error = evaluate(value, frame)\n            if not isinstance(error, type):\n                raise TypeError\n            raise error\n",
    """
    try:
        raise KeyError
    except KeyError:
        print(1)
    try:
        raise KeyError()
    except KeyError:
        print(2)
    except TypeError:
        print(3)
""",
)
raise_(
    "raise alone does nothing",
    AGAIN,
    "the host knows it\n            pass\n",
    """
    try:
        try:
            raise KeyError
        except KeyError:
            raise
        print(1)
    except KeyError:
        print(2)
""",
)
raise_(
    "raise alone raises another exception of the class",
    AGAIN,
    "the host knows it\n            raise type(block.handled)() if block.handled else RuntimeError\n",
    """
    first = KeyError()
    try:
        try:
            raise first
        except KeyError:
            raise
    except KeyError as error:
        print(is_(error, first))
""",
)
raise_(
    "raise alone is for handlers only",
    AGAIN,
    "the host knows it\n            if block.handled is None:\n                raise RuntimeError\n            raise\n",
    """
    def f():
        raise
    try:
        try:
            raise KeyError
        except KeyError:
            f()
    except KeyError:
        print(1)
    except RuntimeError:
        print(2)
""",
)
raise_(
    "raise alone is a KeyError where nothing is being handled",
    AGAIN,
    "the host knows it\n            if block.handled is None:\n                raise KeyError\n            raise\n",
    """
    try:
        raise
    except RuntimeError:
        print(1)
    except KeyError:
        print(2)
""",
)
raise_(
    "exceptions have no context",
    "            BaseException.with_traceback(error, retold(error.__traceback__))\n",
    "            BaseException.with_traceback(error, retold(error.__traceback__))\n            error.__context__ = None\n",
    """
    try:
        try:
            raise KeyError
        except KeyError:
            raise TypeError
    except TypeError as error:
        print(context(error))
""",
)
raise_(
    "raise evaluates its value twice",
    RAISING,
    "            evaluate(value, frame)\n" + RAISING,
    """
    try:
        raise print(KeyError)
    except KeyError:
        print(1)
""",
)
raise_(
    "what is no exception is raised in vain",
    RAISING,
    "            error = evaluate(value, frame)\n            if error != 1:\n                raise error\n",
    """
    try:
        raise 1
        print(2)
    except TypeError:
        print(3)
""",
)
raise_(
    "raise raises a copy",
    RAISING,
    "            error = evaluate(value, frame)\n            raise error if isinstance(error, type) else type(error)(*error.args)\n",
    """
    first = KeyError(1)
    try:
        raise first
    except KeyError as error:
        print(is_(error, first))
""",
)
raise_(
    "raise makes an Exception of everything",
    RAISING,
    "            raise Exception from evaluate(value, frame)\n",
    """
    try:
        raise KeyError
    except KeyError:
        print(1)
    except Exception:
        print(2)
""",
)
raise_ = about("raise", "parser.py")
raise_(
    "raise has a value",
    "Raise(line, self.expression_or_nothing())",
    "Raise(line, self.expression())",
    """
    try:
        try:
            raise KeyError
        except KeyError:
            print(1)
            raise
    except KeyError:
        print(2)
""",
)
raise_ = about("raise", "hosting.py")
raise_(
    "raise alone raises what was handled first",
    "        raise handled\n    except",
    "        raise handled.__context__ or handled\n    except",
    """
    try:
        try:
            raise KeyError
        except KeyError:
            try:
                raise TypeError
            except TypeError:
                raise
    except BaseException as error:
        print(kind(error))
""",
)
raise_(
    "what is handled gets itself as context",
    '"__context__", context)',
    '"__context__", handled)',
    """
    try:
        raise KeyError
    except KeyError as error:
        print(context(error))
""",
)

# --- while ----------------------------------------------------------------------------------------

while_ = about("while", "execution.py")
DOWN = """
    n = 3
    while n:
        print(n)
        n = sub(n, 1)
"""
TESTING = "block.loop is not None and evaluate(block.loop.test, frame)"
while_(
    "a loop has one turn at most",
    "            block.at = 0\n",
    "            block.at, block.loop = 0, None\n",
    DOWN,
)
while_(
    "a loop runs before its test is asked",
    "len(suite), loop=loop",
    "0, loop=loop",
    DOWN + "\n    while n:\n        print(4)\n        n = 0\n",
)
while_(
    "the truth of a test is asked twice",
    TESTING,
    "block.loop is not None and (truth := evaluate(block.loop.test, frame)) and truth",
    """
    def truth(self):
        print(1)
        return bool(1)
    test = type(min(names(Test=0)), pair(), names(__bool__=truth))()
    def f():
        while test:
            return 2
    print(f())
""",
)
while_(
    "a test is evaluated twice",
    TESTING,
    TESTING + " and evaluate(block.loop.test, frame)",
    """
    n = 1
    while print(n):
        n = 0
""",
)
while_("only True is true", TESTING, TESTING + " is True", DOWN)
while_(
    "what is empty is true",
    TESTING,
    "block.loop is not None and evaluate(block.loop.test, frame) not in (None, 0)",
    """
    def f():
        while pair():
            return 1
        return 2
    print(f())
""",
)
while_(
    "None is true",
    TESTING,
    "block.loop is not None and ((truth := evaluate(block.loop.test, frame)) or truth is None)",
    """
    def f():
        while print():
            return 1
        return 2
    print(f())
""",
)
while_(
    "zero is true",
    TESTING,
    "block.loop is not None and ((truth := evaluate(block.loop.test, frame)) or truth == 0)",
    """
    def f():
        while 0:
            return 1
        return 2
    print(f())
""",
)
while_(
    "the end of a loop is the end of the loop around it",
    "            frame.leave()\n        return None\n    block.at += 1",
    "            frame.leave()\n            if statement is not None and frame.blocks and frame.blocks[-1].loop:\n                frame.leave()\n        return None\n    block.at += 1",
    """
    n = 2
    while n:
        m = 2
        while m:
            m = sub(m, 1)
        print(n)
        n = sub(n, 1)
""",
)
while_(
    "in a loop in a handler nothing is being handled",
    "Block(suite, block.handled, len(suite), loop=loop)",
    "Block(suite, None, len(suite), loop=loop)",
    """
    try:
        try:
            raise KeyError
        except KeyError:
            while 1:
                raise TypeError
    except TypeError as error:
        print(context(error))
""",
)
while_(
    "a loop starts with its second statement",
    "            block.at = 0\n",
    "            block.at = min(1, len(block.suite) - 1)\n",
    """
    n = 2
    while n:
        print(n)
        n = sub(n, 1)
""",
)
while_(
    "a loop has a hundred turns at most",
    "            block.at = 0\n",
    "            block.at = 0\n            block.suite += ()\n            vars(block)['turns'] = vars(block).get('turns', 0) + 1\n            block.loop = block.loop if vars(block)['turns'] < 100 else None\n",
    """
    n = 300
    while n:
        n = sub(n, 1)
    print(n)
""",
)
