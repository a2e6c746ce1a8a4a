# `name=value` in a call binds the parameter of that name, wherever it stands.

def show(a, b, c):
    print(a, b, c)


show(a=1, b=2, c=3)
show(c=3, a=1, b=2)
show(1, c=3, b=2)
# prints: 1 2 3 1 2 3 1 2 3
