# An exception that is raised again while it is being handled does not get itself as its context.

def context_of(error):
    return getattr(error, min(dict(__context__=0)))


def through(value):
    try:
        raise value
    except KeyError as error:
        try:
            raise error
        except KeyError:
            raise value


try:
    through(KeyError())
except KeyError as error:
    while context_of(error):
        print(9)
    print(1)
# prints: 1
