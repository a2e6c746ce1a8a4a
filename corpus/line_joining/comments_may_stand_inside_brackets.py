# A comment inside brackets ends with its line, and the expression goes on after it.

numbers = [  # one
    1,  # two, 3]
    2,
    # no number here
    3,
    # nor here
]
total = (numbers[0]  # first (
         + numbers[1]  # second "
         - numbers[2])  # third
print(numbers, total)
