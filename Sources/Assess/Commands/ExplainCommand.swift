import ArgumentParser
import Rules

struct ExplainCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Laat van één controle zien waarop het oordeel rust.")

  @Argument(
    help: ArgumentHelp("Een plan in YAML of JSON.", valueName: "plan"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var plan: String

  @Option(help: ArgumentHelp("De controle.", valueName: "id"))
  var check: [String] = []

  @OptionGroup var choice: ChoiceOptions
  @OptionGroup var catalog: CatalogOptions
  @OptionGroup var speech: LanguageOptions

  var language: Language { speech.language }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let shelf = try choice.shelf(try catalog.catalog(console), console)
    let moment = choice.moment(console)
    let plan = try PlanFile.read(plan, effects: console.effects)
    let edition = try shelf.edition(for: plan)
    let read = ReadPlan(plan, by: edition, recordingCauses: true)
    let explainer = Explainer(edition.ruleset)
    var text = ""
    let clock = ContinuousClock()
    for id in edition.ruleset.model.criteria.flatMap(\.checks).map(\.id)
    where check.isEmpty || check.contains(id) {
      do {
        let start = clock.now
        guard
          let found = try explainer.explanation(
            of: id, read.facts, judgements: read.judgements, at: moment)
        else { continue }
        text += "\(id) \(found.verdict) \(clock.now - start)\n"
        func tell(_ claim: Claim, _ depth: Int) {
          text +=
            String(repeating: "  ", count: depth) + (claim.holds.map { $0 ? "+ " : "- " } ?? "· ")
            + claim.sentence.nl + "   <<" + (claim.rule ?? "") + ">>\n"
          for part in claim.parts { tell(part, depth + 1) }
          if claim.more > 0 { text += "en nog \(claim.more)\n" }
        }
        for claim in found.claims { tell(claim, 1) }
        for margin in found.margins {
          text +=
            "  ~ \(margin.subject.nl) \(margin.value) \(margin.comparison.rawValue) \(margin.limit) d=\(margin.distance) \(margin.percentage.map { "\($0)" } ?? "") same \(margin.turn.lastSame) other \(margin.turn.firstOther) \(margin.turn.becomes)\n"
        }
        for p in found.parameters { text += "  ^ \(p.parameter.name) \(p.value) \(p.turns)\n" }
        if found.verdict == .fails {
          let s = try explainer.suggestions(
            for: .check(id), read.facts, judgements: read.judgements, at: moment)
          text += "  suggesties \(s.isCutShort) \(s.evaluations)\n"
          for one in s.found {
            text +=
              "   > \(one.changes.map { "\($0.path) \($0.kind)" }) +\(one.newlyFailing) -\(one.newlyMet) j\(one.stillJudged)\n"
          }
        }
        for ground in found.grounds {
          let names = ground.inputs.map { input in
            "\(input.path)"
              + (input.counterexample.map {
                " (bv. \($0.map { "\($0.path) \($0.kind)".prefix(90) }))"
              } ?? " ?")
          }
          text += "    \(names.joined(separator: "; "))\n"
        }
      } catch {
        throw Failure(error, about: plan.name)
      }
    }
    try console.print(text)
    return .success
  }
}
