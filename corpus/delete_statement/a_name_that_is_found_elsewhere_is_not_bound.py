# What is not bound here cannot be deleted here, though a builtin or a global of that name can be read.

def attempt(work):
    try:
        work()
    except NameError as e:
        print(type(e).__name__)
    else:
        print("deleted")


x = 1


def in_class():
    class C:
        x = 2
        del x
        del x


def in_function():
    global abs
    del abs


def in_function_again():
    len = 1
    del len
    del len


try:
    del len
except NameError as e:
    print(type(e).__name__)
abs = len = abs
del len
try:
    del len
except NameError as e:
    print(type(e).__name__)
for work in in_class, in_function, in_function, in_function_again:
    attempt(work)
print(len("four"), abs(-1), x)
