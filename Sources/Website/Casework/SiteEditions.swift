import Assess
import Foundation
import Rules
import Synchronization

/// The rulesets that the site works with: those in the catalog, and those that were kept with what was
/// submitted.
final class SiteEditions: Sendable {
  let catalog: RulesetCatalog
  let settings: ParameterSettings
  private let kept = Mutex(Kept())

  private struct Kept: Sendable {
    var explainers: [String: Explainer] = [:]
    var submitted:
      [String: (edition: Edition, folder: RulesetFolder, version: RulesetFolder.Version)] = [:]
    var folders: [String: RulesetFolder]?
    var histories: [String: RulesetHistory] = [:]
  }

  /// For plans that are no dossier: they may name any ruleset and any day.
  private let open: Editions

  init(_ catalog: RulesetCatalog, settings: ParameterSettings) {
    self.catalog = catalog
    self.settings = settings
    var request = Editions.Request(day: .epoch)
    request.settings = settings
    open = Editions(catalog, request)
  }

  /// The version of a ruleset for a plan that is no dossier.
  ///
  /// - Parameter asked: what whoever sends the plan names; `nil` for what the plan itself names.
  func edition(
    for plan: PlanFile, asked: RulesetReference?, on day: CalendarDate
  ) throws(Failure) -> Edition {
    try open.edition(for: plan, asked: asked, on: day)
  }

  /// The version of a ruleset where there is no plan.
  func edition(
    _ reference: RulesetReference, on day: CalendarDate?, today: CalendarDate
  ) throws(Failure) -> Edition {
    try open.edition(reference, on: day, today: today)
  }

  /// Every ruleset of the catalog that takes part in the procedure, by its path.
  func folders() throws(Failure) -> [String: RulesetFolder] {
    if let known = kept.withLock({ $0.folders }) { return known }
    var found: [String: RulesetFolder] = [:]
    for name in try catalog.identifiers() { found[name] = try catalog.ruleset(named: name) }
    kept.withLock { $0.folders = found }
    return found
  }

  /// The rulesets for one step of the procedure, by their titles.
  func rulesets(for track: Track) throws(Failure) -> [RulesetFolder] {
    try folders().values.filter { $0.procedure?.step == track.step }
      .sorted { $0.ruleset < $1.ruleset }
  }

  /// The rules for what is handed in on a day, whatever its text says of that day: those that were valid
  /// then, or where they are not encoded, the last ones before that are.
  func edition(
    of ruleset: String, on day: CalendarDate
  ) throws(Failure) -> Edition {
    let version = try folders()[ruleset]?.rules(on: day)?.version
    let reference = RulesetReference(version.map { "\(ruleset)@\($0.version)" } ?? ruleset)
    return try open.edition(reference, on: day, today: day)
  }

  /// What explains verdicts by an edition; made once. A plan may be kept with a text of a version that the catalog no
  /// longer has: the name of a version does not tell the rules.
  func explainer(_ edition: Edition) -> Explainer {
    let identity = edition.ruleset.model.identity
    let key = "\(identity.ruleset)@\(identity.version)"
    let known = kept.withLock { $0.explainers[key] }
    if let known, known.ruleset.isSame(as: edition.ruleset) { return known }
    let made = Explainer(edition.ruleset)
    kept.withLock { $0.explainers[key] = made }
    return made
  }

  // MARK: Pages of rules

  /// Where the pages of rules are: `/regels/voorbeeld/plan/versie`.
  static let pages = RulesetPages.site("/regels")

  /// What the page of a version tells. Comparing versions takes seconds, and is done once for a ruleset.
  func documentation(
    of version: RulesetFolder.Version, in folder: RulesetFolder
  ) throws(Failure) -> RulesetDocumentation {
    let history: RulesetHistory
    if let known = kept.withLock({ $0.histories[folder.ruleset] }) {
      history = known
    } else {
      history = RulesetHistory(folder) { version throws(Failure) in
        try edition(version, of: folder).ruleset
      }
      kept.withLock { $0.histories[folder.ruleset] = history }
    }
    return RulesetDocumentation(
      try edition(version, of: folder), version, of: folder, history, in: catalog)
  }

  private func edition(
    _ version: RulesetFolder.Version, of folder: RulesetFolder
  ) throws(Failure) -> Edition {
    try open.edition(
      RulesetReference("\(folder.ruleset)@\(version.version)"), on: nil, today: .epoch)
  }

  /// The pages on which the rules of an edition are told of; `nil` where the catalog has other rules by that name, or none.
  func pages(of edition: Edition) -> RulesetPages? {
    let identity = edition.ruleset.model.identity
    guard let folder = try? folders()[identity.ruleset],
      let version = folder.version(named: identity.version), version.isEncoded,
      let now = try? self.edition(version, of: folder),
      now.ruleset.model.identity.files.elementsEqual(identity.files, by: { $0.bytes == $1.bytes })
    else { return nil }
    return Self.pages
  }

  // MARK: Keeping

  /// The files of an edition, as they are kept with what is judged by it.
  func files(of edition: Edition) throws(Failure) -> KeptRuleset {
    let identity = edition.ruleset.model.identity
    let folder = catalog.folder(of: identity.ruleset)
    let path = "\(folder)/\(RulesetCatalog.identityFile)"
    let head: [UInt8]
    do {
      head = try catalog.effects.readFile(path, ReadingLimits.rulesetFile.bytes)
    } catch {
      throw Failure(.badRuleset, error, about: path)
    }
    var files = [KeptRuleset.File(name: RulesetCatalog.identityFile, bytes: Data(head))]
    for file in identity.files {
      let prefix = folder + "/"
      let name = file.name.hasPrefix(prefix) ? String(file.name.dropFirst(prefix.count)) : file.name
      files.append(KeptRuleset.File(name: name, bytes: Data(file.bytes)))
    }
    var hash = ContentHash()
    for file in files {
      hash.add(file.name)
      hash.add(Array(file.bytes))
    }
    do {
      return try KeptRuleset(
        hash: hash.text, reference: "\(identity.ruleset)@\(identity.version)", files: files)
    } catch {
      throw Failure(.badRuleset, Notice(LocalizedText(nl: "\(error)", en: "\(error)")))
    }
  }

  /// The edition that was kept, whatever the catalog holds by now.
  ///
  /// - Parameter day: of what was handed in: whether it only indicates hangs on that.
  func edition(of ruleset: KeptRuleset, on day: CalendarDate?) throws(Failure) -> Edition {
    let known = kept.withLock { $0.submitted[ruleset.hash] }
    let (edition, folder, version) = if let known { known } else { try compiled(ruleset) }
    if known == nil {
      kept.withLock { $0.submitted[ruleset.hash] = (edition, folder, version) }
    }
    var dated = edition
    dated.indication = folder.indication(of: version, on: day)
    return dated
  }

  private func compiled(
    _ kept: KeptRuleset
  ) throws(Failure) -> (Edition, RulesetFolder, RulesetFolder.Version) {
    let unreadable = Notice(
      about: kept.reference,
      nl: "de bewaarde ruleset kan niet worden gelezen", en: "the kept ruleset can't be read")
    guard let files = try? kept.read, let head = files.first,
      let name = RulesetReference(kept.reference).version
    else { throw Failure(.badRuleset, unreadable) }
    do {
      let folder = try RulesetFolder(
        reading: SourceText(name: head.name, bytes: Array(head.bytes)))
      guard let version = folder.version(named: name) else {
        throw Failure(.badRuleset, unreadable)
      }
      let model = try RulesetModel(
        of: folder, version: version,
        files: files.dropFirst().map { SourceText(name: $0.name, bytes: Array($0.bytes)) })
      return (Edition(try Ruleset(compiling: model, settings: settings)), folder, version)
    } catch let failure as Failure {
      throw failure
    } catch let diagnostics as Diagnostics {
      throw Failure(.badRuleset, diagnostics)
    } catch {
      throw Failure(.badRuleset, unreadable)
    }
  }
}
