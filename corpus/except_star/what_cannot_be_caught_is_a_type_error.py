# Groups and what is no exception can't be caught with `except*`: a TypeError, when its turn comes.
# Needs: Python 3.11
# Plain: words

class Kind(type):
    def __subclasscheck__(cls, other):
        return True


class Odd(Exception, metaclass=Kind):
    pass


try:
    pass
except* ExceptionGroup:
    print("no")
print("not asked")
BAD = (ExceptionGroup, BaseExceptionGroup, (ValueError, ExceptionGroup), int, 5, (ValueError, 5), ((ValueError,),), None)
for types in BAD:
    try:
        try:
            raise ValueError("v")
        except* types:
            print("no")
    except TypeError as error:
        print(error, "|", repr(error.__context__))
try:
    raise ValueError("v")
except* (Odd, ()[:0] or KeyError):
    print("no")
except* ():
    print("no")
except* ValueError:
    print("real bases only")
