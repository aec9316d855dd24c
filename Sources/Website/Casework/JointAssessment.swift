import Rules

/// A text as the two market leaders see it together: what the rules say, and what both said alike, be it of what
/// people judge or in departing from a rule.
struct JointAssessment: Sendable {
  /// With what both said alike of what people judge.
  let view: PlanView
  /// What both said alike, by check.
  let agreed: [String: JudgementAnswer]
  let grounds: ConclusionGrounds

  /// - Parameters:
  ///   - view: made with ``agreed(_:)``.
  ///   - given: all judgements of the text.
  init(_ view: PlanView, _ given: [GivenJudgement]) {
    self.view = view
    agreed = Self.agreed(given)
    let said = Dictionary(grouping: given, by: \.checkId)
    var (differing, failing, open): ([String], [String], [String]) = ([], [], [])
    for finding in view.assessment.checks where finding.check.force == .condition {
      let id = finding.check.id
      if agreed[id] == nil, finding.isUnsettled(by: said[id] ?? []) {
        differing.append(id)
        continue
      }
      switch finding.verdict(departing: agreed) {
      case .fails: failing.append(id)
      case .undetermined: open.append(id)
      case .passes, .needsJudgement, .notApplicable: break
      }
    }
    grounds = ConclusionGrounds(
      differing: differing, failing: failing, open: open,
      isIndicative: view.edition.indication != nil)
  }

  /// What two insurers said alike, by check.
  static func agreed(_ given: [GivenJudgement]) -> [String: JudgementAnswer] {
    var agreed: [String: JudgementAnswer] = [:]
    for (check, given) in Dictionary(grouping: given, by: \.checkId) {
      guard given.count == 2, given[0].holds == given[1].holds else { continue }
      agreed[check] = JudgementAnswer(
        holds: given[0].holds,
        explanation: given.sorted { $0.insurer < $1.insurer }.map(\.reason).filter(\.hasWords)
          .joined(separator: "\n"),
        author: .reviewer)
    }
    return agreed
  }

  func verdict(_ finding: CheckFinding) -> Verdict { finding.verdict(departing: agreed) }

  /// Of what is settled; see ``differs(_:)-(CriterionFinding)``.
  func verdict(_ finding: CriterionFinding) -> Verdict {
    finding.checks.filter { $0.check.force == .condition && !differs($0) }
      .reduce(.notApplicable) { $0.joined(with: verdict($1)) }
  }

  /// Whether the two do not say the same of a condition, so that it decides nothing.
  func differs(_ finding: CheckFinding) -> Bool { grounds.differing.contains(finding.check.id) }

  /// Whether a criterion hangs on something about which the two do not say the same: nothing else in it fails.
  func differs(_ finding: CriterionFinding) -> Bool {
    verdict(finding) != .fails && finding.checks.contains { differs($0) }
  }

  /// The checks of which both say otherwise than the rule.
  var departures: [CheckFinding] { view.assessment.checks.filter { departs($0) } }

  /// Whether both say otherwise than the rule.
  func departs(_ finding: CheckFinding) -> Bool { verdict(finding) != finding.verdict }
}

extension [GivenJudgement] {
  /// Grows with every judgement that is given or changed.
  var revision: Int { reduce(0) { $0 + $1.number } }
}

extension CheckFinding {
  fileprivate func verdict(departing agreed: [String: JudgementAnswer]) -> Verdict {
    guard verdict != .notApplicable, let said = agreed[check.id] else { return verdict }
    return said.holds ? .passes : .fails
  }

  /// Whether a judgement says otherwise than the rule, or what it could not say.
  func isDeparted(by holds: Bool) -> Bool {
    switch verdict {
    case .passes: !holds
    case .fails: holds
    case .undetermined: true
    case .needsJudgement, .notApplicable: false
    }
  }

  /// Whether the two have something left to come to: a judgement that not both gave, or one that departs from
  /// the rule and is of one of them alone.
  fileprivate func isUnsettled(by given: [GivenJudgement]) -> Bool {
    verdict == .needsJudgement || given.contains { isDeparted(by: $0.holds) }
  }
}
