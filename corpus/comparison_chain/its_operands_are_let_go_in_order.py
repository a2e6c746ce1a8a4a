# Changed in: Python 3.14
# Plain: release
class Probe:
    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        return other.name != "too much"

    def __del__(self):
        print("let go", self.name)


Probe("left") < Probe("middle") < Probe("right")
print("after the chain")
Probe("left") < Probe("too much") < Probe("right")
print("after one that failed")
