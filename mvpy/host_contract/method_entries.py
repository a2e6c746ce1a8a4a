"""Methods of builtin types, and other attributes of their objects."""

from __future__ import annotations

from mvpy.host_contract.entry import entries_of

METHODS = entries_of(
    "method",
    """
# str.join: fetched from the class; one text of several, which an iterator gives
print(len(getattr(str, min(dict(join=0)))(str(), map(chr, tuple_of(49)))))

# str.startswith: does a text begin so
told(getattr(min(dict(one=0)), min(dict(startswith=0)))(chr(111)))

# str.split: the parts of a text
print(len(getattr(min(dict(one=0)), min(dict(split=0)))(chr(46))))

# str.rpartition: the parts of a text, around the last place of another
told(getattr(min(dict(one=0)), min(dict(rpartition=0)))(chr(46)))

# bytes.join: fetched from the class; one bytes of several
print(len(getattr(bytes, min(dict(join=0)))(bytes(), tuple_of(bytes(tuple_of(65))))))

# bytes.decode: the text of bytes
print(getattr(bytes(tuple_of(49)), min(dict(decode=0)))())

# int.to_bytes: the bytes of a number
print(len(getattr(65, min(dict(to_bytes=0)))(1, min(dict(big=0)))))

# list.append: one more item
items = list()
getattr(items, min(dict(append=0)))(7)
print(len(items))

# list.extend: more items
items = list()
getattr(items, min(dict(extend=0)))(tuple_of(7))
print(len(items))

# list.pop: the last item, or one by its number, which is taken out
print(getattr(list(tuple_of(1, 2)), min(dict(pop=0)))(0))

# set.add: one more item
items = set()
getattr(items, min(dict(add=0)))(7)
print(len(items))

# set.update: more items
items = set()
getattr(items, min(dict(update=0)))(tuple_of(7))
print(len(items))

# dict.get: the value of a key, or another one
print(getattr(dict(), min(dict(get=0)))(7, 1))

# dict.update: more items
items = dict()
getattr(items, min(dict(update=0)))(dict(one=1))
print(len(items))

# dict.__setitem__: one more item
items = dict()
getattr(items, min(dict(__setitem__=0)))(7, 7)
print(len(items))

# dict.keys: the keys
print(len(getattr(dict(one=1), min(dict(keys=0)))()))

# tuple.index: where an item is
print(getattr(tuple_of(6, 7), min(dict(index=0)))(7))

# tuple.__iter__: fetched from the class; the iterator of a tuple
print(next(getattr(tuple, min(dict(__iter__=0)))(tuple_of(1))))

# generator.send: it goes on, and `yield` gives what is sent
def sending():
    value = yield 0
    yield value


generator = sending()
next(generator)
print(getattr(generator, min(dict(send=0)))(1))

# generator.throw: it goes on, and `yield` raises an exception
def catching():
    try:
        yield 0
    except KeyError:
        yield 1


generator = catching()
next(generator)
print(getattr(generator, min(dict(throw=0)))(KeyError()))

# generator.close: `yield` raises GeneratorExit, and the generator ends
def closing():
    try:
        yield 0
    except GeneratorExit:
        print(1)
        raise


generator = closing()
next(generator)
getattr(generator, min(dict(close=0)))()

# StopIteration.value: what a generator has returned
print(getattr(StopIteration(1), min(dict(value=0))))

# BaseException.__setattr__: fetched from the class; it sets an attribute of an exception
error = KeyError()
getattr(BaseException, min(dict(__setattr__=0)))(error, min(dict(__context__=0)), nothing())
print(1)

# BaseException.__traceback__: where an exception comes from
try:
    raise KeyError
except KeyError as error:
    getattr(error, min(dict(__traceback__=0)))
    print(1)

# BaseException.__context__: what was handled when an exception was raised
getattr(KeyError(), min(dict(__context__=0)))
print(1)

# BaseException.with_traceback: it sets where an exception comes from
getattr(KeyError(), min(dict(with_traceback=0)))(nothing())
print(1)

# BaseExceptionGroup.exceptions: what is in a group
group = BaseExceptionGroup(chr(49), tuple_of(KeyError()))
print(len(getattr(group, min(dict(exceptions=0)))))

# BaseExceptionGroup.split: the part of a group that types match, and the rest
group = BaseExceptionGroup(chr(49), tuple_of(KeyError()))
getattr(group, min(dict(split=0)))(KeyError)
print(1)

# BaseExceptionGroup.subgroup: fetched from the class; the part of a group that a function matches
group = BaseExceptionGroup(chr(49), tuple_of(KeyError()))
getattr(BaseExceptionGroup, min(dict(subgroup=0)))(group, value_of)
print(1)

# type.__delattr__: fetched from the class; it deletes an attribute of a class
kind = class_of(one=2)
getattr(type, min(dict(__delattr__=0)))(kind, min(dict(one=0)))
print(getattr(kind, min(dict(one=0)), 1))

# type.__mro__: a class and all above it
print(len(getattr(object, min(dict(__mro__=0)))))

# type.__name__: the name of a class
is_named(getattr(dict, min(dict(__name__=0))), dict=0)

# function.__name__: the name of a function
is_named(getattr(tuple_of, min(dict(__name__=0))), tuple_of=0)

# module.__name__: the name of a module
is_named(getattr(__import__(min(dict(sys=0))), min(dict(__name__=0))), sys=0)

# module.__dict__: the namespace of a module
told(getattr(__import__(min(dict(sys=0))), min(dict(__dict__=0))))

# property.setter: a property that can be set, too
def one(self):
    return 1


getattr(property(one), min(dict(setter=0)))(one)
print(1)
""",
)
