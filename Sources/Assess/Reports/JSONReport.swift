package import Rules

/// A report for programs, in the form that `assessment.schema.json` describes.
///
/// The form is stable: a member is never removed or given another meaning without a new
/// ``version``. Every member is always present, `null` where there is nothing to say.
package struct JSONReport {
  /// The name of the form, whatever its version.
  package static let schema = "toetssteen/assessment"
  package static let version = 3

  package let text: String

  package init(_ report: Report) { text = report.tree.text }
}

extension Report {
  fileprivate var tree: JSONTree {
    .object([
      ("schema", .string(JSONReport.schema)),
      ("version", .number(Double(JSONReport.version))),
      ("language", .string(language.rawValue)),
      ("plan", .object([("title", JSONTree(plan.title)), ("file", .string(plan.file))])),
      ("ruleset", ruleset.tree),
      ("moment", .string(moment.description)),
      (
        "outcome",
        .object([
          ("kind", .string(outcome.kind.rawValue)), ("result", JSONTree(outcome.result)),
          ("title", .string(outcome.title)), ("text", .string(outcome.text)),
          ("indication", JSONTree(outcome.indication)),
        ])
      ),
      ("tally", tally.tree),
      ("criteria", .list(conditions.map(\.tree))),
      ("openQuestions", .list(questions.map(\.tree))),
      ("judgements", JSONTree(judgements.map(\.check))),
      ("assumptions", .list(assumptions.map(\.tree))),
      ("sources", .list(sources.map(\.tree))),
      ("timeline", timeline?.tree ?? .null),
      ("suggestions", suggestions?.tree ?? .null),
      ("warnings", .list(warnings.map { $0.tree(in: language) })),
    ])
  }
}

extension PlanWarning {
  package func tree(in language: Language) -> JSONTree {
    .object([
      ("path", .string(path.description)), ("line", .number(Double(position.line))),
      ("column", .number(Double(position.column))), ("message", .string(message[language])),
      ("mend", JSONTree(mend?[language])),
    ])
  }
}

extension Report.Edition {
  fileprivate var tree: JSONTree {
    .object([
      ("id", .string(id)), ("version", .string(version)), ("title", .string(title)),
      ("versionTitle", .string(versionTitle)), ("authority", .string(authority)),
      ("validFrom", JSONTree(validFrom?.description)),
      ("validUntil", JSONTree(validUntil?.description)),
    ])
  }
}

extension Tally {
  var tree: JSONTree {
    .object([
      ("met", .number(Double(met))), ("failed", .number(Double(failed))),
      ("open", .number(Double(open))), ("unsure", .number(Double(unsure))),
    ])
  }
}

extension Report.Question {
  fileprivate var tree: JSONTree {
    .object([
      ("path", .string(path.description)), ("label", .string(label)),
      ("question", .string(question)),
      ("help", JSONTree(help)), ("example", JSONTree(example)), ("checks", JSONTree(checks)),
    ])
  }
}

extension Report.Assumption {
  fileprivate var tree: JSONTree {
    .object([
      ("name", .string(name)), ("title", .string(title)), ("value", JSONTree(value)),
      ("why", .string(why)), ("origin", origin.tree), ("checks", JSONTree(checks)),
    ])
  }
}

extension Report.Assumption.Origin {
  fileprivate var tree: JSONTree {
    switch self {
    case .reading(let readings):
      .object([("kind", "reading"), ("readings", .list(readings.map(\.tree)))])
    case .setting(let reason, let date):
      .object([
        ("kind", "setting"), ("reason", .string(reason)), ("date", .string(date.description)),
      ])
    case .unset: .object([("kind", "unset")])
    }
  }
}

extension Report.Source {
  fileprivate var tree: JSONTree {
    .object([
      ("key", .string(key)), ("title", .string(title)), ("publisher", .string(publisher)),
      ("date", .string(date.description)), ("url", JSONTree(url?.text)), ("note", JSONTree(note)),
    ])
  }
}

extension Report.Timeline {
  fileprivate var tree: JSONTree {
    .object([
      ("title", .string(title)), ("limit", JSONTree(limit?.description)),
      (
        "items",
        .list(
          items.map { item in
            .object([
              ("label", .string(item.label)), ("date", .string(item.date.description)),
              ("isLate", limit == nil ? .null : .boolean(item.isLate)),
            ])
          })
      ),
    ])
  }
}
