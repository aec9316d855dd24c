@testable import Rules

/// Makes small rulesets with random checks over the inputs of ``RandomFacts``, as their authors
/// write them.
struct RandomRuleset {
  private(set) var text: String
  private(set) var criterionTexts: [String]

  init(_ expression: inout RandomExpression) {
    let criteria = 1 + expression.random.below(3)
    let ids = (1...criteria).map { "C\($0)" }
    criterionTexts = ids.map { Self.criterion($0, &expression) }
    let decisions = [
      "every c in [\(ids.joined(separator: ", "))] satisfies c != false",
      "some c in [\(ids.joined(separator: ", "))] satisfies c = true",
      "C1 and d0", "d0 or C1 = null",
    ]
    text = """
      sources:
        k: { title: K, publisher: K, date: 2023-01-10, sections: { s: S } }
      readings:
        H: { point: { nl: P, en: P }, choice: { nl: P, en: P } }
      types:
        record:
          fields:
      \(Self.members)
      vocabulary:
      \(Self.vocabulary)
      parameters:
        p1:
          kind: threshold
          type: number
          title: { nl: P, en: P }
          why: { nl: P, en: P }
      definitions:
        d0: { value: '\(expression.ruleText(.boolean, depth: 2))', type: boolean }
        d3: { value: '\(expression.ruleText(.number, depth: 2))', type: number }
      outcome:
        source: k#s
        decide: 'if \(expression.random.pick(decisions)) then "yes" else "no"'
        results:
          'yes': { effect: positive, title: { nl: P, en: P }, text: { nl: P, en: P } }
          'no': { effect: negative, title: { nl: P, en: P }, text: { nl: P, en: P } }
        undecided:
          answers missing: { title: { nl: P, en: P }, text: { nl: P, en: P } }
          judgement needed: { title: { nl: P, en: P }, text: { nl: P, en: P } }

      """
  }

  /// - Throws: what is wrong with it.
  func ruleset(settings: ParameterSettings = ParameterSettings()) throws(Diagnostics) -> Ruleset {
    let folder = try RulesetFixture.readFolder(
      RulesetFixture.folder.replacing("ingediend op", with: "d1").replacing("titel", with: "s1"))
    return try Ruleset(
      compiling: RulesetModel(
        of: folder, version: folder.versions[0],
        files: [SourceText(name: "basis.yaml", text: text)]
          + criterionTexts.map { SourceText(name: "c.yaml", text: $0) }), settings: settings)
  }

  /// The same with another text for one of its files.
  func replacing(_ old: SourceText, by new: SourceText) -> RandomRuleset {
    var changed = self
    let (before, after) = (
      String(decoding: old.bytes, as: UTF8.self), String(decoding: new.bytes, as: UTF8.self)
    )
    if text == before { changed.text = after }
    changed.criterionTexts = criterionTexts.map { $0 == before ? after : $0 }
    return changed
  }

  private static func typeName(_ sort: Sort) -> String {
    switch sort {
    case .boolean: "boolean"
    case .number: "number"
    case .string: "string"
    case .date: "date"
    case .span: "days and time duration"
    case .record: "record"
    case .list(let item): "list of \(typeName(item))"
    }
  }

  private static var members: String {
    RandomFacts.members.map { "      \($0.name): { type: \(typeName($0.sort)) }" }
      .joined(separator: "\n")
  }

  /// Without the list of lists, which a vocabulary does not have.
  static let inputs = RandomFacts.inputs.filter { $0.sort != .list(.list(.number)) }

  private static var vocabulary: String {
    inputs.map { "  \($0.name): { type: \(typeName($0.sort)) }" }.joined(separator: "\n")
  }

  private static func criterion(_ id: String, _ expression: inout RandomExpression) -> String {
    var text = """
      criterion: \(id)
      number: 1
      title: { nl: P, en: P }
      requirement: { nl: P, en: P }
      source: k#s

      """
    if expression.random.happens(30) { text += applies(&expression, indentation: "") }
    text += "checks:\n"
    for number in 0...expression.random.below(4) {
      text += """
          - check: \(id).\(number)
            title: { nl: P, en: P }
            source: k#s
            basis: source

        """
      let force = expression.random.happens(15) ? Check.Force.expectation : .condition
      text += "    force: \(force.rawValue)\n"
      if force == .condition { text += "    words: { nl: P, en: P }\n" }
      if expression.random.happens(30) { text += applies(&expression, indentation: "    ") }
      let hasRule = expression.random.happens(80)
      let judged = !hasRule || expression.random.happens(30)
      let when = expression.random.pick(["passes", "fails"])
      if hasRule {
        text += """
              rule: '\(expression.ruleText(.boolean, depth: 3))'
              passes: { nl: P, en: P }

          """
        if !judged || when != "fails" { text += "    fails: { nl: P, en: P }\n" }
      }
      if judged {
        text += """
              judgement:
                question: { nl: P, en: P }
                guidance: { nl: P, en: P }

          """
        if hasRule { text += "      when: \(when)\n" }
      }
    }
    return text
  }

  private static func applies(
    _ expression: inout RandomExpression, indentation: String
  ) -> String {
    """
    \(indentation)applies: '\(expression.ruleText(.boolean, depth: 2))'
    \(indentation)not applicable: { nl: P, en: P }

    """
  }
}

extension Ruleset {
  /// What people may say of checks: of half of them, and some of that by the applicant.
  func randomJudgements(_ random: inout SeededRandom) -> [String: JudgementAnswer] {
    var judgements: [String: JudgementAnswer] = [:]
    for check in model.criteria.flatMap(\.checks) where random.happens(50) {
      judgements[check.id] = JudgementAnswer(
        holds: random.happens(50), explanation: "",
        author: random.happens(80) ? .reviewer : .applicant)
    }
    return judgements
  }
}
