/// What the rule of a check, and whether it applies, come to: the one place that says it.
struct Ruling {
  let verdict: Verdict
  /// What is wrong with its rules, where nothing that is missing keeps it from being decided.
  private(set) var flaw: RulesetRun.Flaw?
  /// Of what is missing, where that is why it is open.
  let open: Unknown.Kinds
  /// Whether a person is asked about it, answered or not.
  private(set) var asksPerson = false
  /// Whether it is not known if it applies.
  let mayNotApply: Bool
  /// What the rule says; `nil` where there is none, or no answer.
  private(set) var ruleHolds: Bool?

  /// - Parameters:
  ///   - rule: what it gives, as a ``Truth``; `nil` where the check has none.
  ///   - applies: whether the check applies, as a ``Truth``.
  ///   - moment: for which answer of the rule a person is asked; `nil` where nobody is.
  ///   - answer: what a person said.
  init(rule: UInt8?, applies: UInt8, asksWhen moment: Judgement.Moment?, answer: JudgementAnswer?) {
    if applies == Truth.false {
      (verdict, open, mayNotApply) = (.notApplicable, [], false)
      return
    }
    mayNotApply = applies != Truth.true
    if applies == Truth.null {
      // Nobody can say whether it counts, so it is neither passed nor failed.
      (verdict, open, flaw) = (.undetermined, .fault, .applicability)
      return
    }
    var open = mayNotApply ? Truth.kinds(applies) : []
    var verdict = Verdict.undetermined
    let given = rule ?? Truth.true
    switch given {
    case Truth.true, Truth.false:
      let holds = given == Truth.true
      ruleHolds = rule == nil ? nil : holds
      verdict = holds ? .passes : .fails
      if let moment, rule == nil || moment == (holds ? .passes : .fails) {
        asksPerson = true
        verdict = .needsJudgement
        if let answer, answer.author == .reviewer { verdict = answer.holds ? .passes : .fails }
      }
      // Whether it applies at all is open, and "not applicable" is another verdict than these.
      if mayNotApply { verdict = .undetermined }
    case Truth.null:
      // A rule without an answer is never shown as a pass or as a "no". Where it is not even known
      // whether it applies, that is asked first.
      if !mayNotApply { (open, flaw) = (.fault, .rule) }
    default: open.formUnion(Truth.kinds(given))
    }
    if verdict == .undetermined, open.isDisjoint(with: [.answer, .fault]) {
      verdict = .needsJudgement
      asksPerson = true
      // What the rule can't say, a reviewer may.
      if let answer, answer.author == .reviewer, !mayNotApply {
        verdict = answer.holds ? .passes : .fails
      }
    }
    self.verdict = verdict
    self.open = open
  }
}

/// What the checks of a criterion come to together: those that are conditions.
struct JoinedRulings {
  private(set) var verdict = Verdict.notApplicable
  private(set) var tally = Tally()
  /// Of what keeps it open.
  private(set) var open: Unknown.Kinds = []

  mutating func add(_ ruling: Ruling) {
    guard ruling.verdict != .notApplicable else { return }
    verdict = verdict.joined(with: ruling.verdict)
    tally.count(ruling.verdict, mayNotApply: ruling.mayNotApply)
    switch ruling.verdict {
    case .passes, .fails, .notApplicable: break
    case .undetermined: open.formUnion(ruling.open)
    case .needsJudgement: open.formUnion(.judgement)
    }
  }

  /// What the outcome sees of it.
  var cell: Cell {
    switch verdict {
    case .passes: .boolean(true)
    case .fails: .boolean(false)
    case .notApplicable: .null
    case .undetermined, .needsJudgement: .unknown(open.rawValue)
    }
  }
}
