# A class that gives no exception when it is called is named in the error, with what it gave.
# Plain: words

class Odd(Exception):
    def __new__(cls):
        return 5


try:
    raise Odd from None
except TypeError as error:
    print(error)
