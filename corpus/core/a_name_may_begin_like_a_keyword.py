# Only a whole word is a keyword; `match` and `case` are none where no `match` statement stands.

definition = 1
returned = 2
whiled = 3
tryout = 4
exceptional = 5
raised = 6
yielding = 7
nonlocals = 8
match = 9
case = 10
print(definition, returned, whiled, tryout, exceptional, raised, yielding, nonlocals)
print(match, case)
# prints: 1 2 3 4 5 6 7 8 9 10
