"""Matrices over exact fractions: operators, slices, elimination, powers."""

from fractions import Fraction
from functools import reduce, total_ordering
from itertools import chain
from numbers import Rational


class ShapeError(ValueError):
    """Two matrices whose shapes don't go together."""

    def __init__(self, what, a, b):
        super().__init__(f"can't {what} {a.shape} and {b.shape}")


class Matrix:
    """An immutable matrix; `Matrix[1, 2:3, 4]` writes one with two rows of two."""

    __slots__ = ("rows",)

    def __init__(self, rows):
        rows = tuple(tuple(map(Fraction, row)) for row in rows)
        assert len({*map(len, rows)}) <= 1, "ragged rows"
        object.__setattr__(self, "rows", rows)

    def __setattr__(self, name, value):
        raise AttributeError(f"a {type(self).__name__} can't be changed")

    def __class_getitem__(cls, items):
        # 1, 2:3, 4  arrives as (1, slice(2, 3), 4)
        rows = [[]]
        for item in items if isinstance(items, tuple) else (items,):
            if isinstance(item, slice):
                rows[-1].append(item.start)
                rows.append([item.stop])
            else:
                rows[-1].append(item)
        return cls(rows)

    @classmethod
    def identity(cls, size):
        return cls([[int(i == j) for j in range(size)] for i in range(size)])

    @classmethod
    def from_function(cls, height, width, /, function):
        return cls([[function(i, j) for j in range(width)] for i in range(height)])

    # ------------------------------------------------------- looking at it

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        """`m[i]` is a row, `m[i, j]` a number, with slices a matrix."""
        if not isinstance(key, tuple):
            return self.rows[key]
        i, j = key
        if isinstance(i, slice) or isinstance(j, slice):
            rows = self.rows[i] if isinstance(i, slice) else self.rows[i:i + 1]
            return Matrix([row[j] if isinstance(j, slice) else (row[j],) for row in rows])
        return self.rows[i][j]

    def __iter__(self):
        return chain.from_iterable(self.rows)

    def __len__(self):
        height, width = self.shape
        return height * width

    def __contains__(self, number):
        return any(number == x for x in self)

    def __eq__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        return self.rows == other.rows

    def __hash__(self):
        return hash(self.rows)

    def __bool__(self):
        return any(self)

    def __repr__(self):
        return f"Matrix[{':'.join(', '.join(map(str, row)) for row in self.rows)}]"

    def __format__(self, spec):
        cells = [[format(float(x), spec) if spec else str(x) for x in row] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*cells)]
        return "\n".join(
            "[ " + "  ".join(cell.rjust(width) for cell, width in zip(row, widths)) + " ]" for row in cells
        )

    # --------------------------------------------------------- arithmetic

    def __add__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape != other.shape:
            raise ShapeError("add", self, other)
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __neg__(self):
        return self * -1

    def __pos__(self):
        return self

    def __sub__(self, other):
        return self + -other

    def __mul__(self, number):
        if not isinstance(number, Rational):
            return NotImplemented
        return Matrix([[number * x for x in row] for row in self.rows])

    __rmul__ = __mul__

    def __truediv__(self, number):
        return self * (1 / Fraction(number))

    def __matmul__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        if self.shape[1] != other.shape[0]:
            raise ShapeError("multiply", self, other)
        columns = other.T.rows
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __pow__(self, exponent, modulus=None):
        if exponent < 0:
            return ~self ** -exponent
        result, square = Matrix.identity(self.shape[0]), self
        while exponent:
            if exponent & 1:
                result @= square
            square, exponent = square @ square, exponent >> 1
            if modulus is not None:
                result, square = result % modulus, square % modulus
        return result

    def __mod__(self, modulus):
        return Matrix([[x % modulus for x in row] for row in self.rows])

    def __abs__(self):
        """The determinant."""
        return eliminate(self)[1]

    def __invert__(self):
        size = self.shape[0]
        wide = Matrix([[*row, *unit] for row, unit in zip(self.rows, Matrix.identity(size).rows)])
        reduced, determinant = eliminate(wide)
        if not determinant:
            raise ZeroDivisionError("singular matrix")
        return reduced[:, size:]


def eliminate(matrix):
    """The reduced row echelon form, and the determinant of the left square."""
    rows = [list(row) for row in matrix.rows]
    height, width = matrix.shape
    determinant, top = Fraction(1), 0
    for column in range(min(height, width)):
        pivot = next((i for i in range(top, height) if rows[i][column]), None)
        if pivot is None:
            determinant *= 0
            continue
        if pivot != top:
            rows[top], rows[pivot] = rows[pivot], rows[top]
            determinant = -determinant
        determinant *= (factor := rows[top][column])
        rows[top] = [x / factor for x in rows[top]]
        for i in range(height):
            if i != top and (times := rows[i][column]):
                rows[i] = [a - times * b for a, b in zip(rows[i], rows[top])]
        top += 1
    return Matrix(rows), determinant


@total_ordering
class Vector(Matrix):
    """A single column, ordered by length."""

    def __init__(self, *numbers):
        super().__init__([[number] for number in numbers])

    @property
    def square(self):
        return sum(x * x for x in self)

    def __lt__(self, other):
        return self.square < other.square

    def __eq__(self, other):
        return super().__eq__(other)

    __hash__ = Matrix.__hash__


def main():
    a, b = Matrix[2, 1:1, 3], Matrix[0, -1:4, 5]
    print(a + b, a - b, a @ b, 2 * a, a / 3, -a, +b is b, sep="\n")
    print("determinant", abs(a), "inverse", ~a, "check", ~a @ a == Matrix.identity(2))
    print("fibonacci", (Matrix[1, 1:1, 0] ** 90)[0, 1], pow(Matrix[1, 1:1, 0], 10 ** 18, 1_000_007)[0][1])
    print("power", a ** -2 @ a ** 2, a ** 0)

    hilbert = Matrix.from_function(4, 4, function=lambda i, j: Fraction(1, i + j + 1))
    print(f"{hilbert}\n{~hilbert}\n{hilbert @ hilbert:.3f}")
    print("corner", hilbert[1:3, ::2], "row", *hilbert[-1], "column", hilbert[:, 0].T)
    print(len(hilbert), Fraction(1, 7) in hilbert, 5 not in hilbert, bool(hilbert - hilbert))

    x = ~Matrix[2, 1, -1:-3, -1, 2:-2, 1, 2] @ Vector(8, -11, -3)
    print("solution", [int(value) for value in x])
    print("largest", max(Vector(1, 2), Vector(2, 2), Vector(0, -2)), Vector(3, 4) >= Vector(5, 0))
    total = reduce(lambda m, n: m @ n, (Matrix[1, n:0, 1] for n in range(1, 11)))
    print("product", total, len({a, Matrix[2, 1:1, 3], b}))

    augmented = a
    augmented += b
    augmented @= b
    print("augmented", augmented, "a is still", a)

    for attempt in (
        lambda: a + Matrix[1, 2, 3],
        lambda: a @ Matrix[1, 2, 3],
        lambda: ~Matrix[1, 2:2, 4],
        lambda: a + 1,
        lambda: setattr(a, "rows", ()),
        lambda: Matrix([[1, 2], [3]]),
    ):
        try:
            print(attempt())
        except (ArithmeticError, AssertionError, AttributeError, TypeError, ValueError) as error:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
