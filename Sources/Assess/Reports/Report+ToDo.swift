import Rules

extension Report {
  /// What somebody can do now: the one list with which every form of the report begins.
  struct ToDo: Sendable {
    /// A condition that is not met, and why.
    struct Unmet: Sendable {
      let condition: Condition
      let faults: [Fault]
    }

    /// A check that a plan fails on.
    struct Fault: Sendable {
      let check: String
      /// With the plan's own values.
      let sentences: [String]
      /// What mends it, tried out; what to look at where nothing was found.
      let mend: String?
      /// Whether that is a change that was tried.
      let isTried: Bool
      let citations: [Citation]
    }

    /// The first ``faultsTold`` faults, by condition.
    let unmet: [Unmet]
    let moreFaults: Int
    /// The first ``questionsTold`` of the open questions that most checks wait for.
    let questions: [Question]
    let questionCount: Int
    /// The titles of what people must judge.
    let judgements: [String]
    /// What the sources expect and is not there, by check: it decides nothing.
    let expectations: [String]
    /// What is wrong with the rules themselves, for whoever keeps them; only where that keeps an outcome away.
    let faultsOfRules: [String]

    /// Whether a change is told that was tried.
    var tellsWays: Bool { unmet.contains { $0.faults.contains(where: \.isTried) } }

    var isEmpty: Bool {
      unmet.isEmpty && questionCount == 0 && judgements.isEmpty && expectations.isEmpty
        && faultsOfRules.isEmpty
    }

    static let faultsTold = 10
    static let questionsTold = 5
    /// How many titles of what people judge are told where there is little room; each condition says that it waits.
    static let judgementsTold = 6
    static let expectationsTold = 5

    /// Those that are told by name where there is little room: of a plan that fails on conditions none is, since these
    /// come first.
    var expectationsNamed: ArraySlice<String> {
      expectations.prefix(unmet.isEmpty ? Self.expectationsTold : 0)
    }

    /// How much of a sentence is told, which may hold a text of the plan.
    static let sentenceLength = 400
    /// How many sentences of one fault are told.
    static let sentencesTold = 2
  }

  var toDo: ToDo {
    var left = ToDo.faultsTold
    var total = 0
    var unmet: [ToDo.Unmet] = []
    for condition in conditions where condition.verdict == .fails {
      let failing = condition.checks.filter { $0.verdict == .fails && $0.force == .condition }
      total += failing.count
      let told = failing.prefix(left).map(fault)
      left -= told.count
      if !told.isEmpty { unmet.append(ToDo.Unmet(condition: condition, faults: told)) }
    }
    let conditionChecks = Set(
      conditions.flatMap(\.checks).filter { $0.force == .condition }.map(\.id))
    let weights = questions.map { $0.checks.count(where: conditionChecks.contains) }
    let first = questions.indices.sorted { (-weights[$0], $0) < (-weights[$1], $1) }
      .prefix(ToDo.questionsTold)
    let judged = Set(judgements.map(\.check))
    return ToDo(
      unmet: unmet, moreFaults: total - ToDo.faultsTold + left,
      questions: first.map { questions[$0] }, questionCount: questions.count,
      judgements: conditions.flatMap(\.checks)
        .filter { judged.contains($0.id) && $0.force == .condition }.map(\.title),
      expectations: conditions.flatMap(\.checks)
        .filter { $0.verdict == .fails && $0.force == .expectation }
        .map { "\($0.id) \($0.title)" },
      faultsOfRules: outcome.kind == .rulesetFault
        ? conditions.flatMap(\.checks).flatMap(\.remarks) : [])
  }

  private func fault(_ check: Check) -> ToDo.Fault {
    var sentences = Array(check.reasons.prefix(ToDo.sentencesTold))
    if check.reasons.count > sentences.count {
      sentences.append(words.andMore(check.reasons.count - sentences.count))
    }
    if check.isJudged, let answer = check.answer {
      let said = answer.explanation
      sentences = [words.judgedSo(check.title, said)]
    }
    if sentences.isEmpty { sentences = ["\(check.title): \(words.verdict(.fails))."] }
    return ToDo.Fault(
      check: check.id, sentences: sentences.map { $0.shortened(to: ToDo.sentenceLength) },
      mend: mend(check)?.shortened(to: ToDo.sentenceLength * 2),
      isTried: !check.isJudged && check.suggestions?.found.isEmpty == false,
      citations: check.citations)
  }

  private func mend(_ check: Check) -> String? {
    if check.isJudged { return nil }
    guard let suggestions = check.suggestions else { return nil }
    guard let first = suggestions.found.first else {
      return check.explanation?.grounds.first { !$0.inputs.isEmpty }
        .flatMap { words.verify($0, but: ruleset.submissionField) }
    }
    return first.changes.map(\.sentence).joined(separator: " ")
  }
}

extension Report.ToDo {
  /// The first place in the sources that each fault rests on, a line for each document.
  var sources: [String] {
    var documents: [String] = []
    var sections: [String: [String]] = [:]
    for citation in unmet.flatMap(\.faults).compactMap(\.citations.first) {
      if sections[citation.document] == nil { documents.append(citation.document) }
      if sections[citation.document]?.contains(citation.section) != true {
        sections[citation.document, default: []].append(citation.section)
      }
    }
    return documents.map { "\($0): \((sections[$0] ?? []).joined(separator: "; "))" }
  }
}
