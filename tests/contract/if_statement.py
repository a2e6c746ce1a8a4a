# Case: if
one = 1
if one:
    print(1)
if same(0):
    print(2)
# Prints: 1

# Case: else
def kind(one):
    if one:
        print(1)
    else:
        print(2)


kind(0)
kind(1)
# Prints: 2 1

# Case: return
def kind(one):
    if one:
        return 1
    return 2


print(kind(0), kind(1))
# Prints: 2 1
