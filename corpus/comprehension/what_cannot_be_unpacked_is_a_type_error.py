# After a star has to come an iterable, after two a mapping.
# Plain: words
# Needs: Python 3.15
# Hosts before Python 3.9 lack the words for it.

class NotIterable:
    __iter__ = None


def tried(function):
    try:
        print(function())
    except TypeError as error:
        print(error)


tried(lambda: [*i for i in ([1], 5)])
tried(lambda: {*i for i in ([1], 5)})
tried(lambda: {**i for i in ({}, [1])})
tried(lambda: [*i for i in (NotIterable(),)])
tried(lambda: {**i for i in (NotIterable(),)})
