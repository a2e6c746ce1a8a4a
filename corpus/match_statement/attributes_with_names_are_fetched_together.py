# The attributes that a pattern names are all fetched, once each, before the first is compared.
# Needs: Python 3.10
# Plain: kinds

class Point:
    def __getattr__(self, name):
        print("read", name)
        return name


match Point():
    case Point(x="y", y="x"):
        print("swapped")
    case Point(x="x", y=y):
        print(y)
