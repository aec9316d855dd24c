import Rules

/// The parts of a result line that are the same for every plan of one edition, as bytes.
struct ResultKeys: Sendable {
  /// `,"ruleset":"subsidie/buurt@2024"`
  let ruleset: [UInt8]
  /// `"C1":` for each criterion.
  let criteria: Row
  let checks: Row
  private let results: [[UInt8]]
  private let answersMissing: [UInt8]
  private let judgementNeeded: [UInt8]
  private let rulesetFault: [UInt8]

  /// Keys of one object, each with the comma before it and the colon after it.
  struct Row: Sendable {
    let opening: [UInt8]
    let keys: [[UInt8]]

    init(_ name: String, _ ids: [String]) {
      opening = Array(#","\#(name)":{"#.utf8)
      keys = ids.enumerated().map { index, id in
        Array((index > 0 ? "," : "").utf8) + ResultKeys.quoted(id) + [UInt8(ascii: ":")]
      }
    }
  }

  init(_ model: RulesetModel) {
    let identity = model.identity
    ruleset =
      Array(#","ruleset":"#.utf8) + Self.quoted("\(identity.ruleset)@\(identity.version)")
    criteria = Row("criteria", model.criteria.map(\.id))
    checks = Row("checks", model.criteria.flatMap(\.checks).map(\.id))
    results = model.outcome.results.map { result in
      Array(#","outcome":"#.utf8) + Self.quoted(result.value) + Array(#","kind":"#.utf8)
        + Self.quoted(result.effect.rawValue)
    }
    answersMissing = Array(#","outcome":null,"kind":"answersMissing""#.utf8)
    judgementNeeded = Array(#","outcome":null,"kind":"judgementNeeded""#.utf8)
    rulesetFault = Array(#","outcome":null,"kind":"rulesetFault""#.utf8)
  }

  func outcome(_ code: Verdicts.OutcomeCode) -> [UInt8] {
    switch code {
    case .decided(let index): results[index]
    case .answersMissing: answersMissing
    case .judgementNeeded: judgementNeeded
    case .faulty: rulesetFault
    }
  }

  func add(_ verdicts: [Verdict], of row: Row, to bytes: inout [UInt8]) {
    bytes += row.opening
    for (key, verdict) in zip(row.keys, verdicts) {
      bytes += key
      bytes += verdict.spelling.utf8
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var json = JSONWriter()
    json.string(text)
    return json.bytes
  }
}

extension Verdict {
  fileprivate var spelling: String {
    switch self {
    case .passes: #""pass""#
    case .fails: #""fail""#
    case .undetermined: #""open""#
    case .needsJudgement: #""review""#
    case .notApplicable: #""notApplicable""#
    }
  }
}
