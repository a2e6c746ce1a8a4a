# A name that a function binds is a variable of the function: a name of the module that is called the same stays as it is.

number = 1


def function(other):
    number = 2
    other = 3
    print(number, other)


other = 4
function(5)
print(number, other)
# prints: 2 3 1 4
