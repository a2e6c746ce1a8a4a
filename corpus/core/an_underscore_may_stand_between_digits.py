# An underscore between digits, or between base and digits, does not count; zero may have any number of digits.

print(1_000, 0x_ff, 0b1_0000_0000, 1_2_3)
print(0, 00, 0_0)
# prints: 1000 255 256 123 0 0 0
