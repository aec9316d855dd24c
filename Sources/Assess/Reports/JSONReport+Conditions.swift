import Rules

extension Report.Condition {
  package var tree: JSONTree {
    .object([
      ("id", .string(id)), ("number", .string(number)), ("title", .string(title)),
      ("verdict", .string(verdict.rawValue)), ("requirement", .string(requirement)),
      ("citations", .list(citations.map(\.tree))), ("notApplicable", JSONTree(notApplicable)),
      ("tally", tally.tree),
      ("checks", .list(checks.map(\.tree))),
    ])
  }
}

extension Report.Check {
  fileprivate var tree: JSONTree {
    .object([
      ("id", .string(id)), ("title", .string(title)), ("verdict", .string(verdict.rawValue)),
      ("force", .string(force.rawValue)), ("words", JSONTree(words)),
      ("basis", .string(basis.rawValue)),
      ("reasons", JSONTree(reasons)), ("citations", .list(citations.map(\.tree))),
      ("readings", .list(readings.map(\.tree))),
      ("assumptions", .list(assumptions.map(\.tree))),
      ("unsetParameters", .list(unset.map(\.tree))),
      (
        "missing",
        .list(
          missing.map {
            .object([("path", .string($0.path.description)), ("label", .string($0.label))])
          })
      ),
      (
        "figures",
        .list(
          figures.map { .object([("label", .string($0.label)), ("value", .string($0.value))]) })
      ),
      ("judgement", judgement?.tree ?? .null),
      ("answer", answer?.tree ?? .null),
      ("remarks", JSONTree(remarks)),
      ("explanation", explanation?.tree ?? .null), ("suggestions", suggestions?.tree ?? .null),
    ])
  }
}

extension Report.Citation {
  fileprivate var tree: JSONTree {
    .object([
      ("key", .string(key)), ("document", .string(document)), ("section", .string(section)),
    ])
  }
}

extension Report.Reading {
  package var tree: JSONTree {
    .object([("key", .string(key)), ("point", .string(point)), ("choice", .string(choice))])
  }
}

extension Report.ParameterInUse {
  fileprivate var tree: JSONTree {
    .object([("name", .string(name)), ("title", .string(title)), ("value", JSONTree(value))])
  }
}

extension Report.JudgementAsked {
  fileprivate var tree: JSONTree {
    .object([("question", .string(question)), ("guidance", .string(guidance))])
  }
}

extension JudgementAnswer {
  fileprivate var tree: JSONTree {
    .object([
      ("holds", .boolean(holds)), ("author", .string(author.rawValue)),
      ("explanation", .string(explanation)),
    ])
  }
}
