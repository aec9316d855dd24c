import Assess
import Rules
import Testing

@testable import Website

/// What two insurers say of a check, beside what its rule says, and what a conclusion may then be.
@Suite("A joint assessment")
struct JointAssessmentTests {
  /// What is wrong about a check, as the grounds of a conclusion have it.
  private enum Ground: String {
    case settled, differing, failing, open
  }

  /// By what the rule says: what it comes to for what the first and the second say, of nothing, yes and no.
  private static let table: [(rule: String, verdict: Verdict, rows: [[Ground]])] = [
    (
      "rule: bedrag > 0", .passes,
      [
        [.settled, .settled, .differing], [.settled, .settled, .differing],
        [.differing, .differing, .failing],
      ]
    ),
    (
      "rule: bedrag < 0", .fails,
      [
        [.failing, .differing, .failing], [.differing, .settled, .differing],
        [.failing, .differing, .failing],
      ]
    ),
    (
      "rule: ander > 0", .undetermined,
      [
        [.open, .differing, .differing], [.differing, .settled, .differing],
        [.differing, .differing, .failing],
      ]
    ),
    (
      "judgement: { question: { nl: Goed?, en: Good? }, guidance: { nl: Kijk, en: Look } }",
      .needsJudgement,
      [
        [.differing, .differing, .differing], [.differing, .settled, .differing],
        [.differing, .differing, .failing],
      ]
    ),
  ]

  @Test("settles a check by what both say, and a conclusion follows from what is settled")
  func everyCombination() throws {
    let said: [Bool?] = [nil, true, false]
    for (rule, verdict, rows) in Self.table {
      let view = try Self.view(rule)
      #expect(view.assessment.checks[0].verdict == verdict, "\(rule)")
      for (first, row) in zip(said, rows) {
        for (second, expected) in zip(said, row) {
          let given = [("een", first), ("twee", second)].compactMap { insurer, holds in
            holds.map {
              GivenJudgement(
                dossier: "d", version: 1, insurer: insurer, checkId: "C1.1", holds: $0,
                reason: "omdat", account: 1, number: 1)
            }
          }
          let agreed = JointAssessment.agreed(given)
          let joint = JointAssessment(try Self.view(rule, agreed), given)
          let grounds = joint.grounds
          let found: [(Ground, [String])] = [
            (.differing, grounds.differing), (.failing, grounds.failing), (.open, grounds.open),
          ]
          let row = "\(rule): \(first as Any), \(second as Any)"
          #expect(
            found.filter { !$0.1.isEmpty }.map(\.0) == (expected == .settled ? [] : [expected]),
            "\(row)")
          #expect(joint.differs(joint.view.assessment.checks[0]) == (expected == .differing))
          let mayApprove = grounds.refusals(of: .approve).isEmpty
          let mayReject = grounds.refusals(of: .reject).isEmpty
          #expect(mayApprove == (expected == .settled), "\(row)")
          #expect(mayReject == (expected == .failing), "\(row)")
          #expect(grounds.refusals(of: .discontinue).isEmpty, "\(row)")
          // Whoever may conclude has a letter that says why.
          if mayReject { #expect(joint.verdict(joint.view.assessment.criteria[0]) == .fails) }
          if mayApprove { #expect(joint.verdict(joint.view.assessment.criteria[0]) == .passes) }
        }
      }
    }
  }

  /// A plan with one answer of two, by a ruleset of one check.
  private static func view(
    _ rule: String, _ judgements: [String: JudgementAnswer] = [:]
  ) throws -> PlanView {
    let folder = try RulesetFolder(
      reading: SourceText(
        name: "ruleset.yaml",
        text: """
          ruleset: a/b
          title: { nl: A, en: A }
          authority: { nl: A, en: A }
          about: { nl: A, en: A }
          submission date: dag
          plan title: titel
          versions:
            - version: v1
              valid from: 2023-01-01
              title: { nl: A, en: A }
              changes: { nl: A, en: A }
              files: [a.yaml, c.yaml]
          """))
    let reasons =
      rule.hasPrefix("rule") ? "    passes: { nl: P, en: P }\n    fails: { nl: F, en: F }" : ""
    let files = [
      SourceText(
        name: "a.yaml",
        text: """
          sources:
            k: { title: K, publisher: P, date: 2023-01-10, sections: { s: S } }
          vocabulary:
            dag: { type: date, label: { nl: Dag, en: Day } }
            titel: { type: string, label: { nl: Titel, en: Title } }
            bedrag: { type: number, label: { nl: Bedrag, en: Amount } }
            ander: { type: number, label: { nl: Ander, en: Other } }
          outcome:
            source: k#s
            decide: 'if C1 != false then "ja" else "nee"'
            results:
              ja: { effect: positive, title: { nl: Ja, en: Yes }, text: { nl: Ja, en: Yes } }
              nee: { effect: negative, title: { nl: Nee, en: No }, text: { nl: Nee, en: No } }
            undecided:
              answers missing: { title: { nl: O, en: O }, text: { nl: O, en: O } }
              judgement needed: { title: { nl: B, en: B }, text: { nl: B, en: B } }
          """),
      SourceText(
        name: "c.yaml",
        text: """
          criterion: C1
          number: 1
          title: { nl: A, en: A }
          requirement: { nl: A, en: A }
          source: k#s
          checks:
            - check: C1.1
              title: { nl: A, en: A }
              source: k#s
              basis: source
              force: condition
              words: { nl: A, en: A }
              \(rule)
          \(reasons)
          """),
    ]
    let model = try RulesetModel(of: folder, version: folder.versions[0], files: files)
    let plan = try PlanFile.draft(Array("dag: 2023-02-01\ntitel: T\nbedrag: 1\n".utf8), name: "p")
    return try PlanView(
      "k", plan, by: Edition(try Ruleset(compiling: model)), judgements: judgements,
      at: DateAndTime(date: .epoch, time: .midnightUTC), questionsBy: nil)
  }
}
