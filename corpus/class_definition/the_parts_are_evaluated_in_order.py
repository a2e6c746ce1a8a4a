# Decorators, bases and keywords come first; then the mapping is prepared, the body run and the class made.

def say(text, value=None):
    print(text)
    return value


class Meta(type):
    @classmethod
    def __prepare__(metaclass, name, bases, **keywords):
        return say("prepare", {})

    def __new__(metaclass, name, bases, namespace, **keywords):
        return say("new", super().__new__(metaclass, name, bases, namespace))

    def __init__(cls, name, bases, namespace, **keywords):
        say("init")


@say("decorator", lambda cls: say("decorated", cls))
class C(say("base", object), x=say("keyword", 1), metaclass=say("metaclass", Meta)):
    say("body")
