# Arguments that do not fit are a TypeError at the call, before anybody asks for a value.

def numbers(a, *items, b=3, **names):
    yield a
    yield len(items)
    yield b
    yield len(names)


print(*numbers(1))
print(*numbers(1, 2, b=4, c=5))
try:
    numbers()
except TypeError:
    print(6)
# prints: 1 0 3 0 1 1 4 1 6
