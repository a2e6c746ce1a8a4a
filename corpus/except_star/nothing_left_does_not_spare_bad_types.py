# Types that can't be caught are a TypeError even when everything is taken; what was taken is its context.
# Needs: Python 3.11
# Plain: words

try:
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError as errors:
        taken = errors
        print("taken")
    except* 5:
        print("no")
except TypeError as error:
    print(error, error.__context__ is taken)
