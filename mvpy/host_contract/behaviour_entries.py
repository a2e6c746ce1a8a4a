"""What builtins do that is more than being there."""

from __future__ import annotations

from mvpy.host_contract.entry import entries_of

BEHAVIOURS = entries_of(
    "behaviour",
    """
# dict with keywords: `dict(name=0)` has the text "name" as its key
print(len(dict(name=0)))

# min of a dictionary: it is the key of one that has one; so texts are made
told(isinstance(min(dict(name=0)), str))

# next with a default: what it gives when the iterator has no more items
print(next(iter(tuple_of()), 1))

# missing attributes: `getattr` raises AttributeError
try:
    getattr(dict(), min(dict(no_such_attribute=0)))
except AttributeError:
    print(1)

# getattr with a default: what it gives when there is no such attribute
print(getattr(dict(), min(dict(no_such_attribute=0)), 1))

# getattr binds methods: a function of its class that an object gives is called with that object first
def method(self, value):
    return value


print(getattr(made(method=method), min(dict(method=0)))(1))

# getattr binds builtin methods: those of lists, dictionaries, generators and other builtin objects
print(getattr(dict(one=1), min(dict(get=0)))(min(dict(one=0))))

# getattr of a type: it gives the functions of a class, bound to nothing
def method(self, value):
    return value


instance = made(method=method)
print(getattr(type(instance), min(dict(method=0)))(instance, 1))

# setattr of an instance: any attribute of an object of an ordinary class
thing = made()
setattr(thing, min(dict(one=0)), 1)
print(getattr(thing, min(dict(one=0))))

# iter of an instance: it calls `__iter__` of its class
def __iter__(self):
    return iter(tuple_of(1))


print(next(iter(made(__iter__=__iter__))))

# next of an instance: it calls `__next__` of its class
def __next__(self):
    return 1


print(next(made(__next__=__next__)))

# a call of an instance: it calls `__call__` of its class
def __call__(self):
    return 1


print(made(__call__=__call__)())

# __init__: a call of a class hands its arguments on to it
def __init__(self, one):
    print(one)


class_of(__init__=__init__)(1)

# __set_name__: a new class calls it on what stands in its namespace
def __set_name__(self, owner, name):
    print(1)


made(entry=made(__set_name__=__set_name__))

# new_class with a metaclass: keywords may name one, which is called
def metaclass(name, bases, namespace):
    return 1


print(new_class(min(dict(Made=0)), tuple_of(), dict(metaclass=metaclass)))

# new_class with keywords: they reach `__init_subclass__` of a base
def __init_subclass__(cls, number):
    print(number)


base = class_of(__init_subclass__=__init_subclass__)
new_class(min(dict(Made=0)), tuple_of(base), dict(number=1))

# new_class with bases that stand for others: it calls their `__mro_entries__`
def __mro_entries__(self, bases):
    print(1)
    return tuple_of(dict)


new_class(min(dict(Made=0)), tuple_of(made(__mro_entries__=__mro_entries__)))

# writable __name__ of functions: a function can be given another name
def function():
    0


setattr(function, min(dict(__name__=0)), min(dict(other=0)))
is_named(getattr(function, min(dict(__name__=0))), other=0)

# writable __qualname__ of functions: the path that a function tells can be set
def function():
    0


setattr(function, min(dict(__qualname__=0)), min(dict(other=0)))
is_named(getattr(function, min(dict(__qualname__=0))), other=0)

# writable __doc__ of functions: a docstring can be set
def function():
    0


setattr(function, min(dict(__doc__=0)), min(dict(other=0)))
is_named(getattr(function, min(dict(__doc__=0))), other=0)

# writable __annotations__ of functions: a dictionary of annotations can be set
def function():
    0


setattr(function, min(dict(__annotations__=0)), dict(other=0))
print(len(getattr(function, min(dict(__annotations__=0)))))

# other attributes of functions: any can be set
def function():
    0


setattr(function, min(dict(other=0)), 1)
print(getattr(function, min(dict(other=0))))

# settable __cause__: an exception can be given a cause
error = KeyError()
getattr(BaseException, min(dict(__setattr__=0)))(error, min(dict(__cause__=0)), TypeError())
told(isinstance(getattr(error, min(dict(__cause__=0))), TypeError))

# contexts: an exception that is raised in a handler knows what was handled
try:
    try:
        raise KeyError
    except KeyError:
        raise TypeError
except TypeError as error:
    told(isinstance(getattr(error, min(dict(__context__=0))), KeyError))

# globals is the namespace: what is stored in it are names of the module
getattr(globals(), min(dict(update=0)))(dict(stored_by_globals=1))
print(stored_by_globals)

# __import__ of a submodule: it gives the package, which has the submodule
package = __import__(dotted(min(dict(os=0)), min(dict(path=0))))
getattr(getattr(package, min(dict(path=0))), min(dict(join=0)))
print(1)

# __import__ with names: it takes the namespaces, the names that are wanted and the level, and gives the module itself
path = min(dict(path=0))
module = __import__(dotted(min(dict(os=0)), path), globals(), nothing(), tuple_of(min(dict(join=0))), 0)
getattr(module, min(dict(join=0)))
print(1)

# format with a specification: it shows a value as the text says
print(format(1, str()))

# keyword arguments of exceptions: `ImportError(text, name=text)`
ImportError(str(), name=str())
print(1)

# type of a class: it is `type`, or a metaclass that is a subclass of it
told(issubclass(type(dict), type))

# special methods through the type: operators call them on instances of ordinary classes
def __add__(self, other):
    return other


print(getattr(__import__(min(dict(operator=0))), min(dict(add=0)))(made(__add__=__add__), 1))
""",
)
