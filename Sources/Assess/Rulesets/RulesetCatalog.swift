package import Rules

/// The rulesets below one folder. Nothing is read before it is asked for.
package struct RulesetCatalog: Sendable {
  package let root: String
  package let effects: Effects

  package static let identityFile = "ruleset.yaml"
  /// Folders inside one another, and folders in all, that are looked in for rulesets.
  package static let depth = 6
  private static let folders = 2_000

  /// The folder that the caller names, the one in the environment, or `rulesets` in the current
  /// folder, beside the program, or above either.
  package static func find(_ option: String?, effects: Effects) throws(Failure) -> RulesetCatalog {
    if let path = option ?? effects.environment["TOETS_RULESETS"], !path.isEmpty {
      guard effects.entries(path) != nil else {
        throw Failure(
          .badRuleset,
          Notice(
            about: path, nl: "deze map met rulesets is er niet", en: "no such rulesets folder",
            mendNL: "geef bij --rulesets of in TOETS_RULESETS een map die er is",
            mendEN: "give an existing folder with --rulesets or in TOETS_RULESETS"))
      }
      return RulesetCatalog(root: path, effects: effects)
    }
    for start in [effects.currentFolder, effects.programFolder] {
      for folder in ancestors(of: start) {
        let path = folder == "/" ? "/rulesets" : "\(folder)/rulesets"
        if effects.entries(path) != nil {
          let isHere = folder == effects.currentFolder
          return RulesetCatalog(root: isHere ? "rulesets" : path, effects: effects)
        }
      }
    }
    throw Failure(
      .badRuleset,
      Notice(
        nl: "er is geen map 'rulesets', hier niet en niet bij het programma",
        en: "there is no folder 'rulesets', neither here nor beside the program",
        mendNL: "zeg met --rulesets MAP of met TOETS_RULESETS waar de rulesets staan",
        mendEN: "say with --rulesets DIR or with TOETS_RULESETS where the rulesets are"))
  }

  private static func ancestors(of path: String) -> [String] {
    var found: [String] = []
    var rest = path[...]
    while !rest.isEmpty {
      found.append(String(rest))
      guard let slash = rest.lastIndex(of: "/") else { break }
      rest = rest[..<slash]
    }
    return found + (path.hasPrefix("/") ? ["/"] : [])
  }

  /// The folder of a ruleset. The whole catalog may be one ruleset.
  package func folder(of identifier: String) -> String {
    isOneRuleset ? root : "\(root)/\(identifier)"
  }

  var isOneRuleset: Bool { isRuleset(root) }

  func isRuleset(_ folder: String) -> Bool {
    effects.entries(folder)?.contains { $0.name == Self.identityFile } ?? false
  }

  /// All rulesets, by name.
  package func identifiers() throws(Failure) -> [String] {
    if isOneRuleset { return [try read(at: root).ruleset] }
    var found: [String] = []
    var left = Self.folders
    look(in: root, prefix: "", depth: 0, &found, &left)
    return found.sorted()
  }

  private func look(
    in folder: String, prefix: String, depth: Int, _ found: inout [String], _ left: inout Int
  ) {
    guard depth < Self.depth else { return }
    for entry in effects.entries(folder) ?? []
    where entry.isFolder && !entry.name.hasPrefix(".") && left > 0 {
      left -= 1
      let path = "\(folder)/\(entry.name)"
      let name = prefix + entry.name
      if isRuleset(path) {
        found.append(name)
      } else {
        look(in: path, prefix: name + "/", depth: depth + 1, &found, &left)
      }
    }
  }

  /// Who a ruleset is, and which versions it has.
  package func ruleset(named identifier: String) throws(Failure) -> RulesetFolder {
    let path = folder(of: identifier)
    guard RulesetReference(identifier).isPath, isRuleset(path) else {
      throw Failure(.badRuleset, unknown(identifier))
    }
    let read = try read(at: path)
    if read.ruleset != identifier {
      throw Failure(
        .badRuleset,
        isOneRuleset
          ? unknown(identifier)
          : Notice(
            about: "\(path)/\(Self.identityFile)",
            nl: "deze ruleset noemt zich '\(read.ruleset)', maar staat in de map '\(identifier)'",
            en: "this ruleset calls itself '\(read.ruleset)', but is in the folder '\(identifier)'",
            mendNL: "schrijf `ruleset: \(identifier)`, of verplaats de map",
            mendEN: "write `ruleset: \(identifier)`, or move the folder", code: .rulesetName))
    }
    return read
  }

  private func read(at path: String) throws(Failure) -> RulesetFolder {
    let file = "\(path)/\(Self.identityFile)"
    let source: SourceText
    do {
      source = SourceText(
        name: file, bytes: try effects.readFile(file, ReadingLimits.rulesetFile.bytes))
    } catch {
      throw Failure(.badRuleset, error, about: file, code: .fileMissing)
    }
    do {
      return try RulesetFolder(reading: source)
    } catch {
      throw Failure(.badRuleset, error)
    }
  }

  private func unknown(_ identifier: String) -> Notice {
    let known = (try? identifiers()) ?? []
    let near = Suggestion.nearest(
      to: Name(identifier), among: known.lazy.map { Name($0) }, count: 1)
    let list = known.isEmpty ? "–" : known.joined(separator: ", ")
    let mend =
      near.first.map {
        LocalizedText(nl: "bedoelt u '\($0.text)'?", en: "did you mean '\($0.text)'?")
      } ?? LocalizedText(nl: "deze zijn er: \(list)", en: "there are: \(list)")
    return Notice(
      about: root,
      LocalizedText(
        nl: "er is geen ruleset '\(identifier)'", en: "there is no ruleset '\(identifier)'"),
      mend: mend, code: .rulesetName)
  }
}

extension RulesetCatalog {
  /// The paths of the files of YAML below a folder, in order; rulesets inside it are left out.
  func yamlFiles(below folder: String, leaving: Set<String> = []) -> [String] {
    var found: [String] = []
    collect(below: folder, "", leaving, depth: 0, &found)
    return found
  }

  private func collect(
    below folder: String, _ prefix: String, _ leaving: Set<String>, depth: Int,
    _ found: inout [String]
  ) {
    guard depth < Self.depth else { return }
    for entry in effects.entries(folder) ?? []
    where !entry.name.hasPrefix(".") && !leaving.contains(entry.name) {
      let path = "\(folder)/\(entry.name)"
      if entry.isFolder {
        if isRuleset(path) { continue }
        collect(below: path, "\(prefix)\(entry.name)/", [], depth: depth + 1, &found)
      } else if Self.isYAML(entry.name) {
        found.append(prefix + entry.name)
      }
    }
  }

  static func isYAML(_ name: String) -> Bool {
    let small = name.lowercased()
    return small.hasSuffix(".yaml") || small.hasSuffix(".yml")
  }
}
