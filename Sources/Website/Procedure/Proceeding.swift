import Rules

/// Where one quick test or plan stands in the procedure, and how it came there as far as that matters.
///
/// ``apply(_:by:on:)`` is the only way to change it.
struct Proceeding: Hashable, Codable, Sendable {
  struct Opinion: Hashable, Codable, Sendable {
    let agrees: Bool
    let reason: String
  }

  struct Proposal: Hashable, Codable, Sendable {
    let by: InsurerCode
    let conclusion: Conclusion
    let reason: String
    /// Why rules are applied that were not those of the day, by insurer; `nil` where they were.
    fileprivate(set) var rules: [InsurerCode: String]?

    /// Whether the other leader says too why those rules are applied.
    var needsRulesReason: Bool { rules != nil && conclusion != .discontinue }
  }

  /// Words that went with a step, for those who decide.
  struct Said: Hashable, Codable, Sendable {
    let kind: Action.Kind
    let by: InsurerCode
    let day: Int
    let words: String
    /// That it is not why the step was taken, but why rules are applied that were not those of the day.
    var isAboutRules: Bool?
  }

  struct Inquiry: Hashable, Codable, Sendable {
    let by: InsurerCode
    let day: Int
    let question: String
  }

  let track: Track
  private(set) var stage = Stage.draft
  private(set) var leaders: Leaders?
  private(set) var opinions: [InsurerCode: Opinion] = [:]
  /// What one leader proposed and the other has not answered yet.
  private(set) var proposal: Proposal?
  /// What both came to.
  private(set) var conclusion: Proposal?
  private(set) var inquiries: [Inquiry] = []
  /// What was asked of the applicant, proposed and declined, in order; opinions and questions stand by
  /// themselves. `nil` where it began before such words were kept.
  private(set) var said: [Said]?
  private(set) var flags: Set<StageFlag> = []
  /// What the applicant has to mend, in the words of the insurers.
  private(set) var points: String?
  // Days are numbers of `CalendarDate.dayNumber`.
  private(set) var submittedDay: Int?
  private(set) var pausedDay: Int?
  private(set) var pausedDays = 0
  private(set) var intendedDay: Int?
  private(set) var decidedDay: Int?

  init(_ track: Track) { self.track = track }

  /// Why a step can't be taken.
  enum Refusal: Error, Hashable, Sendable {
    case notNow(Action.Kind, Stage)
    case notYou(Action.Kind)
    case reasonMissing
    /// Rules that were not those of the day, and no reason for applying them.
    case rulesReasonMissing
    case alreadyHandedIn
    case opinionsMissing
    case opinionsDiffer
    /// By check.
    case judgementsDiffer([String])
    /// Conditions that are not met, by check.
    case notMet([String])
    /// Conditions of which it is not known whether they are met, by check.
    case notKnown([String])
    /// Every condition is met.
    case allMet
    case proposalOpen
    case noProposal
    case ownProposal
    case windowOpen(until: Int)
    case windowClosed
    case notQueueable
    case queuedAndFunded
    case flagAsIs
  }

  /// Takes one step.
  ///
  /// - Throws: why not; nothing is changed then.
  mutating func apply(_ action: Action, by party: Party, on day: CalendarDate) throws(Refusal) {
    var next = self
    try next.take(action, by: party, on: day.dayNumber)
    self = next
  }

  /// Whether somebody may take a step now, whatever its words.
  func allows(_ kind: Action.Kind, by party: Party) -> Bool {
    isFor(kind, party) && Procedure.step(kind).map(isOpen) ?? false
  }

  /// Whether a step is one that somebody takes at some stage.
  func isFor(_ kind: Action.Kind, _ party: Party) -> Bool {
    guard let step = Procedure.step(kind) else { return false }
    return step.tracks.contains(track) && isParty(party, step.by)
  }

  /// Whether a step can be taken at this stage, by whomever it is for.
  private func isOpen(_ step: Procedure.Step) -> Bool {
    step.tracks.contains(track) && step.from.contains(stage)
  }

  /// The steps that it makes sense to offer somebody on a day. Their words and choices may still be refused.
  func steps(of party: Party, on day: CalendarDate) -> [Action.Kind] {
    Action.Kind.allCases.filter { kind in
      guard allows(kind, by: party) else { return false }
      switch kind {
      case .confirm, .decline: return proposal.map { party != .insurer($0.by) } ?? false
      case .propose, .askMore: return proposal == nil
      case .handIn:
        guard case .insurer(let code) = party else { return false }
        return mayJudge(code)
      case .clearFlag: return !flags.isEmpty
      case .inquire: return takesInquiries(on: day)
      case .submit, .start, .supply, .withdraw, .setFlag: return true
      }
    }
  }

  private func isParty(_ party: Party, _ kind: Party.Kind) -> Bool {
    switch (kind, party) {
    case (.applicant, .applicant): true
    case (.firstLeader, .insurer(let code)): code == leaders?.first
    case (.leader, .insurer(let code)): leaders?.both.contains(code) ?? false
    case (.otherInsurer, .insurer(let code)): leaders.map { !$0.both.contains(code) } ?? false
    default: false
    }
  }

  private mutating func take(_ action: Action, by party: Party, on day: Int) throws(Refusal) {
    guard let step = Procedure.step(action.kind), isOpen(step) else {
      throw .notNow(action.kind, stage)
    }
    guard isFor(action.kind, party) else { throw .notYou(action.kind) }
    if let reason = action.reason, !reason.hasWords {
      throw .reasonMissing
    }
    if [.askMore, .propose, .decline].contains(action.kind), case .insurer(let code) = party,
      let words = action.reason
    {
      said = (said ?? []) + [Said(kind: action.kind, by: code, day: day, words: words)]
    }
    switch action {
    case .submit(let leaders):
      self.leaders = leaders
      submittedDay = day
      stage = .submitted
    case .start: stage = .assessing
    case .askMore(let points):
      if proposal != nil { throw .proposalOpen }
      self.points = points
      pausedDay = day
      stage = .moreInformation
    case .supply:
      // What was said of the former version is no opinion on this one.
      opinions = [:]
      pausedDays += max(0, day - (pausedDay ?? day))
      pausedDay = nil
      stage = .assessing
    case .handIn(let agrees, let reason):
      guard case .insurer(let code) = party else { throw .notYou(.handIn) }
      if proposal != nil { throw .proposalOpen }
      // Once both are in, each may change its own to come to one view.
      if opinions[code] != nil, !areOpinionsIn { throw .alreadyHandedIn }
      opinions[code] = Opinion(agrees: agrees, reason: reason)
    case .propose(let conclusion, let reason, let grounds, let rules):
      guard case .insurer(let code) = party else { throw .notYou(.propose) }
      if let refusal = refusals(of: conclusion, grounds, on: day).first { throw refusal }
      var proposal = Proposal(by: code, conclusion: conclusion, reason: reason)
      let isNeeded = grounds.needsRulesReason(for: conclusion)
      try add(rules, isNeeded, of: code, to: &proposal, by: .propose, on: day)
      self.proposal = proposal
    case .confirm(let rules):
      guard case .insurer(let code) = party else { throw .notYou(.confirm) }
      guard var proposal else { throw .noProposal }
      if code == proposal.by { throw .ownProposal }
      try add(rules, proposal.needsRulesReason, of: code, to: &proposal, by: .confirm, on: day)
      self.proposal = nil
      conclude(proposal, on: day)
    case .decline:
      guard let proposal else { throw .noProposal }
      if party == .insurer(proposal.by) { throw .ownProposal }
      self.proposal = nil
    case .inquire(let question):
      guard case .insurer(let code) = party else { throw .notYou(.inquire) }
      guard takesInquiries(on: day) else { throw .windowClosed }
      inquiries.append(Inquiry(by: code, day: day, question: question))
    case .withdraw:
      pausedDay = nil
      proposal = nil
      flags = []
      stage = .lapsed
    case .setFlag(let flag): try setFlag(flag)
    case .clearFlag(let flag):
      guard flags.remove(flag) != nil else { throw .flagAsIs }
    }
  }

  /// Adds why one leader applies rules that were not those of the day.
  private mutating func add(
    _ rules: String, _ isNeeded: Bool, of code: InsurerCode, to proposal: inout Proposal,
    by kind: Action.Kind, on day: Int
  ) throws(Refusal) {
    guard rules.hasWords else {
      if isNeeded { throw .rulesReasonMissing }
      return
    }
    proposal.rules = (proposal.rules ?? [:]).merging([code: rules]) { $1 }
    said = (said ?? []) + [Said(kind: kind, by: code, day: day, words: rules, isAboutRules: true)]
  }

  /// Why a leader can't propose a conclusion on a day; nothing where it can.
  func refusals(of conclusion: Conclusion, _ grounds: ConclusionGrounds, on day: Int) -> [Refusal] {
    if proposal != nil { return [.proposalOpen] }
    // Stopping asks for no opinion on what is stopped.
    if conclusion == .discontinue { return [] }
    if stage == .intended {
      if let end = windowEnd, day <= end { return [.windowOpen(until: end)] }
    } else {
      guard areOpinionsIn else { return [.opinionsMissing] }
      if conclusion == .approve, opinions.values.contains(where: { !$0.agrees }) {
        return [.opinionsDiffer]
      }
    }
    return grounds.refusals(of: conclusion)
  }

  private mutating func conclude(_ proposal: Proposal, on day: Int) {
    conclusion = proposal
    switch proposal.conclusion {
    case .approve where track == .plan && stage == .assessing:
      intendedDay = day
      stage = .intended
      return
    case .approve: stage = .approved
    case .rejectForNow, .reject: stage = .rejected
    case .discontinue: stage = .discontinued
    }
    decidedDay = day
    if stage != .approved { flags = [] }
    flags.remove(.reserved)
  }

  private mutating func setFlag(_ flag: StageFlag) throws(Refusal) {
    if flags.contains(flag) { throw .flagAsIs }
    switch flag {
    case .queued:
      guard stage == .intended || stage == .approved else { throw .notQueueable }
      if flags.contains(.funded) { throw .queuedAndFunded }
    case .funded:
      guard stage == .intended || stage == .approved else { throw .notQueueable }
      if flags.contains(.queued) { throw .queuedAndFunded }
    case .reserved: if stage == .approved { throw .flagAsIs }
    }
    flags.insert(flag)
  }

  /// The last day on which the other insurers may ask.
  var windowEnd: Int? { intendedDay.map { $0 + Procedure.inquiry.days } }

  /// Whether the time in which the other insurers may ask is not over.
  func takesInquiries(on day: CalendarDate) -> Bool { takesInquiries(on: day.dayNumber) }

  private func takesInquiries(on day: Int) -> Bool { windowEnd.map { day <= $0 } ?? true }

  /// Whether both leaders have handed in their opinions.
  var areOpinionsIn: Bool { leaders?.both.allSatisfy { opinions[$0] != nil } ?? false }

  /// Whether a leader may give or change judgements: until it has handed in, and again once both have,
  /// to come to one view, or to answer what other insurers asked.
  func mayJudge(_ code: InsurerCode) -> Bool {
    (stage == .assessing || stage == .intended) && proposal == nil
      && (leaders?.both.contains(code) ?? false)
      && (opinions[code] == nil || areOpinionsIn)
  }

  /// What one leader may know of the other's opinion: nothing until both are in.
  func visibleOpinions(to code: InsurerCode) -> [InsurerCode: Opinion] {
    areOpinionsIn ? opinions : opinions.filter { $0.key == code }
  }
}
