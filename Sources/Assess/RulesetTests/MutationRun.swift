import Rules

/// Makes small changes of the rules of a ruleset, one at a time, and sees whether its tests notice.
struct MutationRun {
  /// What became of one change.
  enum Fate {
    /// A test comes to something else.
    case noticed
    /// The ruleset is refused, or something is told of it that was not.
    case refused
    /// It decides every plan as before: proven.
    case alike
    /// No test comes to something else; with a plan that does, where one was found.
    case survived(RulesetDifference)
  }

  private let folder: RulesetFolder
  private let versions: [Tested]

  /// A version with the plans that tests assess by it, and what it says of each.
  private struct Tested {
    let version: RulesetFolder.Version
    let parts: [RulesetPart]
    let ruleset: Ruleset
    let cases: [(plan: RulesetTestRun.Case, verdicts: Verdicts)]
    /// What is told of it as it is.
    let told: Set<String>
  }

  /// - Throws: when a version or a test can't be read.
  init(
    _ folder: RulesetFolder, only: String?, in catalog: RulesetCatalog
  ) throws(Failure) {
    self.folder = folder
    var run = RulesetTestRun(folder, only: only, in: catalog)
    for file in run.files { _ = try run.run(file) }
    let cases = Dictionary(grouping: run.cases, by: \.version)
    var versions: [Tested] = []
    for version in folder.versions where version.isEncoded {
      if let only, only != version.version { continue }
      let ruleset = try catalog.compiled(folder, version)
      versions.append(
        Tested(
          version: version, parts: try catalog.parts(folder, version), ruleset: ruleset,
          cases: (cases[version.version] ?? []).compactMap { plan in
            plan.verdicts(by: ruleset).map { (plan, $0) }
          }, told: Set(ruleset.review().map(\.message.nl))))
    }
    self.versions = versions
  }

  /// The changes of all versions; one in a file that versions share is one.
  var mutations: [RuleMutation] {
    var known: Set<String> = []
    return versions.flatMap { $0.ruleset.mutations() }.filter { mutation in
      known.insert(
        "\(mutation.source.name) \(mutation.range.start) \(mutation.range.end) \(mutation.after)"
      ).inserted
    }
  }

  func fate(of mutation: RuleMutation) -> Fate {
    var differences: [RulesetDifference] = []
    for tested in versions {
      let index = tested.parts.firstIndex { $0.source.name == mutation.source.name }
      guard let index else { continue }
      var parts = tested.parts
      parts[index] = RulesetPart(reading: mutation.changed)
      guard let model = try? RulesetModel(of: folder, version: tested.version, parts: parts),
        let mutant = try? Ruleset(compiling: model)
      else { return .refused }
      let isNoticed = tested.cases.contains { plan, before in
        guard let after = plan.verdicts(by: mutant) else { return true }
        return after.checks != before.checks
          || plan.statesOutcome && after.outcome != before.outcome
      }
      if isNoticed { return .noticed }
      let difference = RulesetDifference(from: tested.ruleset, to: mutant)
      if difference.isSame { continue }
      if mutant.review().contains(where: {
        $0.severity != .remark && !tested.told.contains($0.message.nl)
      }) {
        return .refused
      }
      differences.append(difference)
    }
    return differences.first.map { .survived($0) } ?? .alike
  }
}

extension RulesetTestRun {
  /// A plan that a test assesses, and whether the test says what comes of it.
  struct Case {
    let version: String
    let facts: Facts
    let judgements: [String: JudgementAnswer]
    let moment: DateAndTime
    let statesOutcome: Bool

    /// `nil` where a rule asks for more than the limits allow.
    fileprivate func verdicts(by ruleset: Ruleset) -> Verdicts? {
      try? ruleset.verdicts(for: facts, judgements: judgements, at: moment)
    }
  }
}
