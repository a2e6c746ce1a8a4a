# Case: +=
number = 7
number += 2
print(number)
# Prints: 9

# Case: -=
number = 7
number -= 2
print(number)
# Prints: 5

# Case: *=
number = 7
number *= 2
print(number)
# Prints: 14

# Case: /=
number = 7
number /= 2
print(number)
# Prints: 3.5

# Case: //=
number = 7
number //= 2
print(number)
# Prints: 3

# Case: %=
number = 7
number %= 2
print(number)
# Prints: 1

# Case: **=
number = 7
number **= 2
print(number)
# Prints: 49

# Case: <<=
number = 7
number <<= 2
print(number)
# Prints: 28

# Case: >>=
number = 7
number >>= 2
print(number)
# Prints: 1

# Case: &=
number = 7
number &= 2
print(number)
# Prints: 2

# Case: |=
number = 7
number |= 2
print(number)
# Prints: 7

# Case: ^=
number = 7
number ^= 2
print(number)
# Prints: 5

# Case: @=
number = matrix
number @= matrix
show(number)
# Prints: 49

# Case: attribute
# Stands with: attribute
thing.size += 1
show(value_in(thing))
# Prints: 8

# Case: subscription
# Stands with: subscription
items = numbers(1, 2)
items[1] += 5
show(items)
# Prints: 1,7
