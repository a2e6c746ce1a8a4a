# Inside brackets a line may end anywhere, and a comma may stand behind the last argument.

print(
    1,
    2,
)
print(3,
  4)
# prints: 1 2 3 4
