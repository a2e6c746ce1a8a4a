# The subject may bind a name, and may be a tuple without parentheses, with stars in it.

def told(value):
    print("evaluated", value)
    return value


match found := told(3):
    case 3:
        print("three", found)
match told(1), *told([2, 3]):
    case [1, *rest]:
        print(rest)
match told(1),:
    case (one,):
        print(one)
