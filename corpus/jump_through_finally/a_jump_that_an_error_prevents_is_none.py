# Where an exception comes before the jump and is caught inside, nothing is left, and nothing skipped.

def one(fails):
    try:
        try:
            1 // fails
            return "returned"
        except ZeroDivisionError:
            print("caught")
        print("behind")
    finally:
        print("finally")
    return "fell through"


def value(fails):
    try:
        try:
            if fails < 2:
                return 1 // fails
        except ZeroDivisionError:
            print("caught")
        print("behind")
    finally:
        print("finally")


def several(fails):
    for fail in fails:
        try:
            try:
                1 // fail
                break
            except ZeroDivisionError:
                print("caught")
            yield "behind"
        finally:
            print("finally")
        yield "next"


print(one(0), one(1))
print(value(0), value(1))
print(list(several([0, 1, 0])))
