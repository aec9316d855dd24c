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
  var sources: [String]
  var content: RulesetFolder.Version.Content
  /// Where it names the version that it inherits from.
  let base: DataDocument.Node?
  let node: DataDocument.Node
  /// Where it names the version that indicates what it might say.
  let indicator: DataDocument.Node?
}

extension RulesetReading {
  fileprivate mutating func folder(_ root: DataDocument.Node) -> RulesetFolder? {
    guard let keyed = MappingReader<RulesetKey>(root, &self) else { return nil }
    let ruleset = path(keyed[.ruleset])
    let title = text(keyed[.title])
    let authority = text(keyed[.authority])
    let about = text(keyed[.about])
    let submissionField = word(keyed[.submissionDate]).map { Name($0).text }
    let titleField = word(keyed[.planTitle]).map { Name($0).text }
    let part = procedurePart(keyed, submissionField: submissionField)
    let versions = versions(items(keyed[.versions]).compactMap { version($0) })
    guard let ruleset, let title, let authority, let about, let submissionField, let titleField
    else { return nil }
    var folder = RulesetFolder(
      ruleset: ruleset, title: title, authority: authority, about: about,
      submissionField: submissionField, titleField: titleField, procedure: part, versions: versions)
    let keys: [RulesetKey] = [.submissionDate, .planTitle] + RulesetKey.ofProcedure
    for key in keys {
      guard let node = keyed[key] else { continue }
      for item in node.isScalar ? [node] : Array(node.items) {
        let name = Self.fieldPath(item.text).joined(separator: ".")
        folder.places[.init(key: key.rawValue, name: name)] = SourcePlace(
          item.range, in: item.source)
      }
    }
    return folder
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
      word(node).map { Self.fieldPath($0) }
    }
  }

  private static func fieldPath(_ text: String) -> [String] {
    text.split(separator: ".").map { Name(String($0)).text }
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
    let own = keys[.files] == nil ? VersionKey.inherits : .files
    switch (keys[.files] ?? keys[.inherits], keys[.notEncoded]) {
    case (_?, nil):
      for key in [VersionKey.title, .changes] where !keys.has(key) {
        report(.missingKey(key.rawValue, in: VersionKey.section, at: node))
      }
      content = .files(keys[.files].map { paths($0) } ?? [])
    case (nil, let reason?):
      content = .notEncoded(text(reason) ?? fallback, indicatedBy: indicatedBy)
    case (_?, let reason?):
      report(.onlyOneOf(own.rawValue, VersionKey.notEncoded.rawValue, at: reason))
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
      base: keys[.inherits], node: keys[.version] ?? node, indicator: keys[.indicatedBy])
  }

  /// Puts the versions in order and ends each where the next begins.
  private mutating func versions(_ read: [WrittenVersion]) -> [RulesetFolder.Version] {
    let written = inheriting(read)
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

  /// The versions with what each inherits.
  private mutating func inheriting(_ written: [WrittenVersion]) -> [WrittenVersion] {
    let all = Dictionary(written.map { ($0.version, $0) }, uniquingKeysWith: { first, _ in first })
    return written.map { version in
      var whole = version
      var line = [version.version]
      var next = version.base
      while let node = next, let name = word(node) {
        if line.contains(name) {
          // Of a circle that a version only leads to, those in it have their own report.
          if name == version.version { report(.inheritanceCircle(line + [name], at: node)) }
          return whole
        }
        guard let base = all[name], case .files(let files) = base.content else {
          if line.count == 1 {
            let known = written.filter { version in
              guard case .files = version.content else { return false }
              return version.version != line[0]
            }
            report(.unknownIndicator(name, known: known.map(\.version), at: node))
          }
          return whole
        }
        line.append(name)
        guard line.count <= limits.inheritance else {
          report(.inheritsTooOften(limit: limits.inheritance, at: version.base ?? node))
          return whole
        }
        if case .files(let own) = whole.content {
          for twice in own where files.contains(twice) {
            report(.listedTwice(twice, at: version.base ?? node))
          }
          whole.content = .files(files.filter { !own.contains($0) } + own)
        }
        if whole.sources.isEmpty { whole.sources = base.sources }
        next = base.base
      }
      if case .files(let files) = whole.content, files.count > limits.files,
        let node = version.base
      {
        report(.tooManyFiles(files.count, limit: limits.files, at: node.range, in: node.source))
      }
      return whole
    }
  }

  private func made(_ written: WrittenVersion, until last: CalendarDate?) -> RulesetFolder.Version {
    RulesetFolder.Version(
      version: written.version, title: written.title, changes: written.changes,
      validFrom: written.validFrom, validUntil: last, neverInForce: written.neverInForce,
      sources: written.sources, content: written.content, inherits: written.base?.text,
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
