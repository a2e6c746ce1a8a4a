# A name may be declared in a statement of a statement of the clause: then it is declared once, too.

def counted():
    total = 0

    def add(first, second):
        try:
            print("work")
        finally:
            if first:
                if second:
                    nonlocal total
                    total += 1

    add(True, True)
    add(True, False)
    return total


print(counted())
