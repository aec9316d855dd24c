"""Writes what is at hand as seeds of a fuzz target, one file for each.

    python3 seeds.py TARGET FOLDER

From the rulesets of the project, and where they are there from the DMN kit (DMN_TCK) and the
folder of malformed files (TOETS_BAD_INPUT). What is missing gives no seeds.
"""

import hashlib
import json
import os
import re
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KIT = Path(os.environ.get("DMN_TCK", ROOT.parent / "shared/dmn-tck"))
BAD = Path(os.environ.get("TOETS_BAD_INPUT", ROOT.parent / "shared/bad-input"))
LONGEST = 8192


def files(folder, pattern):
    return sorted(folder.rglob(pattern)) if folder.is_dir() else []


def kit_texts(*parents):
    """The texts of the kit whose element stands in one of these."""
    for path in files(KIT, "*.dmn"):
        try:
            root = tree.parse(path).getroot()
        except tree.ParseError:
            continue
        for element in root.iter():
            if element.tag.rpartition("}")[2] not in parents:
                continue
            for child in element:
                if child.tag.rpartition("}")[2] == "text" and child.text:
                    yield child.text


def strings(*functions):
    """The string literals that the kit hands to functions, as a rough guess."""
    for text in kit_texts("literalExpression"):
        if any(function + "(" in text for function in functions):
            yield [literal.replace("\\\\", "\\") for literal in re.findall(r'"((?:[^"\\]|\\.)*)"', text)]


def models():
    for path in files(KIT, "*.dmn"):
        yield path.read_text(encoding="utf-8")


def rule_texts():
    for path in files(ROOT / "rulesets", "*.yaml"):
        for line in path.read_text().splitlines():
            match = re.match(r"\s*(?:rule|applies|value|decide|expression): (.+)", line)
            if match:
                yield match[1].strip("'")


def expressions():
    yield from kit_texts("literalExpression", "outputEntry", "inputExpression")
    yield from rule_texts()


def unary_tests():
    yield from kit_texts("inputEntry", "inputValues", "outputValues", "typeConstraint", "allowedValues")


def rulesets():
    for path in files(ROOT / "rulesets", "*.yaml"):
        if path.parent.name not in ("examples", "tests"):
            yield path.read_bytes()


def yaml_plans():
    for path in files(ROOT / "rulesets", "examples/*.yaml"):
        yield path.read_bytes()
    for path in files(BAD / "yaml", "*.yaml"):
        for text in re.findall(r"yaml: \|\n((?:    .*\n|\n)+)", path.read_text()):
            yield re.sub(r"^    ", "", text, flags=re.M)


def json_plans():
    for path in files(BAD / "json", "*.json"):
        yield path.read_bytes()
    if (BAD / "naughty-strings.json").is_file():
        for text in json.loads((BAD / "naughty-strings.json").read_text()):
            yield json.dumps({"title": text, text: 1}, ensure_ascii=False)


def quick_plans():
    """Plans for the vocabulary of the target, right in all but a detail."""
    whole = {
        "ruleset": "fuzz/small", "title": "Zorg \u00e9n \"meer\"", "submitted on": "2024-02-29",
        "parties": [
            {"name": "A", "decides": True, "since": "2023-01-01", "seats": 3},
            {"name": "B", "since": None},
            None,
        ],
        "balance": 12.50, "scale": "large", "tags": ["a", "\\n"],
        "case": {"share": 1e1, "at": "x", "moment": [1, -2.5, None], "term": None, "sure": False},
    }
    yield json.dumps(whole)
    yield json.dumps(whole, ensure_ascii=False, indent=1)
    yield json.dumps(whole, sort_keys=True, separators=(",", ":"))
    for key in whole:
        yield json.dumps({name: value for name, value in whole.items() if name != key})
        yield json.dumps({key: whole[key]})
        for wrong in ("x", 1, [], {}, True):
            yield json.dumps({key: wrong})
    yield from json_plans()


def temporal():
    found = []
    for text in expressions():
        found += re.findall(r'"([-P\d][-+:.TZPDHMSY@\w/]*)"', text)
    for one, other in zip(found, found[1:] + found[:1], strict=True):
        yield one + "\n" + other


def patterns():
    for literals in strings("replace", "matches", "split"):
        if len(literals) > 1:
            text, pattern, *rest = literals
            flags = rest[-1] if rest and re.fullmatch("[smixq]*", rest[-1]) else ""
            yield "\n".join([pattern, flags, rest[0] if rest else "", text])


def decimals():
    found = []
    for text in expressions():
        found += re.findall(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?", text)
    operations = ["+", "-", "*", "/", "%", "=", "sqrt", "halfEven", "floor"]
    for number, one in enumerate(dict.fromkeys(found)):
        yield f"{one} {operations[number % len(operations)]} {found[number * 7 % len(found)]}"


SOURCES = {
    "dmn": models, "expression": expressions, "unary-tests": unary_tests, "yaml-ruleset": rulesets,
    "plan-json": json_plans, "plan-quick": quick_plans, "plan-yaml": yaml_plans, "temporal": temporal,
    "pattern": patterns, "decimal": decimals,
}

target, folder = sys.argv[1:]
for seed in SOURCES.get(target, list)():
    seed = seed if isinstance(seed, bytes) else seed.encode("utf-8", "surrogatepass")
    if len(seed) <= LONGEST:
        Path(folder, hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
