import Rules

extension ModelFacts {
  /// Values for the inputs of a model, from JSON or YAML. Names are those of inputs, or of decisions
  /// that have no logic; those of imported models may be written `import.name`.
  ///
  /// - Parameter path: `-` is the standard input.
  /// - Throws: what can't be read, and every name that the model does not have.
  static func read(
    _ path: String, for model: ExecutableModel, effects: Effects
  ) throws(Failure) -> ModelFacts {
    let file = try PlanFile.read(path, effects: effects)
    guard file.root.kind == .mapping else {
      throw Failure(.badInput, [.inputExpected(at: file.root)])
    }
    var facts = ModelFacts()
    var problems: [Diagnostic] = []
    for entry in file.root.entries {
      let name = Name(entry.key.text)
      guard let (id, type) = model.input(written: name) else {
        problems.append(.unknownInput(name, of: model, at: entry.key))
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

extension ExecutableModel {
  /// What may be handed in under that name, and of which type it is.
  fileprivate func input(written name: Name) -> (id: ElementIdentifier, type: ValueType)? {
    if let found = input(named: name) { return found }
    // `import.name`: what stands before a dot is a way to say which file is meant.
    guard let dot = name.text.firstIndex(of: ".") else { return nil }
    return input(named: Name(String(name.text[name.text.index(after: dot)...])))
  }
}

extension Diagnostic {
  fileprivate static func inputExpected(at node: DataDocument.Node) -> Diagnostic {
    Diagnostic(
      .error,
      LocalizedText(
        nl: "hier horen namen van invoer met hun waarden te staan",
        en: "names of inputs with their values are expected here"),
      mend: LocalizedText(
        nl: "schrijf het als {\"naam\": waarde}", en: "write it as {\"name\": value}"),
      at: node.range, in: node.source)
  }

  fileprivate static func unknownInput(
    _ name: Name, of model: ExecutableModel, at node: DataDocument.Node
  ) -> Diagnostic {
    let known = model.model.inputs.map(\.name)
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
}
