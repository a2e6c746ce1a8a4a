# Case: suite
def seven(): return 7


print(seven())
# Prints: 7
