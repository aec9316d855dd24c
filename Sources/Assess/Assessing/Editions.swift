package import Rules
import Synchronization

/// Gives each plan its ruleset; what was read and compiled once is kept for the next plan.
package final class Editions: Sendable {
  /// What the caller asks, whatever the plan says.
  package struct Request: Sendable {
    package var reference: RulesetReference?
    /// The day whose version is taken for a plan that has no submission date.
    package let day: CalendarDate
    package var settings = ParameterSettings()
    /// Where the settings stand, to tell a fault in them from one in the ruleset.
    var settingsFile: String?

    package init(
      reference: RulesetReference? = nil, day: CalendarDate, settings: ParameterSettings = .init()
    ) {
      self.reference = reference
      self.day = day
      self.settings = settings
    }
  }

  package let catalog: RulesetCatalog
  private let request: Request
  private let kept = Mutex(Kept())

  private struct Kept: Sendable {
    var all: Result<[String], Failure>?
    var folders: [String: Result<RulesetFolder, Failure>] = [:]
    var rulesets: [RulesetReference: Result<Edition, Failure>] = [:]
  }

  package init(_ catalog: RulesetCatalog, _ request: Request) {
    self.catalog = catalog
    self.request = request
  }

  /// The version to assess a plan by: the ruleset is the one that the caller names, else the one
  /// that the plan names, else the only one there is; the version is the one that is named, else
  /// the one that was valid on the day of submission.
  package func edition(for plan: PlanFile) throws(Failure) -> Edition {
    try edition(for: plan, asked: request.reference, on: request.day)
  }

  /// The same where each plan comes with a wish and a day of its own.
  package func edition(
    for plan: PlanFile, asked: RulesetReference?, on day: CalendarDate
  ) throws(Failure) -> Edition {
    let written = try plan.reference()
    let reference: RulesetReference
    if let asked = asked ?? written {
      reference = asked
    } else {
      reference = RulesetReference(try only(for: plan))
    }
    let folder = try folder(reference.ruleset)
    if let name = reference.version {
      let version = try VersionChoice.version(of: folder, named: name)
      // Whoever names a version needs no day; one that can't be read is told of with the other answers.
      let day = try? VersionChoice.submissionDay(of: plan.root, by: folder)
      return try edition(folder, version, folder.indication(of: version, on: day ?? nil))
    }
    let own = try VersionChoice.submissionDay(of: plan.root, by: folder)
    let (version, indication) =
      if let own {
        try VersionChoice.rules(of: folder, on: own, plan: plan.name)
      } else {
        try VersionChoice.rules(of: folder, inPlaceOfDay: day, plan: plan.name)
      }
    return try edition(folder, version, indication)
  }

  /// The version to look at where there is no plan.
  package func edition(
    _ reference: RulesetReference, on day: CalendarDate?, today: CalendarDate
  ) throws(Failure) -> Edition {
    let folder = try folder(reference.ruleset)
    let version = try VersionChoice.version(of: folder, reference, on: day, today: today)
    return try edition(folder, version, folder.indication(of: version, on: day))
  }

  /// Finds out, before there is a plan, whether what the caller names is there and works.
  func verifyRequest() throws(Failure) {
    guard let reference = request.reference else { return }
    let folder = try folder(reference.ruleset)
    guard let name = reference.version else { return }
    _ = try edition(folder, VersionChoice.version(of: folder, named: name))
  }

  /// The ruleset that is meant when nobody names one.
  package func only(for plan: PlanFile?) throws(Failure) -> String {
    let found = kept.withLock { kept -> Result<[String], Failure> in
      if let known = kept.all { return known }
      let found = Result { () throws(Failure) in try catalog.identifiers() }
      kept.all = found
      return found
    }
    return try only(of: try found.get(), for: plan?.name)
  }

  private func only(of all: [String], for plan: String?) throws(Failure) -> String {
    if let only = all.first, all.count == 1 { return only }
    if all.isEmpty {
      throw Failure(
        .badRuleset,
        Notice(
          about: catalog.root,
          nl: "in deze map staat geen ruleset", en: "no ruleset in this folder",
          mendNL: "kies met --rulesets een map met rulesets",
          mendEN: "choose a folder with rulesets with --rulesets"))
    }
    let list = all.joined(separator: ", ")
    throw Failure(
      plan == nil ? .usage : .badInput,
      Notice(
        about: plan,
        LocalizedText(
          nl: "welke ruleset? Er zijn er \(all.count): \(list)",
          en: "which ruleset? There are \(all.count): \(list)"),
        mend: plan == nil
          ? LocalizedText(nl: "noem er een", en: "name one of them")
          : LocalizedText(
            nl: "zet bijvoorbeeld `ruleset: \(all[0])` in het plan, of kies met "
              + "--ruleset \(all[0])",
            en: "put for instance `ruleset: \(all[0])` in the plan, or choose with "
              + "--ruleset \(all[0])")))
  }

  private func folder(_ name: String) throws(Failure) -> RulesetFolder {
    let found = kept.withLock { kept -> Result<RulesetFolder, Failure> in
      if let known = kept.folders[name] { return known }
      let found = Result { () throws(Failure) in try catalog.ruleset(named: name) }
      // A stream may name any number of rulesets that do not exist.
      if kept.folders.count < Editions.foldersKept { kept.folders[name] = found }
      return found
    }
    return try found.get()
  }

  private static let foldersKept = 1_000

  private func edition(
    _ folder: RulesetFolder, _ version: RulesetFolder.Version, _ indication: LocalizedText?
  ) throws(Failure) -> Edition {
    var found = try edition(folder, version)
    found.indication = indication
    return found
  }

  private func edition(
    _ folder: RulesetFolder, _ version: RulesetFolder.Version
  ) throws(Failure) -> Edition {
    let reference = RulesetReference("\(folder.ruleset)@\(version.version)")
    let found = kept.withLock { kept -> Result<Edition, Failure> in
      if let known = kept.rulesets[reference] { return known }
      let made = Result { () throws(Failure) in try compiled(folder, version) }
      kept.rulesets[reference] = made
      return made
    }
    return try found.get()
  }

  private func compiled(
    _ folder: RulesetFolder, _ version: RulesetFolder.Version
  ) throws(Failure) -> Edition {
    do {
      let ruleset = try catalog.compiled(folder, version, settings: request.settings)
      return Edition(ruleset)
    } catch {
      let isOfSettings =
        error.notices.isEmpty
        && error.diagnostics.allSatisfy { $0.source.name == request.settingsFile }
      throw isOfSettings ? Failure(.badInput, error.diagnostics) : error
    }
  }
}
