# __enter__ and __exit__ come from the type; what an instance has under these names doesn't count.

class Manager:
    def __enter__(self):
        print("enter of the type")
        self.__exit__ = lambda *details: print("never")

    def __exit__(self, *details):
        print("exit of the type")


manager = Manager()
manager.__enter__ = lambda: print("never")
with manager:
    print("suite")
