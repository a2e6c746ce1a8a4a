# Reading a variable of the function itself too early is an UnboundLocalError, a name of the module a plain NameError.

def local():
    print(value)
    value = 1


def read(function):
    try:
        function()
    except UnboundLocalError:
        print(1)
    except NameError:
        print(2)


def missing():
    print(value)


read(local)
read(missing)
# prints: 1 2
