# An if is no loop: break, continue and return in it belong to what is around it.

def f():
    for n in range(5):
        if n == 1:
            continue
        if n > 2:
            if n == 3:
                break
            print("never")
        else:
            print("small", n)
    if n:
        if n == 3:
            return "left at 3"
    return "never"


print(f())
