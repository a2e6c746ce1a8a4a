# A function, a class and what is in them are qualified as if there were no scope of type parameters.
# Needs: Python 3.12
# Plain: frames

def decorate(thing):
    print(thing.__name__, thing.__qualname__)
    return thing


@decorate
def function[T](a: (lambda: 0)):
    def inner[U]():
        pass

    class Class[V]:
        @decorate
        def method[W](self):
            return lambda: 0

        made = lambda: 0

    return inner, Class


inner, Class = function(1)
print(inner.__qualname__, Class.__qualname__, Class.method.__qualname__, Class().method().__qualname__)
print(Class.made.__qualname__, function.__annotations__["a"].__qualname__, inner.__code__.co_name)
print(inner.__module__, Class.__module__, Class)


def declares():
    global outside, Outside

    def outside[T]():
        pass

    class Outside[T]:
        def method(self):
            pass


declares()
print(outside.__qualname__, Outside.__qualname__, Outside.method.__qualname__)
