# `raise` ends the suite at once, the handler runs instead of the rest, and the program goes on behind it.

try:
    print(1)
    raise ValueError
    print(2)
except:
    print(3)
print(4)
# prints: 1 3 4
