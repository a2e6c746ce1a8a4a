# Each evaluation makes a function of its own, and the body isn't run before the call.

def make(n):
    return lambda m: n + m


one, two = make(1), make(2)
print(one(10), two(10), one is make(1), one == one)
never = lambda: undefined
try:
    never()
except NameError:
    print("only now")
