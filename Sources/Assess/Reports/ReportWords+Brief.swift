import Rules

/// The words that only a short report uses.
extension ReportWords {
  /// What the signs and marks of a short report mean.
  ///
  /// - Parameter key: of a reading, as an example; `nil` where there is none.
  func legend(readingKey key: String?) -> String {
    let signs = [Verdict.fails, .undetermined, .needsJudgement, .passes, .notApplicable]
    let verdicts = signs.map { "\($0.symbol) \(verdict($0))" }.joined(separator: ", ")
    let keys = key.map { key in
      say(
        " \(key) en dergelijke staan onder \"\(readingsList)\".",
        " \(key) and the like stand under \"\(readingsList)\".")
    }
    return verdicts + "."
      + say(" Nummers in haken zijn bronnen.", " Numbers in brackets are sources.")
      + (keys ?? "")
      + say(
        " \"afgeleid\" of \"aanname\": de bron zegt dit niet letterlijk; een nummer erbij verwijst "
          + "naar \"\(assumptions)\". Alles van elke controle: --explain full.",
        " \"derived\" or \"assumption\": the source does not literally say this; a number with it "
          + "refers to \"\(assumptions)\". All of every check: --explain full.")
  }

  var readingsList: String { say("Zo lezen wij de bronnen", "How the sources are read") }
  package var question: String { say("Vraag", "Question") }
  var lacking: String { say("Ontbreekt", "Missing") }
  package var rests: String { say("Rust op", "Rests on") }
  var judgementsToGive: String {
    say(
      "De vragen staan hierboven, bij deze controles.",
      "The questions stand above, with these checks.")
  }

  /// `zie aanname 8, 9`: where in the list of assumptions.
  package func assumption(_ numbers: String) -> String {
    say("zie aanname \(numbers)", "see assumption \(numbers)")
  }

  /// What a mark says of where a check comes from; `nil` where the source says it.
  func basisMark(_ basis: Check.Basis) -> String? {
    switch basis {
    case .source: nil
    case .derived: say("afgeleid", "derived")
    case .assumption: say("aanname", "assumption")
    }
  }

  /// Whence an assumption has its value, in a few words.
  func originMark(_ origin: Report.Assumption.Origin) -> String {
    switch origin {
    case .reading(let readings):
      let keys = readings.map(\.key).joined(separator: ", ")
      return say("Keuze van deze regels (\(keys)).", "Choice of this ruleset (\(keys)).")
    case .setting: return self.origin(origin)
    case .unset: return say("Niet vastgesteld.", "Not set.")
    }
  }
}
