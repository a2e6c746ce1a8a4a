# The value of the expression is the one that was assigned: the namespace is not asked for the name.
# Plain: namespace

class Names(dict):
    def __getitem__(self, name):
        if name == "n":
            print("read")
        return dict.__getitem__(self, name)


print(n := 1)
print(n)
if __name__ == "__main__":
    with open(__file__, encoding="utf-8") as file:
        exec(file.read(), Names(__name__="again"))
