# Case: identifier
print("seven")
# Prints: seven

# Case: character
print(",")
# Prints: ,

# Case: empty
print(total(""))
# Prints: 0

# Case: text
print("seven, eight")
# Prints: seven, eight

# Case: used twice
print("seven", "seven", "a, b", "a, b")
# Prints: seven seven a, b a, b

# Case: keyword
print("while")
# Prints: while

# Case: not ASCII
print("é, è")
# Prints: é, è

# Case: long
print(total("seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, seven, eight, "))
# Prints: 29424
