# `raise` of a class raises a new instance of it; `raise` of an instance raises that one.

def caught(value):
    try:
        raise value
    except Exception as error:
        return error


def ask(value, kind):
    while isinstance(value, kind):
        return 1
    return 0


print(ask(KeyError, KeyError), ask(KeyError(), KeyError), ask(caught(KeyError), KeyError))
print(ask(caught(KeyError()), KeyError), ask(caught(ValueError(1)), KeyError))
# prints: 0 1 1 1 0
