# In the condition of a loop it binds at each turn; in and, or and branches only where it is reached.

numbers = iter([3, 2, 0, 1])
while n := next(numbers):
    print("turn", n)
print(n)


def f(truth):
    a = b = c = "unbound"
    truth and (a := "and")
    truth or (b := "or")
    (c := "yes") if truth else (d := "no")
    try:
        return a, b, c, d
    except UnboundLocalError:
        return a, b, c


print(f(True), f(False))
