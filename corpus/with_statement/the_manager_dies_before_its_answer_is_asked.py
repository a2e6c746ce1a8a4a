# Differs: after an exception CPython lets the manager go when it has asked what `__exit__` returned for its truth; the core, before.

class Answer:
    def __bool__(self):
        print("asked")
        return True


class Manager:
    def __enter__(self):
        pass

    def __exit__(self, *details):
        return Answer()

    def __del__(self):
        print("let go")


with Manager():
    raise KeyError
