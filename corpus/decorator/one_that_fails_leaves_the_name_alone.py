# If a decorator raises, nothing is bound: a new name stays unbound, an old one keeps its value.

def fail(function):
    print("failing on", function.__name__)
    raise KeyError


kept = "old"
try:
    @fail
    def kept():
        pass
except KeyError:
    print(kept)
try:
    @print
    @fail
    class New:
        print("body")
except KeyError:
    print("New" in globals())
