import ArgumentParser
import Rules

struct RulesetDocsCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Schrijft wat een ruleset vraagt op pagina's die iedereen kan lezen.",
    discussion: """
      Een pagina per versie: elk criterium met zijn controles, de regel in gewone woorden, de bron met de \
      aangehaalde woorden, de lezing, de waarden, de voorbeelden met hun oordeel en wat er door de jaren \
      veranderde. Elke plaats heeft een vast adres: `subsidie/buurt/regeling-2024.html#B1.1`. Zonder versie komen alle \
      versies erbij, zonder ruleset alle rulesets.
      """)

  @Argument(
    help: ArgumentHelp(
      "De ruleset, met of zonder versie; zonder dit argument alle.", valueName: "id[@versie]"))
  var ruleset: String?

  @Option(
    help: ArgumentHelp(
      "De map waarin de pagina's komen; die wordt zo nodig gemaakt.", valueName: "map"),
    completion: .directory)
  var html: String

  @Option(
    help: ArgumentHelp("Parameters zoals een organisatie ze vaststelt.", valueName: "bestand"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var settings: String?

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let catalog = try self.catalog.catalog(console)
    var request = Editions.Request(day: console.effects.now().date)
    if let settings {
      request.settings = try ParameterSettings.read(settings, effects: console.effects)
    }
    let editions = Editions(catalog, request)
    var files: DocumentationFiles
    do {
      files = try DocumentationFiles(in: language)
    } catch {
      throw Failure(
        .output,
        Notice(
          nl: "het sjabloon van de pagina deugt niet: \(error)",
          en: "the template of the page is not right: \(error)"))
    }
    for reference in try NamedRulesets.references(ruleset.map { [$0] } ?? [], in: catalog) {
      let folder = try catalog.ruleset(named: reference.ruleset)
      let versions =
        try reference.version.map { name throws(Failure) in
          [try VersionChoice.version(of: folder, named: name)]
        } ?? folder.versions.filter(\.isEncoded)
      func edition(_ version: RulesetFolder.Version) throws(Failure) -> Edition {
        let name = RulesetReference("\(folder.ruleset)@\(version.version)")
        return try editions.edition(name, on: nil, today: .epoch)
      }
      let history = RulesetHistory(folder) { version throws(Failure) in
        try edition(version).ruleset
      }
      for version in versions {
        let page = files.page(
          of: RulesetDocumentation(
            try edition(version), version, of: folder, history, in: catalog))
        try console.writeFile(page.text, at: "\(html)/\(page.path)")
      }
    }
    try console.writeFile(files.index.text, at: "\(html)/\(files.index.path)")
    return .success
  }
}
