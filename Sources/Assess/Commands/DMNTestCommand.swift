import ArgumentParser
import Rules

struct DMNTestCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Draait testgevallen van beslismodellen.",
    discussion: """
      Leest alle testbestanden in de mappen, ook dieper: XML die begint met 'testCases', in de vorm \
      van de testkit van DMN, naast het model dat ze noemen. Een regel per uitkomst die afwijkt, en \
      daarna de aantallen per map en samen.

      Functies buiten FEEL (Java, PMML) zijn op de opdrachtregel niet beschikbaar. Wat ze aanroept \
      is null, en telt als fout als de test iets anders verwacht. Alleen een programma in Swift kan \
      ze beschikbaar maken; zie DMN.md.

      Een testgeval dat niets toetst, is fout: het geeft een waarde voor iets waar het model niet om \
      vraagt, of verwacht niets. Een map of bestand zonder testgevallen ook.

      Afsluitcodes: 0 alles goed, 1 een uitkomst wijkt af of er wordt niets getoetst, 4 een bestand \
      deugt niet.
      """)

  @Argument(
    help: ArgumentHelp("Mappen of bestanden met testgevallen.", valueName: "map"),
    completion: .directory)
  var folders: [String]

  @Option(
    help: ArgumentHelp("Schrijft de uitkomsten ook als JUnit-XML.", valueName: "bestand"),
    completion: .file(extensions: ["xml"]))
  var junit: String?

  @OptionGroup var today: TodayOptions

  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let finder = DecisionTestFolders(effects: console.effects)
    var status = ExitStatus.success
    let found = folders.map { finder.batches(in: $0) }
    let reports = DecisionTestBatch.reports(
      on: found.joined().reduce(into: []) { $0.append($1) }, effects: console.effects,
      at: today.moment(console))
    let tested = Set(reports.map(\.path))
    let empty = zip(folders, found).filter { _, batches in
      !batches.contains { $0.files.contains { tested.contains($0) } }
    }.map(\.0)
    for report in reports {
      try console.print(report.text(in: language))
      guard let failure = report.failure else { continue }
      console.warn(failure)
      status = max(status, failure.status)
    }
    for group in reports.groups {
      try console.print("\(group.name): \(words(group.counts))\n".withoutControls)
    }
    let total = reports.reduce(DecisionTestReport.Counts()) { $0 + $1.counts }
    // A result that is expected is always run: nothing is skipped.
    try console.print(console.say("\(words(total))\n", "\(words(total)), 0 skipped\n"))
    if let junit { try console.write(reports.junit(in: language), to: junit) }
    if !empty.isEmpty {
      console.warn(Failure(.negative, .noTestCases(in: empty)))
      status = max(status, .negative)
    }
    return max(status, total.failed > 0 ? .negative : .success)
  }

  private func words(_ counts: DecisionTestReport.Counts) -> String {
    LocalizedText(
      nl: "\(counts.passed) goed, \(counts.failed) fout",
      en: "\(counts.passed) passed, \(counts.failed) failed")[language]
  }
}
