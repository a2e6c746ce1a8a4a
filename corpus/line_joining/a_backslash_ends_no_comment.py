# A backslash at the end of a comment joins nothing: the next line is a statement of its own.

n = 1  # the next line is not a comment \
n = 2
# nor is this one \
n += 1
print(n)
