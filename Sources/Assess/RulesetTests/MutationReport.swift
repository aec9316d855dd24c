import Rules

/// What became of the small changes of the rules of one ruleset.
struct MutationReport {
  /// A change that no test notices.
  struct Survivor {
    let mutation: RuleMutation
    let addition: MutationRun.Addition?
    /// `nil` where a variant shows it.
    let difference: RulesetDifference?
  }

  private(set) var noticed = 0
  private(set) var refused = 0
  private(set) var alike = 0
  private(set) var survivors: [Survivor] = []

  mutating func add(_ mutation: RuleMutation, _ fate: MutationRun.Fate) {
    switch fate {
    case .noticed: noticed += 1
    case .refused: refused += 1
    case .alike: alike += 1
    case .survived(let addition, let difference):
      survivors.append(Survivor(mutation: mutation, addition: addition, difference: difference))
    }
  }

  var count: Int { noticed + refused + alike + survivors.count }

  /// Of the changes that decide a plan otherwise and of which nobody tells, how many tests notice: a percentage, rounded
  /// down.
  var share: Int {
    let counted = noticed + survivors.count
    return counted == 0 ? 100 : noticed * 100 / counted
  }

  /// The last line.
  var total: LocalizedText {
    let shown = survivors.count { $0.addition != nil }
    return LocalizedText(
      nl: """
        \(count) kleine veranderingen: \(noticed) merkt een test, \(refused) meldt `check`, \
        \(alike) beslissen elk plan gelijk (bewezen), \(survivors.count) merkt niemand, waarvan \(shown) met een variant \
        die het merkt: \(share) %
        """,
      en: """
        \(count) small changes: a test notices \(noticed), `check` tells of \(refused), \(alike) decide \
        every plan alike (proven), nobody notices \(survivors.count), of which \(shown) with a variant that does: \
        \(share) %
        """)
  }
}

extension MutationReport.Survivor {
  /// Where it is: `c1-impact.yaml:61:23: '>=' → '>'`.
  var place: String {
    let place = mutation.source.position(at: mutation.range.start)
    return
      "\(mutation.source.name):\(place.line):\(place.column): '\(mutation.before)' → '\(mutation.after)'"
  }
}
