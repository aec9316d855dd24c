package import Rules

/// What became of each check over the versions of a ruleset, by comparing each version with the one before it.
package struct RulesetHistory: Sendable {
  /// What a version did with a check.
  struct Step: Sendable {
    let version: RulesetFolder.Version
    /// `nil` in the first version that is looked at.
    let relation: RulesetDifference.Relation?
  }

  /// For each check, in the order of the versions; a version that leaves it as it was has no step.
  private let steps: [String: [Step]]

  /// Compares all versions whose rules can be read: what is wrong with another is told where that one is looked at.
  package init(
    _ folder: RulesetFolder,
    _ ruleset: (RulesetFolder.Version) throws(Failure) -> Ruleset
  ) {
    var steps: [String: [Step]] = [:]
    var before: Ruleset?
    for version in folder.versions where version.isEncoded {
      guard let now = try? ruleset(version) else { continue }
      if let before {
        for change in RulesetDifference(from: before, to: now).changes {
          steps[change.id, default: []].append(Step(version: version, relation: change.relation))
        }
      } else {
        for check in now.model.criteria.flatMap(\.checks) {
          steps[check.id, default: []].append(Step(version: version, relation: nil))
        }
      }
      before = now
    }
    self.steps = steps
  }

  func steps(of check: String) -> [Step] { steps[check] ?? [] }
}
