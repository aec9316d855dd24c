@testable import Rules

/// Makes texts of expressions, most of them well typed, over the inputs of ``RandomFacts``.
struct RandomExpression {
  var random: SeededRandom
  private var names: [(name: String, sort: Sort)] = RandomFacts.inputs
  /// Functions of the model that may be called, with the names of their parameters.
  var functions: [(name: String, parameters: [(name: String, sort: Sort)], result: Sort)] = []
  private var count = 0
  /// How many in a hundred parts are of another sort than is wanted.
  private var chaos = 3

  init(_ random: SeededRandom) { self.random = random }

  /// The text of an expression of a sort, in brackets where it needs any.
  mutating func text(_ wanted: Sort, depth: Int) -> String {
    let sort =
      random.happens(chaos) ? random.pick(Sort.simple + [.record, .list(.number)]) : wanted
    if depth <= 0 || random.happens(15) { return leaf(sort) }
    if random.happens(12) { return any(sort, depth - 1) }
    switch sort {
    case .boolean: return boolean(depth - 1)
    case .number: return number(depth - 1)
    case .string: return string(depth - 1)
    case .date: return date(depth - 1)
    case .span: return span(depth - 1)
    case .list(let item): return list(item, depth - 1)
    case .record: return record(depth - 1)
    }
  }

  /// A rule for a ruleset: in single quotes, about no more than a vocabulary has, `p1` included.
  mutating func ruleText(_ sort: Sort, depth: Int) -> String {
    let before = (names, chaos)
    names = names.filter { $0.sort != .list(.list(.number)) } + [("p1", .number)]
    chaos = 0
    defer { (names, chaos) = before }
    return text(sort, depth: depth).replacing("'", with: "''")
  }

  /// Unary tests of a value of a sort.
  mutating func tests(_ sort: Sort, depth: Int) -> String {
    let tests = (0...random.below(3)).map { _ in test(sort, depth) }.joined(separator: ", ")
    return random.happens(15) ? "not(\(tests))" : random.happens(10) ? "-" : tests
  }

  private mutating func test(_ sort: Sort, _ depth: Int) -> String {
    let value = text(sort, depth: depth)
    switch random.below(9) {
    case 7: return "[\(range(of: value)), \(range(of: text(sort, depth: depth)))]"
    case 8:
      // Speaks of the input, and gives a value.
      return sort == .number || sort == .string ? "? + \(value)" : range(of: value)
    case 0: return "\(random.pick(["<", "<=", ">", ">=", "=", "!="])) \(value)"
    case 1: return "[\(value)..\(text(sort, depth: depth))\(random.pick([")", "]"]))"
    case 2: return text(.list(sort), depth: depth)
    case 3: return "? \(random.pick(["<", "=", "!="])) \(value)"
    case 4: return with([("?", sort)]) { $0.text(.boolean, depth: depth) }
    default: return value
    }
  }

  /// A range with one end, or of one value.
  private mutating func range(of value: String) -> String {
    "(\(random.pick(["<", "<=", ">", ">=", "=", "!="])) \(value))"
  }

  private mutating func leaf(_ sort: Sort) -> String {
    if random.happens(chaos) {
      return random.pick(["nosuch", "@\"P1Y2M\"", "@\"10:00:00\"", "@\"2027-01-02T10:00:00Z\""])
    }
    let known = names.filter { $0.sort == sort }
    if !known.isEmpty, random.happens(70) { return random.pick(known).name }
    if random.happens(6) { return "null" }
    switch sort {
    case .boolean: return random.happens(50) ? "true" : "false"
    case .number: return "\(random.below(5))"
    case .string: return "\"\(random.pick(RandomFacts.strings))\""
    case .date: return "@\"2027-0\(1 + random.below(3))-0\(1 + random.below(9))\""
    case .span: return "@\"P\(random.below(4))D\""
    case .list(let item):
      return "[" + (0..<random.below(3)).map { _ in leaf(item) }.joined(separator: ", ") + "]"
    case .record:
      let entries = RandomFacts.members.map { "\($0.name): \(leaf($0.sort))" }
      return "{" + entries.joined(separator: ", ") + "}"
    }
  }

  /// Adds names for the time of `body`.
  mutating func with<Result>(
    _ added: [(name: String, sort: Sort)], _ body: (inout RandomExpression) -> Result
  ) -> Result {
    let before = names
    names += added
    defer { names = before }
    return body(&self)
  }

  /// Only these names are in sight for the time of `body`.
  mutating func alone<Result>(
    with names: [(name: String, sort: Sort)], _ body: (inout RandomExpression) -> Result
  ) -> Result {
    let before = self.names
    self.names = names
    defer { self.names = before }
    return body(&self)
  }

  mutating func newName() -> String {
    count += 1
    return "v\(count)"
  }

  mutating func anySort() -> Sort {
    random.pick(Sort.simple + [.record, .list(.number), .list(.record), .list(.string)])
  }

  // MARK: What gives a value of any sort

  private mutating func any(_ sort: Sort, _ depth: Int) -> String {
    switch random.below(9) {
    case 8: return functionValue(sort, depth)
    case 0, 1:
      return "(if \(text(.boolean, depth: depth)) then \(text(sort, depth: depth))"
        + " else \(text(sort, depth: depth)))"
    case 2: return "(\(text(.list(sort), depth: depth)))[\(text(.number, depth: depth))]"
    case 3:
      let (name, input) = (newName(), anySort())
      let written = random.pick(["", ": \(typeName(input))"])
      let body = with([(name, input)]) { $0.text(sort, depth: depth) }
      let argument = text(input, depth: depth)
      return random.happens(70)
        ? "(function(\(name)\(written)) \(body))(\(argument))"
        : "(function(\(name)\(written)) \(body))(\(name): \(argument))"
    case 4:
      let name = newName()
      let entry = anySort()
      let value = text(entry, depth: depth)
      let body = with([(name, entry)]) { $0.text(sort, depth: depth) }
      return "{\(name): \(value), r: \(body)}.r"
    case 5:
      if let member = RandomFacts.members.first(where: { $0.sort == sort }) {
        return "(\(text(.record, depth: depth))).\(member.name)"
      }
      return "(\(text(.list(sort), depth: depth)))[-1]"
    case 6:
      if let member = RandomFacts.members.first(where: { $0.sort == sort }) {
        return "get value(\(text(.record, depth: depth)), \"\(member.name)\")"
      }
      return text(sort, depth: depth)
    default:
      return table(sort, depth)
    }
  }

  /// The answer of a function that is a value before it is called.
  private mutating func functionValue(_ sort: Sort, _ depth: Int) -> String {
    let known = functions.filter { $0.result == sort }
    if !known.isEmpty, random.happens(80) {
      let function = random.pick(known)
      let isNamed = random.happens(30)
      let arguments = function.parameters.map {
        (isNamed ? "\($0.name): " : "") + text($0.sort, depth: depth)
      }
      return "\(function.name)(\(arguments.joined(separator: ", ")))"
    }
    let (one, other) = (newName(), newName())
    let sorts = (anySort(), anySort())
    let body = with([(one, sorts.0), (other, sorts.1)]) { $0.text(sort, depth: depth) }
    let arguments = (text(sorts.0, depth: depth), text(sorts.1, depth: depth))
    switch random.below(4) {
    case 0:
      return "(function(\(one)) function(\(other)) \(body))(\(arguments.0))(\(arguments.1))"
    case 1:
      let kept = newName()
      return "{\(one): \(arguments.0), \(kept): function(\(other)) \(body),"
        + " r: \(kept)(\(arguments.1))}.r"
    case 2:
      let named =
        random.happens(70)
        ? "\(other): \(arguments.1), \(one): \(arguments.0)"
        : "\(one): \(arguments.0), \(random.pick([one, "nosuch"])): \(arguments.1)"
      return "(function(\(one): \(typeName(sorts.0)), \(other)) \(body))(\(named))"
    default:
      let kept = newName()
      let argument = text(.number, depth: depth)
      let call = random.pick(["\(kept)(\(argument))", "\(kept)(n: \(argument))"])
      return sort == .number ? "{\(kept): abs, r: \(call)}.r" : text(sort, depth: depth)
    }
  }

  /// A choice between several values.
  private mutating func table(_ sort: Sort, _ depth: Int) -> String {
    "(if \(text(.boolean, depth: depth)) then \(leaf(sort)) else if "
      + "\(text(.boolean, depth: depth)) then \(leaf(sort)) else \(leaf(sort)))"
  }

  private mutating func typeName(_ sort: Sort) -> String {
    switch sort {
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .span: "days and time duration"
    case .list(let item): "list<\(typeName(item))>"
    case .record: "context<a: number, b: boolean>"
    }
  }

  // MARK: Truth values

  private mutating func boolean(_ depth: Int) -> String {
    switch random.below(20) {
    case 18, 19: return counted(depth)
    case 0, 1:
      let sort = random.pick([Sort.number, .number, .date, .span, .string])
      let operation = random.pick(["<", "<=", ">", ">=", "=", "!="])
      return "(\(text(sort, depth: depth)) \(operation) \(text(sort, depth: depth)))"
    case 2:
      let sort = anySort()
      return "(\(text(sort, depth: depth)) \(random.pick(["=", "!="])) \(text(sort, depth: depth)))"
    case 3, 4, 5:
      let word = random.pick([" and ", " or "])
      let isLong = random.happens(5)
      let parts = (0...(isLong ? 9 : 1 + random.below(2))).map { _ in
        text(.boolean, depth: isLong ? min(1, depth) : depth)
      }
      return "(\(parts.joined(separator: word)))"
    case 6: return "not(\(text(.boolean, depth: depth)))"
    case 7:
      let sort = random.pick([Sort.number, .date, .string])
      return "(\(text(sort, depth: depth)) between \(text(sort, depth: depth)) and"
        + " \(text(sort, depth: depth)))"
    case 8, 9:
      let sort = random.pick([Sort.number, .date, .string, .boolean, .list(.number)])
      let value = text(sort, depth: depth)
      let tests = (0...random.below(3)).map { _ in test(sort, depth) }.joined(separator: ", ")
      return "(\(value) in (\(tests)))"
    case 10, 11, 12: return quantified(depth)
    case 13:
      let type = random.pick([
        typeName(anySort()), "Any", "Null", "list<Any>", "range<number>", "context",
        "function<number> -> number",
      ])
      return "(\(text(anySort(), depth: depth)) instance of \(type))"
    case 14:
      let sort = random.pick(Sort.simple)
      return "list contains(\(text(.list(sort), depth: depth)), \(text(sort, depth: depth)))"
    case 15: return "\(random.pick(["all", "any"]))(\(text(.list(.boolean), depth: depth)))"
    case 16:
      let sort = random.pick([Sort.number, .date])
      let range = "[\(text(sort, depth: depth))..\(text(sort, depth: depth))]"
      let function = random.pick(["before", "after", "during", "starts", "finishes"])
      return "\(function)(\(text(sort, depth: depth)), \(range))"
    default:
      let sort = anySort()
      return random.happens(50)
        ? "is(\(text(sort, depth: depth)), \(text(sort, depth: depth)))"
        : "\(random.pick(["contains", "starts with", "ends with", "matches"]))"
          + "(\(text(.string, depth: depth)), \(text(.string, depth: depth)))"
    }
  }

  /// How many items meet a condition, against a number.
  private mutating func counted(_ depth: Int) -> String {
    let sort = random.pick(Sort.simple)
    let list = text(.list(sort), depth: depth)
    let condition = with([("item", sort)]) { $0.text(.boolean, depth: depth) }
    let operation = random.pick(["<", "<=", ">", ">=", "=", "!="])
    let limit = random.happens(70) ? "\(random.below(4))" : text(.number, depth: depth)
    return "(count((\(list))[\(condition)]) \(operation) \(limit))"
  }

  private mutating func quantified(_ depth: Int) -> String {
    let word = random.pick(["some", "every"])
    let (iterators, names) = iterators(depth)
    let condition = with(names) { $0.text(.boolean, depth: depth) }
    return "(\(word) \(iterators) satisfies \(condition))"
  }

  /// One iterator or two, and the names that they bring into sight.
  private mutating func iterators(_ depth: Int) -> (String, [(name: String, sort: Sort)]) {
    var names: [(name: String, sort: Sort)] = []
    var texts: [String] = []
    for _ in 0...random.below(2) {
      let name = newName()
      let seen = names
      if random.happens(15) {
        let from = with(seen) { $0.text(.number, depth: depth) }
        let to = with(seen) { $0.text(.number, depth: depth) }
        texts.append("\(name) in \(from)..\(to)")
        names.append((name, .number))
      } else if random.happens(10) {
        let sort = random.pick([Sort.number, .date])
        let from = with(seen) { $0.text(sort, depth: depth) }
        let to = with(seen) { $0.text(sort, depth: depth) }
        let open = random.pick(["(", "["])
        let close = random.pick([")", "]"])
        texts.append("\(name) in {r: \(open)\(from)..\(to)\(close)}.r")
        names.append((name, sort))
      } else {
        let sort = random.pick([Sort.number, .number, .record, .string, .list(.number)])
        var list = with(seen) { $0.text(.list(sort), depth: depth) }
        if random.happens(15) {
          let other = with(seen) { $0.leaf(sort) }
          list = "[\(list), \(random.pick(["null", other]))]"
          names.append((name, .list(sort)))
          texts.append("\(name) in \(list)")
          continue
        }
        texts.append("\(name) in \(list)")
        names.append((name, sort))
      }
    }
    return (texts.joined(separator: ", "), names)
  }

  // MARK: Numbers, texts, days

  private mutating func number(_ depth: Int) -> String {
    switch random.below(11) {
    case 0, 1, 2, 3:
      let operation = random.pick([" + ", " - ", " * ", " / ", " + ", " ** "])
      let count = operation == " ** " ? 2 : 2 + random.below(2)
      let parts = (0..<count).map { _ in text(.number, depth: depth) }
      return "(\(parts.joined(separator: operation)))"
    case 4: return "-(\(text(.number, depth: depth)))"
    case 5, 6:
      let function = random.pick(["sum", "min", "max", "mean", "count", "median", "product"])
      return "\(function)(\(text(.list(.number), depth: depth)))"
    case 7:
      let parameter = random.pick(["", "", "n: "])
      let function = random.pick(["abs", "floor", "ceiling"])
      return "\(function)(\(parameter)\(text(.number, depth: depth)))"
    case 8:
      return "string length(\(random.pick(["", "string: "]))\(text(.string, depth: depth)))"
    case 9: return "(\(text(.date, depth: depth))).\(random.pick(["day", "month", "year"]))"
    default: return "count(\(text(.list(random.pick(Sort.simple)), depth: depth)))"
    }
  }

  private mutating func string(_ depth: Int) -> String {
    switch random.below(5) {
    case 0, 1: return "(\(text(.string, depth: depth)) + \(text(.string, depth: depth)))"
    case 2: return "string(\(text(anySort(), depth: depth)))"
    case 3: return "upper case(\(text(.string, depth: depth)))"
    default: return "string join(\(text(.list(.string), depth: depth)), \"-\")"
    }
  }

  private mutating func date(_ depth: Int) -> String {
    let operation = random.pick(["+", "-"])
    return "(\(text(.date, depth: depth)) \(operation) \(text(.span, depth: depth)))"
  }

  private mutating func span(_ depth: Int) -> String {
    switch random.below(3) {
    case 0: "(\(text(.date, depth: depth)) - \(text(.date, depth: depth)))"
    case 1: "(\(text(.span, depth: depth)) + \(text(.span, depth: depth)))"
    default: "(\(text(.span, depth: depth)) * \(text(.number, depth: depth)))"
    }
  }

  // MARK: Lists and contexts

  private mutating func list(_ item: Sort, _ depth: Int) -> String {
    let list = Sort.list(item)
    switch random.below(15) {
    case 0, 1:
      let items = (0..<random.below(4)).map { _ in text(item, depth: depth) }
      return "[\(items.joined(separator: ", "))]"
    case 2, 3:
      let base = text(list, depth: depth)
      let inside: [(name: String, sort: Sort)] =
        item == .record ? RandomFacts.members + [("item", item)] : [("item", item)]
      let condition = with(inside) { $0.text(.boolean, depth: depth) }
      return "(\(base))[\(condition)]"
    case 4, 5:
      let (iterators, names) = iterators(depth)
      let seen = random.happens(15) ? names + [("partial", list)] : names
      let result = with(seen) { $0.text(item, depth: depth) }
      return "(for \(iterators) return \(result))"
    case 6: return "append(\(text(list, depth: depth)), \(text(item, depth: depth)))"
    case 7: return "concatenate(\(text(list, depth: depth)), \(text(list, depth: depth)))"
    case 8:
      let parameter = random.pick(["", "list: "])
      let function = random.pick(["reverse", "distinct values"])
      return "\(function)(\(parameter)\(text(list, depth: depth)))"
    case 9: return "sublist(\(text(list, depth: depth)), \(text(.number, depth: depth)), 1)"
    case 10:
      return "insert before(\(text(list, depth: depth)), \(text(.number, depth: depth)),"
        + " \(text(item, depth: depth)))"
    case 11:
      return random.happens(50)
        ? "remove(\(text(list, depth: depth)), \(text(.number, depth: depth)))"
        : "union(\(text(list, depth: depth)), \(text(list, depth: depth)))"
    case 12:
      let (one, other) = (newName(), newName())
      let body = with([(one, item), (other, item)]) { $0.text(.boolean, depth: depth) }
      let function = "function(\(one), \(other)) \(body)"
      return random.happens(50)
        ? "sort(\(text(list, depth: depth)), \(function))"
        : "list replace(\(text(list, depth: depth)), \(function), \(text(item, depth: depth)))"
    case 13: return "flatten([\(text(list, depth: depth)), \(text(list, depth: depth))])"
    default:
      if let member = RandomFacts.members.first(where: { $0.sort == item }) {
        return "(\(text(.list(.record), depth: depth))).\(member.name)"
      }
      return item == .number
        ? "index of(\(text(.list(.string), depth: depth)), \(text(.string, depth: depth)))"
        : text(list, depth: depth)
    }
  }

  private mutating func record(_ depth: Int) -> String {
    switch random.below(3) {
    case 0:
      let entries = RandomFacts.members.map { "\($0.name): \(text($0.sort, depth: depth))" }
      return "{" + entries.joined(separator: ", ") + "}"
    case 1:
      let member = random.pick(RandomFacts.members)
      return "context put(\(text(.record, depth: depth)), \"\(member.name)\","
        + " \(text(member.sort, depth: depth)))"
    default:
      return "context merge([\(text(.record, depth: depth)), \(text(.record, depth: depth))])"
    }
  }
}
