import Rules

/// Plans that show what a check told of, one file for each.
struct WitnessFiles {
  /// The ruleset, and the code and the place that it shows, as the path of a file.
  private(set) var files: [(name: String, text: String)] = []
  /// What was told without a plan that shows it.
  private(set) var unshown: [Diagnostic] = []

  /// Versions that can't be read have none.
  init(_ reference: RulesetReference, in catalog: RulesetCatalog) {
    guard let folder = try? catalog.ruleset(named: reference.ruleset) else { return }
    var names: [String: Int] = [:]
    var told: Set<String> = []
    for version in folder.versions where reference.version ?? version.version == version.version {
      guard version.isEncoded, let ruleset = try? catalog.compiled(folder, version) else {
        continue
      }
      for witness in ruleset.witnesses() {
        let diagnostic = witness.diagnostic
        // A file that two versions share has its faults told once.
        guard told.insert(diagnostic.rendered(in: .en)).inserted else { continue }
        guard let answers = witness.answers else {
          unshown.append(diagnostic)
          continue
        }
        let name = "\(folder.ruleset)/\(Self.name(of: diagnostic))"
        names[name, default: 0] += 1
        let number = names[name, default: 1]
        files.append(
          (
            number == 1 ? "\(name).yaml" : "\(name)-\(number).yaml",
            "# \(diagnostic.message.nl)\nruleset: \(folder.ruleset)@\(version.version)\n\(answers)"
          ))
      }
    }
  }

  /// `W121-e3-kosten-3`.
  private static func name(of diagnostic: Diagnostic) -> String {
    let file = diagnostic.source.name.split(separator: "/").last.map(String.init) ?? ""
    let stem = file.split(separator: ".").first.map(String.init) ?? file
    let line = diagnostic.source.position(at: diagnostic.range.start).line
    return "\(diagnostic.code?.rawValue ?? "")-\(stem)-\(line)"
  }
}
