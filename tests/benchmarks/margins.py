"""By how much assertions held, read from what pytest says about them (see `perturbation.py`)."""

import ast
import operator
from collections import Counter

SIGNS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul}


def number(node):
    """The value of an expression of numbers, as pytest writes it; None for any other."""
    match node:
        case ast.Constant(value=int() | float() as value):
            return value
        case ast.UnaryOp(op=ast.USub(), operand=operand) if number(operand) is not None:
            return -number(operand)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="np")), args=[inner]):
            return number(inner)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SIGNS:
            sides = number(left), number(right)
            return None if None in sides else SIGNS[type(op)](*sides)


def gap(left, sign, right):
    """How far a comparison of two numbers is from failing."""
    match sign, right:
        case ast.Eq(), ast.BinOp(left=right, op=ast.MatMult(), right=tolerance):
            values = number(left), number(right), number(tolerance)
            return None if None in values else values[2] - abs(values[0] - values[1])
        case ast.Lt() | ast.LtE() | ast.Gt() | ast.GtE(), _:
            values = number(left), number(right)
            return None if None in values else abs(values[0] - values[1])


def margin(explanation):
    """By how much the comparisons of an assertion held, at least; None if none is of numbers."""
    try:
        tree = ast.parse(explanation.split("\n")[0].replace("±", "@"), mode="eval")
    except SyntaxError:
        return None
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            values = [node.left, *node.comparators]
            found += map(gap, values, node.ops, values[1:])
    return min((each for each in found if each is not None), default=None)


def margins(assertions):
    """{(test, line, how many times it was there before, text): margin}."""
    times, found = Counter(), {}
    for test, line, text, explanation in assertions:
        times[test, line] += 1
        held_by = margin(explanation)
        if held_by is not None:
            found[test, line, times[test, line], text] = held_by
    return found
