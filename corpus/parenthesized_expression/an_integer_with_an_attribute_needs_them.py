# `1.real` is no attribute of a number: the point would belong to the number.

print((1).real, ((2)).__add__((3)), (0x10).imag)
try:
    (6).name = (7)
except AttributeError:
    print("no name")
try:
    (8).name += (9)
except AttributeError:
    print("no name")
try:
    del (8).name
except AttributeError:
    print("no name")
