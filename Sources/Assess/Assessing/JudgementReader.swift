import Rules

/// Reads what people said of checks: `oordelen` in a plan.
struct JudgementReader: Sendable {
  private let checks: Set<String>
  /// Those that ask nobody's judgement.
  private let decidedByRule: Set<String>
  private let names: [Name]

  init(_ model: RulesetModel) {
    let all = model.criteria.flatMap(\.checks)
    checks = Set(all.map(\.id))
    decidedByRule = Set(all.filter { $0.judgement == nil }.map(\.id))
    names = all.map { Name($0.id) }
  }

  private enum Key: String, CaseIterable {
    case verdict = "oordeel"
    case explanation = "toelichting"
    case author = "door"
  }

  private static let verdicts = ["voldoet": true, "voldoet niet": false]
  private static let authors: [String: JudgementAnswer.Author] = [
    "aanvrager": .applicant, "beoordelaar": .reviewer,
  ]

  struct Read: Sendable {
    /// By the id of their check.
    var judgements: [String: JudgementAnswer] = [:]
    var problems: [Diagnostic] = []
  }

  /// Problems that are told; of the others only that they are there.
  private static let problemsKept = 100

  /// The judgements in a plan, and everything that is wrong with them.
  func judgements(in plan: DataDocument.Node) -> Read {
    var read = Read()
    guard plan.kind == .mapping, let node = plan[PlanKey.judgements], !node.isNothing else {
      return read
    }
    if node.kind != .mapping { read.problems.append(.judgementsExpected(at: node)) }
    var left = node.count
    for entry in node.entries {
      if let last = read.problems.last, read.problems.count >= Self.problemsKept {
        read.problems.append(.judgementsUnread(left, at: last.range, in: last.source))
        break
      }
      left -= 1
      let id = entry.key.text
      if entry.value.isNothing { continue }
      guard checks.contains(id) else {
        read.problems.append(.unknownCheck(id, near: names, at: entry.key))
        continue
      }
      if let answer = answer(entry.value, key: entry.key, &read.problems) {
        read.judgements[id] = answer
      }
    }
    return read
  }

  /// Whether one of them is perhaps not asked for; an assessment tells.
  func mayBeUnasked(_ judgements: [String: JudgementAnswer]) -> Bool {
    judgements.keys.contains { decidedByRule.contains($0) }
  }

  /// Tells of each judgement that nobody asked for: the check has only a rule, and it decides.
  static func unasked(in plan: DataDocument.Node, by assessment: Assessment) -> [Diagnostic] {
    guard plan.kind == .mapping, let node = plan[PlanKey.judgements] else { return [] }
    var deciding: Set<String> = []
    for finding in assessment.checks
    where finding.check.judgement == nil && finding.assumptions.isEmpty
      && finding.unsetParameters.isEmpty
    {
      deciding.insert(finding.check.id)
    }
    return node.entries.filter { deciding.contains($0.key.text) && !$0.value.isNothing }.map {
      .checkAsksNobody($0.key.text, at: $0.key)
    }
  }

  private func answer(
    _ node: DataDocument.Node, key: DataDocument.Node, _ problems: inout [Diagnostic]
  ) -> JudgementAnswer? {
    guard node.kind == .mapping else {
      problems.append(.judgementExpected(at: node))
      return nil
    }
    for entry in node.entries where Key(rawValue: entry.key.text) == nil {
      problems.append(.unknownJudgementKey(Key.allCases.map(\.rawValue), at: entry.key))
    }
    let holds = choice(node, .verdict, of: Self.verdicts, key: key, &problems)
    // Who says nothing of it speaks as the applicant: that decides nothing.
    let author =
      node[Key.author.rawValue] == nil
      ? .applicant : choice(node, .author, of: Self.authors, key: key, &problems)
    let words = node[Key.explanation.rawValue]
    let explanation = words?.kind == .text ? words?.text ?? "" : ""
    guard explanation.hasWords else {
      problems.append(.explanationMissing(at: words ?? key))
      return nil
    }
    guard let holds, let author else { return nil }
    return JudgementAnswer(holds: holds, explanation: explanation, author: author)
  }

  private func choice<Choice>(
    _ node: DataDocument.Node, _ key: Key, of choices: [String: Choice],
    key place: DataDocument.Node,
    _ problems: inout [Diagnostic]
  ) -> Choice? {
    let value = node[key.rawValue]
    if let value, value.kind == .text, let choice = choices[value.text] { return choice }
    problems.append(.judgementChoice(key.rawValue, choices.keys.sorted(), at: value ?? place))
    return nil
  }
}

extension DataDocument.Node {
  /// Whether nothing is said here.
  fileprivate var isNothing: Bool {
    kind == .null || isPlain && ["", "~", "null"].contains(text)
  }
}
