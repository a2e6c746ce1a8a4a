# break, continue and return in an if belong to the loop and the function around it, whatever lies between.

import contextlib


def f(n):
    for i in range(n):
        if i == 1:
            continue
        elif i == 4:
            break
        while True:
            with contextlib.nullcontext():
                try:
                    if i == 3:
                        if n > 8:
                            return "three"
                        break
                    if i == 2:
                        break
                    break
                finally:
                    print("finally", i, end=" ")
        else:
            print("never")
        print(i, end=" ")
    else:
        return "else"
    return "end"


async def numbers():
    for i in range(9):
        yield i


async def g():
    async for i in numbers():
        if i == 1:
            continue
        if i == 3:
            break
        print(i, end=" ")
    else:
        print("never")


print([f(n) for n in (2, 4, 6, 9)])
try:
    g().send(None)
except StopIteration:
    print("end")
