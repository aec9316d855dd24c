/// What another version asks otherwise of a plan.
public struct QuestionChange: Sendable {
  /// What is otherwise.
  public enum Kind: Sendable {
    case added(isRequired: Bool)
    case removed
    /// What could be left out must be answered.
    case required
    /// What had to be answered may be left out.
    case optional
    /// Other answers than before: a text for a number, another unit.
    case type
    /// Values that may be answered now and could not, and the other way round.
    case values(added: [String], removed: [String])
    /// What is asked of the value, as its author wrote it in FEEL; `nil` where nothing is.
    case limit(before: String?, after: String?)
  }

  /// The names from the plan to the field, item numbers left out.
  public let path: [String]
  /// What people call it.
  public let label: LocalizedText
  /// How it differs.
  public let kind: Kind
}

/// A parameter that another version sets otherwise, as its author wrote the value in FEEL.
public struct ParameterChange: Sendable {
  /// What rules call it.
  public let name: String
  /// What people call it.
  public let title: LocalizedText
  /// `nil` where there was no such parameter, or nobody had set it.
  public let before: String?
  /// `nil` where there is no such parameter, or nobody has set it.
  public let after: String?
}

extension Vocabulary {
  /// What is asked otherwise than before: in the order of this vocabulary, then what is asked no more.
  func changes(from old: Vocabulary) -> [QuestionChange] {
    Self.changes(from: old.fields, to: fields, below: [])
  }

  private static func changes(
    from old: [Field], to new: [Field], below path: [String]
  ) -> [QuestionChange] {
    let former = Dictionary(old.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var found: [QuestionChange] = []
    for field in new {
      let here = path + [field.name]
      guard let before = former[field.name] else {
        found.append(
          QuestionChange(path: here, label: field.label, kind: .added(isRequired: field.isRequired))
        )
        continue
      }
      found += field.kinds(of: before).map {
        QuestionChange(path: here, label: field.label, kind: $0)
      }
      found += changes(from: before.kind.members, to: field.kind.members, below: here)
    }
    let names = Set(new.map(\.name))
    found += old.filter { !names.contains($0.name) }.map {
      QuestionChange(path: path + [$0.name], label: $0.label, kind: .removed)
    }
    return found
  }
}

extension Field {
  /// How it differs from what it was, apart from its members.
  fileprivate func kinds(of before: Field) -> [QuestionChange.Kind] {
    var found: [QuestionChange.Kind] = []
    if isRequired != before.isRequired { found.append(isRequired ? .required : .optional) }
    let (was, now) = (before.kind.plain, kind.plain)
    if was.shape != now.shape { return found + [.type] }
    let (old, new) = (was.values, now.values)
    if old != new {
      found.append(
        .values(
          added: new.filter { !old.contains($0) }, removed: old.filter { !new.contains($0) }))
    }
    if constraint?.text != before.constraint?.text {
      found.append(.limit(before: before.constraint?.text, after: constraint?.text))
    }
    return found
  }
}

extension Field.Kind {
  fileprivate var plain: (shape: String, values: [String]) {
    switch self {
    case .string(let allowed): ("string", allowed.map(\.value))
    case .number(let unit): ("number \(unit.map { "\($0)" } ?? "")", [])
    case .boolean: ("boolean", [])
    case .date: ("date", [])
    case .time: ("time", [])
    case .dateAndTime: ("date and time", [])
    case .dayTimeDuration: ("days and time", [])
    case .yearMonthDuration: ("years and months", [])
    case .list(let items): ("list of \(items.plain.shape)", items.plain.values)
    case .group: ("group", [])
    }
  }
}

extension RulesetModel {
  /// The parameters that are set otherwise than before, in the order of this version; then those that are gone.
  func parameterChanges(from old: RulesetModel) -> [ParameterChange] {
    let before = Dictionary(
      old.parameters.map { ($0.name.text, $0) }, uniquingKeysWith: { first, _ in first })
    var found = parameters.compactMap { parameter -> ParameterChange? in
      let (was, now) = (before[parameter.name.text]?.written, parameter.written)
      guard was != now || before[parameter.name.text] == nil else { return nil }
      return ParameterChange(
        name: parameter.name.text, title: parameter.title, before: was, after: now)
    }
    let names = Set(parameters.map(\.name.text))
    found += old.parameters.filter { !names.contains($0.name.text) }.map {
      ParameterChange(name: $0.name.text, title: $0.title, before: $0.written, after: nil)
    }
    return found
  }
}

extension Parameter {
  /// The value that ships with the ruleset.
  fileprivate var written: String? {
    if case .reading(_, let value) = kind { value.text } else { nil }
  }
}
