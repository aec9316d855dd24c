extension RulesetFolder {
  /// Reads `ruleset.yaml`.
  ///
  /// - Throws: every fault in it.
  public init(
    reading source: SourceText, limits: RulesetLimits = .standard
  ) throws(Diagnostics) {
    let document = try DataDocument(yaml: source, limits: .rulesetFile)
    var reading = RulesetReading(limits: limits)
    let folder = reading.folder(document.root)
    try reading.finish()
    guard let folder else {
      throw Diagnostics([
        .mappingExpected(RulesetKey.section, keys: RulesetKey.names, at: document.root)
      ])
    }
    self = folder
  }
}

/// A version before it is known what follows it.
private struct WrittenVersion {
  let version: String
  let title: LocalizedText
  let changes: LocalizedText
  let validFrom: CalendarDate?
  let validUntil: CalendarDate?
  let neverInForce: LocalizedText?
  let sources: [String]
  let content: RulesetFolder.Version.Content
  let node: DataDocument.Node
  /// Where it names the version that indicates what it might say.
  let indicator: DataDocument.Node?
}

extension RulesetReading {
  fileprivate mutating func folder(_ root: DataDocument.Node) -> RulesetFolder? {
    guard let keys = MappingReader<RulesetKey>(root, &self) else { return nil }
    let ruleset = path(keys[.ruleset])
    let title = text(keys[.title])
    let authority = text(keys[.authority])
    let about = text(keys[.about])
    let submissionField = word(keys[.submissionDate]).map { Name($0).text }
    let titleField = word(keys[.planTitle]).map { Name($0).text }
    let part = procedurePart(keys, submissionField: submissionField)
    let versions = versions(items(keys[.versions]).compactMap { version($0) })
    guard let ruleset, let title, let authority, let about, let submissionField, let titleField
    else { return nil }
    return RulesetFolder(
      ruleset: ruleset, title: title, authority: authority, about: about,
      submissionField: submissionField, titleField: titleField, procedure: part, versions: versions)
  }

  private mutating func procedurePart(
    _ keys: MappingReader<RulesetKey>, submissionField: String?
  ) -> ProcedurePart? {
    if !keys.has(.procedure) {
      for key in RulesetKey.ofProcedure {
        if let place = keys[key] { report(.onlyWithProcedure(key.rawValue, at: place)) }
      }
    }
    let step = choice(keys[.procedure], of: ProcedurePart.Step.self)
    let opener = path(keys[.openedBy])
    let published = fieldPaths(keys[.published])
    let takenOver = fieldPaths(keys[.takesOver])
    let needed = fieldPaths(keys[.neededToHandIn])
    if let submissionField, let place = keys[.neededToHandIn], needed.contains([submissionField]) {
      report(.submissionDateNeeded(submissionField, at: place))
    }
    return step.map {
      ProcedurePart(
        step: $0, openedBy: opener, published: published, takenOver: takenOver,
        neededToHandIn: needed)
    }
  }

  private mutating func fieldPaths(_ list: DataDocument.Node?) -> [[String]] {
    items(list).compactMap { node in
      word(node).map { $0.split(separator: ".").map { Name(String($0)).text } }
    }
  }

  private mutating func version(_ node: DataDocument.Node) -> WrittenVersion? {
    guard let keys = MappingReader<VersionKey>(node, &self) else { return nil }
    let name = word(keys[.version])
    if let name, let place = keys[.version] {
      if name.contains(where: { $0.isWhitespace || "@/#".contains($0) }) {
        report(.versionName(name, at: place))
      }
      declareIdentifier(Name(name), at: place)
    }
    let validFrom = date(keys[.validFrom])
    let validUntil = date(keys[.validUntil])
    let neverInForce = text(keys[.neverInForce])
    switch (keys[.validFrom], keys[.neverInForce]) {
    case (_?, let reason?):
      report(
        .onlyOneOf(VersionKey.validFrom.rawValue, VersionKey.neverInForce.rawValue, at: reason))
    case (nil, nil):
      report(.neitherOf(VersionKey.validFrom.rawValue, VersionKey.neverInForce.rawValue, at: node))
    case (_?, nil), (nil, _?): break
    }
    let sources = items(keys[.madeFrom]).compactMap { word($0) }
    let indicatedBy = word(keys[.indicatedBy])
    if let place = keys[.indicatedBy], !keys.has(.notEncoded) { report(.alwaysEncoded(at: place)) }
    let title = text(keys[.title])
    let changes = text(keys[.changes])
    let fallback = LocalizedText(nl: name ?? "", en: name ?? "")
    let content: RulesetFolder.Version.Content
    switch (keys[.files], keys[.notEncoded]) {
    case (let files?, nil):
      for key in [VersionKey.title, .changes] where !keys.has(key) {
        report(.missingKey(key.rawValue, in: VersionKey.section, at: node))
      }
      content = .files(paths(files))
    case (nil, let reason?):
      content = .notEncoded(text(reason) ?? fallback, indicatedBy: indicatedBy)
    case (_?, let reason?):
      report(.onlyOneOf(VersionKey.files.rawValue, VersionKey.notEncoded.rawValue, at: reason))
      return nil
    case (nil, nil):
      report(.neitherOf(VersionKey.files.rawValue, VersionKey.notEncoded.rawValue, at: node))
      return nil
    }
    guard let name, validFrom != nil || neverInForce != nil else { return nil }
    if let validFrom, let validUntil, let place = keys[.validUntil], validUntil < validFrom {
      report(.periodEndsEarly(at: place))
    }
    let why: LocalizedText
    switch content {
    case .files: why = fallback
    case .notEncoded(let reason, _): why = reason
    }
    return WrittenVersion(
      version: name, title: title ?? fallback, changes: changes ?? why, validFrom: validFrom,
      validUntil: validUntil, neverInForce: neverInForce, sources: sources, content: content,
      node: keys[.version] ?? node, indicator: keys[.indicatedBy])
  }

  /// Puts the versions in order and ends each where the next begins.
  private mutating func versions(_ written: [WrittenVersion]) -> [RulesetFolder.Version] {
    let dated = written.compactMap { version in version.validFrom.map { (first: $0, version) } }
      .sorted { $0.first < $1.first }
    let encoded = written.filter { if case .files = $0.content { true } else { false } }
    for version in written {
      guard let place = version.indicator, let name = word(place),
        !encoded.contains(where: { $0.version == name })
      else { continue }
      report(.unknownIndicator(name, known: encoded.map(\.version), at: place))
    }
    let undated = written.filter { $0.validFrom == nil }.map { made($0, until: nil) }
    return undated
      + dated.indices.map { index in
        let (first, version) = dated[index]
        let next = index + 1 < dated.count ? dated[index + 1] : nil
        if let next,
          first == next.first || version.validUntil.map({ next.first <= $0 }) ?? false
        {
          report(.versionsOverlap(version.version, next.1.version, at: next.1.node))
        }
        return made(version, until: version.validUntil ?? next?.first.adding(days: -1))
      }
  }

  private func made(_ written: WrittenVersion, until last: CalendarDate?) -> RulesetFolder.Version {
    RulesetFolder.Version(
      version: written.version, title: written.title, changes: written.changes,
      validFrom: written.validFrom, validUntil: last, neverInForce: written.neverInForce,
      sources: written.sources, content: written.content,
      place: SourcePlace(written.node.range, in: written.node.source))
  }

  private mutating func paths(_ node: DataDocument.Node) -> [String] {
    var found: [String] = []
    for item in items(node) {
      guard let path = path(item) else { continue }
      if found.contains(path) {
        report(.listedTwice(path, at: item))
      } else {
        found.append(path)
      }
      if found.count > limits.files {
        report(.tooManyFiles(node.count, limit: limits.files, at: node.range, in: node.source))
        break
      }
    }
    return found
  }

  /// A path below the folder of the ruleset: no part of it leads out.
  private mutating func path(_ node: DataDocument.Node?) -> String? {
    guard let node, let path = word(node) else { return nil }
    let isSafe = path.pathSteps.allSatisfy { step in
      !step.isEmpty && step != "." && step != ".."
        && step.utf8.allSatisfy { $0 >= UInt8(ascii: " ") && !"\\:@".utf8.contains($0) }
    }
    if isSafe { return path }
    report(.pathLeadsOut(path, at: node))
    return nil
  }
}
