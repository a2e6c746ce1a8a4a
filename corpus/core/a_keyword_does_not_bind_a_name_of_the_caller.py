# A keyword names a parameter; a variable of that name where the call stands is another, and is left alone.

def show(a, b):
    print(a, b)


a = 1
b = 2
show(a=b, b=a)
print(a, b)
# prints: 2 1 1 2
