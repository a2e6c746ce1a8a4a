# Leaving the suite by return, break or continue isn't its end, so else doesn't run.

def f():
    try:
        return "returned"
    except KeyError:
        pass
    else:
        print("never")


print(f())
for n in range(3):
    try:
        if n == 0:
            continue
        if n == 2:
            break
    except KeyError:
        pass
    else:
        print("else", n)
