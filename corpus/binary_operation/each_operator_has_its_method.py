# All the operators, with numbers and with methods.

class Any:
    pass


for name in "add sub mul matmul truediv floordiv mod pow lshift rshift and xor or".split():
    for start in ("", "r"):
        setattr(Any, "__%s%s__" % (start, name), lambda self, other, name=start + name: name)
a = Any()
print(a + 1, a - 1, a * 1, a @ 1, a / 1, a // 1, a % 1, a ** 1, a << 1, a >> 1, a & 1, a ^ 1, a | 1)
print(1 + a, 1 - a, 1 * a, 1 @ a, 1 / a, 1 // a, 1 % a, 1 ** a, 1 << a, 1 >> a, 1 & a, 1 ^ a, 1 | a)
print(7 + 2, 7 - 2, 7 * 2, 7 / 2, 7 // 2, -7 // 2, 7 % 2, -7 % 3, 7 ** 2, 2 ** -1)
print(7 << 2, 7 >> 1, 6 & 3, 6 | 3, 6 ^ 3, "a" * 3, 2 * [0], "%s-%d" % ("x", 5))
