import Rules

/// How a terminal shows emphasis; plain unless colour is asked for.
struct TerminalStyle: Sendable {
  let isColoured: Bool

  static let plain = TerminalStyle(isColoured: false)
  static let coloured = TerminalStyle(isColoured: true)

  func strong(_ text: String) -> String { wrap(text, "1") }

  func faint(_ text: String) -> String { wrap(text, "2") }

  /// Coloured by what the verdict means; the symbol and the words say the same without colour.
  func verdict(_ verdict: Verdict, _ text: String) -> String {
    switch verdict {
    case .passes: wrap(text, "32")
    case .fails: wrap(text, "31")
    case .undetermined: wrap(text, "33")
    case .needsJudgement: wrap(text, "36")
    case .notApplicable: wrap(text, "2")
    }
  }

  private func wrap(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
