# What Monty lacks of the host contract besides: `__import__`, and methods of builtin types that `getattr` finds.
import sys


def _delete_item(subject, index):
    subject.pop(index)


_operator.delitem = _delete_item
_modules = {"operator": _operator, "types": _types, "sys": sys}


def __import__(name, namespace=None, local=None, names=(), level=0):
    if name in _modules:
        return _modules[name]
    raise ImportError("no module named " + repr(name))


class object:
    pass


_plain_getattr = getattr
_METHODS = {
    "append": lambda subject: lambda item: subject.append(item),
    "extend": lambda subject: lambda items: subject.extend(items),
    "pop": lambda subject: lambda *index: subject.pop(*index),
    "update": lambda subject: lambda *items: subject.update(*items),
    "add": lambda subject: lambda item: subject.add(item),
    "join": lambda subject: lambda *items: "".join(items[1]) if subject is str else subject.join(*items),
    "keys": lambda subject: lambda: subject.keys(),
    "values": lambda subject: lambda: subject.values(),
    "items": lambda subject: lambda: subject.items(),
    "get": lambda subject: lambda *key: subject.get(*key),
    "upper": lambda subject: lambda: subject.upper(),
    "lower": lambda subject: lambda: subject.lower(),
    "split": lambda subject: lambda *parts: subject.split(*parts),
    "strip": lambda subject: lambda *parts: subject.strip(*parts),
    "sort": lambda subject: lambda **options: subject.sort(**options),
    "clear": lambda subject: lambda: subject.clear(),
    "copy": lambda subject: lambda: subject.copy(),
    "insert": lambda subject: lambda index, item: subject.insert(index, item),
    "index": lambda subject: lambda *item: subject.index(*item),
    "count": lambda subject: lambda item: subject.count(item),
    "startswith": lambda subject: lambda *parts: subject.startswith(*parts),
    "endswith": lambda subject: lambda *parts: subject.endswith(*parts),
    "replace": lambda subject: lambda *parts: subject.replace(*parts),
    "format": lambda subject: lambda *parts: subject.format(*parts),
    "encode": lambda subject: lambda *parts: subject.encode(*parts),
    "decode": lambda subject: lambda *parts: subject.decode(*parts),
}
_BUILTIN = (list, dict, set, str, bytes, tuple)


def getattr(subject, name, *default):
    if name in _METHODS and (isinstance(subject, _BUILTIN) or subject is str):
        return _METHODS[name](subject)
    return _plain_getattr(subject, name, *default)
