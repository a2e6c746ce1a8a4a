# The statements of a program run one after another, each once.

print(1)
print(2)

print(3)
# prints: 1 2 3
