# Thirteen operators can be combined with assignment.

n = 7
n += 5; n -= 2; n *= 3; n /= 4; n //= 1
n = int(n)
n %= 5; n **= 5; n <<= 2; n >>= 1; n |= 9; n &= 127; n ^= 5
print(n)


class Matrix:
    def __imatmul__(self, other):
        return f"@ {other}"


n = Matrix()
n @= 2
print(n)
