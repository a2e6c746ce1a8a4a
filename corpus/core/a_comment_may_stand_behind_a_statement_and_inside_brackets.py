# From `#` to the end of its line nothing counts, wherever that stands.

print(1)  # print(2)
print(  # print(3
    4,  # , 5
    # 6,
)
    # This line is indented, which is no matter.
#print(7)
print(8)#print(9)
# prints: 1 4 8
