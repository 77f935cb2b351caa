#!/usr/bin/env python3
"""Random programs with the tree that Python's own parser gives them, for run_grammar.

    tests/grammar/generate.py SEED COUNT > tests/grammar/python.t

One line a program: its text (backslashes, tabs and ends of lines escaped), a tab, its tree, or
"error" when Python finds no program in it or one beyond jx's grammar. Two of three are as the
grammar makes them, the others have tokens changed. The differences that are meant are in Tree.
"""

import ast
import io
import random
import struct
import sys
import tokenize
import warnings

NAMES = ["a", "b", "c", "x1", "_y", "newaxis", "pi"]
FUNCTIONS = ["sin", "sum", "where", "f"]
NUMBERS = ["0", "1", "7", "00", "1_000", "0xfF", "0b1_01", "0o17", "18446744073709551615",
           "18446744073709551616", "1.", ".5", "1e5", "1.5E-3", "1_0.0_1e+1_0", "012.5", "1e400",
           "123456789.123456789e-30", "2j", "012j", "1.5e2J", "9007199254740993.0"]
STRINGS = ["''", '"it\'s"', r"'a\x41\n\0\q'", "'\\'\\\\'", r"r'\n\''", "'é€'", r"'\u20ac\101'",
           r"b'\xff\0'", r"rb'\x'", "b\"'\"", r"'\U0001f600'", "u'a'"]
BINARY = [["or"], ["and"], ["|"], ["^"], ["&"], ["<<", ">>"], ["+", "-"],
          ["*", "/", "//", "%"]]
COMPARISONS = [["=="], ["!="], ["<"], ["<="], [">"], [">="], ["in"], ["not", "in"]]
WRONG = ["012", "1__0", "2x", "is", "lambda", "=", ":", "...", "..", ")", "]", "(", "[", ",",
         "not", "if", "else", "**", "@", "!", "&&", "$", "'", ";", ".", "True", "None", ":=", "*"]


class Unsupported(Exception):
    """Python's, but not jx's."""


# ---- Programs ----------------------------------------------------------------------------------


def atom(r, depth):
    kind = r.random()
    if depth <= 0 or kind < 0.35:
        kind = r.random()
        if kind < 0.6:
            return [r.choice(NAMES)]
        if kind < 0.85:
            return [r.choice(NUMBERS)]
        return [r.choice(STRINGS if kind < 0.95 else ["True", "False", "None"])]
    if kind < 0.55:
        return ["(", *expression(r, depth - 1), ")"]
    if kind < 0.75:
        return call(r, depth - 1)
    if kind < 0.8:
        return ["(", *commas(r, expression, depth - 1, 0 if r.random() < 0.1 else 2), ")"]
    base = atom(r, depth - 1)
    if kind < 0.87:
        return [*base, ".", r.choice(["T", "real", "imag", "T", "sum"])]
    return [*base, "[", *commas(r, index, depth - 1, 1), "]"]


def commas(r, make, depth, least):
    tokens = []
    count = least + r.randrange(3) if least else 0
    for i in range(count):
        tokens += ([","] if i else []) + make(r, depth)
    return tokens + ([","] if count and r.random() < 0.15 else [])


def call(r, depth):
    arguments = [expression(r, depth) for _ in range(r.randrange(3))]
    names = r.sample(["axis", "k", "where"], r.randrange(3))
    arguments += [[name, "=", *expression(r, depth)] for name in names]
    tokens = [token for argument in arguments for token in [",", *argument]][1:]
    return [r.choice(FUNCTIONS), "(", *tokens, *([","] if tokens and r.random() < 0.1 else []), ")"]


def index(r, depth):
    kind = r.random()
    if kind < 0.1:
        return ["..."]
    if kind < 0.5:
        return expression(r, depth)

    def bound():
        return expression(r, depth) if r.random() < 0.5 else []

    return [*bound(), ":", *bound(), *([":", *bound()] if r.random() < 0.5 else [])]


def operation(r, depth, level):
    """An operand of the level; most levels pass straight to the next."""
    if level == len(BINARY):
        return factor(r, depth)
    if level == 2 and r.random() < 0.15:
        return ["not", *operation(r, depth - 1, 2)] if r.random() < 0.4 else comparison(r, depth)
    tokens = operation(r, depth, level + 1)
    while depth > 0 and r.random() < 0.13:
        tokens += [r.choice(BINARY[level]), *operation(r, depth - 1, level + 1)]
    return tokens


def comparison(r, depth):
    tokens = operation(r, depth - 1, 3)
    for _ in range(1 + r.randrange(3)):
        tokens += [*r.choice(COMPARISONS), *operation(r, depth - 1, 3)]
    return tokens


def factor(r, depth):
    if depth > 0 and r.random() < 0.2:
        return [r.choice("+-~"), *factor(r, depth - 1)]
    tokens = atom(r, depth)
    if depth > 0 and r.random() < 0.2:
        tokens += ["**", *factor(r, depth - 1)]
    return tokens


def expression(r, depth):
    tokens = operation(r, depth, 0)
    if depth > 0 and r.random() < 0.08:
        tokens += ["if", *operation(r, depth - 1, 0), "else", *expression(r, depth - 1)]
    return tokens


def program(r):
    tokens = []
    for _ in range(r.randrange(3) if r.random() < 0.3 else 0):
        tokens += [r.choice(NAMES), "=", *expression(r, 3), r.choice([";", "\n", ";\n", "\r\n"])]
    if r.random() < 0.1:
        return [*tokens, "a", "=", *expression(r, 3)]
    count = 1 if r.random() < 0.7 else 2
    for i in range(count):
        tokens += ([","] if i else []) + expression(r, 4)
    return tokens + ([","] if r.random() < 0.05 else []) + (["\n"] if r.random() < 0.1 else [])


def change(r, tokens):
    tokens = list(tokens)
    for _ in range(1 + r.randrange(2)):
        at = r.randrange(len(tokens))
        kind = r.randrange(4)
        if kind == 0:
            del tokens[at]
        elif kind == 1:
            tokens.insert(at, r.choice(WRONG))
        elif kind == 2:
            tokens[at] = r.choice(WRONG)
        else:
            other = r.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        if not tokens:
            return ["a"]
    return tokens


def join(r, tokens):
    """The tokens with random space; inside brackets, also ends of lines and comments."""
    text, open_brackets = "", 0
    for token in tokens:
        glued = text and token[0] not in "\r\n" and r.random() < 0.7
        words = text and (text[-1].isalnum() or text[-1] in "_'\".") and (
            token[0].isalnum() or token[0] in "_'\".")
        if not text or text[-1] in "\n\r" or token[0] in "\r\n":
            pass
        elif words or not glued:
            space = [" ", " ", "  ", "\t"]
            if open_brackets > 0:
                space += ["\n", " # c, ( '\n", "\r\n"]
            elif r.random() < 0.05:
                space = ["\\\n"]
            text += r.choice(space)
        text += token
        open_brackets += (token in "([") - (token in ")]")
    return text


# ---- Trees -------------------------------------------------------------------------------------

OPERATORS = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
    ast.Pow: "**", ast.LShift: "<<", ast.RShift: ">>", ast.BitAnd: "&", ast.BitOr: "|",
    ast.BitXor: "^", ast.And: "and", ast.Or: "or", ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<",
    ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.USub: "-", ast.UAdd: "+", ast.Invert: "~",
    ast.Not: "not", ast.In: "in", ast.NotIn: "not in",
}


def operator(op):
    if type(op) not in OPERATORS:
        raise Unsupported(op)
    return OPERATORS[type(op)]


class Tree:
    def __init__(self, source):
        self.source = source

    def tokens(self, node):
        """A node's tokens, without comments and ends of lines."""
        segment = ast.get_source_segment(self.source, node)
        read = io.StringIO("(" + segment + ")").readline
        tokens = [t for t in tokenize.generate_tokens(read)
                  if t.type in (tokenize.OP, tokenize.NAME, tokenize.NUMBER, tokenize.STRING)]
        return tokens[1:-1]

    def parenthesised(self, node):
        """Whether a tuple has parentheses of its own."""
        depth, tokens = 0, self.tokens(node)
        for i, token in enumerate(tokens):
            depth += (token.string in ("(", "[")) - (token.string in (")", "]"))
            if depth == 0:
                return tokens[0].string == "(" and i == len(tokens) - 1
        return False

    def program(self):
        body = ast.parse(self.source).body
        if not body:
            raise Unsupported("empty")
        parts = [self.assign(statement) for statement in body[:-1]]
        last = body[-1]
        if isinstance(last, ast.Assign):
            parts += [self.assign(last), f"(results {self.expression(last.value)})"]
        elif isinstance(last, ast.Expr):
            values = [last.value]
            if isinstance(last.value, ast.Tuple) and not self.parenthesised(last.value):
                values = last.value.elts
            parts.append(f"(results{self.all(values)})")
        else:
            raise Unsupported(last)
        return "; ".join(parts)

    def assign(self, node):
        if not isinstance(node, ast.Assign) or len(node.targets) != 1:
            raise Unsupported(node)
        name, value = node.targets[0], node.value
        if not isinstance(name, ast.Name) or name.col_offset != node.col_offset:
            raise Unsupported(node)
        if isinstance(value, ast.Tuple) and not self.parenthesised(value):
            raise Unsupported(node)
        return f"(assign {name.id} {self.expression(value)})"

    def all(self, nodes):
        return "".join(" " + self.expression(node) for node in nodes)

    def expression(self, node):
        return getattr(self, type(node).__name__, self.unsupported)(node)

    def unsupported(self, node):
        raise Unsupported(node)

    def Name(self, node):
        return node.id

    def Constant(self, node):
        value = node.value
        if value is None or isinstance(value, bool):
            return repr(value)
        if isinstance(value, int):
            return str(value)
        if isinstance(value, float):
            return "f" + struct.pack(">d", value).hex()
        if isinstance(value, complex):
            return "j" + struct.pack(">d", value.imag).hex()
        if isinstance(value, (str, bytes)) and len(self.tokens(node)) == 1:
            text = isinstance(value, str)
            return ("s" if text else "b") + (value.encode() if text else value).hex()
        raise Unsupported(value)

    def BinOp(self, node):
        return f"({operator(node.op)}{self.all([node.left, node.right])})"

    def UnaryOp(self, node):
        return f"({operator(node.op)}{self.all([node.operand])})"

    def BoolOp(self, node):
        result = self.expression(node.values[0])
        for value in node.values[1:]:
            result = f"({operator(node.op)} {result} {self.expression(value)})"
        return result

    def Compare(self, node):
        pairs = zip(node.ops, node.comparators)
        rest = "".join(f" {operator(op)}{self.all([x])}" for op, x in pairs)
        return f"(compare{self.all([node.left])}{rest})"

    def IfExp(self, node):
        return f"(if{self.all([node.body, node.test, node.orelse])})"

    def Call(self, node):
        names, name = [k.arg for k in node.keywords], node.func
        if not isinstance(name, (ast.Name, ast.Attribute)):
            raise Unsupported(node)
        if self.tokens(node)[len(self.tokens(name))].string != "(":  # (f)(x)
            raise Unsupported(node)
        if len(set(names)) < len(names):  # an error of Python's compiler, not of its parser
            raise Unsupported(node)
        keywords = [f" (= {self.keyword(k)} {self.expression(k.value)})" for k in node.keywords]
        arguments = f"{self.all(node.args)}{''.join(keywords)})"
        if isinstance(name, ast.Attribute):
            return f"(method {name.attr}{self.all([name.value])}{arguments}"
        return f"(call {name.id}{arguments}"

    def keyword(self, node):
        if node.arg is None:
            raise Unsupported(node)
        return node.arg

    def Attribute(self, node):
        return f"(. {node.attr}{self.all([node.value])})"

    def Tuple(self, node):
        return f"(tuple{self.all(node.elts)})"

    def Subscript(self, node):
        items = [node.slice]
        if isinstance(node.slice, ast.Tuple):
            items = node.slice.elts
        written = self.tokens(node)
        dots = sum(token.string == "..." for token in written)
        bare = sum(token.string == "..." and written[i - 1].string in ("[", ",")
                   and written[i + 1].string in ("]", ",") for i, token in enumerate(written))
        if dots != bare or (isinstance(node.slice, ast.Tuple) and node.slice.elts
                            and any(self.is_dots(x) for x in items)
                            and self.parenthesised(node.slice)):
            raise Unsupported(node)
        return f"(index{self.all([node.value])}{''.join(' ' + self.index(x) for x in items)})"

    def is_dots(self, node):
        return isinstance(node, ast.Constant) and node.value is ...

    def index(self, node):
        if self.is_dots(node):
            return "..."
        if isinstance(node, ast.Slice):
            bounds = [self.index(x) if x else "None" for x in (node.lower, node.upper, node.step)]
            return f"(slice {' '.join(bounds)})"
        if isinstance(node, ast.Name) and node.id == "newaxis":
            return "None"
        return self.expression(node)


def tree(source):
    try:
        return Tree(source).program()
    except (SyntaxError, Unsupported, UnicodeEncodeError):
        return "error"


def escape(text):
    for plain, escaped in (("\\", r"\\"), ("\n", r"\n"), ("\r", r"\r"), ("\t", r"\t")):
        text = text.replace(plain, escaped)
    return text


def main():
    warnings.simplefilter("ignore")
    r = random.Random(int(sys.argv[1]))
    count = int(sys.argv[2])
    while count > 0:
        tokens = program(r)
        changed = r.random() < 0.34
        source = join(r, change(r, tokens) if changed else tokens)
        expected = tree(source)
        # jx goes on on the next line after an operator, Python does not.
        if len(source) > 160 or (expected == "error" and "\n" in source):
            continue
        print(escape(source), expected, sep="\t")
        count -= 1


if __name__ == "__main__":
    main()
