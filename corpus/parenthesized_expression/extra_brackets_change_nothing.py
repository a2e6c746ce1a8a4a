# Any expression may stand in brackets, as often as one likes.

x = ((((5))))
print((x), ((x) + (1)), (((print)))("called"), [(1), (2)], ("a")[0], (x).real, ({})
      , (lambda: (x))(), (not (x)), -(-(x)), (f"{(x)}"), ("a" "b"), (None), (...))
