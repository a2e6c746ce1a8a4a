# The chain gives the result object of the first comparison that is false, or that of the last one.

class N:
    def __init__(self, result):
        self.result = result

    def __lt__(self, other):
        return self.result


print(N([]) < N("b") < N("c"), N("a") < N(0) < N("c"), N("a") < N("b") < N("c"))
print(N(None) < N(1) < 5, N(1) < N(()) < 5)
