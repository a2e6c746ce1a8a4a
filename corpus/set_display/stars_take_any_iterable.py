# What stands behind a star is iterated; with nothing in it, the set is empty.

def numbers():
    print("start")
    yield 1
    yield 2
    print("end")


print(sorted({*numbers(), 0}), {*()}, {*"", *[]}, {*"aaa"}, type({*{}}).__name__)
