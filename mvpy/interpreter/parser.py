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
from mvpy.interpreter.scopes import check_module, resolve
from mvpy.interpreter.syntax import (
    Argument, Assignment, Call, Definition, Evaluation, Expression, Handler, Integer, Name, Nonlocal, Parameters, Raise, Return,
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
    module = tuple(statements)
    check_module(module)
    resolve(module, frozenset())
    return module


class Parser:
    """Reads tokens from left to right, and never goes back."""

    def __init__(self, text: str, lines: Sequence[int]) -> None:
        self.tokens = list(tokens(text))
        self.lines = lines
        self.next = 0

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

    def name(self) -> str:
        """Read a name."""
        token = self.token
        if token.kind != NAME or iskeyword(token.text):
            raise self.error("a name is expected")
        self.next += 1
        return token.text

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
        line = self.lines[self.token.line - 1] if self.lines else self.token.line
        if self.take("def"):
            return Definition(line, self.name(), self.parameters(), self.suite())
        if self.take("while"):
            return While(line, self.expression(), self.suite())
        if self.take("try"):
            return Try(line, self.suite(), self.handlers())
        statement = self.simple(line)
        self.expect(NEWLINE)
        return statement

    def simple(self, line: int) -> Statement:
        """Read a statement of one line."""
        if self.take("nonlocal"):
            names = [self.name()]
            while self.take(","):
                names.append(self.name())
            return Nonlocal(line, tuple(names))
        if self.take("return"):
            return Return(line, self.expression_or_nothing())
        if self.take("raise"):
            return Raise(line, self.expression_or_nothing())
        target = None
        if self.tokens[self.next + 1].text == "=":
            target = self.name()
            self.expect("=")
        if value := self.in_parentheses(lambda: self.yielded(line, target)):
            return value
        return Evaluation(line, self.expression()) if target is None else Assignment(line, target, self.expression())

    def yielded(self, line: int, target: str | None) -> Yield | None:
        """Read a yield, if one stands here."""
        return Yield(line, target, self.expression_or_nothing()) if self.take("yield") else None

    def in_parentheses(self, read: Callable[[], Yield | None]) -> Yield | None:
        """What *read* reads, which may stand in parentheses, or None; then nothing is read."""
        start = self.next
        while self.take("("):
            pass
        depth, value = self.next - start, read()
        for _ in range(depth if value else 0):
            self.expect(")")
        self.next = self.next if value else start
        return value

    def handlers(self) -> tuple[Handler, ...]:
        """Read the handlers of a `try`, one at least; one for all exceptions is the last."""
        found: list[Handler] = []
        while self.at("except") or not found:
            line = self.lines[self.token.line - 1] if self.lines else self.token.line
            self.expect("except")
            if found and found[-1].kind is None:
                raise self.error("a handler for all exceptions is the last one")
            kind = None if self.at(":") else self.expression()
            name = self.name() if kind is not None and self.take("as") else None
            found.append(Handler(line, kind, name, self.suite()))
        return tuple(found)

    def parameters(self) -> Parameters:
        """Read the parameters of a function, with their parentheses."""
        found = Parameters()
        names = found.positional  # where the next one belongs
        self.expect("(")
        while not self.take(")"):
            if self.take("/"):
                found.positional_only = len(names)
            elif self.take("**"):
                found.keywords = self.name()
            elif self.take("*"):
                names = found.keyword_only
                found.rest = None if self.at(",") else self.name()
            else:
                names.append(self.name())
                if self.take("="):
                    found.defaults[names[-1]] = self.expression()
                elif names is found.positional and found.defaults:
                    raise self.error("a parameter without a default follows one with a default")
            if not self.at(")"):
                self.expect(",")
        if len(set(found.names())) < len(found.names()):
            raise self.error("two parameters have one name")
        return found

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
