"""A calculator: tokenizer, Pratt parser, evaluator, derivative.

The parser follows Vaughan Pratt: each token knows how tightly it binds and what
it does at the start of an expression (prefix) or after one (infix).
"""

import math
import re
from dataclasses import dataclass
from typing import Callable, Dict, List, NamedTuple, Tuple, Union


class Token(NamedTuple):
    kind: str
    text: str
    at: int


class CalcError(Exception):
    def __init__(self, message: str, at: int = None):
        super().__init__(message)
        self.at = at


TOKEN = re.compile(
    r"(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<op>\*\*|//|<=|>=|==|!=|[-+*/%^!?:=<>(),])|(?P<space>\s+)|(?P<bad>.)"
)


def tokenize(text: str) -> List[Token]:
    found = []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "space":
            continue
        if kind == "bad":
            raise CalcError(f"what is {match.group()!r}?", match.start())
        found.append(Token(kind, match.group(), match.start()))
    found.append(Token("end", "", len(text)))
    return found


# ---------------------------------------------------------------- the tree

@dataclass(frozen=True)
class Number:
    value: Union[int, float]

    def __str__(self):
        return str(self.value)


@dataclass(frozen=True)
class Name:
    name: str

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Call:
    """An operator or a function applied to arguments."""

    function: str
    arguments: Tuple

    def __str__(self):
        return f"({' '.join(map(str, (self.function, *self.arguments)))})"


@dataclass(frozen=True)
class Assign:
    name: str
    parameters: Tuple[str, ...]
    value: object

    def __str__(self):
        return f"(= {' '.join((self.name,) + self.parameters)} {self.value})"


# --------------------------------------------------------------- the parser

Prefix = Callable[["Parser", Token], object]
PREFIX: Dict[str, Prefix] = {}
INFIX: Dict[str, Tuple[int, Callable]] = {}


def prefix(*texts: str):
    def register(function: Prefix) -> Prefix:
        PREFIX.update(dict.fromkeys(texts, function))
        return function
    return register


def infix(power: int, *texts: str):
    def register(function):
        for text in texts:
            INFIX[text] = power, function
        return function
    return register


class Parser:
    def __init__(self, text: str):
        self.tokens = tokenize(text)
        self.index = 0

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def advance(self, wanted: str = None) -> Token:
        token = self.token
        if wanted is not None and token.text != wanted:
            raise CalcError(f"expected {wanted!r}, found {token.text or 'the end'!r}", token.at)
        self.index += 1
        return token

    def parse(self):
        tree = self.expression()
        if self.token.kind != "end":
            raise CalcError(f"unexpected {self.token.text!r}", self.token.at)
        return tree

    def expression(self, power: int = 0):
        token = self.advance()
        rule = PREFIX.get(token.text) or PREFIX.get(token.kind)
        if not rule:
            raise CalcError(f"unexpected {token.text or 'end'!r}", token.at)
        left = rule(self, token)
        while self.token.text in INFIX and (found := INFIX[self.token.text])[0] > power:
            left = found[1](self, left, self.advance())
        return left


@prefix("number")
def number(parser, token):
    try:
        return Number(int(token.text))
    except ValueError:
        return Number(float(token.text))


@prefix("name")
def name(parser, token):
    return Name(token.text)


@prefix("(")
def group(parser, token):
    inner = parser.expression()
    parser.advance(")")
    return inner


@prefix("-", "+")
def sign(parser, token):
    operand = parser.expression(70)
    return operand if token.text == "+" else Call("neg", (operand,))


def left_binary(parser, left, token):
    return Call(token.text, (left, parser.expression(INFIX[token.text][0])))


infix(30, "<", ">", "<=", ">=", "==", "!=")(left_binary)
infix(50, "+", "-")(left_binary)
infix(60, "*", "/", "//", "%")(left_binary)


@infix(80, "^", "**")
def power(parser, left, token):
    return Call("^", (left, parser.expression(79)))  # one less: it groups to the right


@infix(90, "!")
def factorial(parser, left, token):
    return Call("!", (left,))


@infix(20, "?")
def conditional(parser, test, token):
    yes = parser.expression()
    parser.advance(":")
    return Call("?", (test, yes, parser.expression(19)))


@infix(10, "=")
def assign(parser, left, token):
    if isinstance(left, Name):
        return Assign(left.name, (), parser.expression(9))
    if isinstance(left, Call) and left.function.isidentifier():
        if all(isinstance(argument, Name) for argument in left.arguments):
            return Assign(left.function, tuple(a.name for a in left.arguments), parser.expression(9))
    raise CalcError("can't assign to that", token.at)


@infix(100, "(")
def call(parser, left, token):
    if not isinstance(left, Name):
        raise CalcError("only names can be called", token.at)
    arguments = []
    if parser.token.text != ")":
        while True:
            arguments.append(parser.expression())
            if parser.token.text != ",":
                break
            parser.advance()
    parser.advance(")")
    return Call(left.name, tuple(arguments))


# ------------------------------------------------------------ the evaluator

FUNCTIONS: Dict[str, Callable] = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b,
    "//": lambda a, b: a // b, "%": lambda a, b: a % b, "^": pow, "!": math.factorial, "neg": lambda a: -a,
    "<": lambda a, b: int(a < b), ">": lambda a, b: int(a > b), "<=": lambda a, b: int(a <= b),
    ">=": lambda a, b: int(a >= b), "==": lambda a, b: int(a == b), "!=": lambda a, b: int(a != b),
    "sqrt": math.sqrt, "max": max, "min": min, "sum": lambda *numbers: sum(numbers), "gcd": math.gcd,
}


class Calculator:
    def __init__(self):
        self.names = {"pi": math.pi}
        self.functions = dict(FUNCTIONS)

    def evaluate(self, tree, local=None):
        local = local or {}
        if isinstance(tree, Number):
            return tree.value
        elif isinstance(tree, Name):
            for scope in (local, self.names):
                if tree.name in scope:
                    return scope[tree.name]
            raise CalcError(f"unknown name {tree.name}")
        elif isinstance(tree, Assign):
            if not tree.parameters:
                self.names[tree.name] = value = self.evaluate(tree.value, local)
                return value

            def function(*arguments):
                if len(arguments) != len(tree.parameters):
                    raise CalcError(f"{tree.name} takes {len(tree.parameters)}, not {len(arguments)}")
                return self.evaluate(tree.value, dict(zip(tree.parameters, arguments)))

            self.functions[tree.name] = function
            return None
        if tree.function == "?":
            test, yes, no = tree.arguments
            return self.evaluate(yes if self.evaluate(test, local) else no, local)
        try:
            function = self.functions[tree.function]
        except KeyError:
            raise CalcError(f"unknown function {tree.function}") from None
        return function(*[self.evaluate(argument, local) for argument in tree.arguments])

    def run(self, line):
        try:
            tree = Parser(line).parse()
            value = self.evaluate(tree)
        except CalcError as error:
            pointer = "" if error.at is None else f" at {error.at}"
            return f"error{pointer}: {error}"
        except (ArithmeticError, ValueError) as error:
            return f"{type(error).__name__}"
        return f"{tree}  ->  {value if not isinstance(value, float) else format(value, '.6g')}"


LINES = """
1 + 2 * 3 - 4
2 ^ 3 ^ 2
-2 ^ 2
(1 + 2) * -3!
7 // 2 % 2 / 4.
1 < 2 == 1
x = y = 5
x * y > 20 ? max(x, y, 7) : 0
fib(n) = n < 2 ? n : fib(n - 1) + fib(n - 2)
fib(15)
mean(a, b) = (a + b) / 2
mean(1, mean(2, 3)) + sqrt(16)
1.5e3 + .5
sum()
mean(1)
3 = x
f(1) = 2
2 +
(1, 2)
1 $ 2
nothing + 1
nothing(1)
1 / 0
(0 - 1)!
4(2)
sqrt(2
"""


def main():
    calculator = Calculator()
    for line in LINES.strip().splitlines():
        print(f"{line:45} {calculator.run(line)}")
    print({name: value for name, value in calculator.names.items() if name != "pi"})


if __name__ == "__main__":
    main()
