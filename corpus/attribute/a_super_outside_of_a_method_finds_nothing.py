# `super()` needs a method: elsewhere its attributes are not even looked for.


def tried(action):
    try:
        return action()
    except (RuntimeError, TypeError) as error:
        return type(error).__name__


try:
    super().__init__
except RuntimeError:
    print("module")


class C:
    try:
        super().__init__
    except (RuntimeError, TypeError):
        print("class body")

    given = lambda self: super().__repr__
    lacking = lambda: super().__repr__
    starred = lambda *arguments: super().__repr__

    def method(self):
        return super().__repr__

    def without():
        return super().__repr__

    def nested(self):
        return lambda: super().__repr__


def function(argument):
    return super().__init__


def bare():
    return super().__init__


c = C()
print(callable(c.given()), callable(c.method()))
for action in (C.lacking, c.starred, C.without, c.nested(), bare, lambda: function(1), lambda: super().x):
    print(tried(action))
