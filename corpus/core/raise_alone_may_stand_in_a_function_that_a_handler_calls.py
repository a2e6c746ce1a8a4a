# `raise` alone takes what is being handled wherever that is, also if the handler called the function.

def again():
    raise


def handled():
    try:
        raise ValueError
    except ValueError:
        return 1


try:
    try:
        raise KeyError
    except KeyError:
        print(handled())
        again()
except KeyError:
    print(2)
# prints: 1 2
