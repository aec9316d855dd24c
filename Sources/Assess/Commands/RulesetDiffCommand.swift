import ArgumentParser
import Rules

struct RulesetDiffCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Zegt wat een versie anders beslist dan een andere, over alle plannen.",
    discussion: """
      Van elke controle die anders is: strenger, soepeler, allebei of voor andere plannen, elk met zo weinig \
      antwoorden als nodig zijn om het te laten zien; of gelijk, bewezen. Ook wat anders wordt gevraagd, en met \
      --plans welke plannen een andere uitkomst krijgen. Afsluitcode 1 als er iets anders wordt beslist of \
      gevraagd, 0 als alles gelijk is.

      Een versie is `id@versie` uit de map met rulesets, `map:id@versie` uit een andere map, of \
      `commit:id@versie` zoals zij in een commit van git was: `HEAD~1:voorbeeld/plan@2024`.
      """)

  enum Form: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @Argument(help: ArgumentHelp("De oude versie.", valueName: "id@versie"))
  var old: String

  @Argument(help: ArgumentHelp("De nieuwe versie.", valueName: "id@versie"))
  var new: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Plannen, of een map met plannen, die volgens beide versies worden beoordeeld; - leest er een van elke regel van de invoer, als JSON.",
      valueName: "plan"), completion: .file(extensions: ["yaml", "yml", "json"]))
  var plans: [String] = []

  @Option(help: "De vorm van het verslag.")
  var format = Form.text

  @Flag(
    help:
      "Zet achter de tekst van 'changes' van de nieuwe versie wat die nog niet noemt; de maker van de regels werkt het uit."
  )
  var writeChanges = false

  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let own = try catalog.catalog(console)
    let (was, now) = (try Self.version(old, beside: own), try Self.version(new, beside: own))
    let (before, after) = (try was.ruleset(), try now.ruleset())
    let comparison = PlanComparison(from: before, to: after)
    var (assessed, flips) = (0, [PlanFlip]())
    var status = ExitStatus.success
    func add(_ plan: () throws(Failure) -> PlanFile) {
      do throws(Failure) {
        if let flip = try comparison.flip(of: try plan()) { flips.append(flip) }
        assessed += 1
      } catch {
        console.warn(error)
        status = max(status, error.status)
      }
    }
    for path in try files(of: after.model.identity.ruleset, console) {
      add { () throws(Failure) in try PlanFile.read(path, effects: console.effects) }
    }
    if plans.contains("-") {
      var reader = BlockReader(
        least: 1, lineLimit: ReadingLimits.plan.bytes, read: console.effects.readInput)
      do {
        while let block = try reader.next() {
          block.forEachLine { line, number in
            add { () throws(Failure) in try PlanFile(line: line, number, of: block) }
          }
        }
      } catch {
        throw Failure(.badInput, error, about: InputBlock.name)
      }
    }
    let report = DifferenceReport(
      old: before.model.identity, new: after.model.identity,
      difference: RulesetDifference(from: before, to: after), assessed: assessed, flips: flips)
    switch format {
    case .text: try console.print(report.text(in: language))
    case .markdown: try console.print(report.markdown(in: language))
    case .json: try console.print(report.json(in: language))
    }
    if writeChanges { try write(report.difference, of: now, console) }
    return max(status, report.isSame ? .success : .negative)
  }

  /// The files with plans: those that are named, and all in a folder that is; of a folder with one for each ruleset, those in
  /// that of this one.
  private func files(of ruleset: String, _ console: Console) throws(Failure) -> [String] {
    var files: [String] = []
    for named in plans where named != "-" {
      let own = "\(named)/\(ruleset)"
      let path = console.effects.entries(own) == nil ? named : own
      guard let entries = console.effects.entries(path) else {
        files.append(path)
        continue
      }
      let endings = [".yaml", ".yml", ".json"]
      let found = entries.filter { entry in
        !entry.isFolder && endings.contains(where: entry.name.hasSuffix)
      }
      guard !found.isEmpty else {
        throw Failure(
          .badInput,
          Notice(
            about: path,
            LocalizedText(
              nl: "in deze map staat geen plan", en: "there is no plan in this folder"),
            mend: LocalizedText(
              nl: "plannen van de website schrijft u eerst met: toets plans \(path) MAP",
              en: "plans of the website are written first with: toets plans \(path) DIR")))
      }
      files += found.map { "\(path)/\($0.name)" }
    }
    return files
  }

  /// A version in the place where it is.
  private struct Located {
    let folder: RulesetFolder
    let version: RulesetFolder.Version
    let catalog: RulesetCatalog
    let isInCommit: Bool

    func ruleset() throws(Failure) -> Ruleset { try catalog.compiled(folder, version) }
  }

  private static func version(
    _ name: String, beside own: RulesetCatalog
  ) throws(Failure) -> Located {
    let place = RulesetPlace(name)
    let catalog = try place.catalog(beside: own)
    let reference = RulesetReference(place.name)
    let folder = try catalog.ruleset(named: reference.ruleset)
    guard let version = reference.version else {
      let last = folder.versions.last(where: \.isEncoded)?.version ?? ""
      throw Failure(
        .badInput,
        Notice(
          about: name, LocalizedText(nl: "welke versie?", en: "which version?"),
          mend: LocalizedText(
            nl: "schrijf er een versie achter, zoals '\(name)@\(last)'",
            en: "add a version, such as '\(name)@\(last)'")))
    }
    return Located(
      folder: folder, version: try VersionChoice.version(of: folder, named: version),
      catalog: catalog, isInCommit: place.isInCommit(beside: own))
  }

  private func write(
    _ difference: RulesetDifference, of new: Located, _ console: Console
  ) throws(Failure) {
    let path = "\(new.catalog.folder(of: new.folder.ruleset))/\(RulesetCatalog.identityFile)"
    guard !new.isInCommit else {
      throw Failure(
        .badInput,
        Notice(
          about: self.new,
          LocalizedText(
            nl: "een versie uit een commit wordt niet veranderd",
            en: "a version in a commit is not changed")))
    }
    let draft = DraftedChanges(difference, of: new.version)
    guard draft.text != nil else {
      console.warn(
        console.say(
          "'changes' noemt al alles wat anders is.", "'changes' names all that differs already."))
      return
    }
    do throws(FileFault) {
      let source = SourceText(
        name: path, bytes: try console.effects.readFile(path, ReadingLimits.rulesetFile.bytes))
      guard let written = draft.written(into: source) else {
        throw FileFault.other("versions")
      }
      try console.effects.writeFile(path, written.bytes)
    } catch {
      throw Failure(.output, error, about: path)
    }
    console.warn(
      console.say(
        "Een voorstel staat in '\(path)', achter de tekst die er stond.",
        "A draft is in '\(path)', behind the text that was there."))
  }
}
