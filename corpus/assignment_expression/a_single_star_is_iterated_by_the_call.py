# A starred argument that is the only positional one is iterated last, and several are iterated in their places.
# Hosts before Python 3.9 lack the words for it.

def numbers():
    print("iterated")
    yield 1


def f(*args, **named):
    print("called", args, named)


f(*numbers(), key=(a := print("key")))
f(0, *numbers(), key=(a := print("key")))
f(*numbers(), (a := print("last")))
for call in (lambda: f(*1, key=(a := 2)), lambda: f(*1, (a := 2)), lambda: f(*(a := 3), key=print("key"))):
    try:
        call()
    except TypeError as error:
        print(str(error).split("f()")[-1])
