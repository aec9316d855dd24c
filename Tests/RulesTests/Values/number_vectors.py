"""Writes number_vectors.txt: what Python's decimal makes of sums, roots, texts, ...

    python3 number_vectors.py [size] [seed] > number_vectors.txt

One section for each operation, one case for each line: the operands, then the result, or `nil`
where there is none. Zero has no sign here.
"""

import random
import re
import sys
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
)

SIZE = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
choose = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20240601)

DIGITS, EMAX, EMIN = 34, 6144, -6143
ETINY = EMIN - DIGITS + 1
context = Context(
    prec=DIGITS, Emax=EMAX, Emin=EMIN, rounding=ROUND_HALF_EVEN, capitals=1, clamp=0, traps=[])
wide = Context(
    prec=70, Emax=999999, Emin=-999999, rounding=ROUND_HALF_EVEN, capitals=1, clamp=0, traps=[])
exact = Context(
    prec=40000, Emax=999999, Emin=-999999, rounding=ROUND_HALF_EVEN, capitals=1, clamp=0, traps=[])


def number(coefficient, exponent):
    return context.plus(Decimal((0 if coefficient >= 0 else 1,
                                 tuple(map(int, str(abs(coefficient)))), exponent)))


def signed(coefficient):
    return coefficient if choose.random() < 0.7 else -coefficient


def digits(count):
    return choose.randrange(10 ** (count - 1), 10 ** count)


def money():
    return number(signed(choose.randrange(10 ** choose.randrange(1, 9))), -choose.choice([0, 0, 1, 2, 2, 2]))


def medium():
    return number(signed(digits(choose.randrange(1, 20))), choose.randrange(-12, 6))


def mixed():
    return number(signed(digits(choose.randrange(1, 35))), choose.randrange(-60, 41))


def full():
    return number(signed(digits(34)), choose.randrange(-45, 11))


def extreme():
    exponent = choose.choice([choose.randrange(ETINY, ETINY + 80), choose.randrange(6050, 6145),
                              choose.randrange(-6000, 6000)])
    count = min(choose.randrange(1, 35), EMAX - exponent + 1)
    return number(signed(digits(count)), exponent)


SPECIAL = [number(coefficient, exponent) for coefficient, exponent in [
    (0, 0), (0, -2), (0, 5), (0, -6176), (0, 6144), (1, 0), (-1, 0), (10, -1), (2, 0), (5, -1),
    (10 ** 33, 0), (10 ** 34 - 1, 0), (10 ** 34 - 1, -34), (10 ** 33 + 1, -33),
    (10 ** 34 - 1, 6111), (-(10 ** 34 - 1), 6111), (1, 6144), (1, -6176), (-1, -6176),
    (1, -6143), (10 ** 33, -6176), (2 ** 64, 0), (2 ** 64 - 1, 0), (10 ** 19, 0), (9, 6144)]]


def special():
    return choose.choice(SPECIAL)


def operand():
    kind = choose.random()
    if kind < 0.42:
        return money()
    if kind < 0.62:
        return medium()
    if kind < 0.76:
        return mixed()
    if kind < 0.84:
        return full()
    if kind < 0.94:
        return extreme()
    return special()


def neighbour(x):
    """A number that makes trouble beside x: equal, one unit off, half a unit, cancelling."""
    sign, coefficient, exponent = x.as_tuple()
    coefficient = int("".join(map(str, coefficient)))
    coefficient = -coefficient if sign else coefficient
    kind = choose.randrange(6)
    if kind == 0:
        return number(coefficient * 10, exponent - 1)
    if kind == 1:
        return number(coefficient + choose.choice([-1, 1]), exponent)
    if kind == 2:
        places = DIGITS - len(str(abs(coefficient)))
        return number(signed(5), exponent - places - 1)
    if kind == 3:
        return number(signed(choose.randrange(1, 100)), exponent - choose.randrange(1, 80))
    if kind == 4:
        return number(-coefficient + choose.randrange(3), exponent)
    return number(signed(1), exponent + choose.randrange(30, 80))


def pair():
    x = operand()
    y = neighbour(x) if choose.random() < 0.3 else operand()
    if not (x.is_finite() and y.is_finite()):
        return pair()
    return (x, y) if choose.random() < 0.5 else (y, x)


def text(x):
    if not x.is_finite():
        return "nil"
    return str(x.copy_abs() if x.is_zero() else x)


def section(name, count, case):
    print(f"[{name}]")
    for _ in range(int(count * SIZE)):
        print(" ".join(x if isinstance(x, str) else text(x) for x in case()))


def binary(operation):
    def case():
        x, y = pair()
        return x, y, operation(x, y)
    return case


def compare():
    x, y = pair()
    return x, y, str(int(exact.compare(x, y)))


def modulo(x, y):
    if y.is_zero():
        return Decimal("NaN")
    (_, _, xe), (_, _, ye) = x.as_tuple(), y.as_tuple()
    e = min(xe, ye)
    a, b = int(exact.scaleb(x, -e)), int(exact.scaleb(y, -e))
    return context.create_decimal(exact.scaleb(Decimal(a % b), e))


RULES = {
    "halfEven": ROUND_HALF_EVEN, "up": ROUND_UP, "down": ROUND_DOWN, "halfUp": ROUND_HALF_UP,
    "halfDown": ROUND_HALF_DOWN, "floor": ROUND_FLOOR, "ceiling": ROUND_CEILING}


def quantized(x, exponent, rule):
    return x.quantize(Decimal((0, (1,), exponent)), rounding=rule, context=exact)


def rounded():
    x = operand()
    sign, coefficient, exponent = x.as_tuple()
    if choose.random() < 0.3 and len(coefficient) < DIGITS and x.adjusted() < EMAX:  # a tie
        x = context.create_decimal((sign, (*coefficient, 5), exponent))
        sign, coefficient, exponent = x.as_tuple()
    kind = choose.random()
    if kind < 0.6:
        scale = -exponent - choose.randrange(0, min(36, len(coefficient) + 3))
    elif kind < 0.95:
        scale = choose.randrange(-4, 9)
    else:
        scale = choose.choice([-7000, -6144, -6000, 6176, 6000, 9999])
    rule = choose.choice(list(RULES))
    target = -scale
    if x.is_zero():
        result = context.create_decimal((0, (0,), min(max(target, ETINY), EMAX)))
    elif target > exponent:
        result = context.plus(quantized(x, target, RULES[rule]))
        if result.is_zero():
            result = Decimal((0, (0,), min(target, EMAX)))
    else:
        target = max(target, exponent - (DIGITS - len(coefficient)), ETINY)
        result = quantized(x, target, ROUND_DOWN)
    return x, str(scale), rule, result


def square_root():
    x = operand().copy_abs() if choose.random() < 0.9 else operand()
    if choose.random() < 0.3:
        root = choose.choice([money, medium])().copy_abs()
        x = context.multiply(root, root)
    if x.is_zero():
        x = x.copy_abs()
    return x, context.sqrt(x)


def exponential():
    kind = choose.random()
    if kind < 0.5:
        x = number(signed(choose.randrange(1, 15000)), -choose.randrange(0, 4))
    elif kind < 0.8:
        x = number(signed(digits(choose.randrange(1, 35))), -choose.randrange(30, 40))
    else:
        x = operand()
    return x, context.exp(x)


def logarithm():
    kind = choose.random()
    if kind < 0.25:  # close to one
        x = number(10 ** 33 + signed(choose.randrange(10 ** choose.randrange(1, 33))), -33)
    else:
        x = operand()
        x = x.copy_abs() if choose.random() < 0.95 else x
    if x.is_zero():
        return "0", "nil"
    return x, context.ln(x)


def power():
    kind = choose.random()
    if kind < 0.3:
        x, y = money(), Decimal(choose.randrange(-12, 40))
    elif kind < 0.5:  # interest
        x, y = number(choose.randrange(9000, 12000), -4), number(choose.randrange(-4000, 4000), -1)
    elif kind < 0.6:  # roots
        x, y = medium().copy_abs(), choose.choice([Decimal("0.5"), Decimal("0.25"), Decimal("1.5"), Decimal("-0.5")])
    elif kind < 0.7:  # close to one, to a huge power
        x = number(10 ** 33 + signed(choose.randrange(1, 10 ** choose.randrange(1, 20))), -33)
        y = number(signed(digits(choose.randrange(1, 20))), choose.randrange(0, 20))
    elif kind < 0.8:
        x, y = full(), Decimal(signed(choose.randrange(1, 200)))
    else:
        x, y = pair()
    if y.is_zero():
        return x, y, "1"
    if x.is_zero():
        return x, y, "nil" if y.is_signed() else "0"
    result = context.plus(wide.power(x, y))
    return x, y, result


PATTERN = re.compile(r"[-+]?([0-9]+(\.[0-9]+)?|\.[0-9]+)([eE][-+]?[0-9]+)?")


def parse():
    kind = choose.random()
    if kind < 0.3:
        written = "".join(choose.choice("0123456789.eE+-") for _ in range(choose.randrange(1, 7)))
    elif kind < 0.8:
        whole = "".join(choose.choice("0123456789") for _ in range(choose.randrange(1, 12)))
        written = choose.choice(["", "-", "+"]) + choose.choice(["", "0", "000", whole])
        written += choose.choice(["", ".", ".5", ".00", "." + whole])
        written += choose.choice(["", "", "", "e5", "E-3", "e+0", "e-6170", "E6140", "e99999999999"])
    else:
        long = "".join(choose.choice("0012345555999") for _ in range(choose.randrange(30, 97)))
        point = choose.randrange(1, len(long) - 1)
        written = choose.choice([long, long[:point] + "." + long[point:]])
    written = written or "0"
    if len(written) > 100 or not PATTERN.fullmatch(written):
        return written, "nil"
    result = context.plus(context.create_decimal(written))
    return written, result


def spelling(x):
    if x.is_zero():
        return format(x, "f") if -40 <= x.as_tuple()[2] < 0 else "0"
    return format(x, "f") if abs(x.adjusted()) <= 40 else scientific(x)


def scientific(x):
    sign, coefficient, _ = x.as_tuple()
    written = "".join(map(str, coefficient))
    fraction = "." + written[1:] if len(written) > 1 else ""
    return ("-" if sign else "") + written[0] + fraction + f"E{x.adjusted():+d}"


def spell():
    x = operand()
    x = x.copy_abs() if x.is_zero() else x
    return x, spelling(x)


def whole():
    """A number, the integer it is if it fits 64 bits, and whether it is whole at all."""
    kind = choose.random()
    if kind < 0.3:
        x = operand()
    elif kind < 0.6:  # around the limits
        limit = choose.choice([2 ** 63, -2 ** 63, 2 ** 64, 10 ** 18, 0])
        x = number((limit + choose.randrange(-2, 3)) * 10 ** choose.choice([0, 0, 3, 14]), 0)
        x = choose.choice([x, exact.scaleb(x, choose.choice([0, 0, -3, -14, 1]))])
    else:
        x = number(signed(choose.randrange(10 ** choose.randrange(1, 20))), choose.randrange(-9, 9))
    is_whole = x == x.to_integral_value(context=exact)
    fits = is_whole and -2 ** 63 <= x < 2 ** 63
    return x, str(int(x)) if fits else "nil", "whole" if is_whole else "broken"


def binary_number():
    """A number and the nearest binary one, written so that nothing is lost."""
    x = operand() if choose.random() < 0.6 else Decimal(choose.random() * 10 ** choose.randrange(9))
    x = context.plus(x)
    return x, float(x).hex()


def several():
    near = choose.random() < 0.3
    base = money()
    return [context.add(base, number(signed(choose.randrange(100)), -2)) if near else money()
            for _ in range(choose.randrange(2, 7))]


def statistic(result):
    def case():
        numbers = several()
        return ",".join(text(x) for x in numbers), context.plus(result(numbers))
    return case


def mean(numbers):
    total = Decimal(0)
    for x in numbers:
        total = wide.add(total, x)
    return wide.divide(total, len(numbers))


def deviation(numbers):
    """Of a sample, in twice as many digits."""
    centre = mean(numbers)
    squares = Decimal(0)
    for x in numbers:
        difference = wide.subtract(x, centre)
        squares = wide.add(squares, wide.multiply(difference, difference))
    return wide.sqrt(wide.divide(squares, len(numbers) - 1))


section("add", 1000, binary(context.add))
section("subtract", 800, binary(context.subtract))
section("multiply", 1000, binary(context.multiply))
section("divide", 1000, binary(context.divide))
section("compare", 700, compare)
section("modulo", 700, binary(modulo))
section("round", 1200, rounded)
section("squareRoot", 600, square_root)
section("exponential", 600, exponential)
section("logarithm", 600, logarithm)
section("power", 900, power)
section("parse", 800, parse)
section("print", 600, spell)
section("whole", 700, whole)
section("binary", 400, binary_number)
section("mean", 250, statistic(mean))
section("deviation", 250, statistic(deviation))
