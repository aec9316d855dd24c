/// What rules compare: answers, how long lists are, and what is computed; each known by a key that is the same for every
/// item of a list.
struct RuleTerms: Sendable {
  enum Place: Sendable {
    /// An answer of the plan, or of an item of a list.
    case answer(list: Int?, path: [String])
    case count(list: Int)
    /// What a rule computes of answers: any value goes, as long as the same one goes everywhere.
    case computed
    /// A parameter that nobody has set yet.
    case parameter(String)
    /// How one value stands to another: one of ``Order``.
    case order
    /// How long after one day another lies, as a number.
    case distance(Calendar)

    /// Whether somebody is asked for it.
    fileprivate var isAsked: Bool {
      switch self {
      case .answer, .count, .parameter: true
      case .computed, .order, .distance: false
      }
    }
  }

  /// What a distance is counted in: no number of days is a number of months.
  enum Calendar: String {
    case months, days

    /// The day that lies so far after another; `nil` past the limit.
    func day(_ count: Int, after day: CalendarDate) -> CalendarDate? {
      switch self {
      case .months: YearMonthDuration(totalMonths: count).flatMap { day.adding($0) }
      case .days: day.adding(days: count)
      }
    }
  }

  struct Term: Sendable {
    let key: String
    let place: Place
    let kind: CellAxis.Kind
    let mayBeAbsent: Bool
    /// What is asked of the value.
    fileprivate(set) var limits: [ValueLimit]
    /// What its author calls it; `nil` for what has no words of its own.
    let words: String?
    fileprivate(set) var cuts: [Value] = []
  }

  enum Test: Sendable {
    /// A truth about the local place 0.
    case condition(CheckedExpression)
    case tests(CheckedTests, input: Int)
    /// Of ``Place/order``.
    case order(ComparisonOperator)
  }

  /// How two values may stand to each other.
  enum Order: String, CaseIterable {
    case less, equal, greater
    case bothAbsent, oneAbsent
    /// Of values of different types.
    case neither
    /// Of times one of which says where it is and the other does not: every order is denied.
    case apart

    /// - Parameter isAlike: whether both values are of that type, where they are there.
    static func kind(of type: ValueType, isAlike: Bool) -> CellAxis.Kind {
      .texts(
        allCases.filter { order in
          switch order {
          case .neither: !isAlike
          case .apart: !type.isTotallyOrdered
          default: true
          }
        }.map(\.rawValue))
    }

    func truth(of comparison: ComparisonOperator) -> Truths {
      let holding: Set<ComparisonOperator>
      switch self {
      case .less: holding = [.less, .lessOrEqual, .notEqual]
      case .equal: holding = [.equal, .lessOrEqual, .greaterOrEqual]
      case .greater: holding = [.greater, .greaterOrEqual, .notEqual]
      case .bothAbsent, .oneAbsent:
        // What is not there has no order.
        guard comparison == .equal || comparison == .notEqual else { return .null }
        holding = [self == .bothAbsent ? .equal : .notEqual]
      case .neither: return .null
      case .apart: holding = [.notEqual]
      }
      return holding.contains(comparison) ? .yes : .no
    }
  }

  struct Probe: Sendable {
    let term: Int
    /// What it comes to for a value.
    let truths: @Sendable (Value) -> Truths
  }

  struct List: Sendable {
    let key: String
    /// The list of whose items it is a part.
    let owner: Int?
    let path: [String]
    let item: Field.Kind
    let mayBeAbsent: Bool
  }

  private(set) var terms: [Term] = []
  private(set) var probes: [Probe] = []
  private(set) var lists: [List] = []
  private var termsByKey: [String: Int] = [:]
  private var listsByKey: [String: Int] = [:]
  private var numbersOfTexts: [String: Int] = [:]

  /// A short name for a long text: one for each.
  mutating func number(of text: String) -> Int {
    if let known = numbersOfTexts[text] { return known }
    numbersOfTexts[text] = numbersOfTexts.count
    return numbersOfTexts.count - 1
  }

  /// The key of an answer or a list: one for all items that it may lie in.
  func key(list: Int?, path: [String]) -> String {
    (list.map { lists[$0].key + "[]." } ?? "") + path.joined(separator: ".")
  }

  /// Keys of terms begin with a word that tells of what they are: names of answers may have any words.
  static func key(ofAnswer name: String) -> String { "answer \(name)" }
  static func key(ofCount list: String) -> String { "count \(list)" }

  func term(_ key: String) -> Int? { termsByKey[key] }
  func list(_ key: String) -> Int? { listsByKey[key] }

  mutating func add(
    _ key: String, _ place: Place, _ kind: CellAxis.Kind, mayBeAbsent: Bool,
    limits: [ValueLimit] = [], words: String? = nil
  ) -> Int {
    if let known = termsByKey[key] { return known }
    termsByKey[key] = terms.count
    terms.append(
      Term(
        key: key, place: place, kind: kind, mayBeAbsent: mayBeAbsent, limits: limits,
        words: words ?? (place.isAsked ? key : nil)))
    return terms.count - 1
  }

  mutating func add(_ list: List) -> Int {
    if let known = listsByKey[list.key] { return known }
    listsByKey[list.key] = lists.count
    lists.append(list)
    return lists.count - 1
  }

  /// - Parameter cuts: the constants at which the probe turns.
  mutating func add(_ test: Test, of term: Int, cuts: [Value], _ compiler: Compiler) -> Int {
    terms[term].cuts += cuts
    probes.append(Probe(term: term, truths: test.truths(compiler)))
    return probes.count - 1
  }
}

extension RuleTerms.Test {
  fileprivate func truths(_ compiler: Compiler) -> @Sendable (Value) -> Truths {
    switch self {
    case .condition(let expression):
      let code = compiler.compile(expression)
      return { Truths(code.truth(of: $0, at: 0)) }
    case .tests(let tests, let input):
      let code = compiler.compile(tests, input: input)
      return { Truths(code.truth(of: $0, at: input)) }
    case .order(let comparison):
      return { sample in
        guard case .string(let text) = sample, let order = RuleTerms.Order(rawValue: text) else {
          return .null
        }
        return order.truth(of: comparison)
      }
    }
  }
}

extension ValueType {
  /// Whether of two values that are not equal one is the greater.
  var isTotallyOrdered: Bool {
    switch self {
    case .number, .string, .date, .yearMonthDuration, .dayTimeDuration, .boolean: true
    default: false
    }
  }
}
