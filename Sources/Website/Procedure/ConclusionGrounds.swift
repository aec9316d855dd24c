/// What a conclusion rests on: how the judgements of the two market leaders leave the conditions for a text.
///
/// No source says that a decision follows from the judgements; a letter that says "approved" beside "fails"
/// would explain nothing.
struct ConclusionGrounds: Hashable, Sendable {
  /// Checks about which the two do not say the same yet.
  var differing: [String] = []
  /// Conditions that are not met, by the rules and by what both said.
  var failing: [String] = []
  /// Conditions that nobody can say of whether they are met: answers are missing, and not both judged without.
  var open: [String] = []
  /// That the rules of its day are not known and others were used: no decision then without a reason of both for
  /// applying these.
  var isIndicative = false

  /// Whether a conclusion takes a reason for applying rules that were not those of the day: stopping applies none.
  func needsRulesReason(for conclusion: Conclusion) -> Bool {
    isIndicative && conclusion != .discontinue
  }

  /// Why a conclusion does not follow; nothing where it does. Stopping says nothing of the text.
  func refusals(of conclusion: Conclusion) -> [Proceeding.Refusal] {
    let differs: [Proceeding.Refusal] = differing.isEmpty ? [] : [.judgementsDiffer(differing)]
    switch conclusion {
    case .approve:
      return differs + (failing.isEmpty ? [] : [.notMet(failing)])
        + (open.isEmpty ? [] : [.notKnown(open)])
    // One condition that is settled as not met is enough, whatever else they differ about; without one it can still
    // come to that while they differ.
    case .reject, .rejectForNow:
      if !failing.isEmpty { return [] }
      return differs.isEmpty ? [.allMet] : differs
    case .discontinue: return []
    }
  }
}
