# If nothing is raised, the handlers are passed over, and what follows runs.

try:
    print(1)
except:
    print(2)
print(3)
# prints: 1 3
