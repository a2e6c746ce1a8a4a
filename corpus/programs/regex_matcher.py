"""Regular expressions by backtracking: a parser, a matcher made of generators, and a comparison with `re`.

A pattern becomes a tree; every node has `match(text, i, groups)`, a generator of the
places where its match may end, the preferred one first.  Backtracking is nothing
but asking a generator for its next value.
"""

import re
from itertools import count


class PatternError(ValueError):
    pass


class Node:
    def match(self, text, i, groups):
        raise NotImplementedError

    def __repr__(self):
        parts = ", ".join(repr(getattr(self, name)) for name in self.__slots__)
        return f"{type(self).__name__}({parts})"


class Char(Node):
    """One character that passes a test."""

    __slots__ = ("wanted", "negated")

    def __init__(self, wanted, negated=False):
        self.wanted, self.negated = wanted, negated

    def match(self, text, i, groups):
        if i < len(text) and (text[i] in self.wanted) is not self.negated:
            yield i + 1


class Anchor(Node):
    __slots__ = ("kind",)

    def __init__(self, kind):
        self.kind = kind

    def match(self, text, i, groups):
        before = i > 0 and is_word(text[i - 1])
        after = i < len(text) and is_word(text[i])
        if {"^": i == 0, "$": i == len(text), "b": before != after, "B": before == after}[self.kind]:
            yield i


class Sequence(Node):
    __slots__ = ("items",)

    def __init__(self, items):
        self.items = items

    def match(self, text, i, groups, at=0):
        if at == len(self.items):
            yield i
            return
        for j in self.items[at].match(text, i, groups):
            yield from self.match(text, j, groups, at + 1)


class Choice(Node):
    __slots__ = ("options",)

    def __init__(self, options):
        self.options = options

    def match(self, text, i, groups):
        for option in self.options:
            yield from option.match(text, i, groups)


class Repeat(Node):
    __slots__ = ("item", "low", "high", "greedy")

    def __init__(self, item, low, high, greedy=True):
        self.item, self.low, self.high, self.greedy = item, low, high, greedy

    def match(self, text, i, groups, done=0):
        if not self.greedy and done >= self.low:
            yield i
        if self.high is None or done < self.high:
            for j in self.item.match(text, i, groups):
                if j == i and done >= self.low:
                    continue  # an empty match may not repeat for ever
                yield from self.match(text, j, groups, done + 1)
        if self.greedy and done >= self.low:
            yield i


class Group(Node):
    __slots__ = ("number", "item")

    def __init__(self, number, item):
        self.number, self.item = number, item

    def match(self, text, i, groups):
        old = groups.get(self.number)
        for j in self.item.match(text, i, groups):
            groups[self.number] = i, j
            yield j
        # nothing of it was any good: as if it had never been here
        if old is None:
            groups.pop(self.number, None)
        else:
            groups[self.number] = old


class Back(Node):
    __slots__ = ("number",)

    def __init__(self, number):
        self.number = number

    def match(self, text, i, groups):
        if self.number in groups:
            start, end = groups[self.number]
            if text.startswith(text[start:end], i):
                yield i + end - start


class Look(Node):
    __slots__ = ("item", "negative")

    def __init__(self, item, negative):
        self.item, self.negative = item, negative

    def match(self, text, i, groups):
        found = any(True for _ in self.item.match(text, i, groups))
        if found != self.negative:
            yield i


def is_word(char):
    return char.isalnum() or char == "_"


DIGITS = frozenset("0123456789")
SPACES = frozenset(" \t\n\r\f\v")
WORDS = frozenset(map(chr, range(128))) - {chr(n) for n in range(128) if not is_word(chr(n))}
CLASSES = {"d": DIGITS, "s": SPACES, "w": WORDS}


class Parser:
    def __init__(self, pattern):
        self.pattern = pattern
        self.i = 0
        self.numbers = count(1)

    def peek(self, text):
        return self.pattern.startswith(text, self.i)

    def eat(self, text):
        if found := self.peek(text):
            self.i += len(text)
        return found

    def next(self):
        if self.i == len(self.pattern):
            raise PatternError("unexpected end")
        self.i += 1
        return self.pattern[self.i - 1]

    def parse(self):
        tree = self.choice()
        if self.i < len(self.pattern):
            raise PatternError(f"unbalanced ) at {self.i}")
        return tree

    def choice(self):
        options = [self.sequence()]
        while self.eat("|"):
            options.append(self.sequence())
        return options[0] if len(options) == 1 else Choice(options)

    def sequence(self):
        items = []
        while self.i < len(self.pattern) and not (self.peek("|") or self.peek(")")):
            items.append(self.repeated(self.item()))
        return items[0] if len(items) == 1 else Sequence(items)

    def repeated(self, item):
        if self.eat("*"):
            low, high = 0, None
        elif self.eat("+"):
            low, high = 1, None
        elif self.eat("?"):
            low, high = 0, 1
        elif self.eat("{"):
            low, comma, high = self.until("}").partition(",")
            low = int(low or 0)
            high = low if not comma else int(high) if high else None
        else:
            return item
        return self.repeated(Repeat(item, low, high, greedy=not self.eat("?")))

    def until(self, end):
        stop = self.pattern.find(end, self.i)
        if stop < 0:
            raise PatternError(f"no {end}")
        text, self.i = self.pattern[self.i:stop], stop + 1
        return text

    def item(self):
        char = self.next()
        if char == "(":
            marks = {"?:": lambda x: x, "?=": lambda x: Look(x, False), "?!": lambda x: Look(x, True)}
            for mark, make in marks.items():
                if self.eat(mark):
                    break
            else:
                number = next(self.numbers)
                make = lambda x: Group(number, x)
            inner = self.choice()
            if not self.eat(")"):
                raise PatternError("missing )")
            return make(inner)
        elif char == "[":
            return self.char_class()
        elif char == ".":
            return Char("\n", negated=True)
        elif char in "^$":
            return Anchor(char)
        elif char in "*+?":
            raise PatternError(f"nothing to repeat at {self.i - 1}")
        elif char == "\\":
            return self.escape(self.next())
        return Char(char)

    def escape(self, char):
        if char.lower() in CLASSES:
            return Char(CLASSES[char.lower()], negated=char.isupper())
        if char in "bB":
            return Anchor(char)
        if char.isdigit():
            return Back(int(char))
        return Char({"n": "\n", "t": "\t"}.get(char, char))

    def char_class(self):
        negated, wanted = self.eat("^"), set()
        while True:
            char = self.next()
            if char == "]" and wanted:
                return Char(frozenset(wanted), negated)
            if char == "\\":
                wanted |= set(self.escape(self.next()).wanted)
            elif self.peek("-") and not self.peek("-]"):
                self.next()
                wanted.update(map(chr, range(ord(char), ord(self.next()) + 1)))
            else:
                wanted.add(char)


def search(pattern, text):
    """The first match as (start, end) and the groups, or None."""
    tree = Parser(pattern).parse()
    for start in range(len(text) + 1):
        groups = {}
        for end in tree.match(text, start, groups):
            return (start, end), {n: text[a:b] for n, (a, b) in sorted(groups.items())}
    return None


CASES = r"""
abc              xxabcxx
a.c|b+           zzbbb
^(a|ab)(c|bcd)$  abcd
(a*)(a?)b        aaab
(a+?)(a*)        aaaa
a{2,3}           caaaat
(?:ab){2}c       ababababc
(\w+)@(\w+)\.org mail ada@math.org now
\b(\w+) \1\b     this is is it
[^a-c\d]+        abc12-xyz-3
(a|b)*c          ababx
(a|b)*?b         aaab
x*               aaa
(x?)*y           xxy
foo(?=bar)       foofoobar
\bq(?!u)\w*      quit qatar
(\d+)-(\d+)?     tel 12- 34-56
[]x-]+           a]-x
((a)|(b))+       ab
^$               text
a\.b\\           a.b\
"""


def main():
    for line in CASES.strip().splitlines():
        pattern, _, text = line.partition(" ")
        if pattern.startswith(r"\b(\w+)"):
            pattern, text = r"\b(\w+) \1\b", "this is is it"
        text = text.strip()
        found = search(pattern, text)
        if found is None:
            print(f"{pattern:18}{text:22}no match")
        else:
            (start, end), groups = found
            print(f"{pattern:18}{text:22}{text[start:end]!r} at {start}", *groups.values(), sep="  ")
        native = re.search(pattern, text)
        if (native and native.span()) != (found and found[0]):
            print("    re finds", native)
    print(Parser("a(b|c)*?d{2}").parse())
    ends = Parser("(a|ab)(b?)").parse().match("abb", 0, {})
    print("all ends of (a|ab)(b?) in abb:", [*ends])
    for bad in ("(a", "a)", "*a", "[a", "a{2", "\\"):
        try:
            search(bad, "a")
        except PatternError as error:
            print(f"{bad}: {error}")


if __name__ == "__main__":
    main()
