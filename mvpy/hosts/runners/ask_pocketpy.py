import sys

# pocketpy has no option that says which one it is; this program, run on it, does.
print("pocketpy " + sys.version)
