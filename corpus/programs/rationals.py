"""Big integers and fractions from scratch: digits in a list, arithmetic in dunder methods.

Python's own integers are already big; these are here to be compared with them.
"""

from functools import total_ordering

BASE = 10 ** 4
WIDTH = 4


@total_ordering
class Big:
    """A signed integer; `digits` are base 10000, the lowest first, without zeros at the top."""

    __slots__ = ("digits", "negative")

    def __init__(self, value=0):
        if isinstance(value, Big):
            self.digits, self.negative = value.digits[:], value.negative
        elif isinstance(value, str):
            text = value.strip().replace("_", "")
            self.negative = text.startswith("-")
            text = text.lstrip("+-")
            if not text.isdigit():
                raise ValueError(f"not a number: {value!r}")
            self.digits = [int(text[max(0, end - WIDTH):end]) for end in range(len(text), 0, -WIDTH)]
        elif isinstance(value, int):
            self.negative, value = value < 0, abs(value)
            self.digits = []
            while value:
                value, digit = divmod(value, BASE)
                self.digits.append(digit)
        else:
            raise TypeError(f"no Big from {type(value).__name__}")
        self._trim()

    @classmethod
    def _from(cls, digits, negative=False):
        self = cls.__new__(cls)
        self.digits, self.negative = digits, negative
        return self._trim()

    def _trim(self):
        while self.digits and not self.digits[-1]:
            del self.digits[-1]
        if not self.digits:
            self.negative = False
        return self

    # ---------------------------------------------------------- conversions

    def __int__(self):
        value = 0
        for digit in reversed(self.digits):
            value = value * BASE + digit
        return -value if self.negative else value

    __index__ = __int__

    def __bool__(self):
        return bool(self.digits)

    def __str__(self):
        if not self:
            return "0"
        first, *rest = reversed(self.digits)
        return "-" * self.negative + str(first) + "".join(f"{digit:0{WIDTH}}" for digit in rest)

    def __repr__(self):
        return f"Big('{self}')"

    def __format__(self, spec):
        """`_` groups digits by thousands; the rest is as for strings."""
        if not spec.endswith("_"):
            return format(str(self), spec)
        text, groups = str(abs(self)), []
        while text:
            text, group = text[:-3], text[-3:]
            groups.insert(0, group)
        return format("-" * self.negative + "_".join(groups), spec[:-1])

    # ------------------------------------------------------------ comparing

    def __eq__(self, other):
        if not isinstance(other, (Big, int)):
            return NotImplemented
        other = Big(other)
        return (self.negative, self.digits) == (other.negative, other.digits)

    def __lt__(self, other):
        if not isinstance(other, (Big, int)):
            return NotImplemented
        other = Big(other)
        if self.negative != other.negative:
            return self.negative
        smaller = self._smaller(self.digits, other.digits)
        return not smaller and self.digits != other.digits if self.negative else smaller

    @staticmethod
    def _smaller(a, b):
        return (len(a), a[::-1]) < (len(b), b[::-1])

    def __hash__(self):
        return hash(int(self))

    # ----------------------------------------------------------- arithmetic

    def __neg__(self):
        return Big._from(self.digits[:], not self.negative)

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self.negative else self

    def __add__(self, other):
        if not isinstance(other, (Big, int)):
            return NotImplemented
        other = Big(other)
        if self.negative == other.negative:
            return Big._from(self._plus(self.digits, other.digits), self.negative)
        if self._smaller(self.digits, other.digits):
            return Big._from(self._minus(other.digits, self.digits), other.negative)
        return Big._from(self._minus(self.digits, other.digits), self.negative)

    __radd__ = __add__

    def __sub__(self, other):
        return self + -Big(other) if isinstance(other, (Big, int)) else NotImplemented

    def __rsub__(self, other):
        return -self + other

    @staticmethod
    def _plus(a, b):
        result, carry = [], 0
        for index in range(max(len(a), len(b))):
            carry += (a[index] if index < len(a) else 0) + (b[index] if index < len(b) else 0)
            result.append(carry % BASE)
            carry //= BASE
        return result + [carry]

    @staticmethod
    def _minus(a, b):
        result, borrow = [], 0
        for index, digit in enumerate(a):
            digit -= borrow + (b[index] if index < len(b) else 0)
            borrow = digit < 0
            result.append(digit + BASE * borrow)
        return result

    def __mul__(self, other):
        if not isinstance(other, (Big, int)):
            return NotImplemented
        other = Big(other)
        result = [0] * (len(self.digits) + len(other.digits) + 1)
        for i, a in enumerate(self.digits):
            carry = 0
            for j, b in enumerate(other.digits):
                carry, result[i + j] = divmod(result[i + j] + a * b + carry, BASE)
            result[i + len(other.digits)] += carry
        return Big._from(result, self.negative is not other.negative)

    __rmul__ = __mul__

    def __divmod__(self, other):
        """Schoolbook division; the rest has the divisor's sign, as in Python."""
        other = Big(other)
        if not other:
            raise ZeroDivisionError("Big division by zero")
        divisor, quotient, rest = abs(other), [], Big()
        for digit in reversed(self.digits):
            rest = Big._from([digit] + rest.digits)
            # The leading digits tell the next one to within one or two.
            guess = int(rest._leading() / divisor._leading() * float(BASE) ** rest._places(divisor))
            low, high = max(guess - 1, 0), min(guess + 1, BASE - 1)
            while low < high:  # the largest digit that fits
                middle = (low + high + 1) // 2
                if divisor * middle <= rest:
                    low = middle
                else:
                    high = middle - 1
            quotient.insert(0, low)
            rest -= divisor * low
        result = Big._from(quotient, self.negative != other.negative)
        if rest and self.negative != other.negative:
            result, rest = result - 1, divisor - rest
        return result, -rest if other.negative else rest

    def _leading(self):
        value = 0
        for digit in self.digits[:-4:-1]:
            value = value * BASE + digit
        return value

    def _places(self, other):
        """By how many places the leading digits of the two are apart."""
        return max(len(self.digits) - 3, 0) - max(len(other.digits) - 3, 0)

    def __rdivmod__(self, other):
        return divmod(Big(other), self)

    def __floordiv__(self, other):
        return divmod(self, other)[0]

    def __mod__(self, other):
        return divmod(self, other)[1]

    def __rfloordiv__(self, other):
        return divmod(Big(other), self)[0]

    def __rmod__(self, other):
        return divmod(Big(other), self)[1]

    def __pow__(self, exponent):
        result, square = Big(1), self
        while exponent:
            if exponent % 2:
                result *= square
            square *= square
            exponent //= 2
        return result

    def __lshift__(self, places):
        return self * 2 ** places

    def __truediv__(self, other):
        return Ratio(self, other)


class Ratio:
    """A fraction in lowest terms over any integers that divide."""

    def __init__(self, top, bottom=1):
        if not bottom:
            raise ZeroDivisionError(f"{top}/0")
        a, b = abs(top), abs(bottom)
        while b:
            a, b = b, a % b
        self.top = top // a
        self.bottom = bottom // a
        if self.bottom < 0:
            self.top, self.bottom = -self.top, -self.bottom

    def __repr__(self):
        return f"{self.top}" if self.bottom == 1 else f"{self.top}/{self.bottom}"

    def _with(self, other):
        return other if isinstance(other, Ratio) else Ratio(other)

    def __add__(self, other):
        other = self._with(other)
        return Ratio(self.top * other.bottom + other.top * self.bottom, self.bottom * other.bottom)

    def __mul__(self, other):
        other = self._with(other)
        return Ratio(self.top * other.top, self.bottom * other.bottom)

    def __neg__(self):
        return Ratio(-self.top, self.bottom)

    def __sub__(self, other):
        return self + -self._with(other)

    def __rtruediv__(self, other):
        return self._with(other) * Ratio(self.bottom, self.top)

    def __truediv__(self, other):
        return self * (1 / self._with(other))

    def __eq__(self, other):
        other = self._with(other)
        return self.top == other.top and self.bottom == other.bottom

    __radd__, __rmul__ = __add__, __mul__

    def decimals(self, places):
        whole, rest = divmod(abs(self.top), self.bottom)
        text = ("-" if self.top < 0 else "") + f"{whole}."
        for _ in range(places):
            digit, rest = divmod(rest * 10, self.bottom)
            text += str(digit)
        return text


def factorial(n, one=Big(1)):
    for k in range(2, n + 1):
        one = one * k
    return one


def pi_machin(terms):
    """pi by Machin's formula, as a fraction."""
    def arctan_of_inverse(x):
        total, power = Ratio(Big(0)), Big(x)
        for k in range(terms):
            piece = Ratio(Big(1), power * (2 * k + 1))
            total = total - piece if k % 2 else total + piece
            power = power * (x * x)
        return total

    return 4 * (4 * arctan_of_inverse(5) - arctan_of_inverse(239))


def main():
    print(f"{factorial(30):_}", int(factorial(30)) == factorial(30, 1))
    print(Big(2) ** 100, Big("-123_456_789_012_345") * Big(987654321), Big(1) << 70)
    a, b = Big("100000000000000000000"), Big("99999999999999999999")
    print(a - b, b - a, -a + b, 5 - a, a > b >= 0 > -a > -a - 1, a == 10 ** 20, hash(a) == hash(10 ** 20))
    wrong = [
        (x, y)
        for x in (0, 1, -1, 9999, -10000, 123456789, -987654321987)
        for y in (1, -1, 7, -9999, 10001, 123456789012)
        if (*map(int, divmod(Big(x), Big(y))),) != divmod(x, y) or Big(x) * y != x * y or Big(x) - y != x - y
    ]
    print("wrong:", wrong)
    counter = total = Big()
    for n in range(5):
        total += n
        counter -= 1
    print(counter, total, sum([Big(1), 2, Big(3)]), max(Big(3), Big(20), 7), sorted([Big(5), -3, Big(-4), 0]))
    print(range(10)[Big(3)], "abc"[Big(1):], bytes([Big(65)]), f"[{Big(-1234567):>12_}|{Big(42):^8}]")

    half, third = Ratio(1, 2), Big(1) / 3
    print(half + third, half - third, half * third, half / third, 1 / half, Ratio(6, -4), half + half == 1)
    series = sum((Ratio(1, n * (n + 1)) for n in range(1, 50)), Ratio(0))
    print(series, series.decimals(10), Ratio(-22, 7).decimals(6))
    print(pi_machin(6).decimals(10), "after six terms")
    golden = Ratio(1)
    for _ in range(40):
        golden = 1 + 1 / golden
    print(golden, golden.decimals(15))
    for attempt in (
        lambda: Big(1) // 0, lambda: Ratio(3, 0), lambda: Big("12x"), lambda: Big(1.5), lambda: Big(1) + "1",
        lambda: Big(1) < "2", lambda: Big(1) == "1", lambda: setattr(Big(1), "name", "one"),
    ):
        try:
            print(attempt())
        except Exception as error:
            print(type(error).__name__, "" if type(error) in (TypeError, AttributeError) else error)


if __name__ == "__main__":
    main()
