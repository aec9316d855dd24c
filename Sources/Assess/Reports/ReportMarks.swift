import Rules

/// The marks by which a short report refers to what stands once, at its end: sections of sources by
/// number, assumptions by number, readings by their key.
struct ReportMarks: Sendable {
  struct Section: Sendable {
    let number: Int
    let title: String
  }

  /// Each document with the sections that conditions or checks cite; none where only the outcome
  /// cites it.
  let documents: [(source: Report.Source, sections: [Section])]
  /// Each reading once, shorter keys first, so that `H3` stands before `H10`.
  let readings: [Report.Reading]

  private let sectionNumbers: [String: Int]
  private let assumptionNumbers: [String: Int]

  init(_ report: Report) {
    let checks = report.conditions.flatMap(\.checks)
    var cited: [String: [Report.Citation]] = [:]
    var seen: Set<String> = []
    for citation in report.conditions.flatMap({ $0.citations + $0.checks.flatMap(\.citations) })
    where seen.insert(citation.key).inserted {
      cited[citation.source, default: []].append(citation)
    }
    var numbers: [String: Int] = [:]
    documents = report.sources.map { source in
      let sections = (cited[source.key] ?? []).map { citation in
        let number = numbers.count + 1
        numbers[citation.key] = number
        return Section(number: number, title: citation.section)
      }
      return (source, sections)
    }
    sectionNumbers = numbers
    let used = checks.flatMap(\.readings) + report.assumptions.flatMap(\.readings)
    readings = Dictionary(used.map { ($0.key, $0) }) { first, _ in first }.values
      .sorted { ($0.key.utf8.count, $0.key) < ($1.key.utf8.count, $1.key) }
    assumptionNumbers = Dictionary(
      report.assumptions.enumerated().map { ($1.name, $0 + 1) }
    ) { first, _ in first }
  }

  /// `[1,4,7]`; empty where nothing is cited.
  func sections(_ citations: [Report.Citation]) -> String {
    let numbers = citations.compactMap { sectionNumbers[$0.key] }.sorted()
    return numbers.isEmpty ? "" : "[\(numbers.map(String.init).joined(separator: ","))]"
  }

  /// The numbers of the assumptions, as text: `8, 9`.
  func assumptions(_ parameters: [Report.ParameterInUse]) -> String {
    parameters.compactMap { assumptionNumbers[$0.name] }.sorted().map(String.init)
      .joined(separator: ", ")
  }
}

extension Report.Assumption {
  /// The readings that gave it its value.
  var readings: [Report.Reading] {
    switch origin {
    case .reading(let readings): readings
    case .setting, .unset: []
    }
  }
}

extension Report.Condition {
  /// The checks by what asks for attention first; of the same verdict in the order of the ruleset.
  var checksByUrgency: [Report.Check] {
    checks.enumerated()
      .sorted { ($0.element.verdict.urgency, $0.offset) < ($1.element.verdict.urgency, $1.offset) }
      .map(\.element)
  }
}

extension Verdict {
  /// 0 is what a reader must see first.
  fileprivate var urgency: Int {
    switch self {
    case .fails: 0
    case .undetermined: 1
    case .needsJudgement: 2
    case .passes: 3
    case .notApplicable: 4
    }
  }

  /// Whether there is nothing left to do about it.
  var isSettled: Bool {
    switch self {
    case .passes, .notApplicable: true
    case .fails, .undetermined, .needsJudgement: false
    }
  }
}
