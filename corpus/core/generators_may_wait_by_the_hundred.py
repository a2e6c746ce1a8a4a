# Hundreds of generators may have begun and wait, each with its variables, and go on much later.

def link(before):
    yield 1
    yield before


numbers = iter(range(1, 501))
last = 0
while next(numbers, 0):
    last = link(last)
    next(last)
steps = iter(range(1, 501))
while last:
    step = next(steps)
    last = next(last)
print(step, last)
# prints: 500 0
