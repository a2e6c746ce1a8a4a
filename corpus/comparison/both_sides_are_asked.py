# If the left side says NotImplemented, the right one is asked the other way round.

class A:
    def __lt__(self, other):
        print("A <", end=" ")
        return NotImplemented

    def __gt__(self, other):
        print("A >", end=" ")
        return "right side"

    def __ge__(self, other):
        print("A >=", end=" ")
        return NotImplemented


print(A() < A(), 5 < A(), A() > 5)
for compare in (lambda: A() < 5, lambda: A() >= A(), lambda: 1 < "a", lambda: None >= None):
    try:
        compare()
    except TypeError:
        print("TypeError")
