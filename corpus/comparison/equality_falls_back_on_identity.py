# Without an answer == compares identity, and != is the opposite of __eq__ unless it is defined.

class Nothing:
    pass


class Equal:
    def __eq__(self, other):
        return True


class Odd:
    def __ne__(self, other):
        return "odd"


a = Nothing()
print(a == a, a != a, a == Nothing(), a != Nothing(), 1 == "1", 1 != "1")
print(Equal() != 5, Equal() == 5, 5 != Equal(), Odd() != 5, Odd() == 5)
