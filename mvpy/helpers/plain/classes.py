"""What bodies of classes need, where they are functions that fill a namespace."""


class ClassSetter:
    """Stands in the namespace of a class until that is made, and then tells *set_class* of it.

    `type.__new__` calls `__set_name__` before anything else can call a method of the class.
    """

    def __init__(self, set_class):
        self.set_class = set_class

    def __set_name__(self, owner, name):
        self.set_class(owner)
        type.__delattr__(owner, name)


class VariableAround:
    """A variable of a function around, which functions there *read* and *bind*."""

    def __init__(self, read, bind):
        self.read = read
        self.bind = bind

    @property
    def value(self):
        return self.read()

    @value.setter
    def value(self, value):
        self.bind(value)


def look_up(namespace, name, outside):
    """The value of *name* in the body of a class: from its *namespace*, else what *outside* gives."""
    try:
        return namespace[name]
    except KeyError:
        pass
    return outside()


# Exactly: words, kinds
def delete_name(namespace, name):
    """`del name` in the body of a class."""
    try:
        del namespace[name]
        return
    except KeyError:
        pass
    raise NameError(f"name {name!r} is not defined")


# Exactly: frames
def naming(name):
    """A decorator that calls a function *name*."""

    def name_it(function):
        function.__name__ = name
        return function

    return name_it


# Exactly: frames
def qualifying(name):
    """A decorator that calls a function *name*, in its `__qualname__`, too."""

    def name_it(function):
        function.__name__ = function.__qualname__ = name
        return function

    return name_it
