# Nothing is imported before a name is read; the mapping of the globals shows the lazy object.
# Needs: the library of Python 3.15
import sys

lazy import xml.sax.handler
lazy import html.parser as parser
lazy from html.entities import name2codepoint, nothing

names = ("xml", "parser", "name2codepoint")
space = globals()
print([type(space[name]).__name__ for name in names], [space[name] for name in names])
print("html" in sys.modules, "xml.sax.handler" in sys.modules)


def read():
    return name2codepoint["lt"]


print(read(), type(space["name2codepoint"]).__name__, type(space["parser"]).__name__)
print(parser.__name__, xml.sax.handler.__name__, type(space["xml"]).__name__)
for attempt in range(2):
    try:
        nothing
    except ImportError as error:
        print(type(error).__name__, error.name, error.__cause__)
