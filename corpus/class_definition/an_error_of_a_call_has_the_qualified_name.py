# An error about the arguments of a method has the qualified name of the method, from Python 3.10 on.
# Plain: words

class Cube:
    def area(self):
        print("never")


try:
    Cube().area(1)
except TypeError as error:
    print(error)
