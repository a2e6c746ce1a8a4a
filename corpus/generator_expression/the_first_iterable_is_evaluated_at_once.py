# Only the first iterable is evaluated when the generator is made; everything else waits for next.

def say(text, value):
    print(text)
    return value


numbers = [1]
generator = (a + b for a in say("first", [10]) for b in say("second", numbers) if say("condition", True))
print("made")
numbers = [2]
print(list(generator))
try:
    (x for x in undefined)
except NameError:
    print("NameError at once")
generator = (x for _ in [1] for x in undefined)
try:
    next(generator)
except NameError:
    print("NameError later")
