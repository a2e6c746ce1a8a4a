"""What the ten constructs themselves do."""

from __future__ import annotations

from mvpy.host_contract.entry import entries_of

CORE = entries_of(
    "core",
    """
# unbound names: reading a name that is not bound raises NameError
try:
    never_bound
except NameError:
    print(1)

# unbound locals: reading a local before it is bound raises NameError, whatever the module has under that name
local = 2


def early():
    try:
        local
    except NameError:
        print(1)
    local = 3


early()

# closures: a function sees the variables of the function around it as they are when it is called
def outer():
    variable = 0

    def inner():
        return variable

    variable = 1
    return inner


print(outer()())

# nonlocal: a function binds a variable of the function around it
def outer():
    variable = 0

    def bind():
        nonlocal variable
        variable = 1

    bind()
    return variable


print(outer())

# variables that functions share: what one function binds, the others inside the same function see
def outer():
    variable = 0

    def bind():
        nonlocal variable
        variable = 1

    def read():
        return variable

    bind()
    return read()


print(outer())

# nonlocal of an unbound variable: it need not be bound yet when the inner function is made
def outer():
    def bind():
        nonlocal variable
        variable = 1

    variable = 0
    bind()
    return variable


print(outer())

# default values: they are evaluated when the function is defined
one = 1


def given(value=one):
    return value


one = 2
print(given())

# *parameter: it gets the arguments that are left over, as a tuple
def count(*values):
    return len(values)


print(count(7))

# **parameter: it gets the keyword arguments that are left over, as a dictionary
def count(**values):
    return len(values)


print(count(seven=7))

# keyword-only parameters: those behind `*` are passed by their names
def given(*values, one):
    return one


print(given(2, one=1))

# positional-only parameters: those before `/` are not passed by their names
def given(one, /, **others):
    return one


print(given(1, one=2))

# keyword arguments: they are passed to the parameters of these names
def given(zero, one):
    return one


print(given(one=1, zero=0))

# *argument: the items of an iterable are passed
def given(zero, one):
    return one


print(given(*tuple_of(0, 1)))

# several *arguments: they may stand in any place
def given(zero, one, two, three):
    return two


print(given(*tuple_of(3), 2, *tuple_of(1, 0)))

# **argument: the items of a dictionary are passed
def given(zero, one):
    return one


print(given(**dict(one=1, zero=0)))

# 250 arguments: a call may have so many
def count(*values):
    return len(values)


def check():
    while value_of(%s):
        return 1


print(check())

# large integers: they may have any size
told(123456789012345678901234567890)

# order of evaluation: a call evaluates the function, then its arguments from left to right
def raising(error):
    raise error


try:
    raising(KeyError)(raising(TypeError))
except KeyError:
    try:
        value_of(raising(KeyError), raising(TypeError))
    except KeyError:
        print(1)

# truth: a loop asks its condition for its truth: numbers, texts, containers, None
def truth():
    while dict():
        return 2
    while str():
        return 3
    while nothing():
        return 4
    while dict(one=1):
        return 1


print(truth())

# yield: a function that has it is a generator function, whose calls give its values one by one
print(min(numbers()))

# yield that is not reached: the function is a generator function all the same
def empty():
    while 0:
        yield
    return 7


while isinstance(empty(), int):
    raise TypeError
print(1)

# yield sends: what is sent to a generator is the value of its `yield`
def sending():
    value = yield 0
    yield value


generator = sending()
next(generator)
print(getattr(generator, min(dict(send=0)))(1))

# return in a generator: the value is that of the StopIteration
def returning():
    yield 0
    return 1


generator = returning()
next(generator)
try:
    next(generator)
except StopIteration as stop:
    print(getattr(stop, min(dict(value=0))))

# StopIteration in a generator: one that leaves its body becomes a RuntimeError
def stopping():
    yield 0
    raise StopIteration


generator = stopping()
next(generator)
try:
    next(generator)
except RuntimeError:
    print(1)

# handlers catch subclasses: in the order in which they stand
try:
    raise KeyError
except TypeError:
    print(2)
except Exception:
    print(1)

# except with a tuple: a handler may name several types
try:
    raise KeyError
except tuple_of(TypeError, KeyError):
    print(1)

# the name of a handler: it is unbound after the handler, in a module
try:
    raise KeyError
except KeyError as error:
    0
try:
    error
except NameError:
    print(1)

# the name of a handler in a function: it is unbound after the handler, and may be a variable of functions inside
def handled():
    error = 2

    def inside():
        return error

    try:
        raise KeyError
    except KeyError as error:
        0
    try:
        inside()
    except NameError:
        print(1)


handled()

# bare raise: it raises the exception that is being handled again
try:
    try:
        raise KeyError
    except KeyError:
        raise
except KeyError:
    print(1)

# raise makes an instance: of a class
try:
    raise KeyError
except KeyError as error:
    told(isinstance(error, KeyError))

# a jump out of a handler: `return` leaves `try` and loops
def leaving():
    while 1:
        try:
            raise KeyError
        except KeyError:
            return 1


print(leaving())

# a variable for each call: a function that is called again has variables of its own
def count(again):
    mine = again
    while again:
        count(0)
        return mine
    return 0


print(count(1))
""" % f"count({', '.join(['7'] * 250)})",
)
