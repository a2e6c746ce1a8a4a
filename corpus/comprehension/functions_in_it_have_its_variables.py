# Functions in a comprehension share its variables, which each execution has anew; their parts are evaluated outside.
# Plain: frames, in the core

class Odd:
    def __iter__(self):
        print("iter")
        return Next()


class Next:
    def __init__(self):
        self.left = 2

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left


def outer(base, rows):
    first = [lambda: (n, base) for n in range(3) if n != 1]
    second = [sum(n * m + base for m in row) for n, row in enumerate(rows)]
    third = {n: lambda x=n, *, y=base: (x, y, n, z) for n, *z in [(1, 2), (3, 4, 5)]}
    base += 1
    fourth = [[(lambda: (i, j, base)) for j in "ab"] for i in range(2)]
    fifth = [list((n, m) for m in Odd()) for n in [1]]
    return first, second, third, [[f() for f in row] for row in fourth], fifth, fourth[1][0]


first, second, third, fourth, fifth, last = outer(10, [[1, 2], [3, 4]])
print([f() for f in first], second, [f() for f in third.values()], third[1](7, y=8), fourth, fifth)
print(third[1].__name__, first[0].__code__.co_freevars)
print(first[0].__closure__[1] is first[1].__closure__[1], [lambda: n for n in "ab"][0].__closure__[0].cell_contents)
adders = [lambda x: x + n for n in range(3)]
print([add(1) for add in adders], {(lambda: k)() for k in "aab"} == {"a", "b"})
print([(y := n, (lambda: (n, y))()) for n in [1, 2]], y, [[(lambda: m + n)() for m in [n]] for n in [1]])


def walrus(numbers):
    return [list((last := n * m) for m in [1, 2]) for n in numbers], last


class C:
    numbers = [1, 2]
    each = [lambda self: n for n in numbers]
    total = [sum(n for m in [1, 2]) for n in numbers]


def generator(values):
    found = [list(map(lambda v: v + n, values)) for n in values]
    yield found
    yield [(lambda: n)() for n in found]


print(walrus([1, 3]), C().each[0](0), C.total, list(generator([1, 2])))
