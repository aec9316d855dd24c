import ArgumentParser
import Rules

struct RulesetCheckCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Leest rulesets en controleert alles wat erin staat.",
    discussion: """
      Elke fout wordt gemeld met bestand, regel en teken: ook regels die voor een plan geen antwoord \
      hebben, en veranderingen die de tekst van een versie niet noemt. Afsluitcode 4 bij een fout. \
      Wat zo niet bedoeld kan zijn maar wel werkt, is een waarschuwing: een gat in een tabel, een regel \
      die nooit aan de beurt is. `toets ruleset explain` legt de code van een melding uit.
      """)

  @Flag(help: "Draai ook de tests, en laat een waarschuwing tellen als een fout.")
  var strict = false

  @Flag(
    help: """
      Herstel wat maar op één manier bedoeld kan zijn, zoals een tikfout in een naam. Al het andere in de \
      bestanden blijft zoals het is.
      """)
  var fix = false

  @Option(
    help: ArgumentHelp(
      "Schrijf bij elke melding dat er iets kan gebeuren een plan waarbij dat zo is.",
      valueName: "map"), completion: .directory)
  var witnesses: String?

  @Option(
    help:
      "De vorm: text, json, of sarif voor een editor of een straat. Dan staat alles op de uitvoer.")
  var format = DiagnosticsReport.Form.text

  @OptionGroup var named: NamedRulesets
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let catalog = try catalog.catalog(console)
    var teller = FindingsTeller(console, format, in: language)
    for reference in try named.references(in: catalog) {
      if fix { try mend(reference, in: catalog, &teller, console) }
      let findings = RulesetFindings(reference, in: catalog, isStrict: strict)
      findings.folder.forEach { teller.tell($0) }
      for (name, failures) in findings.versions {
        failures.forEach { teller.tell($0) }
        try teller.sum(of: name, failures)
      }
      findings.tests.forEach { teller.tell($0) }
      teller.status = max(teller.status, findings.status)
      if let witnesses { try write(reference, in: catalog, to: witnesses, &teller, console) }
    }
    return try teller.finish()
  }

  private func mend(
    _ reference: RulesetReference, in catalog: RulesetCatalog, _ teller: inout FindingsTeller,
    _ console: Console
  ) throws(Failure) {
    var mending = RulesetMending(reference, in: catalog, isStrict: strict)
    mending.run()
    for failure in mending.write() {
      teller.tell(failure)
      teller.status = max(teller.status, failure.status)
    }
    for mend in mending.mends { try teller.tell(mend) }
  }

  private func write(
    _ reference: RulesetReference, in catalog: RulesetCatalog, to folder: String,
    _ teller: inout FindingsTeller, _ console: Console
  ) throws(Failure) {
    let witnesses = WitnessFiles(reference, in: catalog)
    for witness in witnesses.files {
      let path = "\(folder.isEmpty ? "." : folder)/\(witness.name)"
      try console.writeFile(witness.text, at: path)
      try teller.tellFile(path)
    }
    for diagnostic in witnesses.unshown { try teller.tellUnshown(diagnostic) }
  }
}
