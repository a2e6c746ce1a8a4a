# A loop inside a finally suite has its own jumps, which leave what is on its way alone.

def f(way):
    try:
        if way == "raise":
            raise KeyError("on its way")
        return "on its way"
    finally:
        for n in range(3):
            try:
                if n == 0:
                    continue
                break
            finally:
                print("inner", n)
        while True:
            break


print(f("return"))
try:
    f("raise")
except KeyError as error:
    print(error.args)
