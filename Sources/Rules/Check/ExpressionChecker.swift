/// Finds what every name means and the type of every part. Goes on after a fault, so that all faults
/// of an expression are told at once.
package struct ExpressionChecker {
  struct Local {
    let name: Name
    var type: ValueType
    let place: Int
    /// Set where the local is the item of a filter: its members are in sight by their own names.
    let isItem: Bool
  }

  let scope: ModelScope
  let mode: CheckingMode
  /// The tests of the types that expressions name.
  let types: CheckedTypes
  package private(set) var faults: [Fault] = []
  /// What is wrong with texts that stand in places of their own.
  package var diagnostics: [Diagnostic] = []
  /// How many more faults get a word that may have been meant, and how many calls are tried: a large
  /// text must not cost the square of its size.
  var trialsLeft = Self.trials
  static let trials = 1_000
  /// Elements of the file, each with the requirement that allows to read it.
  var unrequired: [Name: String] = [:]
  /// The names that nothing gives, functions not among them, in the order they are read.
  private(set) var unknownNames: [Name] = []
  /// How the texts that stand in places of their own were written. Only of rulesets, which are translated into
  /// other models: of a large table of cells it would be as much again.
  var trees = SyntaxTrees()
  var keepsSyntax: Bool { mode == .strict }
  /// Whether a name that is all of the text being checked may stand for a text.
  var isOfTexts = false
  /// Where a name is all that stands for a text: it may be one without its quotation marks.
  var bareWords: Set<SourceRange> = []
  var locals: [Local] = []
  /// Places used so far; each construct gives back what it took.
  var depth = 0

  package init(scope: ModelScope, mode: CheckingMode) {
    self.init(scope: scope, mode: mode, types: CheckedTypes())
  }

  init(scope: ModelScope, mode: CheckingMode, types: CheckedTypes) {
    self.scope = scope
    self.mode = mode
    self.types = types
  }

  package mutating func report(
    _ code: DiagnosticCode, _ message: LocalizedText, mend: LocalizedText? = nil,
    instead: String? = nil, at range: SourceRange
  ) {
    faults.append(
      Fault(
        code, message, mend: mend, edit: instead.map { Fault.Edit(range, $0) }, at: range))
  }

  /// A fault where types are told; otherwise nothing, as the value will be `null`.
  ///
  /// - Parameter instead: what to write for the words at fault, where one thing was meant.
  mutating func reportType(
    _ code: DiagnosticCode, _ message: LocalizedText, mend: LocalizedText? = nil,
    instead: String? = nil, at range: SourceRange
  ) {
    if mode.tellsTypes { report(code, message, mend: mend, instead: instead, at: range) }
  }

  /// Two kinds of values that do not go together.
  mutating func reportType(
    _ message: LocalizedText, mend: LocalizedText? = nil, at range: SourceRange
  ) {
    reportType(.typeMismatch, message, mend: mend, at: range)
  }

  /// Adds a local name for the time of `body`.
  mutating func withLocal<Result>(
    _ name: Name, _ type: ValueType, isItem: Bool = false,
    _ body: (inout ExpressionChecker, Int) -> Result
  ) -> Result {
    let place = declare(name, type, isItem: isItem)
    defer { release(1) }
    return body(&self, place)
  }

  @discardableResult
  package mutating func declare(_ name: Name, _ type: ValueType, isItem: Bool = false) -> Int {
    let place = depth
    locals.append(Local(name: name, type: type.kept, place: place, isItem: isItem))
    depth += 1
    return place
  }

  package mutating func release(_ count: Int) {
    locals.removeLast(count)
    depth -= count
  }

  package mutating func check(_ syntax: ExpressionSyntax) -> CheckedExpression {
    let range = syntax.range
    switch syntax.form {
    case .number(let text): return number(text, at: range)
    case .string(let text):
      return CheckedExpression(.constant(.string(text)), .string(allowed: [text]), at: range)
    case .boolean(let value):
      return CheckedExpression(.constant(.boolean(value)), .boolean, at: range)
    case .null: return CheckedExpression(.constant(.null), .null, at: range)
    case .atLiteral(let text): return atLiteral(text, at: range)
    case .name(let name): return self.name(name, at: range)
    case .inputValue: return inputValue(at: range)
    case .path(let base, let member, let memberRange):
      return path(check(base), member, memberRange, at: range)
    case .filter(let base, let condition): return filter(base, condition, at: range)
    case .call(let function, let arguments): return call(function, arguments, at: range)
    case .negation(let operand): return negation(check(operand), at: range)
    case .arithmetic(let first, let rest): return arithmetic(first, rest, at: range)
    case .comparison(let left, let operation, let right):
      return comparison(check(left), operation, check(right), at: range)
    case .between(let value, let low, let high):
      return between(check(value), check(low), check(high), at: range)
    case .membership(let value, let tests): return membership(value, tests, at: range)
    case .conjunction(let parts):
      return CheckedExpression(.conjunction(parts.map { condition($0) }), .boolean, at: range)
    case .disjunction(let parts):
      return CheckedExpression(.disjunction(parts.map { condition($0) }), .boolean, at: range)
    case .conditional(let test, let then, let otherwise):
      let test = condition(test)
      let then = check(then)
      let otherwise = check(otherwise)
      return CheckedExpression(
        .conditional(test, then: then, otherwise: otherwise),
        then.type.joined(with: otherwise.type),
        at: range)
    case .iteration(let iterators, let result): return iteration(iterators, result, at: range)
    case .quantified(let quantifier, let iterators, let test):
      return quantified(quantifier, iterators, test, at: range)
    case .instance(let value, let type):
      let value = check(value)
      guard let type = resolve(type) else { return noValue(ofUnknownType: type.range, at: range) }
      // The values that a type allows are no part of it: 10.3.2.9.3 asks for its kind only.
      return CheckedExpression(.instance(value, type.withoutAllowedValues), .boolean, at: range)
    case .function(let parameters, let body): return function(parameters, body, at: range)
    case .externalFunction(let parameters, let body):
      return externalFunction(parameters, body, at: range)
    case .list(let items):
      let items = items.map { check($0) }
      let type = items.dropFirst().reduce(items.first?.type ?? .any) { $0.joined(with: $1.type) }
      return CheckedExpression(.list(items), .list(type), at: range)
    case .context(let entries): return context(entries, at: range)
    case .range(let syntax): return self.range(syntax, at: range)
    case .fault: return CheckedExpression(.constant(.null), .any, at: range)
    }
  }

  /// An expression that must be true or false.
  package mutating func condition(_ syntax: ExpressionSyntax) -> CheckedExpression {
    let checked = check(syntax)
    if !checked.type.mayConform(to: .boolean) {
      reportType(
        LocalizedText(
          nl:
            "hier moet iets staan dat waar of onwaar is, maar dit is \(checked.type.designation.nl)",
          en: "expected something true or false here, but this is \(checked.type.designation.en)"),
        at: syntax.range)
    }
    return checked
  }

  private mutating func number(_ text: String, at range: SourceRange) -> CheckedExpression {
    guard let number = Number(text) else {
      let reason = LocalizedText(
        nl: "dit getal past niet in 34 cijfers met een exponent tot 6144",
        en: "this number does not fit 34 digits with an exponent up to 6144")
      reportType(.constantFails, reason, at: range)
      return CheckedExpression(.noValue(reason), .number, at: range)
    }
    // There is always another way to write it.
    if mode == .strict, Number.mayBeGrouped(text.utf8) {
      let thousands = text.filter { $0 != "." }
      report(
        .groupedNumber,
        LocalizedText(
          nl: "'\(text)' is hier \(number.canonical): de punt staat voor decimalen",
          en: "'\(text)' is \(number.canonical) here: the point stands before decimals"),
        mend: LocalizedText(
          nl: "schrijf '\(thousands)', of '\(text)0' als u echt decimalen bedoelt",
          en: "write '\(thousands)', or '\(text)0' if you do mean decimals"), at: range)
    }
    return CheckedExpression(.constant(.number(number)), .number, at: range)
  }

  private mutating func atLiteral(_ text: String, at range: SourceRange) -> CheckedExpression {
    if let date = CalendarDate(text) {
      return CheckedExpression(.constant(.date(date)), .date, at: range)
    }
    if let moment = DateAndTime(text) {
      return CheckedExpression(.constant(.dateAndTime(moment)), .dateAndTime, at: range)
    }
    if let time = TimeOfDay(text) {
      return CheckedExpression(.constant(.time(time)), .time, at: range)
    }
    if let duration = DayTimeDuration(text) {
      return CheckedExpression(.constant(.dayTimeDuration(duration)), .dayTimeDuration, at: range)
    }
    if let duration = YearMonthDuration(text) {
      return CheckedExpression(
        .constant(.yearMonthDuration(duration)), .yearMonthDuration, at: range)
    }
    let reason = LocalizedText(
      nl: "'\(text)' is geen datum, tijd of duur die bestaat",
      en: "'\(text)' is not a date, time or duration that exists")
    reportType(
      .constantFails, reason,
      mend: LocalizedText(
        nl: "schrijf bijvoorbeeld @\"2027-06-30\", @\"08:30:00\" of @\"P5Y\"",
        en: "write for instance @\"2027-06-30\", @\"08:30:00\" or @\"P5Y\""), at: range)
    return CheckedExpression(.noValue(reason), .any, at: range)
  }

  private mutating func inputValue(at range: SourceRange) -> CheckedExpression {
    if let local = locals.last(where: { $0.name == Name("?") }) {
      return CheckedExpression(.local(local.place), local.type, at: range)
    }
    if let entry = scope.entries[Name("?")] {
      return CheckedExpression(.slot(entry.slot), entry.type, at: range)
    }
    let reason = LocalizedText(
      nl: "'?' heeft hier geen betekenis", en: "'?' has no meaning here")
    reportType(
      reason,
      mend: LocalizedText(
        nl:
          "'?' is de waarde die wordt getoetst en hoort in een toets, zoals een cel van een tabel",
        en: "'?' is the value under test and belongs in a test, such as a cell of a table"),
      at: range)
    return CheckedExpression(.noValue(reason), .any, at: range)
  }

  private mutating func name(_ name: Name, at range: SourceRange) -> CheckedExpression {
    for local in locals.reversed() {
      if local.isItem {
        if let member = itemMember(name, of: local, at: range) { return member }
      } else if local.name == name {
        return CheckedExpression(.local(local.place), local.type, at: range)
      }
    }
    if let found = global(name, at: range) { return found }
    reportUnknown(name, at: range)
    if unrequired[name] == nil { unknownNames.append(name) }
    return CheckedExpression(.noValue(unknownNameMessage(name)), .any, at: range)
  }

  /// What a name means inside a filter: a member of the item, or `item` itself; a member that is
  /// called `item` goes first. `nil` where the name is known to be neither.
  ///
  /// Source: DMN 1.5, 10.3.2.5.
  private mutating func itemMember(_ name: Name, of local: Local, at range: SourceRange)
    -> CheckedExpression?
  {
    let item = CheckedExpression(.local(local.place), local.type, at: range)
    switch local.type {
    case .context(let type):
      if let member = type[name.text] {
        return CheckedExpression(.path(item, member: name.text), member, at: range)
      }
      // By the standard a context may have more members than its type asks for.
      if mode == .strict { return local.name == name ? item : nil }
    case .any: break
    default: return local.name == name ? item : nil
    }
    // Only the item itself can say whether it has such a member.
    let otherwise = local.name == name ? item : outerName(name, below: local.place, at: range)
    return CheckedExpression(
      .itemMember(name.text, item: local.place, otherwise: otherwise), .any, at: range)
  }

  private mutating func outerName(_ name: Name, below place: Int, at range: SourceRange)
    -> CheckedExpression?
  {
    for local in locals.reversed() where local.place < place {
      if local.isItem {
        if let member = itemMember(name, of: local, at: range) { return member }
      } else if local.name == name {
        return CheckedExpression(.local(local.place), local.type, at: range)
      }
    }
    return global(name, at: range)
  }

  private func global(_ name: Name, at range: SourceRange) -> CheckedExpression? {
    if let entry = scope.entries[name] {
      return CheckedExpression(.slot(entry.slot), entry.type, at: range)
    }
    if let builtIn = BuiltInTable.function(named: name) {
      return CheckedExpression(.constant(.function(builtIn.value)), .any, at: range)
    }
    return nil
  }

  func unknownNameMessage(_ name: Name) -> LocalizedText {
    guard unrequired[name] != nil else {
      return LocalizedText(nl: "onbekende naam '\(name)'", en: "unknown name '\(name)'")
    }
    return LocalizedText(
      nl: "'\(name)' bestaat, maar dit onderdeel verwijst er niet naar",
      en: "'\(name)' exists, but this element does not require it")
  }

  /// - Parameter isCalled: whether it is used as a function: nothing else may be meant by the name of one.
  mutating func reportUnknown(_ name: Name, isCalled: Bool = false, at range: SourceRange) {
    guard mode != .standard else { return }
    guard mayTry() else {
      report(.unknownName, unknownNameMessage(name), at: range)
      return
    }
    var candidates = locals.map(\.name)
    for local in locals where local.isItem {
      if case .context(let type) = local.type { candidates += type.members.map { Name($0.name) } }
    }
    candidates += scope.entries.keys
    candidates += unrequired.keys
    if isCalled { candidates += BuiltInTable.all.map(\.name) }
    report(
      .unknownName, unknownNameMessage(name), mend: mend(of: name, among: candidates, at: range),
      instead: unrequired[name] == nil && !bareWords.contains(range)
        ? Suggestion.only(near: name, among: candidates)?.text : nil,
      at: range)
  }

  /// Whether one more may be tried.
  mutating func mayTry() -> Bool {
    trialsLeft -= 1
    return trialsLeft >= 0
  }

  private func mend(
    of name: Name, among candidates: [Name], at range: SourceRange
  ) -> LocalizedText? {
    if let requirement = unrequired[name] {
      return LocalizedText(
        nl: "voeg een '\(requirement)' toe die naar '\(name)' verwijst",
        en: "give it the '\(requirement)' that refers to '\(name)'")
    }
    let suggestion = Suggestion.mend(for: name, among: candidates)
    guard bareWords.contains(range) else { return Habit(word: name.text)?.mend ?? suggestion }
    let quoted = LocalizedText(
      nl: "zet een tekst tussen aanhalingstekens: \"\(name)\"",
      en: "put a text between quotation marks: \"\(name)\"")
    guard let suggestion = suggestion ?? Habit(word: name.text)?.mend else { return quoted }
    return LocalizedText(
      nl: "\(suggestion.nl) Of \(quoted.nl)", en: "\(suggestion.en) Or \(quoted.en)")
  }

  private mutating func noValue(ofUnknownType typeRange: SourceRange, at range: SourceRange)
    -> CheckedExpression
  {
    CheckedExpression(
      .noValue(LocalizedText(nl: "onbekend type", en: "unknown type")), .any, at: range)
  }
}

extension ValueType {
  /// The type of a literal, without the one value it has.
  var widened: ValueType {
    if case .string = self { .string } else { self }
  }
}
