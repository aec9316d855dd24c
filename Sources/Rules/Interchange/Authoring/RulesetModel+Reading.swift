extension RulesetModel {
  /// Reads one version of a ruleset.
  ///
  /// - Parameter files: The part files that the version lists, in its order.
  /// - Throws: every fault of every file.
  public init(
    of folder: RulesetFolder, version: RulesetFolder.Version, files: [SourceText],
    limits: RulesetLimits = .standard
  ) throws(Diagnostics) {
    try Self.checkSize(of: files, limits)
    try self.init(
      of: folder, version: version, parts: files.map { RulesetPart(reading: $0) },
      limits: limits)
  }

  /// Combines part files that were read before.
  ///
  /// - Throws: every fault of every file, and that a version is not encoded.
  public init(
    of folder: RulesetFolder, version: RulesetFolder.Version, parts: [RulesetPart],
    limits: RulesetLimits = .standard
  ) throws(Diagnostics) {
    guard case .files = version.content, let first = parts.first else {
      throw Diagnostics([.versionNotEncoded(folder, version)])
    }
    try Self.checkSize(of: parts.map(\.source), limits)
    var reading = RulesetReading(limits: limits)
    let content = reading.version(version, of: folder, parts)
    try reading.finish()
    guard let model = Self(folder, version, parts, content, reading) else {
      throw Diagnostics([.partMissing(PartKey.outcome.rawValue, in: first.source)])
    }
    self = model
  }

  /// What the parts hold, as far as it could be read; `nil` without an outcome.
  private init?(
    _ folder: RulesetFolder, _ version: RulesetFolder.Version, _ parts: [RulesetPart],
    _ content: RulesetContent, _ reading: RulesetReading
  ) {
    guard let outcome = content.outcome else { return nil }
    self.init(
      identity: RulesetIdentity(
        ruleset: folder.ruleset, version: version.version, title: folder.title,
        versionTitle: version.title, authority: folder.authority, about: folder.about,
        changes: version.changes, validFrom: version.validFrom, validUntil: version.validUntil,
        submissionField: folder.submissionField, titleField: folder.titleField,
        procedure: folder.procedure, files: parts.map(\.source)),
      sources: reading.sources, readings: reading.readings, types: content.types,
      vocabulary: Vocabulary(content.fields), parameters: content.parameters,
      definitions: content.definitions, criteria: content.criteria, outcome: outcome)
  }

  /// What could be read of a version, though something in it is wrong: to find what else is.
  ///
  /// - Returns: also all that is wrong with how it is written, and the names whose own text has a fault. No model where a
  ///   file can't be read at all, or the outcome: of too much it would be said that it is not there.
  package static func asFarAsRead(
    of folder: RulesetFolder, version: RulesetFolder.Version, parts: [RulesetPart]
  ) -> (model: RulesetModel?, problems: [Diagnostic], refused: Set<Name>) {
    var reading = RulesetReading(limits: .standard)
    do {
      try checkSize(of: parts.map(\.source), .standard)
    } catch {
      return (nil, error.all, [])
    }
    let content = reading.version(version, of: folder, parts)
    let problems = reading.sorted(reading.problems)
    guard parts.allSatisfy({ $0.document != nil }),
      let model = Self(folder, version, parts, content, reading)
    else { return (nil, problems, []) }
    var refused = Set(reading.names.all)
    refused.subtract(model.vocabulary.fields.map { Name($0.name) })
    refused.subtract(model.parameters.map(\.name))
    refused.subtract(model.definitions.map(\.name))
    refused.subtract(model.criteria.map { Name($0.id) })
    return (model, problems, refused)
  }

  private static func checkSize(
    of files: [SourceText], _ limits: RulesetLimits
  ) throws(Diagnostics) {
    guard let first = files.first else { return }
    guard files.count <= limits.files else {
      throw Diagnostics([.tooManyFiles(files.count, limit: limits.files, in: first)])
    }
    let total = files.reduce(0) { $0 + $1.bytes.count }
    guard total <= limits.bytes else {
      throw Diagnostics([.rulesetTooLarge(total, limit: limits.bytes, in: first)])
    }
  }
}

extension RulesetFolder {
  /// Where `ruleset.yaml` has a name under a key.
  fileprivate func place(_ key: RulesetKey, _ name: String) -> SourcePlace? {
    places[Mention(key: key.rawValue, name: name)]
  }
}

/// What the part files of a version hold together.
struct RulesetContent {
  var types: [TypeDeclaration] = []
  var fields: [Field] = []
  /// The key of the vocabulary, for faults in it as a whole.
  var vocabularyKey: DataDocument.Node?
  var parameters: [Parameter] = []
  var definitions: [Definition] = []
  var criteria: [Criterion] = []
  var outcome: Outcome?
  var outcomeKey: DataDocument.Node?
  /// The parts that are there, right or wrong.
  var present: Set<PartKey> = []
  var hasCriterion = false
  /// Where the parts say how the source numbers the criteria.
  var numberings: [DataDocument.Node] = []
}

extension RulesetReading {
  /// What the parts of a version hold, with what is inherited and written over.
  fileprivate mutating func version(
    _ version: RulesetFolder.Version, of folder: RulesetFolder, _ parts: [RulesetPart]
  ) -> RulesetContent {
    let first = parts.first?.source
    for part in parts {
      add(file: part.source.name)
      report(part.problems)
    }
    let roots = parts.compactMap(\.document?.root)
    takeOverrides(of: roots, inherits: version.inherits != nil)
    var content = self.content(of: roots)
    content.criteria = content.criteria.made(from: version.sources)
    if content.criteria.isEmpty, content.hasCriterion, !version.sources.isEmpty, let first {
      report(.nothingFrom(version.sources, in: first))
    }
    for node in content.numberings {
      content.criteria = numbering(node, of: content.criteria)
    }
    // What a file that could not be read would have held is not called missing.
    if let first, parts.allSatisfy({ $0.document != nil }) {
      reportMissing(content, in: first)
      checkSpecialFields(of: folder, content)
    }
    return content
  }

  /// Reads what others refer to before what refers to it, whatever file each is in.
  mutating func content(of roots: [DataDocument.Node]) -> RulesetContent {
    var content = RulesetContent()
    var parts: [MappingReader<PartKey>] = []
    for root in roots {
      let isCriterion = hasCriterion(root)
      let isStray =
        root[CriterionKey.criterion.rawValue] == nil && reportStrayCriterionKeys(root)
      guard
        let part = MappingReader<PartKey>(root, besides: CriterionKey.names, &self)
      else { continue }
      parts.append(part)
      content.hasCriterion = content.hasCriterion || isCriterion || isStray
      for key in PartKey.allCases where part.has(key) { content.present.insert(key) }
    }
    for part in parts {
      addSources(part[.sources])
      addReadings(part[.readings])
      declareTypes(part[.types])
    }
    content.types = typeDeclarations()
    for part in parts {
      if let node = part[.vocabulary] {
        content.fields += vocabulary(node)
        content.vocabularyKey = content.vocabularyKey ?? node
      }
      content.parameters += parameters(part[.parameters])
      content.definitions += definitions(part[.definitions])
      if hasCriterion(part.node) {
        if let criterion = criterion(part.node) { content.criteria.append(criterion) }
      }
      if let node = part[.numbering] { content.numberings.append(node) }
      if let node = part[.outcome] { addOutcome(node, to: &content) }
    }
    return content
  }

  private mutating func addOutcome(
    _ node: DataDocument.Node, to content: inout RulesetContent
  ) {
    if let first = content.outcomeKey {
      report(
        .declaredTwice(
          PartKey.outcome.rawValue, at: node.head, in: node.source, first: first.range,
          firstIn: first.source))
      return
    }
    content.outcomeKey = node
    let read = outcome(node)
    content.outcome = read.outcome
    content.definitions += read.definitions
  }

  /// Says of the first key of a criterion that it stands in a file without one.
  private mutating func reportStrayCriterionKeys(_ root: DataDocument.Node) -> Bool {
    guard let stray = root.entries.first(where: { CriterionKey(rawValue: $0.key.text) != nil })
    else { return false }
    report(.criterionKeyAlone(stray.key.text, at: stray.key))
    return true
  }

  mutating func reportMissing(_ content: RulesetContent, in source: SourceText) {
    for key in [PartKey.sources, .vocabulary, .outcome] where !content.present.contains(key) {
      report(.partMissing(key.rawValue, in: source))
    }
    if !content.hasCriterion {
      report(.partMissing(CriterionKey.criterion.rawValue, in: source))
    }
  }

  /// The fields that `ruleset.yaml` names are there and of the type it needs.
  mutating func checkSpecialFields(of folder: RulesetFolder, _ content: RulesetContent) {
    guard let place = content.vocabularyKey else { return }
    let vocabularyPlace = SourcePlace(place.head, in: place.source)
    let rows: [(name: String, key: RulesetKey, type: String)] = [
      (folder.submissionField, .submissionDate, "date"), (folder.titleField, .planTitle, "string"),
    ]
    let vocabulary = Vocabulary(content.fields)
    let named: [(RulesetKey, [[String]])] = [
      (.published, folder.procedure?.published ?? []),
      (.takesOver, folder.procedure?.takenOver ?? []),
      (.neededToHandIn, folder.procedure?.neededToHandIn ?? []),
    ]
    for (key, paths) in named {
      for path in paths where vocabulary.field(at: path) == nil {
        let field = path.joined(separator: ".")
        report(
          .specialFieldMissing(
            field, key: key.rawValue, at: folder.place(key, field) ?? vocabularyPlace))
      }
    }
    for row in rows {
      if row.key == .submissionDate, vocabulary[row.name]?.formerNames.isEmpty == false {
        let field = entries(in: place).first { Name($0.key.text).text == row.name }
        report(.formerSubmissionDate(row.name, at: field?.key ?? place))
      }
      guard let field = content.fields.first(where: { $0.name == row.name }) else {
        // A field that was refused has its own report.
        if !entries(in: place).contains(where: { $0.key.text == row.name }) {
          report(
            .specialFieldMissing(
              row.name, key: row.key.rawValue,
              at: folder.place(row.key, row.name) ?? vocabularyPlace))
        }
        continue
      }
      switch (row.key, field.kind) {
      case (.submissionDate, .date), (.planTitle, .string): break
      default:
        report(
          .specialFieldOfOtherType(
            row.name, key: row.key.rawValue, type: row.type,
            at: folder.place(row.key, row.name) ?? vocabularyPlace))
      }
    }
  }
}
