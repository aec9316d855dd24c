/// A place where the rules of a version have no answer for a plan, though nothing is missing.
public struct RulesetFault: Sendable {
  /// Which of the rules it is.
  public enum Part: Hashable, Sendable {
    /// The rule of the check with this id.
    case rule(check: String)
    /// Whether the check, or its criterion, applies.
    case applicability(check: String)
    /// The logic of the outcome, or a result that it gives and the ruleset does not list.
    case outcome
  }

  /// Which of the rules has no answer.
  public let part: Part
  /// What is wrong and where, in one sentence for who keeps the rules.
  public let message: LocalizedText
  /// The file that the rule stands in.
  public let source: SourceText
  /// Where in it: the text of the rule or condition, or the outcome as a whole.
  public let range: SourceRange

  /// - Parameters:
  ///   - value: what the rule gave instead of an answer.
  ///   - results: what it may give, where that is a list.
  ///   - remarks: why, as far as the evaluation knows, the first cause first.
  init(
    part: Part, value: Value, results: [String], remarks: [LocalizedText], at range: SourceRange,
    in source: SourceText
  ) {
    self.part = part
    self.source = source
    self.range = range
    let position = source.position(at: range.start)
    let place = "\(source.name):\(position.line):\(position.column)"
    var message: LocalizedText
    switch part {
    case .rule(let check):
      message = LocalizedText(
        nl: "\(place): de regel van controle \(check) heeft hier geen antwoord",
        en: "\(place): the rule of check \(check) has no answer here")
    case .applicability(let check):
      message = LocalizedText(
        nl: "\(place): of controle \(check) van toepassing is, heeft hier geen antwoord",
        en: "\(place): whether check \(check) applies has no answer here")
    case .outcome:
      if case .string(let text) = value {
        let list = results.map { "'\($0)'" }.joined(separator: ", ")
        message = LocalizedText(
          nl: "\(place): de uitkomst is '\(text.shortened)', en dat is er geen van \(list)",
          en: "\(place): the outcome is '\(text.shortened)', which is none of \(list)")
      } else {
        message = LocalizedText(
          nl: "\(place): de uitkomst heeft hier geen antwoord",
          en: "\(place): the outcome has no answer here")
      }
    }
    // The first is where it began; the others follow from it.
    if let remark = remarks.first {
      message = LocalizedText(
        nl: "\(message.nl) (\(remark.nl))", en: "\(message.en) (\(remark.en))")
    }
    self.message = message
  }

  /// What people are told in place of an outcome.
  static func undecided(by ruleset: RulesetIdentity, _ faults: [RulesetFault]) -> Outcome.Undecided
  {
    let name = "\(ruleset.ruleset)@\(ruleset.version)"
    var first = faults.first { $0.part == .outcome }?.message ?? faults.first?.message
    first = first.map { LocalizedText(nl: " \($0.nl).", en: " \($0.en).") }
    return Outcome.Undecided(
      title: LocalizedText(
        nl: "Er zit een fout in de regels", en: "There is a fault in the rules"),
      text: LocalizedText(
        nl: "De regels '\(name)' geven voor dit plan geen uitkomst. Dat ligt niet aan het plan. "
          + "Meld dit aan wie de regels beheert:\(first?.nl ?? "")",
        en: "The rules '\(name)' give no outcome for this plan. The plan is not to blame. "
          + "Report this to whoever keeps the rules:\(first?.en ?? "")"))
  }
}
