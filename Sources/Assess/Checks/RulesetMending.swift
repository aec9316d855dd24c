import Rules

/// Mends in the files of a ruleset what has one certain mend. A mend is kept where what was told of it is then gone and nothing
/// new is told of the lines that it changes; all other bytes stay.
struct RulesetMending {
  /// What is written instead of what, and what was told.
  typealias Mend = (diagnostic: Diagnostic, edit: Diagnostic.Edit)

  private let reference: RulesetReference
  private let catalog: RulesetCatalog
  private let isStrict: Bool
  private(set) var mends: [Mend] = []
  /// The files that change, as they were read and as they become.
  private var files: [String: (before: [UInt8], after: [UInt8])] = [:]
  /// Mends that did not help.
  private var refused: Set<String> = []

  init(_ reference: RulesetReference, in catalog: RulesetCatalog, isStrict: Bool) {
    self.reference = reference
    self.catalog = catalog
    self.isStrict = isStrict
  }

  /// A mend may show what else is wrong; more rounds than this nobody's mistakes need.
  private static let rounds = 40

  /// Finds the mends that hold; nothing is written yet.
  mutating func run() {
    var findings = findings(files)
    for _ in 0..<Self.rounds {
      let offered = offered(by: findings)
      if offered.isEmpty { return }
      if let next = kept(offered, findings) {
        findings = next
        continue
      }
      // Together they do not hold: one of them, then the others again.
      var next: RulesetFindings?
      for mend in offered where next == nil {
        next = offered.count == 1 ? nil : kept([mend], findings)
        if next == nil { refused.insert(key(mend)) }
      }
      guard let next else { return }
      findings = next
    }
  }

  /// Writes what ``run()`` found.
  ///
  /// - Returns: the files that could not be written, or were changed by somebody else meanwhile: these stay as they are.
  mutating func write() -> [Failure] {
    var failures: [Failure] = []
    for (path, texts) in files.sorted(by: { $0.key < $1.key }) {
      do throws(FileFault) {
        let now = try catalog.effects.readFile(path, ReadingLimits.rulesetFile.bytes)
        if now == texts.before {
          try catalog.effects.writeFile(path, texts.after)
          continue
        }
        failures.append(Failure(.badRuleset, .changedMeanwhile(path)))
      } catch {
        failures.append(Failure(.output, error, about: path))
      }
      mends.removeAll { $0.edit.place.source.name == path }
    }
    return failures
  }

  private func findings(_ files: [String: (before: [UInt8], after: [UInt8])]) -> RulesetFindings {
    var effects = catalog.effects
    let read = effects.readFile
    let texts = files.mapValues(\.after)
    effects.readFile = { path, limit throws(FileFault) in
      if let text = texts[path] { return text }
      return try read(path, limit)
    }
    return RulesetFindings(
      reference, in: RulesetCatalog(root: catalog.root, effects: effects), isStrict: isStrict)
  }

  /// Each of another place, in the order of the files.
  private func offered(by findings: RulesetFindings) -> [Mend] {
    var found: [Mend] = []
    for diagnostic in findings.diagnostics {
      guard let edit = diagnostic.edit else { continue }
      let mend = (diagnostic: diagnostic, edit: edit)
      let isApart = found.allSatisfy { other in
        other.edit.place.source.name != edit.place.source.name
          || other.edit.place.range.end < edit.place.range.start
          || edit.place.range.end < other.edit.place.range.start
      }
      if isApart, !refused.contains(key(mend)), isOfRuleset(edit.place.source.name) {
        found.append(mend)
      }
    }
    return found
  }

  /// Whether a file lies in the folder of the ruleset, links followed: others are not for this to change.
  private func isOfRuleset(_ path: String) -> Bool {
    catalog.effects.isInside(path, catalog.folder(of: reference.ruleset))
  }

  /// Takes mends over, if they hold.
  ///
  /// - Returns: what is found then; `nil` where they do not hold.
  private mutating func kept(_ mends: [Mend], _ findings: RulesetFindings) -> RulesetFindings? {
    var changed = files
    var lines: [String: Set<Int>] = [:]
    for mend in mends.sorted(by: { $0.edit.place.range.start > $1.edit.place.range.start }) {
      let place = mend.edit.place
      let path = place.source.name
      var texts = changed[path] ?? (place.source.bytes, place.source.bytes)
      // Of a text that was read otherwise, places say nothing.
      guard (files[path]?.after ?? texts.before) == place.source.bytes else { return nil }
      texts.after.replaceSubrange(place.range.start..<place.range.end, with: mend.edit.text.utf8)
      changed[path] = texts
      lines[path, default: []].insert(place.source.position(at: place.range.start).line)
    }
    let next = self.findings(changed)
    let (before, after) = (Counted(findings), Counted(next))
    for mend in mends where after[mend.diagnostic] >= before[mend.diagnostic] { return nil }
    for diagnostic in next.diagnostics where after[diagnostic] > before[diagnostic] {
      let source = diagnostic.source
      let line = source.position(at: diagnostic.range.start).line
      if lines[source.name]?.contains(line) ?? false { return nil }
    }
    files = changed
    self.mends += mends
    return next
  }

  private func key(_ mend: Mend) -> String {
    let line = mend.edit.place.source.position(at: mend.edit.place.range.start).line
    return "\(mend.edit.place.source.name):\(line) \(mend.edit.before) \(mend.edit.text)"
  }

  /// How often the same is told of a file.
  private struct Counted {
    private var counts: [String: Int] = [:]

    init(_ findings: RulesetFindings) {
      for diagnostic in findings.diagnostics { counts[Self.key(diagnostic), default: 0] += 1 }
    }

    subscript(diagnostic: Diagnostic) -> Int { counts[Self.key(diagnostic)] ?? 0 }

    private static func key(_ diagnostic: Diagnostic) -> String {
      "\(diagnostic.source.name) \(diagnostic.message.en)"
    }
  }
}

extension Notice {
  fileprivate static func changedMeanwhile(_ path: String) -> Notice {
    Notice(
      about: path,
      LocalizedText(
        nl: "dit bestand is intussen veranderd; er is niets in geschreven",
        en: "this file was changed meanwhile; nothing was written to it"),
      mend: LocalizedText(nl: "geef de opdracht nog eens", en: "give the command once more"))
  }
}
