import ArgumentParser
import Rules

struct RulesetDiffCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Zegt wat een versie anders beslist dan een andere, over alle plannen.",
    discussion: """
      Van elke controle die anders is: strenger, soepeler, allebei of voor andere plannen, elk met zo weinig \
      antwoorden als nodig zijn om het te laten zien; of gelijk, bewezen. Met --plans ook welke plannen een \
      andere uitkomst krijgen. Afsluitcode 1 als er iets anders wordt beslist, 0 als alles gelijk is.
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(help: ArgumentHelp("De oude versie.", valueName: "id@versie"))
  var old: String

  @Argument(help: ArgumentHelp("De nieuwe versie.", valueName: "id@versie"))
  var new: String

  @Option(
    help: ArgumentHelp(
      "De map met de rulesets waarin de oude versie staat, als dat een andere is.",
      valueName: "map"), completion: .directory)
  var oldRulesets: String?

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Plannen die volgens beide versies worden beoordeeld.", valueName: "plan"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var plans: [String] = []

  @Option(help: "De vorm van het verslag.")
  var format = Form.text

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let catalog = try catalog.catalog(console)
    let before = try oldRulesets.map { path throws(Failure) in
      try RulesetCatalog.find(path, effects: console.effects)
    }
    let (was, now) = (
      try Self.ruleset(old, in: before ?? catalog), try Self.ruleset(new, in: catalog)
    )
    var flips: [PlanFlip] = []
    var status = ExitStatus.success
    for path in plans {
      do throws(Failure) {
        let file = try PlanFile.read(path, effects: console.effects)
        flips.append(try PlanFlip(file, from: was, to: now))
      } catch {
        console.warn(error)
        status = max(status, error.status)
      }
    }
    let report = DifferenceReport(
      old: was.model.identity, new: now.model.identity,
      difference: RulesetDifference(from: was, to: now), plans: flips)
    switch format {
    case .text: try console.print(report.text(in: language))
    case .json: try console.print(report.json(in: language))
    }
    return max(status, report.isSame ? .success : .negative)
  }

  private static func ruleset(
    _ name: String, in catalog: RulesetCatalog
  ) throws(Failure) -> Ruleset {
    let reference = RulesetReference(name)
    let folder = try catalog.ruleset(named: reference.ruleset)
    guard let version = reference.version else {
      throw Failure(
        .badInput,
        Notice(
          about: name, LocalizedText(nl: "welke versie?", en: "which version?"),
          mend: LocalizedText(
            nl:
              "schrijf er een versie achter, zoals '\(name)@\(folder.versions.last?.version ?? "")'",
            en: "add a version, such as '\(name)@\(folder.versions.last?.version ?? "")'")))
    }
    return try catalog.compiled(folder, try VersionChoice.version(of: folder, named: version))
  }
}
