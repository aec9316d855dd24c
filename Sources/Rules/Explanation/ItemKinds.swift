/// Which answers in items of lists are alike to a check: those of items that say the same of all that it reads.
///
/// What is found of one of them holds for all, as swapping two such items changes nothing that the check can
/// see. That takes rules that treat items alike, wherever they stand; for others each answer is of its own kind.
struct ItemKinds {
  /// The field, and what each item says that the path leads through.
  struct Kind: Hashable {
    fileprivate let field: [String]
    fileprivate let items: [Int]
  }

  private let program: CheckProgram
  private let values: [Value]
  private let vocabulary: Vocabulary
  private var numbers: [String: Int] = [:]
  private var items: [InputPath: Int] = [:]

  init(_ program: CheckProgram, _ trial: Trial) {
    self.program = program
    values = trial.values
    vocabulary = trial.vocabulary
  }

  mutating func kind(of path: InputPath) -> Kind {
    var kinds: [Int] = []
    for (index, step) in path.steps.enumerated() {
      guard case .item(let number) = step else { continue }
      kinds.append(
        program.treatsItemsAlike ? kind(ofItem: InputPath(Array(path.steps[...index]))) : number)
    }
    return Kind(field: path.field, items: kinds)
  }

  private mutating func kind(ofItem path: InputPath) -> Int {
    if let known = items[path] { return known }
    var text = ""
    Trial.value(at: path, of: values, vocabulary)?.tell(program.members, in: &text)
    let number = numbers[text] ?? numbers.count
    numbers[text] = number
    items[path] = number
    return number
  }
}

extension Value {
  /// All that can be read by names, so that two values tell the same only where they are the same.
  fileprivate func tell(_ members: Set<String>, in text: inout String) {
    switch self {
    case .context(let context):
      text += "{"
      for (name, value) in context.entries where members.contains(name) {
        text += "\(name):"
        value.tell(members, in: &text)
      }
      text += "}"
    case .list(let items):
      text += "["
      for item in items { item.tell(members, in: &text) }
      text += "]"
    case .unknown(let unknown): text += "?\(unknown.kinds.rawValue);"
    case .null: text += "-;"
    case .string(let string): text += "\(string.utf8.count)\"\(string)"
    default: text += "\(self);"
    }
  }
}

extension CheckedExpression {
  /// Whether items of a list that say the same could change places and nothing computed here would be another:
  /// lists are filtered by conditions, gone through, counted and added up, and never asked for an item by its
  /// number or compared as a whole.
  var treatsItemsAlike: Bool {
    let isAlike =
      switch form {
      case .filter(_, let condition, _), .boxedFilter(_, let condition, _):
        condition.type == .boolean
      case .comparison(let left, _, let right):
        left.type.isPlain && right.type.isPlain || left.type == .null || right.type == .null
      case .between(let value, _, _), .membership(let value, _, _): value.type.isPlain
      case .callBuiltIn(let builtIn, let arguments):
        arguments.allSatisfy { $0.type.isPlain }
          || Self.regardlessOfOrder.contains(builtIn.name)
            && arguments.allSatisfy { $0.type.isPlain || $0.type.isListOfPlain }
          || Self.countsItems.contains(builtIn.name)
      case .iteration(_, let result, let partial): !result.readsLocal(partial)
      case .callBuiltInNamed, .callNamed, .externalFunction, .table: false
      default: true
      }
    return isAlike && children.allSatisfy(\.treatsItemsAlike)
  }

  private static let regardlessOfOrder: Set<Name> = [
    "sum", "min", "max", "mean", "median", "product", "all", "any", "list contains",
    "distinct values",
  ]
  private static let countsItems: Set<Name> = [
    "count", "is defined", "concatenate", "append", "flatten",
  ]
}

extension ValueType {
  /// Whether it is known to be one answer, and no list or context.
  fileprivate var isPlain: Bool {
    switch self {
    case .boolean, .number, .string, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration, .null:
      true
    case .any, .list, .range, .context, .function: false
    }
  }

  fileprivate var isListOfPlain: Bool {
    if case .list(let item) = self { item.isPlain } else { false }
  }
}
