"""Asks z3 whether what is told of random decision tables is so: gaps, overlaps, rows that never decide.

    TABLES=tables.jsonl LAW_CASES=1 swift test --filter TableAnalysisLawTests
    python3 Tests/Tables/table_oracle.py tables.jsonl

It reads the cells by itself, writes each question in SMT-LIB 2, and prints how many were asked and which were answered
otherwise; exit status 1 where one was. Needs `z3` (Debian's package of that name).
"""

import json
import re
import subprocess
import sys
from datetime import date

TOKEN = re.compile(
    r"""\s*(?:(?P<date>date\("(?P<day>[0-9-]+)"\)|@"(?P<at>[0-9-]+)")|(?P<text>"[^"]*")
    |(?P<number>-?[0-9]+(?:\.[0-9]+)?)|(?P<sign>\.\.|<=|>=|!=|[<>=()\[\],?])|(?P<word>[a-z]+))""",
    re.VERBOSE,
)
SORTS = {"number": "Real", "date": "Int", "text": "Int", "choice": "Int", "truth": "Bool"}
COMPARISONS = {"<", "<=", ">", ">=", "=", "!="}


class Cell:
    """One cell, read from its text: a formula that is true where the cell holds, and one where it does not.

    By FEEL a comparison with no value is neither; `not` and `and` keep that apart.
    """

    def __init__(self, text, place, texts):
        self.value, self.absent = f"v{place}", f"n{place}"
        self.texts = texts
        self.tokens = []
        at = 0
        while at < len(text) and text != "-":
            match = TOKEN.match(text, at)
            if not match:
                sys.exit(f"can't read the cell {text!r}")
            at = match.end()
            self.tokens.append(match)
        self.at = 0
        self.holds = "true" if text == "-" else self.tests()[0]

    def peek(self, *signs):
        return self.at < len(self.tokens) and self.tokens[self.at][0].strip() in signs

    def take(self, *signs):
        found = self.peek(*signs)
        self.at += found
        return found

    def next(self):
        self.at += 1
        return self.tokens[self.at - 1]

    def tests(self):
        if self.take("not"):
            self.take("(")
            is_true, is_false = self.some()
            return is_false, is_true
        return self.some()

    def some(self):
        found = [self.condition()]
        while self.take(","):
            found.append(self.condition())
        return one_of(found)

    def condition(self):
        found = [self.test()]
        while self.take("and"):
            found.append(self.test())
        return all_of(found)

    def test(self):
        self.take("?")
        if self.at < len(self.tokens) and self.tokens[self.at][0].strip() in COMPARISONS:
            return self.compared(self.next()[0].strip(), self.constant())
        if self.peek("[", "("):
            return self.range_or_list(self.next()[0].strip())
        return self.compared("=", self.constant())

    def range_or_list(self, opening):
        first = self.constant()
        if self.take(".."):
            last = self.constant()
            closing = self.next()[0].strip()
            return all_of([
                self.compared(">=" if opening == "[" else ">", first),
                self.compared("<=" if closing == "]" else "<", last),
            ])
        found = [self.compared("=", first)]
        while self.take(","):
            found.append(self.compared("=", self.constant()))
        self.take("]")
        return one_of(found)

    def constant(self):
        token = self.next()
        if token["date"]:
            return str(date.fromisoformat(token["day"] or token["at"]).toordinal())
        if token["text"]:
            return str(self.texts.setdefault(token["text"], len(self.texts)))
        if token["number"]:
            number = token["number"]
            return f"(- {number[1:]})" if number.startswith("-") else number
        return None if token["word"] == "null" else token["word"]

    def compared(self, sign, constant):
        if constant is None:
            pair = (self.absent, f"(not {self.absent})")
            return pair if sign == "=" else pair[::-1]
        same = f"(and (not {self.absent}) (= {self.value} {constant}))"
        if sign == "=":
            return same, f"(not {same})"
        if sign == "!=":
            return f"(not {same})", same
        less = f"({sign} {self.value} {constant})"
        return f"(and (not {self.absent}) {less})", f"(and (not {self.absent}) (not {less}))"


def joined(word, formulas):
    formulas = list(formulas)
    return f"({word} {' '.join(formulas)})" if formulas else ("true" if word == "and" else "false")


def one_of(pairs):
    return joined("or", (p[0] for p in pairs)), joined("and", (p[1] for p in pairs))


def all_of(pairs):
    return joined("and", (p[0] for p in pairs)), joined("or", (p[1] for p in pairs))


class Table:
    def __init__(self, number, told):
        self.number, self.told = number, told
        self.questions = []
        self.texts = [
            {'"a"': 0, '"b"': 1, '"c"': 2} if column["kind"] == "choice" else {}
            for column in told["columns"]
        ]
        self.domains = [self.domain(place, c) for place, c in enumerate(told["columns"])]
        self.rows = [self.cells(row) for row in told["rows"]]
        self.ask_all()

    def domain(self, place, column):
        parts = []
        if not column["mayBeAbsent"]:
            parts.append(f"(not n{place})")
        if column["kind"] == "choice":
            parts.append(f"(or n{place} (and (<= 0 v{place}) (<= v{place} 2)))")
        if column.get("limit"):
            parts.append(Cell(column["limit"], place, self.texts[place]).holds)
        return joined("and", parts)

    def cells(self, tests):
        return [Cell(test, k, self.texts[k]).holds for k, test in enumerate(tests)]

    def ask(self, what, formulas, expected):
        self.questions.append((what, [*self.domains, *formulas], "sat" if expected else "unsat"))

    def ask_all(self):
        told = self.told
        rows = [joined("and", row) for row in self.rows]
        gaps = [joined("and", self.cells(gap)) for gap in told["gaps"]]
        if told["policy"] != "COLLECT#" and not told["hasDefault"]:
            taken = joined("or", rows + gaps)
            self.ask("a gap that is not told", [f"(not {taken})"], False)
        for place, gap in enumerate(gaps):
            self.ask(f"gap {place} is a gap", [gap, f"(not {joined('or', rows)})"], True)
            self.ask(f"gap {place} has no row in it", [gap, joined("or", rows)], False)
            self.ask(f"gap {place} meets no other", [gap, joined("or", gaps[:place])], False)
        pairs = {(o["first"], o["second"]): o["tests"] for o in told["overlaps"]}
        for second, row in enumerate(rows):
            for first, other in enumerate(rows[:second]):
                differ = told["outputs"][first] != told["outputs"][second]
                if told["policy"] != "UNIQUE" and not (told["policy"] == "ANY" and differ):
                    continue
                tests = pairs.pop((first, second), None)
                self.ask(f"rows {first} and {second} meet", [row, other], tests is not None)
                if tests:
                    region = joined("and", self.cells(tests))
                    both = f"(and {row} {other})"
                    self.ask("where they meet", [f"(not (= {region} {both}))"], False)
        if pairs:
            self.questions.append((f"overlaps that can't be: {pairs}", ["true"], "unsat"))
        self.ask_idle(rows)

    def ask_idle(self, rows):
        told = self.told
        rank = [told["priorities"].index(output) for output in told["outputs"]]
        for place, row in enumerate(rows):
            if place in told["empty"]:
                self.ask(f"row {place} is met by nothing", [row], False)
                continue
            self.ask(f"row {place} is met by something", [row], True)
            if told["policy"] == "FIRST":
                before = rows[:place]
            elif told["policy"] == "PRIORITY":
                before = [r for k, r in enumerate(rows) if (rank[k], k) < (rank[place], place)]
            else:
                before = []
            left = [row, f"(not {joined('or', before)})"]
            self.ask(f"row {place} has its turn", left, place not in told["masked"])

    def text(self):
        lines = ["(push)"]
        for place, column in enumerate(self.told["columns"]):
            lines.append(f"(declare-const n{place} Bool)")
            lines.append(f"(declare-const v{place} {SORTS[column['kind']]})")
        for _, formulas, _ in self.questions:
            lines += ["(push)", *(f"(assert {f})" for f in formulas), "(check-sat)", "(pop)"]
        return "\n".join([*lines, "(pop)"])


def main(path):
    with open(path) as file:
        tables = [Table(number, json.loads(line)) for number, line in enumerate(file)]
    script = "\n".join(table.text() for table in tables)
    run = subprocess.run(["z3", "-in"], input=script, capture_output=True, text=True, check=False)
    answers = run.stdout.split("\n")
    asked, wrong = 0, 0
    for table in tables:
        for what, _, expected in table.questions:
            answer = answers[asked] if asked < len(answers) else "nothing"
            asked += 1
            if answer != expected:
                wrong += 1
                print(f"table {table.number}: {what}: z3 says {answer}\n  {json.dumps(table.told)}")
    print(f"{len(tables)} tables, {asked} questions, {wrong} answered otherwise")
    return 1 if wrong or not asked else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
