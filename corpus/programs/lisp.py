"""A small Lisp: reader, environments, special forms, tail calls and macros.

Run without arguments, it evaluates the program at the bottom of this file
and prints the value of every top-level form.
"""

import math
import operator as op
from functools import reduce


class LispError(Exception):
    """What goes wrong in a Lisp program, as opposed to in the interpreter."""


class Symbol(str):
    """A name. Strings of the language are plain str."""

    def __repr__(self):
        return str(self)


QUOTES = {"'": Symbol("quote"), "`": Symbol("quasiquote"), ",": Symbol("unquote")}


# ---------------------------------------------------------------- reading

def tokenize(text):
    """Cut *text* into parentheses, quotes, strings and atoms."""
    position = 0
    while position < len(text):
        char = text[position]
        if char.isspace():
            position += 1
        elif char == ";":
            # a comment goes to the end of the line
            while position < len(text) and text[position] != "\n":
                position += 1
        elif char in "()" or char in QUOTES:
            yield char
            position += 1
        elif char == '"':
            end = text.find('"', position + 1)
            if end < 0:
                raise LispError("unterminated string")
            yield text[position:end + 1]
            position = end + 1
        else:
            start = position
            while position < len(text) and not text[position].isspace() and text[position] not in "()":
                position += 1
            yield text[start:position]


def read(tokens):
    """The next expression of the iterator *tokens*; StopIteration at the end."""
    token = next(tokens)
    if token == "(":
        items = []
        while True:
            try:
                item = read(tokens)
            except StopIteration:
                raise LispError("missing )") from None
            if item is CLOSE:
                return items
            items.append(item)
    if token == ")":
        return CLOSE
    if token in QUOTES:
        return [QUOTES[token], read(tokens)]
    return atom(token)


CLOSE = object()


def atom(token):
    if token[0] == '"':
        return token[1:-1]
    if token in ("#t", "#f"):
        return token == "#t"
    for kind in (int, float):
        try:
            return kind(token)
        except ValueError:
            pass
    return Symbol(token)


def read_all(text):
    tokens = tokenize(text)
    forms = []
    try:
        while True:
            form = read(tokens)
            if form is CLOSE:
                raise LispError("unexpected )")
            forms.append(form)
    except StopIteration:
        return forms


def show(value):
    """*value* as the language writes it."""
    if value is True or value is False:
        return "#t" if value else "#f"
    if value is None:
        return "nil"
    if isinstance(value, Symbol):
        return str(value)
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return "(" + " ".join(map(show, value)) + ")"
    return str(value)


# ------------------------------------------------------------- evaluating

class Environment(dict):
    """Names of one scope, and the scope around it."""

    def __init__(self, names=(), values=(), outer=None):
        super().__init__(zip(names, values))
        self.outer = outer

    def find(self, name):
        scope = self
        while scope is not None:
            if name in scope:
                return scope
            scope = scope.outer
        raise LispError(f"unbound: {name}")


class Lambda:
    """A user's function; calling it from Python evaluates its body."""

    def __init__(self, parameters, body, env, name="lambda"):
        self.parameters, self.body, self.env, self.name = parameters, body, env, name

    def scope(self, arguments):
        names = self.parameters
        if len(names) >= 2 and names[-2] == ".":
            *fixed, _, rest = names
            if len(arguments) < len(fixed):
                raise LispError(f"{self.name} wants {len(fixed)} or more, got {len(arguments)}")
            values = [*arguments[:len(fixed)], list(arguments[len(fixed):])]
            return Environment([*fixed, rest], values, self.env)
        if len(names) != len(arguments):
            raise LispError(f"{self.name} wants {len(names)}, got {len(arguments)}")
        return Environment(names, arguments, self.env)

    def __call__(self, *arguments):
        return evaluate(self.body, self.scope(arguments))

    def __str__(self):
        return f"#<{self.name}/{len(self.parameters)}>"


class Macro(Lambda):
    """Like a function, but it gets and gives expressions."""


def fold(function, start=None):
    def folded(*numbers):
        if len(numbers) == 1 and start is not None:
            return function(start, numbers[0])
        return reduce(function, numbers)
    return folded


def chain(compare):
    """A comparison of any number of arguments, pair by pair."""
    return lambda *items: all(compare(a, b) for a, b in zip(items, items[1:]))


GLOBALS = Environment()
GLOBALS.update({
    "+": fold(op.add), "-": fold(op.sub, 0), "*": fold(op.mul), "/": fold(op.truediv, 1),
    "<": chain(op.lt), ">": chain(op.gt), "=": chain(op.eq), "<=": chain(op.le),
    "mod": op.mod, "sqrt": math.sqrt, "not": op.not_,
    "car": lambda x: x[0], "cdr": lambda x: x[1:], "cons": lambda x, y: [x] + y,
    "list": lambda *x: list(x), "append": lambda *x: sum(x, []), "length": len,
    "null?": lambda x: x == [], "map": lambda f, *x: list(map(f, *x)),
    "apply": lambda f, x: f(*x), "string-append": lambda *x: "".join(x),
})


def evaluate(x, env):
    while True:  # tail calls go round this loop instead of deeper
        if isinstance(x, Symbol):
            return env.find(x)[x]
        if not isinstance(x, list):
            return x
        if not x:
            return []
        head, *rest = x
        if head == "quote":
            return rest[0]
        elif head == "quasiquote":
            return quasi(rest[0], env)
        elif head == "if":
            test, then, *other = rest
            x = then if evaluate(test, env) is not False else (other[0] if other else None)
        elif head == "define":
            target, *body = rest
            if isinstance(target, list):
                name, *parameters = target
                env[name] = Lambda(parameters, [Symbol("begin"), *body], env, name)
                return Symbol(name)
            env[target] = evaluate(body[0], env)
            return Symbol(target)
        elif head == "define-macro":
            (name, *parameters), *body = rest
            env[name] = Macro(parameters, [Symbol("begin"), *body], env, name)
            return Symbol(name)
        elif head == "set!":
            name, value = rest
            env.find(name)[name] = evaluate(value, env)
            return None
        elif head == "lambda":
            parameters, *body = rest
            return Lambda(parameters, [Symbol("begin"), *body], env)
        elif head == "let":
            bindings, *body = rest
            values = [evaluate(value, env) for _, value in bindings]
            env = Environment([name for name, _ in bindings], values, env)
            x = [Symbol("begin"), *body]
        elif head == "begin":
            for form in rest[:-1]:
                evaluate(form, env)
            x = rest[-1]
        else:
            function = evaluate(head, env)
            if isinstance(function, Macro):
                x = function(*rest)
                continue
            arguments = [evaluate(argument, env) for argument in rest]
            if not isinstance(function, Lambda):
                if not callable(function):
                    raise LispError(f"not a function: {show(function)}")
                return function(*arguments)
            x, env = function.body, function.scope(arguments)


def quasi(x, env):
    if not isinstance(x, list):
        return x
    if x and x[0] == "unquote":
        return evaluate(x[1], env)
    return [quasi(item, env) for item in x]


PROGRAM = """
(define (fact n) (if (< n 2) 1 (* n (fact (- n 1)))))
(fact 20)
(define (loop n sum) (if (= n 0) sum (loop (- n 1) (+ sum n))))
(loop 2000 0)                       ; deeper than Python's own stack
(define (make-counter)
  (let ((n 0)) (lambda () (set! n (+ n 1)) n)))
(define tick (make-counter))
(tick) (tick)
(list (tick) "text" 'symbol 2.5 #t '())
(define-macro (unless test . body) `(if ,test nil ,(cons 'begin body)))
(define nil '())
(unless (< 2 1) "first" "second")
(map (lambda (x y) (* x y)) '(1 2 3) '(4 5 6))
(apply + (map fact '(1 2 3 4)))
(define (compose . fs)
  (if (null? fs) (lambda (x) x)
      (lambda (x) ((car fs) ((apply compose (cdr fs)) x)))))
((compose sqrt (lambda (x) (* x x)) -) 3)
(< 1 2 3 3)
fact
(missing 1)
(fact 1 2)
(3 4)
(- 7)
"""


def main():
    for form in read_all(PROGRAM):
        try:
            result = show(evaluate(form, GLOBALS))
        except LispError as error:
            result = f"error: {error}"
        print(f"{show(form)[:60]:<60} => {result}")
    for broken in ("(1 2", ")", '"abc'):
        try:
            read_all(broken)
        except LispError as error:
            print(f"{broken!r}: {error}, cause {error.__cause__}, hidden {error.__suppress_context__}")


if __name__ == "__main__":
    main()
