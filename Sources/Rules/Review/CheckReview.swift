/// Tells of checks that come to the same whatever the plan, of checks that have no answer for some plans, and of checks that
/// can't both be met.
struct CheckReview {
  private let rules: AnalysedRules
  private let analyser: CheckAnalyser
  private let explained: Set<String>
  /// Of what it tells that can happen, where a plan would show it.
  private(set) var goals: [WitnessGoal] = []

  /// - Parameter explained: the ids of checks of which it is told already why they may have no answer.
  init(_ ruleset: Ruleset, explained: Set<String>) {
    rules = ruleset.analysed
    analyser = CheckAnalyser(rules)
    self.explained = explained
  }

  mutating func run() -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var binding: [(check: CheckedCheck, rules: AnalysedRules.Check)] = []
    for (place, criterion) in rules.ruleset.criteria.enumerated() {
      for (index, check) in criterion.checks.enumerated() {
        let part = AnalysedRules.Check(criterion, check, of: rules)
        let analysis = analyser.analysis(part)
        problems += told(analysis, check, criterion)
        if !explained.contains(check.check.id), let plan = analyser.unanswered(part) {
          let problem = Diagnostic.noAnswer(
            check.check, rules.answers(of: plan), (check.rule ?? check.applies)?.fragment)
          problems.append(problem)
          goals.append(
            WitnessGoal(diagnostic: problem, target: .check(criterion: place, check: index)))
        }
        if check.isBinding, case .shown? = analysis.reach[.passes] { binding.append((check, part)) }
      }
    }
    for (one, other, because) in analyser.contradictions(binding.map(\.rules)) {
      problems.append(.contradiction(binding[one].check.check, binding[other].check, because))
    }
    return problems
  }

  private func told(
    _ analysis: CheckAnalysis, _ checked: CheckedCheck, _ criterion: CheckedCriterion
  ) -> [Diagnostic] {
    let check = checked.check
    var problems: [Diagnostic] = []
    var open: [CheckAnalysis.Ending] = []
    var openBecause: [String] = []
    for ending in CheckAnalysis.Ending.allCases {
      switch analysis.reach[ending] {
      case .shown?, nil: break
      case .never(let because)?:
        let isOfRule = ending == .passes || ending == .fails
        let part = isOfRule ? checked.rule : checked.applies ?? criterion.applies
        problems.append(.never(ending, check, because, part?.fragment))
        // What never applies does nothing else either.
        if ending == .applies { return problems }
      case .open(let because)?:
        open.append(ending)
        openBecause += because.filter { !openBecause.contains($0) }
      }
    }
    if !open.isEmpty { problems.append(.open(open, check, openBecause)) }
    return problems
  }
}

extension CheckedCheck {
  /// Whether a plan is rejected by it without anybody's judgement.
  fileprivate var isBinding: Bool { check.force == .condition && check.judgement == nil }
}

extension CheckAnalysis.Ending {
  fileprivate var words: LocalizedText {
    switch self {
    case .applies: LocalizedText(nl: "van toepassing zijn", en: "apply")
    case .doesNotApply: LocalizedText(nl: "niet van toepassing zijn", en: "not apply")
    case .passes: LocalizedText(nl: "voldoen", en: "pass")
    case .fails: LocalizedText(nl: "niet voldoen", en: "fail")
    }
  }

  fileprivate var code: DiagnosticCode {
    switch self {
    case .applies: .neverApplies
    case .doesNotApply: .alwaysApplies
    case .passes: .neverPasses
    case .fails: .neverFails
    }
  }

  fileprivate var mend: LocalizedText {
    switch self {
    case .applies, .passes:
      LocalizedText(
        nl: "verander de regel, of wat de vragen toelaten",
        en: "change the rule, or what the questions allow")
    case .doesNotApply:
      LocalizedText(
        nl: "haal 'applies' en 'not applicable' weg, of verander de voorwaarde",
        en: "remove 'applies' and 'not applicable', or change the condition")
    case .fails:
      LocalizedText(
        nl: "verander de regel, of haal de controle weg: zij toetst niets",
        en: "change the rule, or remove the check: it tests nothing")
    }
  }
}

extension Diagnostic {
  fileprivate static func never(
    _ ending: CheckAnalysis.Ending, _ check: Check, _ because: [String],
    _ fragment: SourceFragment?
  ) -> Diagnostic {
    let range = fragment?.wholeRange ?? check.range
    let names = list(because)
    return Diagnostic(
      .warning, ending.code,
      LocalizedText(
        nl: "controle \(check.id) kan nooit \(ending.words.nl)"
          + (names.isEmpty ? "" : ": geen waarde past bij \(names)"),
        en: "check \(check.id) can never \(ending.words.en)"
          + (names.isEmpty ? "" : ": no value goes with \(names)")),
      mend: ending.mend, at: range, in: fragment?.source ?? check.source)
  }

  fileprivate static func noAnswer(
    _ check: Check, _ answers: [(path: String, value: String)], _ fragment: SourceFragment?
  ) -> Diagnostic {
    let list =
      answers.prefix(namesTold).map { "`\($0.path.shortened): \($0.value.shortened)`" }
      .joined(separator: ", ") + (answers.count > namesTold ? ", …" : "")
    return Diagnostic(
      .error, .noAnswer,
      LocalizedText(
        nl: "controle \(check.id) heeft geen antwoord bij \(list)",
        en: "check \(check.id) has no answer with \(list)"),
      mend: LocalizedText(
        nl: "geef ook dan een antwoord, bijvoorbeeld met `if … then … else …`",
        en: "give an answer then too, for instance with `if … then … else …`"),
      at: fragment?.wholeRange ?? check.range, in: fragment?.source ?? check.source)
  }

  fileprivate static func contradiction(
    _ one: Check, _ second: CheckedCheck, _ because: [String]
  ) -> Diagnostic {
    let names = list(because)
    let other = second.check
    let fragment = second.rule?.fragment
    return Diagnostic(
      .warning, .contradiction,
      LocalizedText(
        nl:
          "aan de controles \(one.id) en \(other.id) kan geen plan allebei voldoen"
          + (names.isEmpty ? "" : ": geen waarde past bij \(names)"),
        en: "no plan can meet both checks \(one.id) and \(other.id)"
          + (names.isEmpty ? "" : ": no value goes with \(names)")),
      mend: LocalizedText(
        nl: "verander een van beide, of laat een van beide niet altijd van toepassing zijn",
        en: "change one of them, or have one of them not always apply"),
      at: fragment?.wholeRange ?? other.range,
      in: fragment?.source ?? other.source)
  }

  fileprivate static func open(
    _ endings: [CheckAnalysis.Ending], _ check: Check, _ because: [String]
  ) -> Diagnostic {
    let (dutch, english) = (endings.map(\.words.nl), endings.map(\.words.en))
    let names = list(because)
    return Diagnostic(
      .remark, .checkNotAnalysed,
      LocalizedText(
        nl:
          "niet bekend of controle \(check.id) kan \(dutch.joined(separator: ", of "))"
          + (names.isEmpty ? "" : ": dat hangt af van \(names)"),
        en:
          "not known whether check \(check.id) can \(english.joined(separator: ", or "))"
          + (names.isEmpty ? "" : ": that depends on \(names)")
      ), at: check.range, in: check.source)
  }

  private static let namesTold = 3

  private static func list(_ names: [String]) -> String {
    names.prefix(namesTold).map { "'\($0.shortened)'" }.joined(separator: ", ")
  }
}
