import Assess
import Rules

/// What the page of an opinion, a proposal or a confirmation says before its form.
extension StepPages {
  /// What one's own organisation says is not met, before it says whether it agrees.
  static func beforeOpinion(_ visit: Visit, _ dossier: Dossier) async throws -> StepPreface {
    let (view, _) = try await visit.site.services.submittedView(dossier)
    let mine = try await visit.casework.seenJudgements(dossier).mine
    let unmet = view.assessment.checks.filter { finding in
      finding.check.force == .condition && finding.verdict != .notApplicable
        && (mine[finding.check.id].map { !$0.holds } ?? (finding.verdict == .fails))
    }
    guard !unmet.isEmpty else { return StepPreface() }
    let section = StepSection(
      anchor: "voldoet-niet",
      heading: visit.words(
        "Dit voldoet nu niet, volgens de regels en uw oordelen",
        "This is not met, by the rules and your judgements"),
      about: visit.words(
        "'Akkoord' past hier niet bij. Goedkeuren kan pas als u en de andere marktleider dit allebei anders zien.",
        "'Agreed' does not go with this. Approval takes both you and the other market leader to see it otherwise."
      ),
      items: CheckLinks(dossier, view, visit).items(unmet.map(\.check.id)))
    return StepPreface(sections: [section])
  }

  /// What can be proposed or confirmed, and what the letter will say.
  static func concluding(
    _ kind: Action.Kind, _ visit: Visit, _ dossier: Dossier
  ) async throws -> StepPreface {
    let proceeding = dossier.proceeding
    var preface = StepPreface()
    var grounds = ConclusionGrounds()
    var links: CheckLinks?
    // What the other says is hidden until both are in.
    if proceeding.areOpinionsIn {
      let (joint, given, _) = try await visit.site.services.jointAssessment(dossier)
      let said = CheckLinks.said(given, visit, try await visit.organisationNames())
      let ways = CheckLinks(dossier, joint.view, visit, said: said)
      preface.sections = weighing(joint, ways, visit)
      preface.judged = given.revision
      (grounds, links) = (joint.grounds, ways)
      let isAsked =
        kind == .propose ? grounds.isIndicative : proceeding.proposal?.needsRulesReason == true
      if isAsked {
        preface.note = Casework.note(on: joint.view.edition)
        preface.rulesLabel =
          kind == .propose
          ? LocalizedText(
            nl: "Waarom past u deze regels toe? (Niet nodig bij 'geen vervolg'.)",
            en: "Why do you apply these rules? (Not needed for 'discontinued'.)")
          : LocalizedText(
            nl: "Waarom past u deze regels toe?", en: "Why do you apply these rules?")
      }
    }
    if kind == .propose {
      let refused = preface.conclusions.flatMap { conclusion in
        proceeding.refusals(of: conclusion, grounds, on: visit.today.dayNumber)
          .map { (conclusion, $0) }
      }
      preface.conclusions.removeAll { conclusion in refused.contains { $0.0 == conclusion } }
      preface.obstacles = obstacles(refused, links, visit, dossier)
    }
    return preface
  }

  /// Conclusions that do not follow, and why; several that fail for one reason are told of together.
  private static func obstacles(
    _ refused: [(Conclusion, Proceeding.Refusal)], _ links: CheckLinks?, _ visit: Visit,
    _ dossier: Dossier
  ) -> [StepSection.Line] {
    var reasons: [(conclusions: [Conclusion], refusal: Proceeding.Refusal)] = []
    for (conclusion, refusal) in refused {
      if let index = reasons.firstIndex(where: { $0.refusal == refusal }) {
        reasons[index].conclusions.append(conclusion)
      } else {
        reasons.append(([conclusion], refusal))
      }
    }
    return reasons.map { reason in
      let names = reason.conclusions.map { "'\($0.title[visit.language])'" }
      let message = reason.refusal.message(dossier.track)[visit.language]
      let checks: [String] =
        switch reason.refusal {
        case .judgementsDiffer(let checks), .notKnown(let checks): checks
        default: []
        }
      return StepSection.Line(
        text: "\(names.joined(separator: ", ")): \(message).",
        links: checks.compactMap { links?.link($0) })
    }
  }

  /// About what the two differ, and what is not met.
  private static func weighing(
    _ joint: JointAssessment, _ links: CheckLinks, _ visit: Visit
  ) -> [StepSection] {
    // Where nothing fails, differences stand in the way and are told of with that.
    guard !joint.grounds.failing.isEmpty else { return [] }
    let failing = StepSection(
      anchor: "voldoet-niet",
      heading: visit.words("Hieraan voldoet het niet", "This is not met"),
      about: visit.words(
        "Dit volgt uit de regels en uit wat u allebei vindt. Zo komt het in de brief.",
        "This follows from the rules and from what you both say. The letter will say so."),
      items: links.items(joint.grounds.failing))
    let differing = StepSection(
      anchor: "verschillend",
      heading: visit.words(
        "Hierover oordeelt u nog verschillend", "You still judge this differently"),
      about: visit.words(
        "Het beslist niet mee. Beslist u nu, dan noemt de brief wat u elk vindt.",
        "It does not count. If you decide now, the letter says what each of you finds."),
      items: links.items(joint.grounds.differing))
    return [failing, differing].filter { !$0.items.isEmpty }
  }
}

/// The ways to the checks of a text, with what the two market leaders said of each.
struct CheckLinks {
  let dossier: Dossier
  let view: PlanView
  let visit: Visit
  /// By check.
  let said: [String: [String]]

  init(_ dossier: Dossier, _ view: PlanView, _ visit: Visit, said: [String: [String]] = [:]) {
    self.dossier = dossier
    self.view = view
    self.visit = visit
    self.said = said
  }

  /// What each insurer said of each check.
  static func said(
    _ given: [GivenJudgement], _ visit: Visit, _ name: (InsurerCode) -> String
  ) -> [String: [String]] {
    Dictionary(grouping: given.sorted { $0.insurer < $1.insurer }, by: \.checkId)
      .mapValues { $0.map { "\(name($0.insurer)): \(visit.word($0.holds)). \($0.reason)" } }
  }

  func link(_ id: String) -> StepSection.Link? {
    view.assessment.checks.first { $0.check.id == id }.map { finding in
      StepSection.Link(
        href: "/plan/\(dossier.id)/beoordelen/\(Form.encoded(id))",
        label: "\(id) \(finding.check.title[visit.language])", said: said[id] ?? [])
    }
  }

  /// Checks under their criteria.
  func items(_ checks: [String]) -> [StepSection.Item] {
    let told = Set(checks)
    return view.assessment.criteria.compactMap { criterion in
      let links = criterion.checks.map(\.check.id).filter { told.contains($0) }.compactMap(link)
      guard !links.isEmpty else { return nil }
      return StepSection.Item(
        title: visit.words(criterion.criterion.title),
        lines: links.map { StepSection.Line(links: [$0]) })
    }
  }
}
