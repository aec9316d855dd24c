import Rules

/// The same for programs.
extension DifferenceReport {
  func json(in language: Language) -> String {
    JSONTree.object([
      ("old", .string("\(old.ruleset)@\(old.version)")),
      ("new", .string("\(new.ruleset)@\(new.version)")), ("same", .boolean(isSame)),
      ("checks", .list(difference.changes.map { $0.tree(in: language) })),
      ("criteriaAdded", JSONTree(difference.criteria.added)),
      ("criteriaRemoved", JSONTree(difference.criteria.removed)),
      ("outcome", .list(difference.outcome.map(\.tree))),
      ("questions", .list(difference.questions.map(\.tree))),
      ("parameters", .list(difference.parameters.map(\.tree))),
      ("cited", JSONTree(difference.cited)),
      ("assessed", .number(Double(assessed))),
      ("plans", .list(flips.map { $0.tree(in: language) })),
    ]).text
  }
}

extension RulesetDifference.Change {
  fileprivate func tree(in language: Language) -> JSONTree {
    .object([
      ("id", .string(id)), ("title", .string(title[language])),
      ("relation", .string(relation.rawValue)), ("open", .boolean(isOpen)),
      ("dependsOn", JSONTree(because)),
      ("examples", .list(examples.map { $0.tree(in: language) })),
    ])
  }
}

extension RulesetDifference.Example {
  fileprivate func tree(in language: Language) -> JSONTree {
    .object([
      (
        "answers",
        .list(
          answers.map { .object([("path", .string($0.path)), ("value", .string($0.value))]) })
      ), ("before", .string(before.rawValue)), ("after", .string(after.rawValue)),
      ("reasonsBefore", JSONTree(reasons.before.map { $0[language] })),
      ("reasonsAfter", JSONTree(reasons.after.map { $0[language] })),
    ])
  }
}

extension RulesetDifference.OutcomeChange {
  fileprivate var tree: JSONTree {
    .object([
      ("when", .object(when.map { ($0.criterion, .string($0.verdict.rawValue)) })),
      ("before", .string(before)), ("after", .string(after)),
    ])
  }
}

extension QuestionChange {
  fileprivate var tree: JSONTree {
    let details: [(String, JSONTree)] =
      switch kind {
      case .added(let isRequired):
        [("change", .string("added")), ("required", .boolean(isRequired))]
      case .removed: [("change", .string("removed"))]
      case .required: [("change", .string("required"))]
      case .optional: [("change", .string("optional"))]
      case .type: [("change", .string("type"))]
      case .values(let added, let removed):
        [("change", .string("values")), ("added", JSONTree(added)), ("removed", JSONTree(removed))]
      case .limit(let before, let after):
        [
          ("change", .string("limit")), ("before", before.map { .string($0) } ?? .null),
          ("after", after.map { .string($0) } ?? .null),
        ]
      }
    return .object([("path", .string(path.joined(separator: ".")))] + details)
  }
}

extension ParameterChange {
  fileprivate var tree: JSONTree {
    .object([
      ("name", .string(name)), ("before", before.map { .string($0) } ?? .null),
      ("after", after.map { .string($0) } ?? .null),
    ])
  }
}

extension PlanFlip {
  fileprivate func tree(in language: Language) -> JSONTree {
    .object([
      ("plan", .string(plan)), ("before", .string(before.title[language])),
      ("after", .string(after.title[language])),
      ("reason", reason.map { .string($0[language]) } ?? .null),
      (
        "checks",
        .list(
          checks.map { check in
            .object([
              ("id", .string(check.id)), ("before", .string(check.before.rawValue)),
              ("after", .string(check.after.rawValue)),
            ])
          })
      ),
    ])
  }
}
