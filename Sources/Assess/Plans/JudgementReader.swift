import Rules

/// Reads what people said of checks: `oordelen` in a plan.
struct JudgementReader: Sendable {
  private let checks: Set<String>
  /// The checks that a person may answer.
  private let checksForPeople: Set<String>

  init(_ ruleset: Ruleset) {
    checks = Set(ruleset.model.criteria.flatMap(\.checks).map(\.id))
    checksForPeople = ruleset.checksForPeople
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

  /// The judgements in a plan by the id of their check, and everything that is wrong with them.
  func judgements(
    in plan: DataDocument.Node
  ) -> (judgements: [String: JudgementAnswer], problems: [Diagnostic]) {
    guard plan.kind == .mapping, let node = plan[PlanKey.judgements], !node.isNothing else {
      return ([:], [])
    }
    var judgements: [String: JudgementAnswer] = [:]
    var problems: [Diagnostic] = []
    if node.kind != .mapping { problems.append(.judgementsExpected(at: node)) }
    for entry in node.entries {
      let id = entry.key.text
      if entry.value.isNothing { continue }
      guard checks.contains(id) else {
        let names = checksForPeople.sorted().map { Name($0) }
        problems.append(.unknownCheck(id, near: names, at: entry.key))
        continue
      }
      guard checksForPeople.contains(id) else {
        problems.append(.checkAsksNobody(id, at: entry.key))
        continue
      }
      if let answer = answer(entry.value, key: entry.key, &problems) { judgements[id] = answer }
    }
    return (judgements, problems)
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
    guard explanation.contains(where: { !$0.isWhitespace }) else {
      problems.append(.explanationMissing(at: words ?? key))
      return nil
    }
    guard let holds, let author else { return nil }
    return JudgementAnswer(holds: holds, explanation: explanation, author: author)
  }

  private func choice<Choice>(
    _ node: DataDocument.Node, _ key: Key, of choices: [String: Choice], key place: DataDocument.Node,
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
