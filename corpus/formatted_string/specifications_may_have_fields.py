# A specification may be put together from fields of its own, with conversions.

width, digits, fill = 8, 3, "*"
print(f"{3.14159:{width}.{digits}}|{'x':{fill}>{width}}|{'y':{fill!r:.1}^{5}}|{7:0{width}d}")
print(f"{5:{''}}|{5:{'>' + '3'}}|{{{width}}}|{{width}}|}}{{")
