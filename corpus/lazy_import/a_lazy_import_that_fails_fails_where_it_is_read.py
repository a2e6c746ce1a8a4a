# A module that is missing is missed where the name is read, each time.
# Needs: the library of Python 3.15
lazy import there_is_no_such_module
lazy from there_is_no_such_module import name as other

print("still here")
for attempt in range(2):
    try:
        there_is_no_such_module
    except ModuleNotFoundError as error:
        print(error, "because of", error.__cause__)
    try:
        other
    except ModuleNotFoundError as error:
        print(error, "because of", error.__cause__)
del there_is_no_such_module
try:
    there_is_no_such_module
except NameError as error:
    print(error)
