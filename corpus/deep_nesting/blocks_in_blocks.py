# Loops, handlers and managers can be nested as deeply as Python allows, and so can conditions in them.

total = 0
for n0 in (0,):
    for n1 in (1,):
        for n2 in (2,):
            for n3 in (3,):
                for n4 in (4,):
                    for n5 in (5,):
                        for n6 in (6,):
                            for n7 in (7,):
                                for n8 in (8,):
                                    for n9 in (9,):
                                        for n10 in (10,):
                                            for n11 in (11,):
                                                for n12 in (12,):
                                                    for n13 in (13,):
                                                        for n14 in (14,):
                                                            for n15 in (15,):
                                                                for n16 in (16,):
                                                                    for n17 in (17,):
                                                                        for n18 in (18,):
                                                                            if n18 > n0:
                                                                                if n1:
                                                                                    total += n18
print(total, n18)
