# An integer that stands alone does nothing: so a suite that has nothing to do can be written.

0
print(1)
2
# prints: 1
