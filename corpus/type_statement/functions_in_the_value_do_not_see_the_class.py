# What is a function in the value doesn't see the names of the class, nor does what a comprehension repeats.
# Needs: Python 3.13

name = "module"
names = "m"


class Inner:
    name = "class"
    names = "c"
    type Function = lambda given=name: (given, name)
    type Comprehension = [(name, one) for one in names]


print(Inner.Function.__value__(), Inner.Comprehension.__value__)
