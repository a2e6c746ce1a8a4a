# What the method gives is the value; only in and not in turn it into True or False.

class C:
    def __eq__(self, other):
        return []

    def __lt__(self, other):
        return "less"

    def __contains__(self, item):
        return item


c = C()
print(c == 1, c < 1, c != 1, 1 > c)
print("yes" in c, "" in c, "yes" not in c, 0 not in c)
