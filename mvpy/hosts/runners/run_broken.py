"""python run_broken.py SCRIPT [ARGS]: run SCRIPT in a CPython that gets some constructs wrong; see mvpy/hosts/broken.py."""

import ast
import platform
import sys
import types


class Broken(ast.NodeTransformer):
    """Changes a program, so that it does what it would do if CPython were wrong."""

    def visit_With(self, node):
        """What is entered is never left."""
        self.generic_visit(node)
        found = []
        for item in node.items:
            enter = ast.Call(ast.Attribute(item.context_expr, "__enter__", ast.Load()), [], [])
            found.append(ast.Assign([item.optional_vars], enter) if item.optional_vars else ast.Expr(enter))
        return [*found, *node.body]

    def visit_Delete(self, node):
        """Of several targets, only the first is deleted."""
        return ast.Delete(node.targets[:1])

    def visit_AugAssign(self, node):
        """The parts of the target are evaluated twice."""
        self.generic_visit(node)
        read = ast.parse(ast.unparse(node.target), mode="eval").body
        return ast.Assign([node.target], ast.BinOp(read, node.op, node.value))

    def visit_For(self, node):
        """An `else` is run after a `break`, too."""
        self.generic_visit(node)
        after, node.orelse = node.orelse, []
        return [node, *after]

    def visit_Match(self, node):
        """There is no `match`."""
        raise SyntaxError("invalid syntax")


if sys.argv[1] == "--version":
    print("Python", platform.python_version(), "(broken on purpose)")
else:
    sys.argv = sys.argv[1:]
    with open(sys.argv[0], "rb") as file:
        tree = Broken().visit(ast.parse(file.read(), sys.argv[0]))
    main = sys.modules["__main__"] = types.ModuleType("__main__")
    exec(compile(ast.fix_missing_locations(tree), sys.argv[0], "exec"), main.__dict__)
