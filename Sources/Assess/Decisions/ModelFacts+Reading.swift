import Rules

extension ModelFacts {
  /// Values for the inputs of a model, from JSON or YAML. Names are those of inputs, or of decisions
  /// that the model does not compute; those of imported models may be written `import.name`.
  ///
  /// - Parameters:
  ///   - path: `-` is the standard input.
  ///   - service: what is run; its input decisions are handed in too.
  /// - Throws: what can't be read, and every name that the model does not ask for.
  static func read(
    _ path: String, for loaded: ModelFiles.Loaded, _ model: ExecutableModel,
    service: ElementIdentifier?, effects: Effects
  ) throws(Failure) -> ModelFacts {
    let file = try PlanFile.read(path, effects: effects)
    guard file.root.kind == .mapping else {
      throw Failure(.badInput, [.inputExpected(at: file.root)])
    }
    let service = model.model.services.first { $0.id == service }
    let handedIn = Set(service?.inputDecisions ?? [])
    let computed = Set(model.model.decisions.filter { $0.logic != nil }.map(\.id))
      .subtracting(handedIn)
    var facts = ModelFacts()
    var problems: [Diagnostic] = []
    for entry in file.root.entries {
      let name = Name(entry.key.text)
      guard let (id, type) = loaded.input(written: name, in: model) else {
        problems.append(
          .unknownInput(name, among: loaded.names(askedBy: model.model, handedIn), at: entry.key))
        continue
      }
      if computed.contains(id) {
        problems.append(.computed(name, at: entry.key))
        continue
      }
      if facts.has(id) {
        problems.append(.givenTwice(name, at: entry.key))
        continue
      }
      do {
        facts[id] = try Value(untyped: entry.value).read(as: type)
      } catch {
        problems += error.all
      }
    }
    if !problems.isEmpty { throw Failure(.badInput, problems) }
    return facts
  }
}

extension ModelFiles.Loaded {
  /// What may be handed in under a name, and of which type it is: `name`, or `import.name` for an element
  /// of another file.
  fileprivate func input(
    written name: Name, in model: ExecutableModel
  ) -> (id: ElementIdentifier, type: ValueType)? {
    if let found = model.input(named: name) { return found }
    // Each step takes a prefix away, so this ends.
    func search(_ text: String, _ document: DMNDocument) -> (
      id: ElementIdentifier, type: ValueType
    )? {
      if let found = model.input(named: Name(text), in: document.namespace) { return found }
      for wanted in document.imports where !wanted.name.text.isEmpty {
        guard text.hasPrefix(wanted.name.text + "."), let other = others[wanted.namespace] else {
          continue
        }
        let rest = String(text.dropFirst(wanted.name.text.count + 1))
        if let found = search(rest, other) { return found }
      }
      return nil
    }
    return search(name.text, document)
  }

  /// What a model asks for, as it may be written.
  fileprivate func names(
    askedBy model: DecisionModel, _ handedIn: Set<ElementIdentifier>
  ) -> [Name] {
    let decisions = model.decisions.filter { $0.logic == nil || handedIn.contains($0.id) }
    let all = model.inputs.map { ($0.id, $0.name) } + decisions.map { ($0.id, $0.name) }
    return all.map { id, name in
      let wanted = document.imports.first { $0.namespace == id.namespace && !$0.name.text.isEmpty }
      return wanted.map { Name("\($0.name).\(name)") } ?? name
    }
  }
}

extension Diagnostic {
  fileprivate static func inputExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      nil, at: node, nl: "hier horen namen van invoer met hun waarden te staan",
      en: "names of inputs with their values are expected here",
      mendNL: "schrijf het als {\"naam\": waarde}", mendEN: "write it as {\"name\": value}")
  }

  fileprivate static func unknownInput(
    _ name: Name, among known: [Name], at node: DataDocument.Node
  ) -> Diagnostic {
    let names = known.map { "'\($0)'" }.joined(separator: ", ").shortened(to: 300)
    return Diagnostic(
      .error,
      LocalizedText(
        nl: "dit model vraagt niet om '\(name.text.shortened)'",
        en: "this model does not ask for '\(name.text.shortened)'"),
      mend: Suggestion.mend(for: name, among: known)
        ?? LocalizedText(
          nl: known.isEmpty ? "het vraagt om niets" : "het vraagt om: \(names)",
          en: known.isEmpty ? "it asks for nothing" : "it asks for: \(names)"),
      at: node.range, in: node.source)
  }

  fileprivate static func computed(_ name: Name, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      nil, at: node, nl: "het model berekent '\(name.text.shortened)' zelf",
      en: "the model computes '\(name.text.shortened)' itself",
      mendNL: "haal het weg; alleen een service kan een beslissing als invoer nemen",
      mendEN: "remove it; only a service can take a decision as input")
  }

  fileprivate static func givenTwice(_ name: Name, at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      nil, at: node, nl: "voor '\(name.text.shortened)' staat hier al een waarde",
      en: "there is a value for '\(name.text.shortened)' here already",
      mendNL: "haal er een weg", mendEN: "remove one of them")
  }
}
