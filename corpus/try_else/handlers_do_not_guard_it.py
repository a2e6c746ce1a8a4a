# An exception in the else suite isn't caught by the handlers of the same try.

try:
    try:
        print("suite")
    except KeyError:
        print("never")
    else:
        raise KeyError("from else")
except KeyError as error:
    print("outside:", error, error.__context__)
