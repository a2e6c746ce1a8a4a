# The decorator and the metaclass already see the docstring.

def show(thing):
    print(thing.__name__, repr(thing.__doc__))
    return thing


class Meta(type):
    def __new__(metaclass, name, bases, namespace):
        print("namespace", namespace.get("__doc__"))
        return super().__new__(metaclass, name, bases, namespace)


@show
def f():
    "text of f"


@show
class C(metaclass=Meta):
    "text of C"

    @show
    def method(self):
        "text of method"
