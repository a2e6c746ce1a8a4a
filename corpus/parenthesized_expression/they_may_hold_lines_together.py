# A call on several lines needs its parentheses; brackets in it, and a string in triple quotes, hold their own lines.

text = (
    "a,b"
    .replace(",", "-")
    .upper()
)
print(text)
print((", "
       "; ".join("xy")))
print(("""
""".join("pq")))
print((text.join(
    "12"
)))
print((  # a comment
    len(text)
    # another
))
print((text
       [0].
       lower
       ()))
