# A name that a function binds anywhere is its variable everywhere, above the place, too, and if that is never reached.

number = 1


def early():
    try:
        print(number)
    except NameError:
        print(2)
    number = 3
    print(number)


def never():
    try:
        print(number)
    except NameError:
        print(4)
    while 0:
        number = 5


early()
never()
print(number)
# prints: 2 3 4 1
