import Assess
import Rules

/// The letter with a decision: what was decided, by whom, on what conditions and sources.
enum LetterPages {
  @Sendable static func show(_ visit: Visit) async throws -> WebResponse {
    let dossier = try visit.theDossier()
    guard let conclusion = dossier.proceeding.conclusion, let leaders = dossier.leaders else {
      return visit.notFound()
    }
    let (joint, given, version) = try await visit.site.services.jointAssessment(dossier)
    let view = joint.view
    let names = try await visit.site.store.organisations()
    func name(_ code: String?) -> String {
      names.first { $0.code == code }.map { visit.words(of: $0) } ?? code ?? ""
    }
    let words = ReportWords(visit.language)
    let identity = view.model.identity
    let rules = "\(identity.title[visit.language]), \(identity.versionTitle[visit.language])"
    let head = try await visit.site.store.logHead(at: .confirm, of: dossier.id)
    let insurers = leaders.both.map { name($0) }
    let isApproved = dossier.stage == .approved
    let what = dossier.track.title[visit.language]
    let reference = try await visit.site.store.receipt(of: dossier.id)?.reference
    let submitted = dossier.proceeding.submittedDay.map { visit.day($0) } ?? ""
    var model: PageModel = [
      "from": insurers.map { HTMLText($0) },
      "about": [
        reference.map { visit.words("Kenmerk: \($0)", "Reference: \($0)") },
        visit.words("Ingediend op: \(submitted)", "Submitted on: \(submitted)"),
      ].compactMap { $0 },
      "to": HTMLText(dossier.owner.map { name($0) } ?? visit.say("De indiener", "The applicant")),
      "date": HTMLText(dossier.proceeding.decidedDay.map { visit.day($0) } ?? ""),
      "paragraphs": [
        HTMLText(
          isApproved
            ? visit.say(
              "Wij hebben uw \(what) '\(dossier.title)' goedgekeurd.",
              "We have approved your \(what) '\(dossier.title)'.")
            : visit.say(
              "Wij hebben uw \(what) '\(dossier.title)' afgekeurd (\(conclusion.conclusion.title.nl)).",
              "We have rejected your \(what) '\(dossier.title)' (\(conclusion.conclusion.title.en))."
            )),
        HTMLText(
          visit.say(
            "Wij nemen dit besluit samen, namens alle zorgverzekeraars.",
            "We take this decision together, on behalf of all insurers.")),
      ] + HTMLText.lines(conclusion.reason),
      "conditions": view.assessment.criteria.map { finding -> PageModel in
        [
          "name": HTMLText(finding.criterion.heading(visit.language)),
          "verdict": joint.differs(finding)
            ? visit.words("wij oordelen verschillend", "we judge differently")
            : HTMLText(words.verdict(joint.verdict(finding))),
        ]
      },
      "signed": insurers.map { HTMLText($0) },
      "basis": HTMLText(
        visit.say(
          "Beoordeeld volgens \(rules) (\(version.ruleset)). Versie \(version.number) van het plan, \(version.hash).",
          "Assessed by \(rules) (\(version.ruleset)). Version \(version.number) of the plan, \(version.hash)."
        )),
      "log": head.map {
        visit.words(
          "Het logboek stond bij dit besluit hier: \($0.spelled). Bewaar deze regel: daarmee kan later worden nagegaan dat niets van daarvoor is veranderd.",
          "At this decision the log stood here: \($0.spelled). Keep this line: with it can be verified later that nothing before was changed."
        ) as Any
      } ?? false,
      "closing": false,
      "indication": Casework.note(on: view.edition).map { visit.words($0) as Any } ?? false,
      "applied": leaders.both.flatMap { code in
        HTMLText.lines(
          conclusion.rules?[code].map {
            visit.say(
              "Waarom \(name(code)) deze regels toepast: \($0)",
              "Why \(name(code)) applies these rules: \($0)")
          } ?? "")
      },
      "w": visit.words.all([
        "to": ("Aan", "To"), "conditions": ("De voorwaarden", "The conditions"),
        "condition": ("Voorwaarde", "Condition"), "verdict": ("Oordeel", "Verdict"),
      ]),
    ]
    let told = Told(joint, given, name, visit)
    model["parts"] = [
      (visit.say("Waaraan het niet voldoet", "What is not met"), isApproved ? [] : told.unmet),
      (
        visit.say(
          "Waar wij anders oordelen dan de regels", "Where we judge otherwise than the rules"),
        told.departures
      ),
      (
        visit.say(
          "Waarover wij verschillend oordelen (dit besliste niet)",
          "What we judge differently (this decided nothing)"), told.differing
      ),
      (
        visit.say(
          "Waar u nog op kunt letten (dit besliste niet)",
          "What you may still look at (this decided nothing)"), told.expectations
      ),
    ].filter { !$0.1.isEmpty }.map { heading, items -> PageModel in
      ["heading": HTMLText(heading), "items": Told.byCondition(items)]
    }
    if isApproved, dossier.track == .quickTest {
      model["closing"] = visit.words(
        "U kunt het plan nu uitwerken en indienen.", "You can now work out the plan and submit it.")
    } else if !isApproved {
      model["closing"] = visit.words(
        dossier.mayBeRevised
          ? "Dit is geen oordeel over het idee. U kunt een aangepaste versie indienen."
          : "Dit is geen oordeel over het idee.",
        dossier.mayBeRevised
          ? "This is no judgement on the idea. You can submit a changed version."
          : "This is no judgement on the idea.")
    }
    return visit.page(
      "letter", model,
      title: isApproved
        ? visit.say("Besluit: goedgekeurd", "Decision: approved")
        : visit.say("Besluit: afgekeurd", "Decision: rejected"),
      trail: ("/plan/\(dossier.id)", dossier.title))
  }
}

/// What a letter says of the checks, each with its condition and the place in the source.
private struct Told {
  /// What is said of one check.
  struct Item {
    let condition: String
    let sentences: [String]
    let source: String
    /// Where the rules are told of; `nil` where there is no such page.
    let href: String?
  }

  /// The conditions that are not met, and why.
  var unmet: [Item] = []
  /// Where both say otherwise than the rule.
  var departures: [Item] = []
  /// Where the two do not say the same.
  var differing: [Item] = []
  /// What the sources expect and is not there; options are never told.
  var expectations: [Item] = []

  /// Each condition once, with all that is said of its checks.
  static func byCondition(_ items: [Item]) -> [PageModel] {
    var conditions: [(title: String, checks: [PageModel])] = []
    for item in items {
      if conditions.last?.title != item.condition { conditions.append((item.condition, [])) }
      conditions[conditions.count - 1].checks.append([
        "sentences": item.sentences.map { HTMLText($0) }, "source": HTMLText(item.source),
        "href": item.href.map { HTMLText($0) as Any } ?? false,
      ])
    }
    return conditions.map { ["condition": HTMLText($0.title), "checks": $0.checks] }
  }

  init(
    _ joint: JointAssessment, _ given: [GivenJudgement], _ name: (String?) -> String, _ visit: Visit
  ) {
    let model = joint.view.model
    let pages = visit.site.editions.pages(of: joint.view.edition)
    for criterion in joint.view.assessment.criteria {
      for finding in criterion.checks {
        let said = given.filter { $0.checkId == finding.check.id }.sorted {
          $0.insurer < $1.insurer
        }
        .map { judgement -> String in
          guard joint.differs(finding) else {
            return "\(name(judgement.insurer)): \(judgement.reason)"
          }
          let said = visit.say(
            "\(name(judgement.insurer)) vindt dat dit \(judgement.holds ? "wel" : "niet") zo is",
            "\(name(judgement.insurer)) finds that this is \(judgement.holds ? "so" : "not so")")
          return judgement.reason.hasWords ? "\(said): \(judgement.reason)" : "\(said)."
        }
        func item(_ sentences: [String]) -> Item {
          let source = finding.check.citations.first.map { citation in
            let document = model.source(citation.document)
            let section = document?.section(citation.section)?.title ?? citation.section
            return "\(document?.title ?? citation.document), \(section)"
          }
          return Item(
            condition: criterion.criterion.heading(visit.language), sentences: sentences,
            source: source ?? "",
            href: pages?.address(
              of: model.identity.ruleset, model.identity.version, at: .code(finding.check.id)))
        }
        let found = finding.reasons.prefix(Self.reasonsTold).map { $0[visit.language] }
        switch finding.check.force {
        case .condition where joint.differs(finding):
          differing.append(item(["\(finding.check.title[visit.language])."] + said))
        case .condition where joint.departs(finding):
          departures.append(item(Self.departure(finding, joint.verdict(finding), visit) + said))
          if joint.verdict(finding) == .fails {
            unmet.append(item([Self.denied(finding.check, visit)] + said))
          }
        case .condition where joint.verdict(finding) == .fails:
          // The words for passing are no reason, and those for failing say more than a title.
          let isFound = finding.judgement == nil || finding.check.judgement?.moment == .fails
          let why = isFound && !found.isEmpty ? Array(found) : [Self.denied(finding.check, visit)]
          unmet.append(item(why + said))
        case .expectation where finding.verdict == .fails: expectations.append(item(Array(found)))
        case .condition, .expectation, .option: break
        }
      }
    }
  }

  /// How many sentences of one check are told.
  private static let reasonsTold = 3

  /// What the title of a check states, said not to be so.
  private static func denied(_ check: Check, _ visit: Visit) -> String {
    visit.say(
      "Dit is volgens ons niet zo: \(check.title.nl).",
      "This is not so, we find: \(check.title.en).")
  }

  private static func departure(
    _ finding: CheckFinding, _ verdict: Verdict, _ visit: Visit
  ) -> [String] {
    let words = ReportWords(visit.language)
    let rule =
      finding.verdict == .undetermined
      ? visit.say("Niet alle antwoorden zijn er", "Not all answers are there")
      : visit.say(
        "Volgens de regels: \(words.verdict(finding.verdict))",
        "By the rules: \(words.verdict(finding.verdict))")
    return [
      visit.say(
        "\(finding.check.title.nl). \(rule). Wij oordelen samen: \(words.verdict(verdict)).",
        "\(finding.check.title.en). \(rule). We judge together: \(words.verdict(verdict)).")
    ]
  }
}
