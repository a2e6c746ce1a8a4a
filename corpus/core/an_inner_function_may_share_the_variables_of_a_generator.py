# A function that a generator has made and given away sees what the generator assigns later.

def makers(value):
    def read():
        return value

    yield read
    value = 2
    yield read


generator = makers(1)
first = next(generator)
print(first())
second = next(generator)
print(first(), second())
# prints: 1 2 2
