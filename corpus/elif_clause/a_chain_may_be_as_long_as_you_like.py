# The suites of a chain stand beside one another: there may be more than Python nests.

def number(name):
    if name == "0": return 0
    elif name == "1": return 1
    elif name == "2": return 2
    elif name == "3": return 3
    elif name == "4": return 4
    elif name == "5": return 5
    elif name == "6": return 6
    elif name == "7": return 7
    elif name == "8": return 8
    elif name == "9": return 9
    elif name == "a": return 10
    elif name == "b": return 11
    elif name == "c": return 12
    elif name == "d": return 13
    elif name == "e": return 14
    elif name == "f": return 15
    elif name == "g": return 16
    elif name == "h": return 17
    elif name == "i": return 18
    elif name == "j": return 19
    elif name == "k": return 20
    elif name == "l": return 21
    else: return "many"


print(number("0"), number("f"), number("l"), number("z"))
