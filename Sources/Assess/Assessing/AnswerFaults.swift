package import Rules

/// What is wrong with the answers of a plan, by their paths.
package struct AnswerFaults: Sendable {
  private var found: [(path: InputPath, message: LocalizedText)] = []

  package init(_ plan: PlanFile, _ read: ReadPlan) {
    for problem in read.problems where problem.severity == .error {
      let path = plan.root.path(to: problem.range.start)
      let mend = problem.mend.map { LocalizedText(nl: " (\($0.nl))", en: " (\($0.en))") }
      found.append(
        (
          path,
          LocalizedText(
            nl: problem.message.nl + (mend?.nl ?? ""), en: problem.message.en + (mend?.en ?? ""))
        ))
    }
  }

  package var paths: [InputPath] { found.map(\.path) }

  package subscript(path: String) -> LocalizedText? {
    found.first { InputPath.overlaps($0.path.description, path) }?.message
  }
}

extension InputPath {
  /// Whether one path is the other, or leads into it.
  package static func overlaps(_ one: String, _ other: String) -> Bool {
    func leads(_ short: String, _ long: String) -> Bool {
      guard long.hasPrefix(short) else { return false }
      let next = long.dropFirst(short.count).first
      return next == nil || next == "." || next == "["
    }
    return leads(one, other) || leads(other, one)
  }
}
