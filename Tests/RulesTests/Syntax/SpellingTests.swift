import FuzzTargets
import Testing

@testable import Rules

/// Always the same random numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}

/// Random trees of every form.
struct TreeGenerator {
  var random: SeededGenerator
  /// The forms that were made, without what they hold.
  private(set) var made: Set<SyntaxKind> = []
  private let nowhere = SourceRange(0, 0)

  init(seed: UInt64) { random = SeededGenerator(state: seed) }

  mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int(random.next() % UInt64(items.count))]
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  mutating func list<Item>(_ range: ClosedRange<Int>, _ item: (inout Self) -> Item) -> [Item] {
    var items: [Item] = []
    for _ in 0..<number(range) { items.append(item(&self)) }
    return items
  }

  mutating func name() -> Name {
    pick([
      "a", "b", "first name", "profit/loss", "a-b", "for sale", "date and time", "O'Hara's rate",
    ])
  }

  mutating func expression(_ depth: Int) -> ExpressionSyntax {
    let form = depth == 0 ? leaf() : branch(depth - 1)
    made.insert(SyntaxKind(form))
    return ExpressionSyntax(form, at: nowhere)
  }

  private mutating func leaf() -> ExpressionSyntax.Form {
    switch number(0...8) {
    case 0: .number(pick(["0", "1.50", ".5", "2e3", "1E-3"]))
    case 1: .string(pick(["", "a\"b", "\\d\n", "\u{0}é🐎", "}{][)("]))
    case 2: .boolean(pick([true, false]))
    case 3: .null
    case 4: .atLiteral(pick(["2024-01-01", "P1Y2M", "-PT3.5S", "10:00:00@Europe/Amsterdam", ""]))
    case 5: .inputValue
    case 6: .list([])
    case 7: .context([])
    default: .name(name())
    }
  }

  private mutating func branch(_ depth: Int) -> ExpressionSyntax.Form {
    switch number(0...20) {
    case 20:
      .externalFunction(
        list(0...2) { $0.parameter(depth) },
        body: ExpressionSyntax(.context(list(1...2) { $0.entry(depth) }), at: nowhere))
    case 0:
      .path(
        expression(depth), member: pick(["b", "end date", "if", "time offset"]),
        memberRange: nowhere)
    case 1: .filter(expression(depth), expression(depth))
    case 2: .call(expression(depth), .positional(list(0...3) { $0.expression(depth) }))
    case 3:
      .call(
        expression(depth),
        .named(
          list(1...3) {
            NamedArgumentSyntax(
              name: $0.name(), nameRange: SourceRange(0, 0), value: $0.expression(depth))
          }))
    case 4: .negation(expression(depth))
    case 5, 6: arithmetic(depth)
    case 7: .comparison(expression(depth), pick(ComparisonOperator.allCases), expression(depth))
    case 8: .between(expression(depth), low: expression(depth), high: expression(depth))
    case 9: .membership(expression(depth), list(1...3) { $0.test(depth) })
    case 10: .conjunction(list(2...3) { $0.expression(depth) })
    case 11: .disjunction(list(2...3) { $0.expression(depth) })
    case 12:
      .conditional(expression(depth), then: expression(depth), otherwise: expression(depth))
    case 13: .iteration(list(1...2) { $0.iterator(depth) }, result: expression(depth))
    case 14:
      .quantified(
        pick([.some, .every]), list(1...2) { $0.iterator(depth) }, condition: expression(depth))
    case 15: .instance(expression(depth), type(depth))
    case 16: .function(list(0...2) { $0.parameter(depth) }, body: expression(depth))
    case 17: .list(list(1...3) { $0.expression(depth) })
    case 18: .context(list(1...3) { $0.entry(depth) })
    default: .range(range(depth))
    }
  }

  private mutating func arithmetic(_ depth: Int) -> ExpressionSyntax.Form {
    let level: [ArithmeticOperator] = pick([[.add, .subtract], [.multiply, .divide], [.power]])
    return .arithmetic(
      expression(depth),
      list(1...3) { ArithmeticOperand($0.pick(level), $0.expression(depth)) })
  }

  mutating func test(_ depth: Int) -> UnaryTestSyntax {
    number(0...1) == 0
      ? UnaryTestSyntax(
        .comparison(pick(ComparisonOperator.allCases), expression(depth)), at: nowhere)
      : UnaryTestSyntax(.expression(expression(depth)), at: nowhere)
  }

  private mutating func iterator(_ depth: Int) -> IteratorSyntax {
    let domain: IteratorSyntax.Domain =
      number(0...1) == 0
      ? .list(expression(depth)) : .range(from: expression(depth), to: expression(depth))
    return IteratorSyntax(name: pick(["i", "my item", "n-1"]), nameRange: nowhere, domain: domain)
  }

  private mutating func parameter(_ depth: Int) -> ParameterSyntax {
    ParameterSyntax(
      name: pick(["p", "q r"]), nameRange: nowhere, type: number(0...1) == 0 ? nil : type(depth))
  }

  private mutating func entry(_ depth: Int) -> ContextEntrySyntax {
    ContextEntrySyntax(
      key: pick(["k", "my key", "if", "p+q", "", "1", "a  b", "%"]), keyRange: nowhere,
      value: expression(depth))
  }

  private mutating func range(_ depth: Int) -> RangeSyntax {
    number(0...2) == 0
      ? RangeSyntax(pick(ComparisonOperator.allCases), expression(depth))
      : RangeSyntax(
        low: expression(depth), high: expression(depth), includesLow: pick([true, false]),
        includesHigh: pick([true, false]))
  }

  mutating func type(_ depth: Int) -> TypeSyntax {
    let form: TypeSyntax.Form =
      switch depth == 0 ? 0 : number(0...4) {
      case 0: .named(pick(["number", "date and time", "tParty", "model.tParty"]))
      case 1: .list(type(depth - 1))
      case 2: .range(type(depth - 1))
      case 3: .context(list(0...2) { TypeSyntax.Member(name: $0.name(), type: $0.type(depth - 1)) })
      default: .function(list(0...2) { $0.type(depth - 1) }, result: type(depth - 1))
      }
    return TypeSyntax(form, at: nowhere)
  }
}

/// The forms of expressions without what they hold, to see that all of them are tried.
enum SyntaxKind: CaseIterable {
  case number, string, boolean, null, atLiteral, name, inputValue, path, filter, call
  case callNamed, negation, arithmetic, comparison, between, membership, conjunction, disjunction
  case conditional, iteration, some, every, instance, function, externalFunction, list, context
  case range, comparisonRange, fault

  init(_ form: ExpressionSyntax.Form) {
    self =
      switch form {
      case .number: .number
      case .string: .string
      case .boolean: .boolean
      case .null: .null
      case .atLiteral: .atLiteral
      case .name: .name
      case .inputValue: .inputValue
      case .path: .path
      case .filter: .filter
      case .call(_, .positional): .call
      case .call(_, .named): .callNamed
      case .negation: .negation
      case .arithmetic: .arithmetic
      case .comparison: .comparison
      case .between: .between
      case .membership: .membership
      case .conjunction: .conjunction
      case .disjunction: .disjunction
      case .conditional: .conditional
      case .iteration: .iteration
      case .quantified(.some, _, _): .some
      case .quantified(.every, _, _): .every
      case .instance: .instance
      case .function: .function
      case .externalFunction: .externalFunction
      case .list: .list
      case .context: .context
      case .range(let range): range.comparison == nil ? .range : .comparisonRange
      case .fault: .fault
      }
  }
}

@Suite("What is spelled reads as the same tree")
struct SpellingTests {
  @Test("random expressions, of every form that a text can have")
  func expressions() {
    var made: Set<SyntaxKind> = []
    for seed in 0..<cases(2_000) {
      var generator = TreeGenerator(seed: UInt64(seed))
      let tree = generator.expression(generator.number(0...4))
      made.formUnion(generator.made)
      let spelling = tree.spelling
      guard spelling.unicodeScalars.count < 20_000 else { continue }
      let (read, faults) = ExpressionSyntax.parse(spelling, names: sampleNames)
      #expect(outline(read) == outline(tree), "seed \(seed): \(spelling)")
      #expect(faults.map { outline($0, in: spelling) } == [], "seed \(seed): \(spelling)")
    }
    for kind in SyntaxKind.allCases where kind != .fault {
      #expect(made.contains(kind), "\(kind) is never tried")
    }
  }

  @Test("random table cells")
  func cells() {
    for seed in 0..<cases(1_000) {
      var generator = TreeGenerator(seed: UInt64(seed))
      let tests = generator.list(1...3) { $0.test(2) }
      let form: UnaryTestsSyntax.Form =
        seed == 1 ? .any : seed % 3 == 0 ? .none(tests) : .some(tests)
      let cell = UnaryTestsSyntax(form, at: SourceRange(0, 0))
      let (read, faults) = UnaryTestsSyntax.parse(cell.spelling, names: sampleNames)
      #expect(outline(read) == outline(cell), "seed \(seed): \(cell.spelling)")
      #expect(faults.isEmpty, "seed \(seed): \(cell.spelling)")
    }
  }

  @Test("random types")
  func types() {
    for seed in 0..<cases(500) {
      var generator = TreeGenerator(seed: UInt64(seed))
      let type = generator.type(seed % 5)
      let (read, faults) = TypeSyntax.parse(type.spelling, names: sampleNames)
      #expect(outline(read) == outline(type), "seed \(seed): \(type.spelling)")
      #expect(faults.isEmpty, "seed \(seed): \(type.spelling)")
    }
  }
}

@Test("any soup of tokens gives a tree, and faults inside the text")
func soup() {
  let tokens = [
    "(", ")", "[", "]", "{", "}", ",", ":", ".", "..", "+", "-", "*", "**", "/", "=", "!=", "<",
    ">", ">=", "->", "@", "?", "'", "\"s\"", "\"", "1", "2.5", ".5", "a", "first name", "if",
    "then",
    "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "instance",
    "of", "function", "external", "not", "list<", "context<", "%", "é", "🐎", "/*", "*/", "//", "\n",
    " ", "\\", "\u{0}", "“", "true", "null",
  ]
  for seed in 0..<3_000 {
    var generator = TreeGenerator(seed: UInt64(seed))
    let text = generator.list(0...40) { $0.pick(tokens) + $0.pick(["", " "]) }.joined()
    let size = text.utf8.count
    let (tree, faults) = ExpressionSyntax.parse(text, names: sampleNames)
    let (cell, cellFaults) = UnaryTestsSyntax.parse(text, names: sampleNames)
    let (_, typeFaults) = TypeSyntax.parse(text, names: sampleNames)
    #expect(tree.range.end <= size && cell.range.end <= size, "seed \(seed): \(text)")
    for fault in faults + cellFaults + typeFaults {
      #expect(fault.range.end <= size, "seed \(seed): \(text)")
    }
    #expect(outline(tree).contains("fault") ? !faults.isEmpty : true, "seed \(seed): \(text)")
    if faults.isEmpty {
      let (again, _) = ExpressionSyntax.parse(tree.spelling, names: sampleNames)
      #expect(outline(again) == outline(tree), "seed \(seed): \(text)")
    }
  }
}
