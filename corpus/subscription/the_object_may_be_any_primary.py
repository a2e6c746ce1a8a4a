# What a target is an item or attribute of may be any primary: a call, one with a generator alone, an item, an atom.

class Box(dict):
    def __setattr__(self, name, value):
        print("set", name, value)
        dict.__setattr__(self, name, value)

    def __call__(self, items=()):
        print("called with", list(items))
        return self


box = Box()
box(n * 2 for n in range(3)).name = 1
box(n for n in "ab")["key"] = 2
box()["inner"] = Box()
box["inner"].name = 3
box["inner"]["deep"] = []
box["inner"]["deep"][:] = "xy"
[box][0].name = 4
(box or None).last = 5
print(sorted(box), box.name, box["inner"], box["inner"].name)
