# Case: bytes
show(b"\0\1\2")
# Prints: 0,1,2

# Case: empty
show(b"")
# Prints: -

# Case: long
print(total(b"seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, "))
# Prints: 29424
