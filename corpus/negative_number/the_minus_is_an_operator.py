# -5 is the minus applied to 5: ** and attributes bind tighter, * and + don't.

print(-5, - 5, -  -5, -2 ** 2, (-2) ** 2, 2 ** -1, -5 .bit_length(), (-5).bit_length(), -5 // 2, -5 % 3)
print(-2 * -3, 3 - -2, 3--2, [-1, +1], -1 < 0, "abc"[-1], "abc"[-2:], not -1, -1 if -0 else -2)
