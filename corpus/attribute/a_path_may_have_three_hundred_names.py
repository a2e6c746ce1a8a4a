# An attribute of an attribute, three hundred deep, needs no brackets, be there calls and indices between or not.
class Node:
    def step(self):
        return self

    def __getitem__(self, index):
        return self


node = Node()
node.next = node
print((
    node
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
) is node)
print((
    node
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step().step().step().step().step().step()
    .step().step().step().step().step().step().step().step().step().step()
) is node)
print((
    node
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
    .next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0].next[0]
) is node)
(
    node
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
    .next.next.next.next.next.next.next.next.next.next
).last = 3
print(node.last)
