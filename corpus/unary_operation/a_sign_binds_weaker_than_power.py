# A sign is applied after the ** on its right, and before every other operator; not only after comparisons.

x = 3
print(-x ** 2, 2 ** -x, (-x) ** 2, -x * 2, ~x + 1, -x.__abs__(), not x == 4, -[5][0], not x in [1], -x % 2)
