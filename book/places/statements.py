"""What one statement of a notebook does to names: it reads, it binds, it changes what they hold."""

import ast
import symtable

CHANGERS = {"append", "extend", "fit", "pop", "set_weights", "setdefault", "train_on_batch"}
ASKERS = {"decode", "encode", "log_density", "log_prob", "sample"}  # methods that change nothing
MAY_NOT_HAPPEN = (ast.For, ast.If, ast.Match, ast.Try, ast.While)


class Statement:
    """A statement of the outermost level, among those before it.

    Args:
        node, source: what it is, as a tree and as text.
        functions: `{name: statement}` of the functions defined before.

    Attributes:
        reads: names whose values it uses, or a function in it will use.
        binds: names that it gives a value; `certain` is whether it surely does.
        looks_up: names that functions in it look up when they are called.
        contains: names whose values are in what it binds: of `[a, b]` both.
        part_of: names of what it binds a part of: of `a[:5]` this is a.
        changes: names whose values it changes in place; of a function, what a call changes.
    """

    def __init__(self, node, source, functions):
        self.node, self.source = node, source
        table = symtable.symtable(source, "cell", "exec")
        self.looks_up = set().union(*map(looked_up, table.get_children()))
        at_once = {n.get_name() for n in table.get_symbols() if n.is_referenced()}
        self.is_function = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        self.reads = at_once if self.is_function else at_once | self.looks_up
        self.binds = {
            n.get_name() for n in table.get_symbols() if n.is_assigned() or n.is_imported()
        }
        self.certain = not isinstance(node, MAY_NOT_HAPPEN)
        calls = any(isinstance(part, ast.Call) for part in ast.walk(node))
        self.contains = set() if calls else self.reads
        self.part_of = whole(node.value) if isinstance(node, ast.Assign) else set()
        self.changes = changed(node, functions)
        self.is_import = isinstance(node, (ast.Import, ast.ImportFrom))
        self.is_generator = self.certain and not self.is_function and "default_rng(" in source
        if self.is_function:
            self.own = {name for t in table.get_children() for name in t.get_locals()}

    def changed_by(self, call):
        """Names that a call of this function changes: what it is given, or looks up by itself."""
        parameters = [a.arg for a in (*self.node.args.posonlyargs, *self.node.args.args)]
        given = [*zip(parameters, call.args, strict=False)]
        given += [(keyword.arg, keyword.value) for keyword in call.keywords]
        roots = (root(value) for parameter, value in given if parameter in self.changes)
        return (self.changes - self.own).union(*roots)


def statements_of(text, functions):
    """The statements of a cell's text, without the lines that speak to IPython."""
    lines = ["" if line.startswith(("%", "!")) else line for line in text.split("\n")]
    text = "\n".join(lines)
    for node in ast.parse(text).body:
        for decorator in getattr(node, "decorator_list", [])[:1]:
            node.lineno = decorator.lineno
        yield Statement(node, ast.get_source_segment(text, node), functions)


def looked_up(table):
    """Names that a function, class or comprehension takes from outside of all."""
    names = {name.get_name() for name in table.get_symbols() if name.is_global()}
    return names.union(*map(looked_up, table.get_children()))


def changed(node, functions):
    """Names whose values a piece of code changes in place."""
    found = set()
    for part in ast.walk(node):
        match part:
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner, attr=name))):
                found |= root(owner) if name not in ASKERS else set()
            case ast.Call(func=ast.Attribute(value=owner, attr=name)) if name in CHANGERS:
                found |= root(owner)
            case ast.Call(func=ast.Name(id=name)) if name in functions:
                found |= functions[name].changed_by(part)
            case ast.AugAssign(target=target):
                found |= root(target)
            case ast.Subscript(ctx=ast.Store() | ast.Del()):
                found |= root(part)
            case ast.Attribute(ctx=ast.Store() | ast.Del()) | ast.Name(ctx=ast.Del()):
                found |= root(part)
            case ast.Global(names=names):
                found |= set(names)
    for part in reversed(list(ast.walk(node))):  # inner loops before outer ones
        if isinstance(part, (ast.For, ast.comprehension)):
            found |= changed_by_loop(part.target, part.iter, found)
    return found


def changed_by_loop(target, things, changed):
    """Names of what a loop runs through, where it changes what it has in hand."""
    match target, things:
        case ast.Tuple(elts=targets), ast.Call(func=ast.Name(id="zip"), args=args):
            pairs = zip(targets, args, strict=False)
            return set().union(*(changed_by_loop(*pair, changed) for pair in pairs))
        case ast.Tuple(elts=[_, each]), ast.Call(func=ast.Name(id="enumerate"), args=[each_of, *_]):
            return changed_by_loop(each, each_of, changed)
    return names_in(things) if changed & names_in(target) else set()


def names_in(node):
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def whole(value):
    """Names of what a value is, or may be a part of: `a`, `a[:5]`, `a.b`, and pairs of such."""
    if isinstance(value, ast.Tuple):
        return set().union(*map(whole, value.elts))
    return set() if any(isinstance(n, ast.Call) for n in ast.walk(value)) else root(value)


def root(node):
    """The name that a chain such as `a.b[0].c()` begins with: a set of one, or of none."""
    while isinstance(node, (ast.Attribute, ast.Subscript, ast.Call)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return {node.id} if isinstance(node, ast.Name) else set()
