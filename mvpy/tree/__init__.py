"""Words for talking about libcst nodes: their fields, the order of evaluation, positions, blocks, comments, Let."""
