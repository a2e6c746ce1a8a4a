# A metaclass that loses `__classcell__`, or makes another class of it, is told so.
# Plain: kinds

class Losing(type):
    def __new__(metaclass, name, bases, namespace):
        namespace.pop("__classcell__", None)
        return super().__new__(metaclass, name, bases, namespace)


class Other(type):
    def __new__(metaclass, name, bases, namespace):
        cls = super().__new__(metaclass, name, bases, namespace)
        namespace = dict(namespace)
        namespace.pop("__classcell__", None)
        return super().__new__(metaclass, name, bases, namespace)


for metaclass in (Losing, Other):
    try:
        class Example(metaclass=metaclass):
            def method(self):
                return __class__
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, str(error).partition(" as ")[0].partition(" to ")[0])

    class Without(metaclass=metaclass):
        pass
    print(type(Without).__name__)
