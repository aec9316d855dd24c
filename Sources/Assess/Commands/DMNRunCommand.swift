import ArgumentParser
import Rules

struct DMNRunCommand: Command {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Berekent de beslissingen van een model.",
    discussion: """
      De invoer is een bestand in JSON of YAML met een waarde per invoer van het model, \
      {"leeftijd": 42, "ingangsdatum": "2027-01-01"}. Een invoer zonder waarde is null. Een \
      model dat geen invoer noemt, vraagt om de namen die zijn beslissingen lezen. Waarom een \
      uitkomst null is, staat eronder, met de plaats in het model. Modellen die het importeert, staan \
      in dezelfde map; hun invoer mag ook als 'import.naam'. Functies buiten FEEL (Java, PMML) zijn \
      hier niet beschikbaar en geven null.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Argument(
    help: ArgumentHelp("Het model.", valueName: "model"), completion: .file(extensions: ["dmn"]))
  var model: String

  @Option(
    help: ArgumentHelp("De invoer; '-' is de standaardinvoer.", valueName: "bestand"),
    completion: .file(extensions: ["json", "yaml", "yml"]))
  var input: String?

  @Option(
    help: ArgumentHelp(
      "Een beslissing; de optie mag vaker. Zonder haar alle beslissingen van het model.",
      valueName: "naam"))
  var decision: [String] = []

  @Option(
    help: ArgumentHelp("Een service: alleen haar eigen invoer telt.", valueName: "naam"))
  var service: String?

  @Option(help: "De vorm van de uitkomst.")
  var format = Format.text

  @OptionGroup var today: TodayOptions

  @OptionGroup var speech: LanguageOptions

  func validate() throws {
    if service != nil, !decision.isEmpty {
      throw ValidationError("Kies beslissingen of een service, niet allebei.")
    }
  }

  func run(_ console: Console) throws(Failure) -> ExitStatus {
    let loaded = try ModelFiles(effects: console.effects).load(model)
    let executable: ExecutableModel
    do {
      executable = try ExecutableModel(compiling: loaded.model)
    } catch {
      throw Failure(.badRuleset, error)
    }
    console.warn(loaded.advice + executable.advice)
    let serviceID = try service.map { name throws(Failure) in
      try identifier(ofService: name, in: executable)
    }
    let facts = try input.map { path throws(Failure) in
      try ModelFacts.read(
        path, for: loaded, executable, service: serviceID, effects: console.effects)
    }
    let evaluation = try evaluate(
      executable, serviceID, facts ?? ModelFacts(), today.moment(console))
    switch format {
    case .text: try console.print(EvaluationText(evaluation, in: language).text)
    case .json:
      guard let text = evaluation.json(in: language) else {
        throw Failure(.answerTooLong, about: model)
      }
      try console.print(text)
    }
    return .success
  }

  private func evaluate(
    _ executable: ExecutableModel, _ service: ElementIdentifier?, _ facts: ModelFacts,
    _ moment: DateAndTime
  ) throws(Failure) -> Evaluation {
    let wanted = service == nil ? try decisions(of: executable) : []
    do {
      if let service,
        let evaluation = try executable.evaluate(service: service, given: facts, at: moment)
      {
        return evaluation
      }
      return try executable.evaluate(wanted, given: facts, at: moment)
    } catch {
      throw Failure(error, about: model)
    }
  }

  private func identifier(
    ofService name: String, in executable: ExecutableModel
  ) throws(Failure) -> ElementIdentifier {
    if let id = executable.service(named: Name(name)) { return id }
    throw Failure(
      .badInput,
      .unknown(
        name, LocalizedText(nl: "service", en: "service"),
        among: executable.model.services.map(\.name)))
  }

  /// Those that were asked for, else all of the file itself.
  private func decisions(of executable: ExecutableModel) throws(Failure) -> [ElementIdentifier] {
    let model = executable.model
    if decision.isEmpty {
      return model.decisions.map(\.id).filter { $0.namespace == model.namespace }
    }
    var ids: [ElementIdentifier] = []
    var notices: [Notice] = []
    for name in decision {
      if let id = executable.decision(named: Name(name)) {
        ids.append(id)
      } else {
        notices.append(
          .unknown(
            name, LocalizedText(nl: "beslissing", en: "decision"),
            among: model.decisions.map(\.name)))
      }
    }
    if !notices.isEmpty { throw Failure(.badInput, notices) }
    return ids
  }
}

extension Notice {
  fileprivate static func unknown(
    _ name: String, _ what: LocalizedText, among known: [Name]
  ) -> Notice {
    let names = known.map { "'\($0)'" }.joined(separator: ", ").shortened(to: 300)
    return Notice(
      LocalizedText(
        nl: "dit model heeft geen \(what.nl) '\(name)'",
        en: "this model has no \(what.en) '\(name)'"),
      mend: Suggestion.mend(for: Name(name), among: known)
        ?? LocalizedText(
          nl: known.isEmpty ? "het heeft er geen" : "het heeft: \(names)",
          en: known.isEmpty ? "it has none" : "it has: \(names)"))
  }
}
