# Operators group to the left, ** to the right; * binds before +, shifts before &, & before ^, ^ before |.

print(10 - 3 - 2, 2 ** 3 ** 2, 100 / 10 / 5, 2 + 3 * 4, (2 + 3) * 4, -2 ** 2, 2 ** -1, 7 - -2)
print(1 | 2 ^ 3 & 6, 1 << 2 + 1, 5 & 3 == 3, not 1 + 1 == 2, 3 - 1 & 6 | 8, 7 // 2 * 2 % 5, ~1 + 2)
