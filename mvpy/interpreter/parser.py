"""Tokens become statements.

suite       ::= NEWLINE INDENT statement+ DEDENT
statement   ::= "def" name "(" [parameters] ")" ":" suite
              | "while" expression ":" suite
              | "try" ":" suite ("except" [expression ["as" name]] ":" suite)+
              | simple NEWLINE
simple      ::= "nonlocal" name ("," name)* | "return" [expression] | "raise" [expression]
              | [name "="] ("yield" [expression] | expression)
expression  ::= (name | number | "(" expression ")") ("(" [arguments] ")")*
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from keyword import iskeyword

from mvpy.interpreter.scanner import DEDENT, END, INDENT, NAME, NEWLINE, NUMBER, Token, tokens
from mvpy.interpreter.scopes import resolve
from mvpy.interpreter.syntax import (
    Argument, Assignment, Call, Definition, Evaluation, Expression, Handler, Integer, Name, Nonlocal, Parameters, Raise, Return, Scope,
    Statement, Suite, Try, While, Yield,
)  # fmt: skip


def parse(text: str, lines: Sequence[int] = ()) -> Suite:
    """The statements of the program *text*, with their names resolved; a SyntaxError if it is not core.

    If it has been made of another program, *lines* are the lines of that which its own lines come from, or 0.
    """
    parser = Parser(text, lines)
    statements = []
    while not parser.at(END):
        statements.append(parser.statement())
    resolve(parser.scope)
    return tuple(statements)


class Parser:
    """Reads tokens from left to right, and never goes back."""

    def __init__(self, text: str, lines: Sequence[int]) -> None:
        self.tokens = list(tokens(text))
        self.next = 0
        self.lines = lines
        self.scope = Scope()  # of the function that is being read, or of the module
        self.depth = 0  # in how many functions this is

    @property
    def token(self) -> Token:
        """The next token."""
        return self.tokens[self.next]

    def at(self, *wanted: str) -> bool:
        """Is the next token one of these signs or keywords, or of these kinds?"""
        return self.token.text in wanted or (self.token.text == "" and self.token.kind in wanted)

    def take(self, *wanted: str) -> bool:
        """Is it, and if so, read it."""
        found = self.at(*wanted)
        self.next += found
        return found

    def expect(self, wanted: str) -> None:
        """Read it; a SyntaxError if it is something else."""
        if not self.take(wanted):
            raise self.error(f"{wanted} is expected")

    def error(self, words: str) -> SyntaxError:
        """The error that *words* say, at the next token."""
        return SyntaxError(f"line {self.token.line}: {words} before {self.token.text or self.token.kind!r}")

    def line(self) -> int:
        """The line of the next token."""
        return self.lines[self.token.line - 1] if self.lines else self.token.line

    def name(self) -> str:
        """Read a name."""
        token = self.token
        if token.kind != NAME or iskeyword(token.text):
            raise self.error("a name is expected")
        self.next += 1
        return token.text

    def bound_name(self) -> str:
        """Read a name that is bound here."""
        name = self.name()
        self.scope.bound.add(name)
        return name

    def suite(self) -> Suite:
        """Read the suite of a clause, from its colon on."""
        for wanted in (":", NEWLINE, INDENT):
            self.expect(wanted)
        statements = [self.statement()]
        while not self.take(DEDENT):
            statements.append(self.statement())
        return tuple(statements)

    def statement(self) -> Statement:
        """Read a statement."""
        line = self.line()
        if self.take("def"):
            return self.definition(line)
        if self.take("while"):
            return While(line, self.expression(), self.suite())
        if self.take("try"):
            return Try(line, self.suite(), self.handlers())
        if self.at("nonlocal", "return", "yield") and not self.depth:
            raise self.error("this belongs into a function, and there is none")
        statement = self.simple(line)
        self.expect(NEWLINE)
        return statement

    def definition(self, line: int) -> Definition:
        """Read a function, from its name on."""
        name, parameters = self.bound_name(), Parameters()
        around, scope = self.scope, Scope()
        self.read_parameters(parameters, scope)
        self.scope, self.depth = scope, self.depth + 1
        found = Definition(line, name, parameters, self.suite(), scope)
        self.scope, self.depth = around, self.depth - 1
        around.functions.append(found)
        return found

    def simple(self, line: int) -> Statement:
        """Read a statement of one line."""
        if self.take("nonlocal"):
            names = [self.name()]
            while self.take(","):
                names.append(self.name())
            self.scope.nonlocals.update(names)
            return Nonlocal(line, tuple(names))
        if self.take("return"):
            return Return(line, self.expression_or_nothing())
        if self.take("raise"):
            return Raise(line, self.expression_or_nothing())
        target = None
        if self.tokens[self.next + 1].text == "=":
            target = self.bound_name()
            self.expect("=")
        in_parentheses = self.at("(") and self.tokens[self.next + 1].text == "yield"
        self.next += in_parentheses
        if self.take("yield"):
            self.scope.is_generator = True
            found = Yield(line, target, self.expression_or_nothing())
            if in_parentheses:
                self.expect(")")
            return found
        return (
            Evaluation(line, self.expression())
            if target is None
            else Assignment(line, target, self.expression())
        )

    def handlers(self) -> tuple[Handler, ...]:
        """Read the handlers of a `try`, one at least; one for all exceptions is the last."""
        found: list[Handler] = []
        while self.at("except") or not found:
            line = self.line()
            self.expect("except")
            if found and found[-1].kind is None:
                raise self.error("a handler for all exceptions is the last one")
            kind = None if self.at(":") else self.expression()
            name = self.bound_name() if kind is not None and self.take("as") else None
            found.append(Handler(line, kind, name, self.suite()))
        return tuple(found)

    def read_parameters(self, found: Parameters, scope: Scope) -> None:
        """Read the parameters of a function, with their parentheses; they are bound in its *scope*."""
        names = found.positional  # where the next one belongs

        def name() -> str:
            """Read the name of a parameter."""
            if self.token.text in scope.bound:
                raise self.error("two parameters have one name")
            scope.bound.add(self.token.text)
            return self.name()

        self.expect("(")
        while not self.take(")"):
            if self.take("/"):
                found.positional_only = len(names)
            elif self.take("**"):
                found.keywords = name()
            elif self.take("*"):
                names = found.keyword_only
                found.rest = None if self.at(",") else name()
            else:
                names.append(name())
                if self.take("="):
                    found.defaults[names[-1]] = self.expression()
                elif names is found.positional and found.defaults:
                    raise self.error("a parameter without a default follows one with a default")
            if not self.at(")"):
                self.expect(",")

    def expression_or_nothing(self) -> Expression | None:
        """Read an expression, if one stands here."""
        return None if self.at(NEWLINE, ")") else self.expression()

    def expression(self) -> Expression:
        """Read a name, a number or a call."""
        value: Expression
        token = self.token
        if self.take("("):
            value = self.expression()
            self.expect(")")
        elif token.kind == NUMBER:
            self.next += 1
            value = Integer(int(token.text, 0))
        else:
            value = Name(self.name())
            self.scope.used.add(value.name)
        while self.take("("):
            value = self.call(value)
        return value

    def call(self, function: Expression) -> Call:
        """Read the arguments of a call of *function*, behind the parenthesis."""
        positional, keywords = [], []
        while not self.take(")"):
            if self.take("*"):
                positional.append(Argument("*", self.expression()))
            elif self.take("**"):
                keywords.append(Argument("**", self.expression()))
            elif self.tokens[self.next + 1].text == "=":
                name = self.name()
                self.expect("=")
                keywords.append(Argument(name, self.expression()))
            elif keywords:
                raise self.error("a positional argument follows a keyword")
            else:
                positional.append(Argument("", self.expression()))
            if not self.at(")"):
                self.expect(",")
        return Call(function, tuple(positional), tuple(keywords))
