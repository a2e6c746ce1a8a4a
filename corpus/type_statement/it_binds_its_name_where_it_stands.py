# The statement binds its name like an assignment: of the module, or of a function around, where it is declared so.
# Needs: Python 3.12

def function():
    global Module
    type Module[T] = (T, Local)
    type Local = int

    def inner():
        nonlocal Local
        type Local = str

    inner()
    return Local


print(function().__value__, Module.__value__[1].__value__)
for n in range(3):
    if n:
        type Turn = n
print(Turn.__value__)
del Turn
try:
    Turn
except NameError as error:
    print(error)
