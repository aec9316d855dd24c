/// What a conclusion rests on: how the judgements of the two market leaders leave the requirements of a text.
///
/// No source says that a decision follows from the judgements; a letter that says "approved" beside "fails"
/// would explain nothing.
struct ConclusionGrounds: Hashable, Sendable {
  /// Checks about which the two do not say the same yet.
  var differing: [String] = []
  /// Requirements that are not met, by the rules and by what both said.
  var failing: [String] = []
  /// Requirements that nobody can say of whether they are met: answers are missing, and not both judged without.
  var open: [String] = []

  /// Why a conclusion does not follow; nothing where it does. Stopping says nothing of the text.
  func refusals(of conclusion: Conclusion) -> [Proceeding.Refusal] {
    let differs: [Proceeding.Refusal] = differing.isEmpty ? [] : [.judgementsDiffer(differing)]
    switch conclusion {
    case .approve:
      return differs + (failing.isEmpty ? [] : [.notMet(failing)])
        + (open.isEmpty ? [] : [.notKnown(open)])
    // While they differ it can still come to that.
    case .reject, .rejectForNow: return failing.isEmpty && differs.isEmpty ? [.allMet] : differs
    case .discontinue: return []
    }
  }
}
