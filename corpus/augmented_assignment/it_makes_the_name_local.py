# In a function the target is a local, which must be bound before, unless declared otherwise.

n = 1


def local():
    n += 1


def declared():
    global n
    n += 1


try:
    local()
except UnboundLocalError:
    print("unbound")
declared()
print(n)
