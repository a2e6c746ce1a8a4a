# A generator that has ended raises StopIteration, whatever is sent.

def one():
    yield 1


generator = one()
send = getattr(generator, min(dict(send=0)))
print(*generator)
try:
    send(2)
except StopIteration:
    print(3)
# prints: 1 3
