# A name that is bound to the value of another does not follow it afterwards.

first = 1
second = first
first = 2
print(second, first)
first = first
print(first)
# prints: 1 2 2
