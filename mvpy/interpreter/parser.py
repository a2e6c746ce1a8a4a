"""Tokens become statements.

    statement   ::= "def" name "(" [parameters] ")" ":" suite
                  | "while" expression ":" suite
                  | "try" ":" suite ("except" [expression ["as" name]] ":" suite)+
                  | simple NEWLINE
    suite       ::= NEWLINE INDENT statement+ DEDENT
    simple      ::= "nonlocal" name ("," name)* | "return" [expression] | "raise" [expression]
                  | [name "="] (yield | "(" yield ")" | expression)
    yield       ::= "yield" [expression]
    expression  ::= (name | number | "(" expression ")") ("(" [arguments] ")")*

It notes who binds which name on the way.
"""

from __future__ import annotations

from collections.abc import Sequence
from keyword import iskeyword

from mvpy.interpreter.scanner import DEDENT, END, INDENT, NEWLINE, Token, tokens
from mvpy.interpreter.scopes import resolve
from mvpy.interpreter.syntax import (
    Assignment, Call, Definition, Expression, Handler, Integer, Name, Nonlocal, Parameters, Raise, Return, Scope, Statement,
    Suite, Try, While, Yield,
)  # fmt: skip


def parse(text: str, lines: Sequence[int] = ()) -> Suite:
    """The statements of the program *text*, with their names resolved; a SyntaxError if it is not core.

    If it has been made of another program, *lines* are the lines of that which its own lines come from, or 0.
    """
    parser = Parser(list(tokens(text, lines)))
    statements = []
    while not parser.at(END):
        statements.append(parser.statement())
    if parser.scopes[0].is_generator:
        raise SyntaxError("there is a yield that stands in no function")
    resolve(parser.scopes[0])
    return tuple(statements)


class Parser:
    """Reads tokens from left to right, and never goes back."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.next = 0
        self.scopes = [Scope()]  # of the module, and of the functions that are being read, the innermost last

    def at(self, *wanted: str, ahead: int = 0) -> bool:
        """Is the next token one of these?  Or that which comes so many later?"""
        return self.tokens[min(self.next + ahead, len(self.tokens) - 1)].text in wanted

    def take(self, *wanted: str) -> bool:
        """Is it?  Then read it."""
        found = self.at(*wanted)
        self.next += found
        return found

    def expect(self, wanted: str) -> None:
        """Read it; a SyntaxError if it is something else."""
        if not self.take(wanted):
            raise self.error(f"{wanted} is expected")

    def error(self, words: str) -> SyntaxError:
        """The error that *words* say, at the next token."""
        token = self.tokens[self.next]
        return SyntaxError(f"line {token.line}: {words}, before {token.text}")

    def name(self) -> str:
        """Read a name."""
        name = self.tokens[self.next].text
        if not name.isidentifier() or iskeyword(name):
            raise self.error("a name is expected")
        self.next += 1
        return name

    def bound_name(self) -> str:
        """Read a name that is bound here."""
        name = self.name()
        self.scopes[-1].bound.append(name)
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
        line = self.tokens[self.next].line
        if self.take("def"):
            return self.definition(line)
        if self.take("while"):
            return While(line, self.expression(), self.suite())
        if self.take("try"):
            return Try(line, self.suite(), self.handlers())
        if self.at("nonlocal", "return") and len(self.scopes) == 1:
            raise self.error("this belongs into a function, and there is none")
        statement = self.simple(line)
        self.expect(NEWLINE)
        return statement

    def definition(self, line: int) -> Definition:
        """Read a function, from its name on.  Its defaults belong to what is around it."""
        name, parameters = self.bound_name(), self.parameters()
        self.scopes.append(Scope(parameters.names()))
        found = Definition(line, name, parameters, self.suite(), self.scopes.pop())
        self.scopes[-1].functions.append(found)
        return found

    def simple(self, line: int) -> Statement:
        """Read a statement of one line."""
        if self.take("nonlocal"):
            names = [self.name()]
            while self.take(","):
                names.append(self.name())
            self.scopes[-1].nonlocals.update(names)
            return Nonlocal(line, tuple(names))
        if self.take("return"):
            return Return(line, self.expression_or_nothing())
        if self.take("raise"):
            return Raise(line, self.expression_or_nothing())
        target = None
        if self.at("=", ahead=1):
            target = self.bound_name()
            self.expect("=")
        in_parentheses = self.at("yield", ahead=1) and self.take("(")
        if self.take("yield"):
            found = Yield(line, target, self.expression_or_nothing())
            if in_parentheses:
                self.expect(")")
            self.scopes[-1].is_generator = True
            return found
        return Assignment(line, target, self.expression())

    def handlers(self) -> tuple[Handler, ...]:
        """Read the handlers of a `try`: one at least, and one for all exceptions is the last."""
        found: list[Handler] = []
        while self.at("except") or not found:
            line = self.tokens[self.next].line
            if found and found[-1].kind is None:
                raise self.error("a handler for all exceptions is the last one")
            self.expect("except")
            kind = None if self.at(":") else self.expression()
            name = self.bound_name() if kind is not None and self.take("as") else None
            found.append(Handler(line, kind, name, self.suite()))
        return tuple(found)

    def parameters(self) -> Parameters:
        """Read the parameters of a function, with their parentheses."""
        found = Parameters()
        names = found.positional  # where the next one belongs
        signs = ""  # those that have been read
        self.expect("(")
        while not self.take(")"):
            if "**" in signs or (self.at("/") and (signs or not names)) or (self.at("*") and "*" in signs):
                raise self.error("parameters have this order: a, /, b, *c, d, **e")
            signs += self.tokens[self.next].text if self.at("/", "*", "**") else ""
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
        return found

    def expression_or_nothing(self) -> Expression | None:
        """Read an expression, if one stands here."""
        return None if self.at(NEWLINE, ")") else self.expression()

    def expression(self) -> Expression:
        """Read a name, a number or a call."""
        value: Expression
        if self.take("("):
            value = self.expression()
            self.expect(")")
        elif self.tokens[self.next].text[0].isdecimal():
            value = Integer(int(self.tokens[self.next].text, 0))
            self.next += 1
        else:
            value = Name(self.name())
            self.scopes[-1].used.add(value.name)
        while self.take("("):
            value = self.call(value)
        return value

    def call(self, function: Expression) -> Call:
        """Read the arguments of a call of *function*, behind the parenthesis."""
        positional: list[tuple[str, Expression]] = []
        keywords: list[tuple[str, Expression]] = []
        while not self.take(")"):
            how = next((stars for stars in ("*", "**") if self.take(stars)), "")
            if not how and self.at("=", ahead=1):
                how = self.name()
                self.expect("=")
            elif not how and keywords:
                raise self.error("a positional argument follows a keyword")
            (positional if how in ("", "*") else keywords).append((how, self.expression()))
            if not self.at(")"):
                self.expect(",")
        return Call(function, tuple(positional), tuple(keywords))
