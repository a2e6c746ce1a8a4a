# From Python 3.12 on an error in a comprehension is one of the frame around it, also in a module or a class.
# Changed in: Python 3.12
# Plain: frames

def frames(error):
    names, step = [], error.__traceback__
    while step:
        names.append(step.tb_frame.f_code.co_name)
        step = step.tb_next
    return names


def divided(m, n):
    return m // n


for make in (lambda: [1 // n for n in [1, 0]], lambda: {1: [1 // n for n in [1, 0]]}):
    try:
        make()
    except ZeroDivisionError as error:
        print(frames(error))
try:
    print([1 // n for n in [2, 0]])
except ZeroDivisionError as error:
    print("list", frames(error))
try:
    print({divided(1, n) for n in [2, 0]}, {n: 1 for n in [0]})
except ZeroDivisionError as error:
    print("set", frames(error))
try:
    print({1: 2, **{1 // n: n for n in [2, 0]}})
except ZeroDivisionError as error:
    print("dict", frames(error))
try:
    print([n for n in [2, 0] if 1 // n], "never")
except ZeroDivisionError as error:
    print("condition", frames(error))
try:
    print([m for n in [2, 0] for m in range(1 // n)])
except ZeroDivisionError as error:
    print("inner iterable", frames(error))
try:
    print([m for m in range(1 // 0)])
except ZeroDivisionError as error:
    print("outer iterable", frames(error))
try:
    print([[m // n for m in [1]] for n in [1, 0]])
except ZeroDivisionError as error:
    print("nested", frames(error))
try:
    print([n for n, m in [(1, 2), (1,)]])
except ValueError as error:
    print("target", frames(error)[0])
try:
    if [last := 1 // n for n in [2, 0]]:
        print("never")
except ZeroDivisionError as error:
    print("walrus", frames(error), last)


def bad(items=[divided(n, 1) for n in [0]]):
    return [divided(1, n) for n in items]


try:
    class C:
        size = 2
        print([n for n in range(size)])
        each = [1 // n for n in [size, 0]]
except ZeroDivisionError as error:
    print("class", frames(error))
try:
    bad()
except ZeroDivisionError as error:
    print("function", frames(error))
