# A handler may unbind its own name with a handler inside it, in a module and in a function.

try:
    raise KeyError
except KeyError as error:
    try:
        raise ValueError
    except ValueError as error:
        print(0)


def function():
    try:
        raise KeyError
    except KeyError as error:
        try:
            raise ValueError
        except ValueError as error:
            print(1)
        try:
            error
        except NameError:
            print(2)
    print(3)


function()
# prints: 0 1 2 3
