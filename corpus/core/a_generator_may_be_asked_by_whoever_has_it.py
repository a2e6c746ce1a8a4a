# A generator may be passed to a function or yielded by another generator, and goes on wherever it is asked.

def numbers(*items):
    while items:
        yield items
        items = 0


def generators():
    yield numbers(1, 2)
    yield numbers(3)


def drive(generator):
    try:
        while 1:
            print(*next(generator))
    except StopIteration:
        return 4


all_of_them = generators()
print(drive(next(all_of_them)))
print(*next(next(all_of_them)))
# prints: 1 2 4 3
