"""Functions that probes share, in the core."""

from __future__ import annotations

TEXT = """\
def tuple_of(*items):
    return items


def nothing():
    0


def numbers():
    yield 1
    yield 2


def told(truth):
    while truth:
        return print(1)


def body_of(names):
    def body(namespace):
        getattr(namespace, min(dict(update=0)))(names)

    return body


def class_of(*bases, **names):
    try:
        return type(min(dict(Made=0)), bases, names)
    except:
        0
    new_class = getattr(__import__(min(dict(types=0))), min(dict(new_class=0)))
    return new_class(min(dict(Made=0)), bases, dict(), body_of(names))


def made(**names):
    return class_of(**names)()


def is_named(text, **names):
    getattr(names, min(dict(pop=0)))(text)
    print(1)


def dotted(*names):
    return getattr(str, min(dict(join=0)))(chr(46), names)


def new_class(*arguments):
    return getattr(__import__(min(dict(types=0))), min(dict(new_class=0)))(*arguments)


def value_of(value):
    return value
"""

# By their names; each may use those before it.
PARTS = {part.partition("(")[0].removeprefix("def "): part + "\n" for part in TEXT.strip().split("\n\n\n")}
