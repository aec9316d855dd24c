/// What would leave a plan without a verdict, and what can't be meant so, found before there is a plan.
///
/// A ruleset that compiles can still have rules without an answer: an optional answer that is used
/// without a guard, the sum of nothing, an outcome that is none of the results. Whoever keeps the rules
/// is told with the place; assessing such a plan tells it too, as a ``RulesetFault``.
struct RulesetReview {
  private let ruleset: Ruleset
  private var reader: PresenceReader
  private let files: [String: SourceText]
  private var problems: [Diagnostic] = []
  /// Of what it tells that can happen, where a plan would show it.
  private(set) var goals: [WitnessGoal] = []
  /// A definition that many rules use is told once.
  private var told: Set<Presence.Cause> = []
  /// The checks that may have no answer for a cause that is told of.
  private var explained: Set<String> = []

  init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    reader = PresenceReader(ruleset)
    files = Dictionary(
      ruleset.model.identity.files.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func run() -> [Diagnostic] {
    for (index, checked) in ruleset.checked.criteria.enumerated() {
      review(ruleset.model.criteria[index], checked, index)
    }
    var outcome = OutcomeReview(ruleset)
    problems += outcome.run()
    var tables = TableReview(ruleset)
    problems += tables.run()
    goals += outcome.goals + tables.goals
    var checks = CheckReview(ruleset, explained: explained)
    problems += checks.run()
    goals += checks.goals
    problems += UnusedReview(ruleset).run()
    problems += TextReview(ruleset).run()
    return problems
  }

  private mutating func review(
    _ criterion: Criterion, _ checked: CheckedCriterion, _ place: Int
  ) {
    var known = PresenceReader.Known()
    if let condition = checked.applies {
      let result = LocalizedText(
        nl: "dan is niet te zeggen of criterium \(criterion.id) van toepassing is",
        en: "then it cannot be said whether criterion \(criterion.id) applies")
      known = review(
        condition, known, result, criterion.range, criterion.source,
        .check(criterion: place, check: 0), of: checked.checks)
    }
    for (index, part) in checked.checks.enumerated() {
      let check = part.check
      let target = WitnessGoal.Target.check(criterion: place, check: index)
      var around = known
      if let condition = part.applies {
        let result = LocalizedText(
          nl: "dan is niet te zeggen of controle \(check.id) van toepassing is",
          en: "then it cannot be said whether check \(check.id) applies")
        around = review(
          condition, around, result, check.range, check.source, target, of: [part])
      }
      if let rule = part.rule {
        let result = LocalizedText(
          nl: "dan heeft controle \(check.id) geen antwoord",
          en: "then check \(check.id) has no answer")
        _ = review(rule, around, result, check.range, check.source, target, of: [part])
      }
    }
  }

  /// - Returns: what is known besides, where the condition holds.
  private mutating func review(
    _ condition: CheckedFragment, _ known: PresenceReader.Known, _ result: LocalizedText,
    _ range: SourceRange, _ source: SourceText, _ target: WitnessGoal.Target,
    of checks: [CheckedCheck]
  ) -> PresenceReader.Known {
    let checked = condition.expression
    let frame = PresenceReader.Frame(origin: Remark.Origin(condition.fragment))
    let causes = reader.read(checked, known, frame).causes
    if !causes.isEmpty { explained.formUnion(checks.map(\.check.id)) }
    for cause in causes where told.insert(cause).inserted {
      let place = cause.place.flatMap { place in
        files[place.source].map { (source: $0, range: place.range) }
      }
      let problem = Diagnostic.mayBeNull(
        cause.kind, result, at: place?.range ?? range, in: place?.source ?? source)
      problems.append(problem)
      goals.append(WitnessGoal(diagnostic: problem, target: target))
    }
    return reader.learn(checked, true, known, frame)
  }
}

extension Ruleset {
  /// Everything in the rules that would leave some plan without a verdict, or that can't be meant so, as far as that is
  /// known before there is a plan. See ``DiagnosticCode``.
  ///
  /// Takes longer than compiling: for those who write rules, not for those who assess.
  public func review() -> [Diagnostic] {
    var review = RulesetReview(self)
    return review.run()
  }
}

extension Diagnostic {
  fileprivate static func mayBeNull(
    _ cause: Presence.Cause.Kind, _ result: LocalizedText, at range: SourceRange,
    in source: SourceText
  ) -> Diagnostic {
    switch cause {
    case .optional(let path):
      let short = path.split(separator: ".").last.map(String.init) ?? path
      return Diagnostic(
        .error, .mayBeNull,
        nl: "'\(path)' hoeft niet te zijn ingevuld, en \(result.nl)",
        en: "'\(path)' need not be given, and \(result.en)",
        mendNL: "vang dat op, bijvoorbeeld met `if \(short) = null then … else …` of met "
          + "`\(short) != null and …`, of laat `required: false` weg",
        mendEN: "guard it, for instance with `if \(short) = null then … else …` or with "
          + "`\(short) != null and …`, or leave out `required: false`",
        at: range, in: source)
    case .emptyList(let function):
      return Diagnostic(
        .error, .ofNothing,
        nl: "de lijst kan leeg zijn, en '\(function)' van niets is er niet: \(result.nl)",
        en: "the list may be empty, and there is no '\(function)' of nothing: \(result.en)",
        mendNL:
          "vang dat op, bijvoorbeeld met `if count(lijst) = 0 then 0 else \(function)(lijst)`",
        mendEN: "guard it, for instance with `if count(list) = 0 then 0 else \(function)(list)`",
        at: range, in: source)
    case .item:
      return Diagnostic(
        .error, .ofFewItems,
        nl: "de lijst kan korter zijn, en \(result.nl)",
        en: "the list may be shorter, and \(result.en)",
        mendNL: "vang dat op, bijvoorbeeld met `count(lijst) >= 1 and …`",
        mendEN: "guard it, for instance with `count(list) >= 1 and …`",
        at: range, in: source)
    case .written:
      return Diagnostic(
        .error, .writtenNull,
        nl: "hier kan `null` uitkomen, en \(result.nl)",
        en: "this may give `null`, and \(result.en)",
        mendNL: "geef in elk geval een antwoord", mendEN: "give an answer in every case",
        at: range, in: source)
    }
  }
}
