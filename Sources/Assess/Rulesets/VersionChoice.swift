package import Rules

/// Which version of a ruleset a plan is assessed by.
package enum VersionChoice {
  /// The version for a plan that does not say when it was submitted: the one of another day, which
  /// its owner did not choose and so is told of when there is nothing to assess by.
  static func rules(
    of ruleset: RulesetFolder, inPlaceOfDay day: CalendarDate, plan: String
  ) throws(Failure) -> (RulesetFolder.Version, LocalizedText?) {
    if let found = ruleset.rules(on: day) { return found }
    let found = ruleset.version(on: day)
    let field = ruleset.submissionField
    let why =
      found == nil
      ? LocalizedText(nl: "is geen versie geldig", en: "no version is valid")
      : LocalizedText(
        nl: "geldt een versie die niet is uitgewerkt", en: "a version is valid that is not encoded")
    let list = encoded(ruleset)
    throw Failure(
      found == nil ? .badInput : .badRuleset,
      Notice(
        about: plan, nl: "het plan zegt niet wanneer het is ingediend, en op \(day) \(why.nl)",
        en: "the plan does not say when it was submitted, and on \(day) \(why.en)",
        mendNL: "vul '\(field)' in, of kies een versie met --ruleset: \(list)",
        mendEN: "fill in '\(field)', or choose a version with --ruleset: \(list)"))
  }

  private static func encoded(_ ruleset: RulesetFolder) -> String {
    ruleset.versions.filter(\.isEncoded).map { version in
      "\(ruleset.ruleset)@\(version.version) (\(version.period))"
    }.joined(separator: ", ")
  }

  /// The version to look at where there is no plan: the one that is named, else the one of the day
  /// that is asked for, else the one of today; while none is valid today, the last one.
  package static func version(
    of ruleset: RulesetFolder, _ reference: RulesetReference, on day: CalendarDate?,
    today: CalendarDate
  ) throws(Failure) -> RulesetFolder.Version {
    if let name = reference.version { return try version(of: ruleset, named: name) }
    if let day { return try rules(of: ruleset, on: day, plan: reference.ruleset).0 }
    let current = ruleset.version(on: today).flatMap { $0.isEncoded ? $0 : nil }
    if let found = current ?? ruleset.versions.last(where: \.isEncoded) ?? ruleset.versions.last {
      return found
    }
    throw Failure(
      .badRuleset,
      Notice(
        about: reference.ruleset,
        LocalizedText(nl: "deze ruleset heeft geen versies", en: "this ruleset has no versions")))
  }

  /// The version for a day, and why it only indicates what the rules of that day say.
  static func rules(
    of ruleset: RulesetFolder, on day: CalendarDate, plan: String
  ) throws(Failure) -> (RulesetFolder.Version, LocalizedText?) {
    if let found = ruleset.rules(on: day) { return found }
    // Its own text is told of where it is read, with why it is not there.
    if let found = ruleset.version(on: day) { return (found, nil) }
    let list = encoded(ruleset)
    throw Failure(
      .badInput,
      Notice(
        about: plan, nl: "op \(day) was geen versie van '\(ruleset.ruleset)' geldig",
        en: "on \(day) no version of '\(ruleset.ruleset)' was valid",
        mendNL:
          "controleer '\(ruleset.submissionField)', of kies een versie met --ruleset: \(list)",
        mendEN: "check '\(ruleset.submissionField)', or choose a version with --ruleset: \(list)"))
  }

  package static func version(
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
          nl: "er is geen versie '\(name.shortened)'",
          en: "there is no version '\(name.shortened)'"),
        mend: near ?? LocalizedText(nl: "deze zijn er: \(list)", en: "there are: \(list)")))
  }

  /// The day that a plan was submitted; `nil` where it does not say so.
  ///
  /// - Throws: when what it says is no day. Which version applies is not guessed then.
  package static func submissionDay(
    of plan: DataDocument.Node, by ruleset: RulesetFolder
  ) throws(Failure) -> CalendarDate? {
    guard plan.kind == .mapping, let node = plan[ruleset.submissionField] else { return nil }
    do {
      return try node.day(answering: ruleset.submissionField)
    } catch {
      throw Failure(.badInput, error)
    }
  }
}

extension RulesetFolder.Version {
  /// `2023-02-01 – 2023-10-17`; `–` where it was never in force.
  var period: String {
    validFrom.map { "\($0) – \(validUntil.map(\.description) ?? "…")" } ?? "–"
  }
}
