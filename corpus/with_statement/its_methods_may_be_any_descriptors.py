# `__enter__` and `__exit__` are bound as attributes are: a static method gets nothing, a class method the class.
# Plain: kinds

class Manager:
    @staticmethod
    def __enter__():
        print("enter")

    @classmethod
    def __exit__(cls, *details):
        print("exit", cls.__name__, details)


try:
    with Manager():
        print("in the suite")
except TypeError:
    print("never")
