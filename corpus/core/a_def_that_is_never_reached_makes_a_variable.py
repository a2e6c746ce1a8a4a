# A name is a variable of the function also if it only stands behind `def`, and nothing gets there.

def name():
    return 1


def early():
    try:
        print(name())
    except NameError:
        print(2)
    while 0:
        while 0:
            def name():
                return 3


early()
print(name())
# prints: 2 1
