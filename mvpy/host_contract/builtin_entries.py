"""Builtins, each used as forms use it."""

from __future__ import annotations

from mvpy.host_contract.entry import entries_of

BUILTINS = entries_of(
    "builtin",
    """
# print: it prints numbers
print(1)

# iter: the iterator of an iterable
print(next(iter(tuple_of(1))))

# next: the next item of an iterator
print(next(iter(tuple_of(1))))

# getattr: an attribute of an object, by its name
getattr(str, min(dict(join=0)))
print(1)

# setattr: it stores an attribute
setattr(made(), min(dict(one=0)), 1)
print(1)

# delattr: it deletes an attribute
thing = made()
setattr(thing, min(dict(one=0)), 2)
delattr(thing, min(dict(one=0)))
print(getattr(thing, min(dict(one=0)), 1))

# hasattr: whether there is an attribute
told(hasattr(str, min(dict(join=0))))

# __import__: it gives a module
__import__(min(dict(sys=0)))
print(1)

# globals: the namespace of the module
one = 1
told(len(globals()))

# locals: in a module, its namespace
one = 1
told(len(locals()))

# __name__: the name of the module
__name__
print(1)

# object: the base of all classes; two of its instances are different
object()
print(1)

# type: the class of an object
told(issubclass(type(dict()), dict))

# super: with a class and an object, it finds attributes behind that class
def method(self):
    return 1


def other_method(self):
    return 2


kind = class_of(class_of(method=method), method=other_method)
print(getattr(super(kind, kind()), min(dict(method=0)))())

# isinstance: is an object of a class
told(isinstance(1, int))

# issubclass: is a class below another
told(issubclass(KeyError, Exception))

# len: how many items there are
print(len(dict(one=1)))

# min: the least item of an iterable
print(min(tuple_of(2, 1)))

# any: is any item true
told(any(tuple_of(0, 1)))

# map: a function of each item
print(len(list(map(value_of, tuple_of(7)))))

# filter: the items that are true
print(len(list(filter(nothing(), tuple_of(0, 7)))))

# zip: tuples of the items of several iterables
print(len(dict(zip(tuple_of(1), tuple_of(2)))))

# range: the numbers below another one
print(len(range(1)))

# enumerate: pairs of a number and an item
print(len(dict(enumerate(tuple_of(7)))))

# chr: the text of one character
print(len(chr(49)))

# format: how a value is shown
print(len(format(7)))

# repr: how a value is shown to programmers
print(len(repr(7)))

# ascii: the same, in ASCII
print(len(ascii(7)))

# id: a number for an object, which no other has
told(id(print))

# hash: a number for an object
print(hash(1))

# dir: the names of attributes
told(dir(dict))

# vars: the namespace of a class, or of an object
thing = made()
setattr(thing, min(dict(one=0)), 1)
print(len(vars(thing)))

# bool: true and false
told(bool(1))

# int: the class of whole numbers, and the number that a text shows
print(int(chr(49)))

# float: the class of floating point numbers
told(float(2))

# complex: a complex number of two parts
complex(0, 1)
print(1)

# str: the class of texts; without an argument, the empty one
told(isinstance(str(), str))

# bytes: the class of bytes, made of numbers
print(len(bytes(tuple_of(65))))

# bytearray: the class of bytes that can be changed
bytearray()
print(1)

# list: the class of lists
print(len(list(tuple_of(7))))

# tuple: the class of tuples
print(len(tuple(tuple_of(7))))

# set: the class of sets
print(len(set(tuple_of(7, 7))))

# frozenset: the class of sets that do not change
print(len(frozenset(tuple_of(7, 7))))

# dict: the class of dictionaries
dict()
print(1)

# slice: what stands for `a:b:c` in brackets
slice(nothing(), 1, nothing())
print(1)

# property: an attribute that a function gives
def one(self):
    return 1


print(getattr(made(one=property(one)), min(dict(one=0))))

# Ellipsis: the object that is written as three points
Ellipsis
print(1)

# NotImplemented: what special methods give that do not know an operand
NotImplemented
print(1)

# BaseException: the class of all exceptions
try:
    raise KeyError
except BaseException:
    print(1)

# StopIteration: what iterators raise in the end
try:
    next(iter(tuple_of()))
except StopIteration:
    print(1)

# StopAsyncIteration: what asynchronous iterators raise in the end
try:
    raise StopAsyncIteration
except StopAsyncIteration:
    print(1)

# GeneratorExit: what a generator gets that is closed
try:
    raise GeneratorExit
except GeneratorExit:
    print(1)

# AttributeError: there is no such attribute
try:
    raise AttributeError
except AttributeError:
    print(1)

# NameError: there is no such name
try:
    raise NameError
except NameError:
    print(1)

# KeyError: there is no such key
try:
    raise KeyError
except KeyError:
    print(1)

# TypeError: an object of another type is needed
try:
    raise TypeError(str())
except TypeError:
    print(1)

# ValueError: a value is wrong
try:
    raise ValueError(str())
except ValueError:
    print(1)

# RuntimeError: something else is wrong
try:
    raise RuntimeError(str())
except RuntimeError:
    print(1)

# ImportError: a module, or a name in it, is not found
try:
    raise ImportError(str())
except ImportError:
    print(1)

# AssertionError: an assertion failed
try:
    raise AssertionError(1)
except AssertionError:
    print(1)

# NotImplementedError: something is not there
try:
    raise NotImplementedError
except NotImplementedError:
    print(1)

# BaseExceptionGroup: a group of exceptions
BaseExceptionGroup(str(), tuple_of(KeyError()))
print(1)
""",
)
