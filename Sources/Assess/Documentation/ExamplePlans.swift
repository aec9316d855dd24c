package import Rules

/// The plans in the folder `examples` of a ruleset, assessed by one version of it.
package struct ExamplePlans: Sendable {
  struct Example: Sendable {
    /// What the plan calls itself, or its file.
    let title: String
    /// The day on which it was submitted; `nil` where it does not say.
    let day: CalendarDate?
    let outcome: OutcomeFinding
    /// By the codes of checks.
    let verdicts: [String: Verdict]
  }

  /// A folder may hold any number; a page shows so many.
  private static let most = 60

  /// In the order of their files; those that this version can't assess are left out.
  let all: [Example]
  /// How many files there are besides those that were looked at.
  let left: Int

  package init(_ edition: Edition, of folder: RulesetFolder, in catalog: RulesetCatalog) {
    let path = "\(catalog.folder(of: folder.ruleset))/examples"
    let files = catalog.yamlFiles(below: path)
    left = max(0, files.count - Self.most)
    all = files.prefix(Self.most).compactMap { name in
      guard let plan = try? PlanFile.read("\(path)/\(name)", effects: catalog.effects) else {
        return nil
      }
      let day = (try? VersionChoice.submissionDay(of: plan.root, by: folder)) ?? nil
      let moment = (day ?? edition.ruleset.model.identity.validFrom ?? .epoch).midnightUTC
      guard let assessed = try? AssessedPlan(plan, by: edition, at: moment) else { return nil }
      let assessment = assessed.assessment
      return Example(
        title: plan.title(by: edition.ruleset.model) ?? name, day: day,
        outcome: assessment.outcome,
        verdicts: Dictionary(
          assessment.checks.map { ($0.check.id, $0.verdict) },
          uniquingKeysWith: { first, _ in first }))
    }
  }

  /// The titles by verdict, of one check, in the order of verdicts.
  func verdicts(of check: String) -> [(verdict: Verdict, titles: [String])] {
    Verdict.allCases.compactMap { verdict in
      let titles = all.filter { $0.verdicts[check] == verdict }.map(\.title)
      return titles.isEmpty ? nil : (verdict, titles)
    }
  }
}
