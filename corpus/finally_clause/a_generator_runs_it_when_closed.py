# Closing a generator raises GeneratorExit at the yield; the finally suite runs, and may not yield.

def numbers(late):
    try:
        yield 1
    finally:
        print("closed")
        if late:
            yield "late"


for late in (False, True):
    generator = numbers(late)
    print(next(generator))
    try:
        generator.close()
    except RuntimeError:
        print("it yielded while it was closed")
try:
    next(generator)
except GeneratorExit:
    print("GeneratorExit was still on its way")
