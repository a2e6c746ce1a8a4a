# Inside brackets a line end means nothing, and neither does the indentation of the next line.

numbers = [
  1,
        2,

3,
]
table = {
    "sum": sum(
numbers
    ),
"max": max(numbers
           )}
print(numbers, (table
["sum"]), table
      ["max"])
