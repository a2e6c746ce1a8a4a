# The value of return is computed before the finally suite, which can't change it by rebinding.

def f():
    n = 1
    try:
        return n
    finally:
        n = 2
        print("finally", n)


def shared():
    items = [1]
    try:
        return items
    finally:
        items.append(2)


print(f(), shared())
