# A program may be one call, of a builtin, with one integer.

print(1)
# prints: 1
