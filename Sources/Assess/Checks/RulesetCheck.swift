import Rules

/// Looks for everything that is wrong in the versions of one ruleset.
struct RulesetCheck {
  let folder: RulesetFolder
  let catalog: RulesetCatalog
  private var compiled: [String: Ruleset] = [:]
  private var reviewed: [String: [Diagnostic]] = [:]
  /// Whether each version that was looked at could be read.
  private(set) var isAllReadable = true

  init(_ folder: RulesetFolder, in catalog: RulesetCatalog) {
    self.folder = folder
    self.catalog = catalog
  }

  /// What is wrong with a version, and what can't be meant so; empty when nothing is. Only what has a status of failure
  /// keeps a version from its use.
  mutating func run(_ version: RulesetFolder.Version) -> [Failure] {
    let ruleset: Ruleset
    do throws(Failure) {
      ruleset = try self.ruleset(version)
    } catch {
      isAllReadable = false
      return [error]
    }
    var failures: [Failure] = []
    let problems = problems(of: version)
    let faults = problems.filter { $0.severity == .error }
    if !faults.isEmpty { failures.append(Failure(.badRuleset, faults)) }
    let advice = problems.filter { $0.severity != .error } + gap(before: version)
    if !advice.isEmpty { failures.append(Failure(.success, advice)) }
    failures += unnamedChanges(of: version, ruleset)
    return failures
  }

  /// What a version has to be told; what another version that shares the file may need is no problem.
  private mutating func problems(
    of version: RulesetFolder.Version
  ) -> [Diagnostic] {
    var found = review(version)
    for other in folder.versions where other.version != version.version {
      guard case .files(let names) = other.content,
        found.contains(where: { $0.code?.isOfAllVersions ?? false }), isReadable(other)
      else { continue }
      let there = review(other)
      found.removeAll { one in
        (one.code?.isOfAllVersions ?? false)
          && names.contains { "/\(one.source.name)".hasSuffix("/\($0)") }
          && !there.contains { $0.isSame(as: one) }
      }
    }
    return found
  }

  private mutating func isReadable(_ version: RulesetFolder.Version) -> Bool {
    (try? ruleset(version)) != nil
  }

  /// Nothing of a version that can't be read.
  private mutating func review(_ version: RulesetFolder.Version) -> [Diagnostic] {
    if let known = reviewed[version.version] { return known }
    let found = (try? ruleset(version))?.review() ?? []
    reviewed[version.version] = found
    return found
  }

  private mutating func ruleset(
    _ version: RulesetFolder.Version
  ) throws(Failure) -> Ruleset {
    if let known = compiled[version.version] { return known }
    let ruleset = try catalog.compiledWithAllFaults(folder, version)
    compiled[version.version] = ruleset
    return ruleset
  }

  /// That the text of changes leaves checks out that differ from those of the version before.
  private mutating func unnamedChanges(
    of version: RulesetFolder.Version, _ ruleset: Ruleset
  ) -> [Failure] {
    let earlier = folder.versions.prefix { $0.version != version.version }
      .filter { $0.neverInForce == nil }
    // Of a version that can't be read nothing is known; it has its own report.
    guard let previous = earlier.last(where: \.isEncoded),
      let old = try? self.ruleset(previous)
    else { return [] }
    let missing = RulesetChanges.missing(
      RulesetChanges(from: old, to: ruleset).ids, from: version.changes)
    guard !missing.isEmpty, let place = version.place else { return [] }
    let dutch = RulesetChanges.missing(missing, from: version.changes.nl)
    let english = RulesetChanges.missing(missing, from: version.changes.en)
    func list(_ onlyDutch: String, _ onlyEnglish: String) -> String {
      missing.map { id in
        dutch.contains(id) == english.contains(id)
          ? id : "\(id) (\(dutch.contains(id) ? onlyDutch : onlyEnglish))"
      }.joined(separator: ", ")
    }
    let problem = Diagnostic(
      .error, .changesUnnamed,
      nl: "'changes' van '\(version.version)' noemt niet wat anders is dan in "
        + "'\(previous.version)': \(list("in het Nederlands", "in het Engels"))",
      en: "'changes' of '\(version.version)' does not name what differs from "
        + "'\(previous.version)': \(list("in Dutch", "in English"))",
      mendNL: "noem deze codes, of die van hun criterium, in beide talen en zeg wat er verandert",
      mendEN:
        "name these codes, or those of their criterion, in both languages and say what changes",
      at: place.range, in: place.source)
    return [Failure(.badRuleset, [problem])]
  }

  /// Days before a version on which none is valid, after the first version.
  private func gap(before version: RulesetFolder.Version) -> [Diagnostic] {
    guard let index = folder.versions.firstIndex(where: { $0.version == version.version }),
      index > 0, let first = version.validFrom, let place = version.place,
      let last = folder.versions[index - 1].validUntil, let next = last.adding(days: 1),
      next < first, let end = first.adding(days: -1)
    else { return [] }
    return [
      Diagnostic(
        .warning, .versionGap,
        LocalizedText(
          nl: "van \(next) tot en met \(end) is geen versie geldig",
          en: "from \(next) up to and including \(end) no version is valid"),
        mend: LocalizedText(
          nl: "verander 'valid until' van de versie ervoor of 'valid from' van deze",
          en: "change 'valid until' of the version before or 'valid from' of this one"),
        at: place.range, in: place.source)
    ]
  }
}

extension RulesetCatalog {
  /// That `opened by` names a ruleset that is not there, as far as others can be.
  func unknownOpener(of ruleset: RulesetFolder) -> [Diagnostic] {
    guard let opener = ruleset.procedure?.openedBy, !isOneRuleset,
      let place = ruleset.places[.init(key: "opened by", name: opener)],
      let known = try? identifiers(), !known.contains(opener)
    else { return [] }
    let others = known.filter { $0 != ruleset.ruleset }
    return [
      Diagnostic(
        .error, .unknownOpener,
        LocalizedText(
          nl: "er is geen ruleset '\(opener)' die hieraan voorafgaat",
          en: "there is no ruleset '\(opener)' to come before this one"),
        mend: Suggestion.mend(for: Name(opener), among: others.map { Name($0) }), at: place.range,
        in: place.source)
    ]
  }

  /// Files of rules in the folder of a ruleset that no version lists, and so nobody reads.
  func unlistedFiles(of ruleset: RulesetFolder) -> [Notice] {
    let path = folder(of: ruleset.ruleset)
    var listed: Set<String> = [Self.identityFile]
    for version in ruleset.versions {
      if case .files(let names) = version.content { listed.formUnion(names) }
    }
    return yamlFiles(below: path, leaving: ["examples", "tests"])
      .filter { !listed.contains($0) }
      .map { name in
        Notice(
          about: "\(path)/\(name)",
          nl: "geen enkele versie noemt dit bestand, dus niemand leest het",
          en: "no version lists this file, so nobody reads it",
          mendNL: "zet het bij `files` van een versie, of haal het weg",
          mendEN: "add it to the `files` of a version, or remove it",
          severity: .warning, code: .unlistedFile)
      }
  }
}

extension Diagnostic {
  /// Whether both are about the same words of the same file.
  fileprivate func isSame(as other: Diagnostic) -> Bool {
    code == other.code && source.name == other.source.name && range == other.range
  }
}
