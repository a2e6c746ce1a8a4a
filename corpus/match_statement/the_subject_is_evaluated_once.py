# The subject is evaluated once, however many cases are tried.

def subject():
    print("evaluated")
    return 3


for _ in range(2):
    match subject():
        case 1:
            print("one")
        case 2:
            print("two")
        case 3:
            print("three")
        case _:
            print("other")
