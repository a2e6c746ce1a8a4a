# A thrown exception that the generator does not handle is raised by `throw`; the generator has ended then.

def numbers():
    try:
        yield 1
    except ValueError:
        print(9)


generator = numbers()
throw = getattr(generator, min(dict(throw=0)))
print(next(generator))
try:
    throw(KeyError(2))
except KeyError as error:
    print(*getattr(error, min(dict(args=0))))
print(3, *generator)
try:
    throw(KeyError(4))
except KeyError as error:
    print(*getattr(error, min(dict(args=0))))
# prints: 1 2 3 4
