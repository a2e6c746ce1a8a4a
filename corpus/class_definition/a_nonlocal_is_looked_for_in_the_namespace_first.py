# A name declared `nonlocal` is stored in the function around, and read from the namespace if it is there.

def outer():
    name = "of the function"

    class Inner:
        nonlocal name
        print(name)
        locals()["name"] = "of the namespace"
        print(name)
        name = "bound again"
        print(name)
        del locals()["name"]
        print(name)

        def read(self):
            return name

    return name, Inner().read()


print(outer())
