# An iterable behind a star is gone through before the next item is evaluated (from Python 3.9 on).

def numbers():
    print("start")
    yield 1
    print("end")


def say(n):
    print(n)
    return n


print([say("a"), *numbers(), say("b"), *numbers(), say("c")])
