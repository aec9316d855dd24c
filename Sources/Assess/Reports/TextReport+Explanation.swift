import Rules

extension TextPage {
  /// The claims of a check as a tree, and how close it was.
  mutating func explanation(_ check: Report.Check, indent: Int, showsRules: Bool) {
    guard let explanation = check.explanation else { return }
    if !explanation.claims.isEmpty {
      layout.words(VisibleText(words.restsOnThis + ":"), indent: indent, style: style.faint)
      for claim in explanation.claims {
        self.claim(claim, indent: indent + 2, showsRules: showsRules)
      }
    }
    if explanation.grounds.count > 1 {
      layout.words(VisibleText(words.furtherWays), indent: indent + 2, style: style.faint)
    }
    if let first = explanation.grounds.first, !first.isMinimal {
      layout.words(VisibleText(words.notProven), indent: indent + 2, style: style.faint)
    }
    for margin in explanation.margins.prefix(Self.marginsTold) {
      field(words.howClose, margin.sentence, indent: indent)
    }
    for sentence in explanation.parameters {
      field(words.ifAssumptionMoves, sentence, indent: indent)
    }
  }

  /// The closest few; a table for programs has them all.
  static let marginsTold = 4

  mutating func claim(_ claim: Report.Claim, indent: Int, showsRules: Bool) {
    let symbol = claim.symbol
    layout.words(VisibleText(claim.sentence), indent: indent, lead: symbol + " ", hang: 2)
    if showsRules, let rule = claim.rule {
      let text = claim.filled.map { "\(rule)   →   \($0)" } ?? rule
      layout.words(
        VisibleText(text), indent: indent + 2, lead: words.rule + ": ", hang: 2,
        style: style.faint)
    }
    for part in claim.parts { self.claim(part, indent: indent + 2, showsRules: showsRules) }
    if claim.more > 0 {
      layout.words(VisibleText(words.more(claim.more)), indent: indent + 2, lead: "· ")
    }
  }

  /// Ways to another verdict, or that there is none.
  mutating func suggestions(
    _ suggestions: Report.Suggestions, title: String, indent: Int, check: Report.Check? = nil
  ) {
    let isJudged = check?.isJudged ?? false
    layout.words(VisibleText(title + ":"), indent: indent, style: style.strong)
    guard !suggestions.found.isEmpty else {
      for note in suggestions.nothing(words, isJudged: isJudged) {
        layout.words(VisibleText(note), indent: indent + 2)
      }
      if suggestions.isCutShort {
        layout.words(VisibleText(words.cutShort), indent: indent + 2, style: style.faint)
      }
      return
    }
    for (index, suggestion) in suggestions.found.enumerated() {
      let number = "\(index + 1). "
      for (place, change) in suggestion.changes.enumerated() {
        layout.words(
          VisibleText(change.sentence), indent: indent + 2,
          lead: place == 0 ? number : String(repeating: " ", count: number.count), hang: 3)
      }
      for note in suggestion.notes(words, at: check?.id) {
        layout.words(VisibleText(note), indent: indent + 5, style: style.faint)
      }
    }
    if suggestions.isCutShort {
      layout.words(VisibleText(words.cutShort), indent: indent + 2, style: style.faint)
    }
  }
}

extension Report.Claim {
  /// What it looks like: as wanted or not; a circumstance has no colour.
  package var symbol: String {
    if let isAsWanted { return isAsWanted ? "✓" : "✗" }
    return "·"
  }
}

extension Report.Suggestion {
  /// What else it changes.
  ///
  /// - Parameter id: the check that it is told at, which needs no mention.
  package func notes(_ words: ReportWords, at id: String? = nil) -> [String] {
    let newlyMet = newlyMet.filter { $0 != id }
    let stillJudged = stillJudged.filter { $0 != id }
    var notes: [String] = []
    if !newlyFailing.isEmpty { notes.append(words.breaks(newlyFailing)) }
    if !newlyMet.isEmpty, id != nil { notes.append(words.alsoMends(newlyMet)) }
    if self.stillJudged.contains(where: { $0 == id }) { notes.append(words.thenJudgedItself) }
    if !stillJudged.isEmpty { notes.append(words.thenJudged(stillJudged)) }
    return notes
  }
}

extension Report.Suggestions {
  /// Why there is no way to tell of.
  package func nothing(_ words: ReportWords, isJudged: Bool) -> [String] {
    if isJudged { return [words.onlyPerson] }
    return [unsolved.isEmpty ? words.noWay : words.unsolved(unsolved)]
  }
}

extension Report.Check {
  /// Whether the verdict is a person's, whatever the answers are.
  var isJudged: Bool { answer?.author == .reviewer }
}
