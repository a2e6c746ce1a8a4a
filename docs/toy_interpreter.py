#!/usr/bin/env python3
"""A toy interpreter of the ten constructs: `python toy_interpreter.py FILE`.

docs/implementers.md tells how it was built.  Values, builtins and exceptions are those of the Python that runs it; names, calls,
suites, handlers and generators are its own.  What it refuses, it refuses with a SyntaxError and few words.
"""

import builtins
import collections.abc
import re
import sys
from keyword import iskeyword
from unicodedata import normalize

# --- text becomes tokens, and tokens become tuples --------------------------------------------------

NUMBER = r"(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?0)*|[1-9](?:_?[0-9])*)(?!\w)"
TOKEN = re.compile(rf"({NUMBER}|[^\W\d]\w*|\*\*|[()*,:=/])|[ \t\f]+|\\\n|#.*|(\n)")
LINE, INDENT, DEDENT, END = "end of line", "indent", "dedent", "end of program"


def scanned(text):
    """The tokens of a program.  Inside brackets no line ends, and a line with nothing on it is none."""
    at, depth, begins, widths, text = 0, 0, True, [0], text.replace("\r\n", "\n") + "\n"
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise SyntaxError(f"{text[at]!r} is not of the core")
        word, newline = found.groups()
        if word and begins:
            width = len(text[text.rfind("\n", 0, at) + 1 : at].expandtabs())
            if width > widths[-1]:
                widths.append(width)
                yield INDENT
            while width < widths[-1]:
                widths.pop()
                yield DEDENT
            if width != widths[-1]:
                raise SyntaxError("it is indented as no line above it")
            begins = False
        if word:
            depth += {"(": 1, ")": -1}.get(word, 0)
            yield normalize("NFKC", word)
        elif newline and not depth and not begins:
            begins = True
            yield LINE
        at = found.end()
    yield from [DEDENT] * (len(widths) - 1) + [END]


class Parser:
    """Reads tokens from left to right.  Of each function it notes the names that are bound in it."""

    def __init__(self, text):
        self.tokens, self.next = list(scanned(text)), 0
        self.scopes = [Scope(None)]

    def at(self, *words, ahead=0):
        return self.tokens[min(self.next + ahead, len(self.tokens) - 1)] in words

    def take(self, *words):
        found = self.at(*words)
        self.next += found
        return found

    def expect(self, *words):
        for word in words:
            if not self.take(word):
                raise SyntaxError(f"{word} is expected, before {self.tokens[self.next]}")

    def name(self, binds=False):
        name = self.tokens[self.next]
        if not name.isidentifier() or iskeyword(name):
            raise SyntaxError(f"a name is expected, before {name}")
        self.next += 1
        if binds:
            self.scopes[-1].bound.add(name)
        return name

    def until(self, end):
        statements = []
        while not self.take(end):
            statements.append(self.statement())
        return statements

    def suite(self):
        self.expect(":", LINE, INDENT)
        return self.until(DEDENT)

    def statement(self):
        if self.take("def"):
            name, parameters = self.name(binds=True), self.parameters()
            self.scopes.append(Scope(self.scopes[-1], {name for name, _, _ in parameters}))
            return "def", name, parameters, self.suite(), self.scopes.pop().resolved()
        if self.take("while"):
            return "while", self.expression(), self.suite()
        if self.take("try"):
            suite, handlers = self.suite(), []
            while self.take("except"):
                kinds = None if self.at(":") else self.expression()
                name = self.name(binds=True) if self.take("as") else None
                handlers.append((kinds, name, self.suite()))
            return "try", suite, handlers
        found = self.simple()
        self.expect(LINE)
        return found

    def simple(self):
        scope = self.scopes[-1]
        if self.take("nonlocal"):
            while True:
                scope.nonlocals.add(self.name())
                if not self.take(","):
                    return ("nothing",)
        for word in ("return", "raise"):
            if self.take(word):
                return word, None if self.at(LINE) else self.expression()
        target = self.name(binds=True) if self.at("=", ahead=1) else None
        if target:
            self.expect("=")
        if self.take("yield"):
            scope.is_generator = True
            return "yield", target, None if self.at(LINE) else self.expression()
        return "assign", target, self.expression()

    def parameters(self):
        """Triples: the name, its kind ("/", "", "*", "key", "**"), the default or None."""
        found, kind = [], ""
        self.expect("(")
        while not self.take(")"):
            if self.take("/"):
                found = [(name, "/", default) for name, _, default in found]
            elif self.take("**"):
                found.append((self.name(), "**", None))
            elif self.take("*"):
                kind = "key"
                if not self.at(","):
                    found.append((self.name(), "*", None))
            else:
                found.append((self.name(), kind, self.expression() if self.take("=") else None))
            if not self.at(")"):
                self.expect(",")
        return found

    def expression(self):
        if self.take("("):
            value = self.expression()
            self.expect(")")
        elif self.tokens[self.next][0].isdecimal():
            value = "integer", int(self.tokens[self.next], 0)
            self.next += 1
        else:
            value = "name", self.name()
        while self.take("("):
            arguments = []
            while not self.take(")"):
                how = next((stars for stars in ("*", "**") if self.take(stars)), "")
                if not how and self.at("=", ahead=1):
                    how = self.name()
                    self.expect("=")
                arguments.append((how, self.expression()))
                if not self.at(")"):
                    self.expect(",")
            # What is positional comes first, wherever it stands.
            value = "call", value, sorted(arguments, key=lambda pair: pair[0] not in ("", "*"))
        return value


class Scope:
    """The names that a function binds."""

    def __init__(self, around, bound=()):
        self.around, self.bound, self.nonlocals, self.is_generator = around, set(bound), set(), False
        self.inner = []

    def resolved(self):
        """The scope when its function has been read: now its own variables are known, and those of functions in it are asked for."""
        self.bound -= self.nonlocals
        self.around.inner.append(self)
        return self

    def check(self, around=frozenset()):
        """A SyntaxError if `nonlocal` names what no function around binds."""
        if self.nonlocals - around:
            raise SyntaxError(f"there is no variable {min(self.nonlocals - around)}")
        for scope in self.inner:
            scope.check(around | self.bound if self.around else around)


# --- what a call is ---------------------------------------------------------------------------------

CALLS = []  # the frames that are being run, the innermost last


class Block:
    """A suite that is being run, and what is special about it."""

    def __init__(self, suite, at=0, test=None, handlers=None, handled=None, choices=None, name=None):
        self.suite, self.at, self.test, self.handlers = suite, at, test, handlers
        self.handled, self.choices, self.name = handled, choices, name


class Frame:
    """A call: its variables, the frame around its function, its suites (the innermost last), what a `yield` waits for."""

    def __init__(self, scope, values, around, suite):
        self.scope, self.values, self.around, self.blocks = scope, values, around, [Block(suite)]
        self.waiting = None

    def home(self, name):
        """The frame whose variable *name* is: the nearest that binds it, or that of the module."""
        frame = self
        while frame.around and name not in frame.scope.bound:
            frame = frame.around
        return frame

    def load(self, name):
        home = self.home(name)
        if name in home.values:
            return home.values[name]
        if home.around is None and hasattr(builtins, name):
            return getattr(builtins, name)
        raise (UnboundLocalError if home is self and home.around else NameError)(f"{name} is not bound")

    def store(self, name, value):
        if name:
            self.home(name).values[name] = value

    def leave(self):
        """Leave the innermost suite.  However a handler ends, its name is unbound."""
        block = self.blocks.pop()
        if block.name:
            self.home(block.name).values.pop(block.name, None)
        return block

    def catch(self, error):
        """Leave suites up to one with handlers, which are asked next; whether there is one."""
        while self.blocks:
            handlers = self.leave().handlers
            if handlers:
                self.blocks.append(Block([], handled=error, choices=handlers))
                return True
        return False


def handled():
    """The exception that is being handled now, here or by a caller."""
    found = (block.handled for frame in reversed(CALLS) for block in reversed(frame.blocks) if block.handled)
    return next(found, None)


def put_in_context(error):
    """What is being handled is the context of what is raised now, whatever the class of that makes of its attributes."""
    if handled() is not error:
        BaseException.__setattr__(error, "__context__", handled())


def run(frame):
    """Run *frame* until it returns or yields: which of both, and the value."""
    CALLS.append(frame)
    try:
        while frame.blocks:
            try:
                outcome = step(frame)
            except BaseException as error:
                if error.__context__ is None:
                    put_in_context(error)
                if not frame.catch(error):
                    raise
            else:
                if outcome:
                    return outcome
        return "return", None
    finally:
        CALLS.pop()


def step(frame):
    """Run one statement, or what comes at the end of a suite."""
    block = frame.blocks[-1]
    if frame.waiting:
        (target, sent, thrown), frame.waiting = frame.waiting, None
        if thrown is not None:
            raise thrown
        return frame.store(target, sent)
    if block.choices:
        return choose(frame, block)
    if block.at == len(block.suite):
        if block.test and evaluate(block.test, frame):
            block.at = 0
        else:
            frame.leave()
        return None
    statement = block.suite[block.at]
    block.at += 1
    match statement:
        case "assign", target, value:
            frame.store(target, evaluate(value, frame))
        case "def", name, parameters, suite, scope:
            frame.store(name, function_of(name, parameters, suite, scope, frame))
        case "while", test, suite:
            frame.blocks.append(Block(suite, at=len(suite), test=test))
        case "try", suite, handlers:
            frame.blocks.append(Block(suite, handlers=handlers))
        case "return", value:
            value = evaluate(value, frame)
            while frame.blocks:
                frame.leave()
            return "return", value
        case "yield", target, value:
            value = evaluate(value, frame)
            frame.waiting = target, None, None
            return "yield", value
        case "raise", None:
            raise handled() or RuntimeError("nothing is being handled")
        case "raise", value:
            error = evaluate(value, frame)
            error = error() if isinstance(error, type) and issubclass(error, BaseException) else error
            if isinstance(error, BaseException):
                put_in_context(error)
            raise error
    return None


def choose(frame, block):
    """Ask the handlers of a `try`, in their order; the exception goes on if none takes it."""
    for kinds, name, suite in block.choices:
        if kinds is not None:
            classes = evaluate(kinds, frame)
            classes = classes if isinstance(classes, tuple) else (classes,)
            if not all(isinstance(one, type) and issubclass(one, BaseException) for one in classes):
                raise TypeError("only exceptions can be handled")
        if kinds is None or isinstance(block.handled, classes):
            frame.leave()
            frame.store(name, block.handled)
            frame.blocks.append(Block(suite, handled=block.handled, name=name))
            return
    frame.leave()
    raise block.handled


def evaluate(expression, frame):
    """The value of an expression."""
    match expression:
        case None:
            return None
        case "integer", value:
            return value
        case "name", name:
            return frame.load(name)
    _, function, arguments = expression
    function, positional, keywords = evaluate(function, frame), [], {}
    for how, value in arguments:
        value = evaluate(value, frame)
        if how in ("", "*"):
            positional.extend(value if how else [value])
            continue
        for name in value.keys() if how == "**" else [how]:
            if name in keywords:
                raise TypeError(f"{name} is given twice")
            keywords[name] = value[name] if how == "**" else value
    return function(*positional, **keywords)


def function_of(name, parameters, suite, scope, around):
    """The function that a `def` makes.  It is one of the host, so that builtins can call it and classes have it as a method."""
    defaults = {name: evaluate(value, around) for name, _, value in parameters if value}

    def function(*positional, **keywords):
        frame = Frame(scope, bound(parameters, defaults, list(positional), keywords), around, suite)
        return Generator(frame) if scope.is_generator else run(frame)[1]

    function.__name__ = name
    return function


def bound(parameters, defaults, rest, others):
    """The values of the parameters; a TypeError if the arguments do not fit."""
    values = {}
    for name, kind, _ in parameters:
        if kind == "*":
            values[name], rest = tuple(rest), []
        elif kind == "**":
            values[name], others = others, {}
        elif kind != "key" and rest:
            values[name] = rest.pop(0)
            if kind != "/" and name in others:
                raise TypeError(f"{name} is given twice")
        elif kind != "/" and name in others:
            values[name] = others.pop(name)
        elif name in defaults:
            values[name] = defaults[name]
        else:
            raise TypeError(f"{name} is missing")
    if rest or others:
        raise TypeError("there are too many arguments")
    return values


class Generator(collections.abc.Generator):
    """A frame that is run piece by piece.  `next` is a `send`, and `close` a `throw`: that is what its base class says."""

    def __init__(self, frame):
        self.frame, self.started, self.running = frame, False, False

    def send(self, value):
        if value is not None and not self.started:
            raise TypeError("nothing can be sent before the first yield")
        return self.go_on(value, None)

    def throw(self, error):
        error = error() if isinstance(error, type) else error
        if not self.started:
            self.frame.blocks.clear()
        return self.go_on(None, error)

    def go_on(self, sent, thrown):
        if self.running:
            raise ValueError("a generator is running already")
        if not self.frame.blocks:
            raise StopIteration if thrown is None else thrown
        target = self.frame.waiting[0] if self.frame.waiting else None
        self.frame.waiting = (target, sent, thrown) if self.started else None
        self.started = self.running = True
        try:
            how, value = run(self.frame)
        except StopIteration as error:
            raise RuntimeError("a generator raised StopIteration") from error
        finally:
            self.running = False
        if how == "return":
            raise StopIteration(value)
        return value


def main():
    with open(sys.argv[1], encoding="utf-8-sig") as file:
        parser = Parser(file.read())
    suite = parser.until(END)
    parser.scopes[0].check()
    sys.setrecursionlimit(20_000)  # a call takes some frames of the host
    names = {"__name__": "__main__", "globals": lambda: names}
    run(Frame(parser.scopes[0], names, None, suite))


if __name__ == "__main__":
    main()
