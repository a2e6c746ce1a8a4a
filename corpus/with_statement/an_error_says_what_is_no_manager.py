# What is no context manager is named in the error, and so is the method that it lacks.
# Plain: words, kinds

class Halfway:
    def __enter__(self):
        print("never")


for thing in (1, Halfway()):
    try:
        with thing:
            print("never")
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
