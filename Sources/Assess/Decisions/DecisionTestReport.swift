package import Rules

extension Notice {
  /// - Parameter places: folders or files in which something was expected.
  static func noTestCases(in places: [String]) -> Notice {
    Notice(
      about: places.joined(separator: ", "),
      nl: "hier staan geen testgevallen", en: "there are no test cases here",
      mendNL:
        "noem een map met XML-bestanden die beginnen met 'testCases', met een 'testCase' per geval",
      mendEN:
        "name a folder with XML files that begin with 'testCases', with a 'testCase' for each case")
  }
}

/// What the test cases of one file came to.
struct DecisionTestReport: Sendable {
  let path: String
  let group: String
  /// One for each result that is expected; empty where the cases could not be run.
  let outcomes: [DecisionTestRun.Outcome]
  /// Why they could not be run.
  let failure: Failure?
  let counts: Counts

  struct Counts: Hashable, Sendable {
    var passed = 0
    var failed = 0

    static func + (left: Counts, right: Counts) -> Counts {
      Counts(passed: left.passed + right.passed, failed: left.failed + right.failed)
    }
  }

  init(_ path: String, in group: String, _ outcomes: [DecisionTestRun.Outcome]) {
    self.path = path
    self.group = group
    self.outcomes = outcomes
    failure = nil
    let passed = outcomes.count { $0.passed }
    counts = Counts(passed: passed, failed: outcomes.count - passed)
  }

  /// - Parameter expected: how many results the file expects, as far as that could be read: none of
  ///   them was met.
  init(_ path: String, in group: String, _ failure: Failure, expected: Int = 0) {
    self.path = path
    self.group = group
    outcomes = []
    self.failure = failure
    counts = Counts(passed: 0, failed: max(expected, 1))
  }
}

extension DecisionTestReport {
  /// A line for each result that differs, with the reasons below it; empty where none does.
  func text(in language: Language) -> String {
    var lines: [String] = []
    for outcome in outcomes where !outcome.passed {
      lines.append("✗ \(path): \(outcome.title): \(outcome.difference[language])")
      lines += outcome.reasons.map { "    " + $0.line(in: language) }
    }
    if failure != nil {
      let count = counts.failed
      lines.append(
        "✗ \(path): "
          + LocalizedText(
            nl: "niet te draaien, \(count) fout", en: "cannot be run, \(count) failed")[language])
    }
    return lines.map { $0.withoutControls + "\n" }.joined()
  }
}

extension DecisionTestRun.Outcome {
  /// The case and the result: `001 Routing`.
  package var title: String { expected.map { "\(caseID) \($0.name)" } ?? caseID }

  /// `verwacht 3, gevonden null`
  package var difference: LocalizedText {
    if kind == .testsNothing {
      return LocalizedText(nl: "test niet wat er staat", en: "does not test what it says")
    }
    let wanted = expectedValue.literal.shortened(to: 500)
    let found = actual.literal.shortened(to: 500)
    return LocalizedText(
      nl: "verwacht \(wanted), gevonden \(found)", en: "expected \(wanted), found \(found)")
  }
}

extension [DecisionTestReport] {
  /// How many results were met in each group, in the order of the reports.
  var groups: [(name: String, counts: DecisionTestReport.Counts)] {
    var order: [String] = []
    var counts: [String: DecisionTestReport.Counts] = [:]
    for report in self {
      if counts[report.group] == nil { order.append(report.group) }
      counts[report.group, default: .init()] =
        counts[report.group, default: .init()] + report.counts
    }
    return order.map { ($0, counts[$0] ?? .init()) }
  }

  /// The reports as JUnit writes them: a suite for each file, a case for each result.
  func junit(in language: Language) -> String {
    JUnitReport(
      suites: map { report in
        JUnitReport.Suite(
          name: report.path, cases: report.cases(in: language),
          errors: report.failure == nil ? 0 : report.counts.failed)
      }
    ).text
  }
}

extension DecisionTestReport {
  fileprivate func cases(in language: Language) -> [JUnitReport.Case] {
    if let failure {
      let message = failure.texts(in: language).first ?? ""
      return [
        JUnitReport.Case(
          name: path, failure: (message, failure.rendered(in: language)), isError: true)
      ]
    }
    return outcomes.map { outcome in
      if outcome.passed { return JUnitReport.Case(name: outcome.title) }
      let lines = [outcome.difference[language]] + outcome.reasons.map { $0.line(in: language) }
      return JUnitReport.Case(
        name: outcome.title,
        failure: (outcome.difference[language], lines.joined(separator: "\n")))
    }
  }
}
