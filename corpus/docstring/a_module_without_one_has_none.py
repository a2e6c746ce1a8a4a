f"formatted"
"A string behind something that is no docstring is none either."

print(__doc__)
