# Stands with: finally_clause, break_statement, continue_statement
# Case: return
def early():
    try:
        return 1
    finally:
        print(2)


print(early())
# Prints: 2 1

# Case: break
while 1:
    try:
        break
    finally:
        print(1)
print(2)
# Prints: 1 2

# Case: continue
again = 1
while again:
    try:
        again = 0
        continue
    finally:
        print(1)
print(2)
# Prints: 1 2

# Case: return out of with
# Stands with: with_statement
def early():
    with Manager(0):
        return 1


print(early())
# Prints: 10 12 1
