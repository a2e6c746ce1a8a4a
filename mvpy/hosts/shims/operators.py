# The module `operator`, for interpreters that have none, or only a part of it.
class _Module:
    pass


def _set_item(subject, index, value):
    subject[index] = value


def _in_place_add(left, right):
    left += right
    return left


def _in_place_subtract(left, right):
    left -= right
    return left


def _in_place_multiply(left, right):
    left *= right
    return left


def _in_place_divide(left, right):
    left /= right
    return left


def _in_place_floor_divide(left, right):
    left //= right
    return left


def _in_place_modulo(left, right):
    left %= right
    return left


def _in_place_power(left, right):
    left **= right
    return left


def _in_place_shift_left(left, right):
    left <<= right
    return left


def _in_place_shift_right(left, right):
    left >>= right
    return left


def _in_place_and(left, right):
    left &= right
    return left


def _in_place_or(left, right):
    left |= right
    return left


def _in_place_xor(left, right):
    left ^= right
    return left


_operator = _Module()
_operator.add = lambda left, right: left + right
_operator.sub = lambda left, right: left - right
_operator.mul = lambda left, right: left * right
_operator.truediv = lambda left, right: left / right
_operator.floordiv = lambda left, right: left // right
_operator.mod = lambda left, right: left % right
_operator.pow = lambda left, right: left**right
_operator.lshift = lambda left, right: left << right
_operator.rshift = lambda left, right: left >> right
_operator.and_ = lambda left, right: left & right
_operator.or_ = lambda left, right: left | right
_operator.xor = lambda left, right: left ^ right
_operator.iadd = _in_place_add
_operator.isub = _in_place_subtract
_operator.imul = _in_place_multiply
_operator.itruediv = _in_place_divide
_operator.ifloordiv = _in_place_floor_divide
_operator.imod = _in_place_modulo
_operator.ipow = _in_place_power
_operator.ilshift = _in_place_shift_left
_operator.irshift = _in_place_shift_right
_operator.iand = _in_place_and
_operator.ior = _in_place_or
_operator.ixor = _in_place_xor
_operator.lt = lambda left, right: left < right
_operator.le = lambda left, right: left <= right
_operator.eq = lambda left, right: left == right
_operator.ne = lambda left, right: left != right
_operator.gt = lambda left, right: left > right
_operator.ge = lambda left, right: left >= right
_operator.is_ = lambda left, right: left is right
_operator.is_not = lambda left, right: left is not right
_operator.neg = lambda value: -value
_operator.pos = lambda value: +value
_operator.invert = lambda value: ~value
_operator.not_ = lambda value: not value
_operator.truth = lambda value: True if value else False
_operator.contains = lambda container, value: value in container
_operator.getitem = lambda subject, index: subject[index]
_operator.setitem = _set_item
