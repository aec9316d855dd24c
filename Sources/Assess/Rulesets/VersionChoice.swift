import Rules

/// Which version of a ruleset a plan is assessed by.
enum VersionChoice {
  /// The version that was valid on a day.
  ///
  /// - Parameter status: how a command ends for which no version is valid.
  static func version(
    of ruleset: RulesetFolder, on day: CalendarDate, plan: String
  ) throws(Failure) -> RulesetFolder.Version {
    if let found = ruleset.version(on: day) { return found }
    let periods = ruleset.versions.filter(\.isEncoded).map { version in
      "\(ruleset.ruleset)@\(version.version) (\(version.period))"
    }
    throw Failure(
      .badInput,
      Notice(
        about: plan,
        LocalizedText(
          nl: "op \(day) was geen versie van '\(ruleset.ruleset)' geldig",
          en: "on \(day) no version of '\(ruleset.ruleset)' was valid"),
        mend: LocalizedText(
          nl: "controleer '\(ruleset.submissionField)', of kies een versie met --ruleset: "
            + periods.joined(separator: ", "),
          en: "check '\(ruleset.submissionField)', or choose a version with --ruleset: "
            + periods.joined(separator: ", "))))
  }

  static func version(
    of ruleset: RulesetFolder, named name: String
  ) throws(Failure) -> RulesetFolder.Version {
    if let found = ruleset.version(named: name) { return found }
    let known = ruleset.versions.map(\.version)
    let near = Suggestion.mend(for: Name(name), among: known.lazy.map { Name($0) })
    let list = known.joined(separator: ", ")
    throw Failure(
      .badRuleset,
      Notice(
        about: ruleset.ruleset,
        LocalizedText(
          nl: "er is geen versie '\(name)'", en: "there is no version '\(name)'"),
        mend: near ?? LocalizedText(nl: "deze zijn er: \(list)", en: "there are: \(list)")))
  }

  /// The day that a plan was submitted; `nil` where it does not say so, or not in the form of a day.
  static func submissionDay(of plan: DataDocument.Node, by ruleset: RulesetFolder) -> CalendarDate?
  {
    guard plan.kind == .mapping, let node = plan[ruleset.submissionField], node.kind == .text
    else { return nil }
    return CalendarDate(node.text)
  }
}

extension RulesetFolder.Version {
  /// `2023-02-01 – 2023-10-17`.
  var period: String { "\(validFrom) – \(validUntil.map(\.description) ?? "…")" }
}
