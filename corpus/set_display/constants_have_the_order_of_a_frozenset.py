# The compiler makes a frozenset of constants: that is what a loop runs over, and what fills other sets.

print({32, 0, 16, 8, 24}, {5, 1, 37, 69, 101, 2}, {-1, -2, 7, 33, 65}, {1 << 4, 0, 8})
for n in {15, 7}:
    print(n, end=" ")
print([n for n in {5, 1, 37, 69, 101, 2}], list(n for n in {15, 7, 1}), {*{5, 1, 37, 69, 101, 2}})
five = 5
print({five, 1, 37, 69, 101, 2})
