# A function that is returned keeps the variables of the call in which it was made, whatever is called afterwards.

def keep(value):
    def kept():
        return value

    return kept


first = keep(1)
second = keep(2)
print(first(), second(), first())
print(keep(first)()())
# prints: 1 2 1 1
