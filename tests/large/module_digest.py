"""What a module shows to its importers, as JSON: run by the Python that is asked, in a process of its own.

    python -B module_digest.py NAME LIST

LIST is a list for `replacing.read_list`, of modules that are made from other files.  NAME is imported anew
and described: names in their order, types, qualified names, signatures, texts, defaults, annotations, kinds
of functions, bases, orders of resolution, and the namespaces of classes in their order.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import replacing

sys.path[:] = [path for path in sys.path if path != HERE]
import inspect
import json
import re
import types

# What the import system and not the program puts in, and what tells where the source's lines are.
OF_THE_SYSTEM = {"__builtins__", "__cached__", "__file__", "__loader__", "__spec__", "__warningregistry__"}
OF_THE_LINES = {"__firstlineno__"}
ADDRESS = re.compile(r"0x[0-9a-fA-F]{4,}|handle [0-9a-f]+|, line \d+|:\d+>|id=\d+")
PLAIN = (int, float, complex, str, bytes, bool, type(None), type(Ellipsis))
DEEPEST = 6


def module_named(name):
    """The module *name*, imported anew."""
    sys.modules.pop(name, None)
    __import__(name)
    return sys.modules[name]


def described_module(module):
    names = [name for name in vars(module) if name not in OF_THE_SYSTEM]
    about = Describing(module.__name__)
    return {
        "names": names,
        "doc": text_of(module),
        "values": {name: about.value(vars(module)[name], 0) for name in names if name != "__doc__"},
    }


class Describing:
    """Describes values as JSON can hold them; what other modules own is only named."""

    def __init__(self, module):
        self.module = module
        self.seen = set()

    def value(self, value, depth):
        kind = type(value)
        if isinstance(value, types.ModuleType):
            return "module " + value.__name__
        if isinstance(value, (types.FunctionType, classmethod, staticmethod, property, type)):
            if depth > DEEPEST or id(value) in self.seen:
                return "again " + named(value)
            self.seen.add(id(value))
        if isinstance(value, type):
            return self.class_(value, depth) if value.__module__ == self.module else "class " + named(value)
        if isinstance(value, types.FunctionType):
            return self.function(value, depth)
        if isinstance(value, (classmethod, staticmethod)):
            return [kind.__name__, self.value(value.__func__, depth + 1)]
        if isinstance(value, property):
            parts = [self.value(part, depth + 1) for part in (value.fget, value.fset, value.fdel)]
            return [kind.__name__, *parts, text_of(value)]
        return self.data(value, depth)

    def class_(self, cls, depth):
        names = [name for name in vars(cls) if name not in OF_THE_LINES and name != "__builtins__"]
        members = {
            name: self.value(vars(cls)[name], depth + 1)
            for name in names
            if name not in ("__dict__", "__weakref__", "__module__", "__doc__")
        }
        return {
            "class": cls.__qualname__,
            "module": cls.__module__,
            "type": named(type(cls)),
            "bases": [named(base) for base in cls.__bases__],
            "mro": [named(base) for base in type.mro(cls)],
            "doc": text_of(cls),
            "names": names,
            "members": members,
        }

    def function(self, function, depth):
        if function.__module__ != self.module and depth == 0:
            return "function " + named(function)
        code = function.__code__
        return {
            "function": function.__qualname__,
            "name": [function.__name__, code.co_name],
            "module": function.__module__,
            "doc": text_of(function),
            "parameters": [code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount],
            "signature": signature(function),
            "kind": [
                inspect.isgeneratorfunction(function),
                inspect.iscoroutinefunction(function),
                inspect.isasyncgenfunction(function),
            ],
            "defaults": self.data(function.__defaults__, depth + 1),
            "keyword defaults": self.data(function.__kwdefaults__, depth + 1),
            "annotations": self.data(function.__annotations__, depth + 1),
            "attributes": self.data(vars(function), depth + 1),
        }

    def data(self, value, depth):
        """A value that is neither function nor class: its type, and what it holds as far as can be said."""
        kind = type(value)
        if kind in PLAIN:
            return [kind.__name__, shortened(repr(value))]
        if depth > DEEPEST or id(value) in self.seen:
            return kind.__name__
        if kind in (tuple, list):
            return [kind.__name__, *(self.value(item, depth + 1) for item in value)]
        if kind in (set, frozenset):
            return [kind.__name__, *sorted(json.dumps(self.value(item, depth + 1)) for item in value)]
        if kind is dict:
            items = [item for item in value.items() if item[0] not in OF_THE_SYSTEM]
            return ["dict", *([self.value(k, depth + 1), self.value(v, depth + 1)] for k, v in items)]
        if isinstance(value, (types.BuiltinFunctionType, types.MethodType)):
            return [kind.__name__, getattr(value, "__qualname__", "?")]
        try:
            words = repr(value)
        except Exception as error:
            words = "repr raises " + type(error).__name__
        return [named(kind), shortened(words)]


def text_of(value):
    """The docstring of *value*, which may be anything if a class says so."""
    text = value.__doc__
    return text if text is None or isinstance(text, str) else "a " + type(text).__name__


def shortened(words):
    """*words* without addresses; of many, the beginning and the number."""
    words = ADDRESS.sub("...", words)
    return words if len(words) < 400 else "%s... %d in all" % (words[:300], len(words))


def signature(function):
    try:
        return shortened(str(inspect.signature(function, follow_wrapped=False)))
    except Exception as error:
        return type(error).__name__


def named(value):
    return "%s.%s" % (getattr(value, "__module__", "?"), getattr(value, "__qualname__", type(value).__name__))


def main():
    name, replaced = sys.argv[1:]
    replacing.replace_modules(replacing.read_list(replaced))
    shown, sys.stdout = sys.stdout, sys.stderr
    module = module_named(name)
    json.dump(described_module(module), shown)
    shown.flush()


if __name__ == "__main__":
    main()
