import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

private let leaders = Leaders(first: "een", second: "twee")
private let met = ConclusionGrounds()
private let unmet = ConclusionGrounds(failing: ["C2.1"])
private let unknown = ConclusionGrounds(open: ["C4.3"])
private let differing = ConclusionGrounds(differing: ["C1.4"])
/// One condition is settled, about another they still differ.
private let settledInPart = ConclusionGrounds(differing: ["C1.4"], failing: ["C2.1"])
private let indicative = ConclusionGrounds(isIndicative: true)

@Suite("A proceeding")
struct ProceedingTests {
  private let day = CalendarDate(year: 2026, month: 3, day: 2) ?? .epoch
  private let parties: [Party] = [
    .applicant, .insurer("een"), .insurer("twee"), .insurer("drie"),
  ]

  private func after(
    _ steps: [(Action, Party, Int)], track: Track = .plan
  ) throws -> Proceeding {
    var proceeding = Proceeding(track)
    for (action, party, days) in steps {
      try proceeding.apply(action, by: party, on: try #require(day.adding(days: days)))
    }
    return proceeding
  }

  private func submitted() throws -> [(Action, Party, Int)] {
    [
      (.submit(try #require(leaders)), .applicant, 0), (.start, .insurer("een"), 1),
    ]
  }

  private func agreed() throws -> [(Action, Party, Int)] {
    try submitted() + [
      (.handIn(agrees: true, reason: "goed"), .insurer("een"), 5),
      (.handIn(agrees: true, reason: "goed"), .insurer("twee"), 6),
    ]
  }

  @Test("a plan goes from draft to approved as the kader describes")
  func wholeWay() throws {
    let steps =
      try agreed() + [
        (.propose(.approve, reason: "akkoord", on: met), .insurer("twee"), 7),
        (.confirm(), .insurer("een"), 8), (.inquire(question: "Waarom?"), .insurer("drie"), 9),
        (.propose(.approve, reason: "definitief", on: met), .insurer("een"), 23),
        (.confirm(), .insurer("twee"), 24),
      ]
    let stages: [Stage] = [
      .submitted, .assessing, .assessing, .assessing, .assessing, .intended, .intended, .intended,
      .approved,
    ]
    for count in steps.indices {
      #expect(try after(Array(steps.prefix(count + 1))).stage == stages[count])
    }
  }

  @Test("a quick test is decided without the two weeks of the others")
  func quickTest() throws {
    let steps =
      try agreed() + [
        (.propose(.approve, reason: "akkoord", on: met), .insurer("een"), 7),
        (.confirm(), .insurer("twee"), 7),
      ]
    #expect(try after(steps, track: .quickTest).stage == .approved)
  }

  @Test("what may not be done is refused, and changes nothing")
  func refusals() throws {
    let other = Party.insurer("drie")
    let intended =
      try agreed() + [
        (.propose(.approve, reason: "ja", on: met), .insurer("een"), 7),
        (.confirm(), .insurer("twee"), 8),
      ]
    let end = day.dayNumber + 22
    let cases: [([(Action, Party, Int)], Action, Party, Int, Proceeding.Refusal)] = [
      ([], .start, .insurer("een"), 0, .notNow(.start, .draft)),
      (try submitted(), .start, .insurer("een"), 1, .notNow(.start, .assessing)),
      (Array(try submitted().prefix(1)), .start, .insurer("twee"), 1, .notYou(.start)),
      (try submitted(), .handIn(agrees: true, reason: "goed"), other, 2, .notYou(.handIn)),
      (try submitted(), .handIn(agrees: true, reason: " "), .insurer("een"), 2, .reasonMissing),
      (
        try submitted() + [(.handIn(agrees: true, reason: "goed"), .insurer("een"), 5)],
        .handIn(agrees: false, reason: "toch niet"), .insurer("een"), 7, .alreadyHandedIn
      ),
      (
        try agreed() + [(.propose(.approve, reason: "ja", on: met), .insurer("een"), 7)],
        .handIn(agrees: false, reason: "toch niet"), .insurer("twee"), 7, .proposalOpen
      ),
      (
        try submitted(), .propose(.approve, reason: "ja", on: met), .insurer("een"), 3,
        .opinionsMissing
      ),
      (
        try agreed(), .propose(.approve, reason: "ja", on: indicative), .insurer("een"), 7,
        .rulesReasonMissing
      ),
      (
        try agreed() + [
          (.propose(.approve, reason: "ja", on: indicative, rules: "om"), .insurer("een"), 7)
        ], .confirm(rules: " "), .insurer("twee"), 7, .rulesReasonMissing
      ),
      (
        try submitted() + [
          (.handIn(agrees: true, reason: "goed"), .insurer("een"), 5),
          (.handIn(agrees: false, reason: "niet"), .insurer("twee"), 6),
        ], .propose(.approve, reason: "ja", on: met), .insurer("een"), 7, .opinionsDiffer
      ),
      (
        try agreed() + [(.propose(.approve, reason: "ja", on: met), .insurer("een"), 7)],
        .confirm(),
        .insurer("een"), 7, .ownProposal
      ),
      (
        try agreed() + [(.propose(.approve, reason: "ja", on: met), .insurer("een"), 7)],
        .propose(.reject, reason: "nee", on: unmet), .insurer("twee"), 7, .proposalOpen
      ),
      (try agreed(), .confirm(), .insurer("een"), 7, .noProposal),
      (
        try agreed(), .propose(.approve, reason: "ja", on: differing), .insurer("een"), 7,
        .judgementsDiffer(["C1.4"])
      ),
      (
        try agreed(), .propose(.rejectForNow, reason: "nee", on: differing), .insurer("een"), 7,
        .judgementsDiffer(["C1.4"])
      ),
      (
        try agreed(), .propose(.approve, reason: "ja", on: settledInPart), .insurer("een"), 7,
        .judgementsDiffer(["C1.4"])
      ),
      (
        try agreed(), .propose(.approve, reason: "ja", on: unmet), .insurer("een"), 7,
        .notMet(["C2.1"])
      ),
      (try agreed(), .propose(.reject, reason: "nee", on: met), .insurer("een"), 7, .allMet),
      (
        try agreed(), .propose(.approve, reason: "ja", on: unknown), .insurer("een"), 7,
        .notKnown(["C4.3"])
      ),
      (
        intended, .propose(.approve, reason: "toch", on: unmet), .insurer("een"), 24,
        .notMet(["C2.1"])
      ),
      (
        intended, .propose(.approve, reason: "nu al", on: met), .insurer("een"), 22,
        .windowOpen(until: end)
      ),
      (intended, .inquire(question: "Waarom?"), other, 23, .windowClosed),
      (intended, .inquire(question: "Waarom?"), .insurer("een"), 9, .notYou(.inquire)),
      (try submitted(), .setFlag(.queued), .insurer("een"), 3, .notQueueable),
      (
        intended + [(.setFlag(.queued), .insurer("een"), 9)], .setFlag(.funded), .insurer("een"),
        9, .queuedAndFunded
      ),
    ]
    for (steps, action, party, days, refusal) in cases {
      var proceeding = try after(steps)
      let before = proceeding
      #expect(throws: refusal) {
        try proceeding.apply(action, by: party, on: try #require(day.adding(days: days)))
      }
      #expect(proceeding == before)
    }
  }

  @Test("the four weeks stand still while the applicant adds, unless it is chosen otherwise")
  func deadlines() throws {
    let steps = try submitted() + [(.askMore(points: "meer"), .insurer("twee"), 10)]
    let at = { (days: Int) in try #require(day.adding(days: days)) }
    let paused = try after(steps)
    #expect(paused.deadline(on: try at(15))?.isPaused == true)
    #expect(paused.deadline(on: try at(15))?.net == 10)
    #expect(paused.deadline(on: try at(15))?.gross == 15)
    let again = try after(steps + [(.supply, .applicant, 20)])
    #expect(again.deadline(on: try at(20))?.due == day.adding(days: 38))
    #expect(again.deadline(on: try at(40))?.left == -2)
    let running = Procedure.Clock(stopsForInformation: false)
    #expect(again.deadline(on: try at(20), running)?.due == day.adding(days: 28))
    #expect(again.opinions.isEmpty)
  }

  @Test("an opinion is not for the other insurer until both are in")
  func hidden() throws {
    let one = try after(
      submitted() + [(.handIn(agrees: false, reason: "geheim"), .insurer("een"), 3)])
    #expect(one.visibleOpinions(to: "een").count == 1)
    #expect(one.visibleOpinions(to: "twee").isEmpty)
    #expect(!one.mayJudge("een") && one.mayJudge("twee"))
    let both = try after(agreed())
    #expect(both.visibleOpinions(to: "twee").count == 2)
    #expect(both.mayJudge("een") && both.mayJudge("twee"))
  }

  /// From stage to stage, as the process is drawn, written down apart from the table of steps.
  private static let arrows: [Track: Set<[Stage]>] = [
    .quickTest: [
      [.draft, .submitted], [.submitted, .assessing], [.assessing, .moreInformation],
      [.moreInformation, .assessing], [.assessing, .approved], [.assessing, .rejected],
      [.assessing, .discontinued], [.draft, .lapsed], [.submitted, .lapsed],
    ],
    .plan: [
      [.draft, .submitted], [.submitted, .assessing], [.assessing, .moreInformation],
      [.moreInformation, .assessing], [.assessing, .intended], [.assessing, .rejected],
      [.assessing, .discontinued], [.intended, .approved], [.intended, .rejected],
      [.intended, .discontinued], [.draft, .lapsed], [.submitted, .lapsed],
    ],
  ]

  @Test("whatever is tried in whatever order, the rules of the procedure hold", )
  func model() throws {
    var dice = SeededDice(state: 5)
    var seen: Set<[Stage]> = []
    for track in Track.allCases {
      for _ in 0..<1_200 {
        var proceeding = Proceeding(track)
        var now = day
        for _ in 0..<200 {
          now = now.adding(days: dice.below(6)) ?? now
          let before = proceeding
          let party = dice.pick(parties)
          let action = try action(&dice)
          let isTaken = (try? proceeding.apply(action, by: party, on: now)) != nil
          guard isTaken else {
            #expect(proceeding == before)
            continue
          }
          #expect(before.allows(action.kind, by: party))
          check(before, proceeding, action, party, now)
          if before.stage != proceeding.stage { seen.insert([before.stage, proceeding.stage]) }
        }
      }
    }
    // Nothing is shown by what was never reached.
    let drawn = Self.arrows.values.reduce(into: Set<[Stage]>()) { $0.formUnion($1) }
    #expect(drawn.symmetricDifference(seen) == [])
  }

  private func check(
    _ before: Proceeding, _ after: Proceeding, _ action: Action, _ party: Party,
    _ now: CalendarDate
  ) {
    if before.stage != after.stage {
      #expect(Self.arrows[after.track]?.contains([before.stage, after.stage]) ?? false)
      #expect(!before.stage.isFinal)
    }
    // Money marks. Source: S3 210-213.
    if after.flags.contains(.queued) {
      #expect(after.stage == .intended || after.stage == .approved)
    }
    #expect(!(after.flags.contains(.queued) && after.flags.contains(.funded)))
    // What a letter says of the conditions bears its decision.
    if case .propose(let conclusion, _, let grounds, _) = action, conclusion != .discontinue {
      // What is still between them does not matter where another condition settles it.
      #expect(grounds.differing.isEmpty || conclusion != .approve && !grounds.failing.isEmpty)
      #expect(grounds.failing.isEmpty == (conclusion == .approve))
      #expect(grounds.open.isEmpty || conclusion != .approve)
    }
    // Rules that are not those of the day decide nothing unless both say why they are applied.
    if case .propose(let conclusion, _, let grounds, let rules) = action, grounds.isIndicative {
      #expect(!rules.isEmpty || conclusion == .discontinue)
    }
    // Four eyes, of two insurers, on every decision.
    if after.conclusion != before.conclusion {
      #expect(before.proposal?.needsRulesReason != true || after.conclusion?.rules?.count == 2)
      #expect(action.kind == .confirm)
      #expect(before.proposal.map { .insurer($0.by) != party } ?? false)
      #expect(after.leaders?.both.contains { .insurer($0) == party } ?? false)
    }
    if after.stage == .intended || after.stage == .approved {
      #expect(after.opinions.count == 2 && after.opinions.values.allSatisfy(\.agrees))
    }
    if after.track == .plan, after.stage == .approved, let opened = after.intendedDay,
      let decided = after.decidedDay
    {
      #expect(decided > opened + Procedure.inquiry.days)
    }
  }

  private func action(_ dice: inout SeededDice) throws -> Action {
    let reason = dice.below(8) == 0 ? "" : "omdat"
    switch dice.below(14) {
    case 0: return .submit(try #require(leaders))
    case 1: return .start
    case 2: return .askMore(points: reason)
    case 3: return .supply
    case 4, 5, 6: return .handIn(agrees: dice.below(4) > 0, reason: reason)
    case 7, 8:
      let conclusion = dice.below(2) == 0 ? .approve : dice.pick(Conclusion.allCases)
      return .propose(
        conclusion, reason: reason,
        on: dice.pick([met, met, unmet, unknown, differing, settledInPart, indicative]),
        rules: dice.below(4) == 0 ? reason : "")
    case 9, 10: return .confirm(rules: dice.below(2) == 0 ? reason : "")
    case 11: return dice.below(3) == 0 ? .decline(reason: reason) : .inquire(question: reason)
    case 12: return dice.below(20) == 0 ? .withdraw(reason: reason) : .confirm()
    default:
      let flag = dice.pick(StageFlag.allCases)
      return dice.below(3) == 0 ? .clearFlag(flag) : .setFlag(flag)
    }
  }
}
