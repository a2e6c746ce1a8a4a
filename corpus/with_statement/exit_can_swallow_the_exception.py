# A true result of __exit__ ends the exception; its truth is tested once, and only for an exception.

class Verdict:
    def __bool__(self):
        print("asked")
        return True


class Manager:
    def __enter__(self):
        pass

    def __exit__(self, kind, error, traceback):
        print(kind, error, traceback is None)
        return Verdict()


with Manager():
    print("fine")
with Manager():
    raise KeyError("gone")
print("after")
