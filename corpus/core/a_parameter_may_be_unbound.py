# A handler that has the name of a parameter unbinds it; the name of the module is another.

def function(error, *items):
    try:
        raise error
    except KeyError as error:
        0
    try:
        raise KeyError
    except KeyError as items:
        0
    try:
        print(error)
    except NameError:
        print(2)
    try:
        print(items)
    except NameError:
        print(3)


error = 1
items = 4
function(KeyError)
print(error, items)
# prints: 2 3 1 4
