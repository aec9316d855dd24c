import Dispatch
package import Rules
import Synchronization

extension RulesetCatalog {
  /// One version as its authors wrote it.
  package func model(
    _ folder: RulesetFolder, _ version: RulesetFolder.Version
  ) throws(Failure) -> RulesetModel {
    let parts = try parts(folder, version)
    do {
      return try RulesetModel(of: folder, version: version, parts: parts)
    } catch {
      throw Failure(.badRuleset, error)
    }
  }

  /// One version made ready to assess plans with.
  package func compiled(
    _ folder: RulesetFolder, _ version: RulesetFolder.Version,
    settings: ParameterSettings = ParameterSettings()
  ) throws(Failure) -> Ruleset {
    let model = try model(folder, version)
    do {
      return try Ruleset(compiling: model, settings: settings)
    } catch {
      throw Failure(.badRuleset, error)
    }
  }

  /// A version made ready, or everything that is wrong with it: how it is written, and what what could be read of it means.
  /// What would be said of a name whose own text has a fault waits until that is mended.
  func compiledWithAllFaults(
    _ folder: RulesetFolder, _ version: RulesetFolder.Version
  ) throws(Failure) -> Ruleset {
    let read = RulesetModel.asFarAsRead(
      of: folder, version: version, parts: try parts(folder, version))
    var problems = read.problems
    let isWrong = problems.contains { $0.severity == .error }
    guard let model = read.model else { throw Failure(.badRuleset, problems) }
    do {
      let ruleset = try Ruleset(compiling: model)
      if !isWrong { return ruleset }
    } catch {
      problems += error.all.filter { fault in
        let words = fault.source.text(in: fault.range)
        return !read.refused.contains { words.contains($0.text) }
      }
    }
    throw Failure(.badRuleset, problems)
  }

  /// The files that a version lists, each read by itself.
  package func parts(
    _ folder: RulesetFolder, _ version: RulesetFolder.Version
  ) throws(Failure) -> [RulesetPart] {
    try parts(of: version, in: self.folder(of: folder.ruleset), ruleset: folder)
  }

  /// Reading YAML is most of the time from start to verdict, and no file needs another.
  private func parts(
    of version: RulesetFolder.Version, in path: String, ruleset: RulesetFolder
  ) throws(Failure) -> [RulesetPart] {
    guard case .files(let names) = version.content else {
      throw Failure(.badRuleset, .notEncoded(version, of: ruleset))
    }
    var sources: [SourceText] = []
    var faults: [Notice] = []
    for name in names {
      let file = "\(path)/\(name)"
      do throws(FileFault) {
        guard effects.isInside(file, path) else { throw FileFault.outside }
        let bytes = try effects.readFile(file, ReadingLimits.rulesetFile.bytes)
        sources.append(SourceText(name: file, bytes: bytes))
      } catch {
        faults.append(Notice(about: file, error.message, mend: error.mend, code: .fileMissing))
      }
    }
    if !faults.isEmpty { throw Failure(.badRuleset, faults) }
    // The largest first: a large file that begins last would make all wait for it.
    let order = sources.indices.sorted { sources[$0].bytes.count > sources[$1].bytes.count }
    let texts = sources
    let read = Mutex<[Int: RulesetPart]>([:])
    DispatchQueue.concurrentPerform(iterations: order.count) { turn in
      let index = order[turn]
      let part = RulesetPart(reading: texts[index])
      read.withLock { $0[index] = part }
    }
    return read.withLock { parts in texts.indices.compactMap { parts[$0] } }
  }
}

extension Notice {
  package static func notEncoded(
    _ version: RulesetFolder.Version, of ruleset: RulesetFolder
  ) -> Notice {
    let name = "\(ruleset.ruleset)@\(version.version)"
    let why: LocalizedText =
      switch version.content {
      case .notEncoded(let reason, _): reason
      case .files: LocalizedText(nl: "", en: "")
      }
    let others = ruleset.versions.filter(\.isEncoded).map { "\(ruleset.ruleset)@\($0.version)" }
    let list = others.joined(separator: ", ")
    return Notice(
      about: name,
      LocalizedText(
        nl: "deze versie is niet uitgewerkt. \(why.nl)",
        en: "this version is not encoded. \(why.en)"),
      mend: others.isEmpty
        ? nil
        : LocalizedText(
          nl: "kies met --ruleset een andere versie: \(list)",
          en: "choose another version with --ruleset: \(list)"),
      code: .unknownVersion)
  }
}

extension RulesetFolder.Version {
  /// Whether its rules are there, and not only its name.
  package var isEncoded: Bool {
    switch content {
    case .files: true
    case .notEncoded: false
    }
  }
}
