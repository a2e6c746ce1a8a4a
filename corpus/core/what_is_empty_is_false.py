# An empty tuple and an empty dictionary are false, all others are true, whatever is in them; functions are true.

def tuple_of(*items):
    return items


def dict_of(**names):
    return names


def ask(value):
    while value:
        return 1
    return 0


print(ask(tuple_of()), ask(tuple_of(0)), ask(tuple_of(tuple_of())))
print(ask(dict_of()), ask(dict_of(a=0)))
print(ask(ask), ask(print), ask(18446744073709551616), ask(0))
# prints: 0 1 1 0 1 1 1 1 0
