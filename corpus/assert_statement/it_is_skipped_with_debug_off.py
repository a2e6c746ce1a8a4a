# The statement is `if __debug__:` before all else, so that it costs nothing under -O.

asked = []
assert asked.append("test") is None
print(len(asked) == int(__debug__))
