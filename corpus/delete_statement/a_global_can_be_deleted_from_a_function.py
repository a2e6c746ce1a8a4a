# With a global statement, del removes the name of the module, and the builtin shows again.

len = "mine"


def f():
    global len
    del len
    print(len("four"))


f()
print(len)
try:
    f()
except NameError:
    print("only once")
