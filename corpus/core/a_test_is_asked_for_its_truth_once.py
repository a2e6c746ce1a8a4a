# `while` asks `__bool__` of the class of its test, else `__len__`, once; `type` makes a class from its name, bases and functions.

def tuple_of(*items):
    return items


def ask(value):
    while value:
        return 3
    return 4


def truth(self):
    print(1)
    return bool(0)


def length(self):
    print(2)
    return 5


print(ask(type(min(dict(A=0)), tuple_of(), dict(__bool__=truth, __len__=length))()))
print(ask(type(min(dict(B=0)), tuple_of(), dict(__len__=length))()))
# prints: 1 4 2 3
