/// The numbers and times that a rule and its texts, all that they need and the words of its source name.
struct RuleNumbers {
  private let ruleset: Ruleset
  private var numbers: Set<Number> = []
  private var spans: Set<TimeSpan> = []

  init(_ checked: CheckedCheck, _ criterion: CheckedCriterion, of ruleset: Ruleset) {
    let rules = [criterion.applies, checked.applies, checked.rule].compactMap { $0?.expression }
    let texts = [checked.otherwise, checked.passes, checked.fails].compactMap(\.self)
    self.init(rules + texts.flatMap(\.expressions), of: ruleset)
    if let words = checked.check.words {
      numbers.formUnion(words.nl.numbersWritten + words.en.numbersWritten)
    }
  }

  /// Those of expressions and of all that they need.
  init(_ expressions: [CheckedExpression], of ruleset: Ruleset) {
    self.ruleset = ruleset
    var seen: Set<Int> = []
    var waiting = expressions
    while let next = waiting.popLast() {
      add(next)
      for slot in next.slots where seen.insert(slot).inserted {
        if let decision = ruleset.checked.decisionModel.decision(at: slot) {
          waiting.append(decision.logic)
        }
        if ruleset.slots.parameters.contains(slot) {
          add(ruleset.parameterValues[slot - ruleset.slots.parameters.lowerBound])
        }
        if ruleset.slots.fields.contains(slot) { add(ruleset.model.vocabulary.fields[slot]) }
      }
    }
    // What began with this version, or with the next.
    let identity = ruleset.model.identity
    for day in [identity.validFrom, identity.validUntil, identity.validUntil?.adding(days: 1)] {
      if let day { add(.date(day)) }
    }
  }

  /// The numbers that a text names and they do not, and the times that it names while the rule has others. What the words
  /// of the source say is no excuse for a time: where the rule was changed, the old time is still in these.
  func lacking(in text: String) -> (numbers: [Number], times: [TimeSpan]) {
    let times =
      spans.isEmpty ? [] : text.timesWritten.filter { !spans.contains($0.span) }
    let counts = Set(times.map(\.count))
    return (
      text.numbersWritten.filter { !numbers.contains($0) && !counts.contains($0) },
      times.map(\.span)
    )
  }

  /// The times that a text names while the rules have others, taken together.
  static func timesLacking(in text: String, _ known: [RuleNumbers]) -> [TimeSpan] {
    let spans = known.reduce(into: Set<TimeSpan>()) { $0.formUnion($1.spans) }
    return spans.isEmpty ? [] : text.timesWritten.map(\.span).filter { !spans.contains($0) }
  }

  /// The values that may be answered, and what they are called.
  private mutating func add(_ field: Field) {
    var kind = field.kind
    while case .list(let item) = kind { kind = item }
    if case .string(let allowed) = kind {
      // "2 of the 4": how many there are is known of a list.
      numbers.insert(Number(allowed.count))
      for value in allowed {
        numbers.formUnion(value.value.numbersWritten + value.label.nl.numbersWritten)
      }
    }
    for member in field.kind.members { add(member) }
  }

  private mutating func add(_ expression: CheckedExpression) {
    if let value = ruleset.compiled.compiler.constant(expression) { add(value) }
    for child in expression.children { add(child) }
  }

  private mutating func add(_ value: Value) {
    switch value {
    case .number(let number): numbers.insert(number)
    case .string(let text): numbers.formUnion(text.numbersWritten)
    case .list(let items): for item in items { add(item) }
    case .range(let range): for end in range.ends { add(end) }
    case .date(let date):
      numbers.formUnion([date.year, date.month, date.day].map { Number($0) })
    case .yearMonthDuration(let duration):
      numbers.formUnion([Number(duration.totalMonths), Number(duration.totalMonths / 12)])
      spans.insert(.months(duration.totalMonths))
    case .dayTimeDuration(let duration):
      let days = duration.wholeSeconds / 86_400
      numbers.formUnion([Number(days), Number(days / 7)])
      spans.insert(.days(days))
    default: break
    }
  }
}

/// As texts write small numbers.
private let numberWords: [String: Int] = [
  "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
  "tien": 10, "elf": 11, "twaalf": 12, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
  "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
]

/// A time as people speak of it.
enum TimeSpan: Hashable {
  case months(Int)
  case days(Int)

  var words: LocalizedText {
    switch self {
    case .months(let count) where count.isMultiple(of: 12):
      LocalizedText(nl: "\(count / 12) jaar", en: "\(count / 12) years")
    case .months(let count): LocalizedText(nl: "\(count) maanden", en: "\(count) months")
    case .days(let count): LocalizedText(nl: "\(count) dagen", en: "\(count) days")
    }
  }
}

extension String {
  /// The times in a text, in Dutch or in English, from two on: "een jaar" often is no number.
  fileprivate var timesWritten: [(count: Number, span: TimeSpan)] {
    let words = split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
    return zip(words, words.dropFirst()).compactMap { count, unit in
      guard let count = numberWords[count] ?? Int(count), count > 1, count < 1_000 else {
        return nil
      }
      let span: TimeSpan? =
        switch unit {
        case "jaar", "year", "years": .months(count * 12)
        case "maanden", "month", "months": .months(count)
        case "weken", "week", "weeks": .days(count * 7)
        case "dagen", "day", "days": .days(count)
        default: nil
        }
      return span.map { (Number(count), $0) }
    }
  }

  /// The numbers in a text as people write them, in Dutch or in English: `20.000`, `20 000`, `2,5`, `2.5`. What stands
  /// against a letter, a dash or a hash is part of a name.
  fileprivate var numbersWritten: [Number] {
    var found: [Number] = []
    let scalars = Array(unicodeScalars)
    func isDigit(_ index: Int) -> Bool {
      scalars.indices.contains(index) && ("0"..."9").contains(scalars[index])
    }
    func joins(_ index: Int) -> Bool {
      guard scalars.indices.contains(index), isDigit(index + 1) else { return false }
      if [".", ","].contains(scalars[index]) { return true }
      guard [" ", "\u{A0}", "\u{202F}"].contains(scalars[index]) else { return false }
      return isDigit(index + 2) && isDigit(index + 3) && !isDigit(index + 4)
    }
    func isOfName(_ index: Int) -> Bool {
      guard scalars.indices.contains(index) else { return false }
      return scalars[index].properties.isAlphabetic
        || ["#", "-", "–", "/", "_", ".", ","].contains(scalars[index])
          && (isDigit(index + 1) || isDigit(index - 1)) && !isEndOfSentence(index)
    }
    func isEndOfSentence(_ index: Int) -> Bool {
      [".", ","].contains(scalars[index]) && !isDigit(index + 1)
    }
    var index = 0
    while index < scalars.count {
      guard isDigit(index) else {
        index += 1
        continue
      }
      let start = index
      var groups = [""]
      var separators: Set<Unicode.Scalar> = []
      while isDigit(index) || joins(index) {
        if isDigit(index) {
          groups[groups.count - 1].unicodeScalars.append(scalars[index])
        } else {
          separators.insert(scalars[index])
          groups.append("")
        }
        index += 1
      }
      if isOfName(start - 1) || isOfName(index) || separators.count > 1 { continue }
      let areThousands = groups.dropFirst().allSatisfy { $0.count == 3 }
      if let number = Number(groups.joined(separator: areThousands ? "" : ".")) {
        found.append(number)
      }
    }
    return found
  }
}
