import Rules

extension Casework {
  /// The judgements that may be seen now: those of one's own organisation, and once both have handed
  /// in those of the other.
  struct SeenJudgements: Sendable {
    var mine: [String: GivenJudgement] = [:]
    var theirs: [String: GivenJudgement] = [:]
  }

  func seenJudgements(_ dossier: Dossier) async throws -> SeenJudgements {
    guard caller.relation(to: dossier) == .leader, let code = account?.organisation else {
      return SeenJudgements()
    }
    let all = try await store.judgements(of: dossier.id, version: dossier.version)
    let areIn = dossier.proceeding.areOpinionsIn
    var seen = SeenJudgements()
    for judgement in all {
      if judgement.insurer == code {
        seen.mine[judgement.checkId] = judgement
      } else if areIn {
        seen.theirs[judgement.checkId] = judgement
      }
    }
    return seen
  }

  /// Whether the text that was submitted has such a check, and the check says anything of it.
  func mayBeJudged(_ id: String, _ dossier: Dossier) async throws -> Bool {
    let (view, _) = try await services.submittedView(dossier)
    return view.assessment.checks.contains { $0.check.id == id && $0.verdict != .notApplicable }
  }

  /// Whether whoever judges so has to say why: of what is not met, and where the rules say otherwise or nothing.
  func asksReason(_ check: String, _ holds: Bool, _ dossier: Dossier) async throws -> Bool {
    guard holds else { return true }
    let (view, _) = try await services.submittedView(dossier)
    return view.assessment.checks.first { $0.check.id == check }?.isDeparted(by: holds) ?? true
  }

  /// Puts the judgement of the visitor's organisation.
  ///
  /// - Parameters:
  ///   - reason: may be empty where ``asksReason(_:_:_:)`` says so.
  ///   - basis: the number of the judgement that the person saw; zero where there was none.
  /// - Throws: `Store.StaleJudgement`, `Store.Conflict` or a `Proceeding.Refusal`.
  @discardableResult
  func judge(
    _ check: String, _ holds: Bool, _ reason: String, basis: Int, _ dossier: Dossier
  ) async throws -> GivenJudgement {
    guard let account, let number = account.id else { throw Store.Conflict.gone }
    if !reason.hasWords, try await asksReason(check, holds, dossier) {
      throw Proceeding.Refusal.reasonMissing
    }
    // No number goes on for ever: what somebody sends is no reason to stop.
    let basis = min(max(basis, 0), Int(Int32.max))
    let given = GivenJudgement(
      dossier: dossier.id, version: dossier.version, insurer: account.organisation,
      checkId: check, holds: holds, reason: reason, account: number, number: basis + 1)
    try await store.judge(given, basis: basis, by: actor, at: now)
    return given
  }
}

extension Verdict {
  /// Whether a person has to say.
  var isForPeople: Bool { self == .needsJudgement }
}

extension CheckFinding {
  /// Whether an opinion can't be handed in without a judgement of it.
  var isDemanded: Bool { verdict.isForPeople && check.force == .condition }
}
