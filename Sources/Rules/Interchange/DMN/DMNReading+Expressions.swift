/// Boxed expressions. Source: DMN 1.5, 7.3 and 10.2.
extension DMNReading {
  private static let expressionNames: Set<String> = [
    "literalExpression", "decisionTable", "context", "list", "relation", "invocation",
    "functionDefinition", "conditional", "filter", "for", "some", "every",
  ]

  private func isExpression(_ element: XMLElement, in file: DMNDocument) -> Bool {
    element.name.namespace == file.elementNamespace
      && Self.expressionNames.contains(element.name.local)
  }

  /// The expression that an element holds; `nil` where it holds none.
  mutating func expression(in parent: XMLElement, of file: DMNDocument) -> BoxedExpression? {
    parent.elements.first { isExpression($0, in: file) }.map { expression($0, of: file) }
  }

  private mutating func neededExpression(
    in parent: XMLElement, of file: DMNDocument
  ) -> BoxedExpression {
    expression(in: parent, of: file) ?? absent([.noExpression(in: parent)])
  }

  /// Nothing that can be run: `null`, for the first of the reasons. What else the file holds is used
  /// without it.
  private mutating func absent(_ flaws: [Diagnostic]) -> BoxedExpression {
    for flaw in flaws { report(flaw.told(as: .warning)) }
    let first = flaws[0]
    return BoxedExpression(.absent(first.message), source: first.source, range: first.range)
  }

  /// What is read; or, where it is not as it should be, nothing that can be run.
  private mutating func sound(
    _ read: (inout DMNReading) -> BoxedExpression
  ) -> BoxedExpression {
    let around = flaws
    flaws = []
    let expression = read(&self)
    let found = flaws
    flaws = around
    return found.isEmpty ? expression : absent(found)
  }

  /// The expression in a part that must be there.
  private mutating func part(
    _ name: String, of element: XMLElement, in file: DMNDocument
  ) -> BoxedExpression {
    guard let part = element.element(named: name) else {
      flaws.append(.missingPart(name, of: element))
      return nothing(at: element)
    }
    return neededExpression(in: part, of: file)
  }

  /// What stands for an expression until its flaws are told.
  private func nothing(at element: XMLElement) -> BoxedExpression {
    BoxedExpression(.list([]), source: element.source, range: element.nameRange)
  }

  mutating func expression(_ element: XMLElement, of file: DMNDocument) -> BoxedExpression {
    sound { $0.read(element, of: file) }
  }

  // The reader of XML bounds the depth.
  private mutating func read(_ element: XMLElement, of file: DMNDocument) -> BoxedExpression {
    let form: BoxedExpression.Form
    switch element.name.local {
    case "literalExpression": form = literal(element, of: file)
    case "decisionTable": form = table(element, of: file)
    case "context": form = context(element, of: file)
    case "list":
      form = .list(
        element.elements.filter { isExpression($0, in: file) }.map { expression($0, of: file) })
    case "relation": form = relation(element, of: file)
    case "invocation":
      let bindings = element.elements(named: "binding").compactMap { binding in
        binding.element(named: "parameter").map {
          BoxedExpression.Binding(
            parameter: Name($0["name"] ?? ""), value: neededExpression(in: binding, of: file))
        }
      }
      form = .invocation(neededExpression(in: element, of: file), bindings)
    case "functionDefinition": return readFunction(element, of: file)
    case "conditional":
      form = .conditional(
        part("if", of: element, in: file), then: part("then", of: element, in: file),
        otherwise: part("else", of: element, in: file))
    case "filter":
      form = .filter(
        part("in", of: element, in: file), condition: part("match", of: element, in: file))
    case "for":
      form = .iteration(
        variable: variable(of: element), in: domain(of: element, in: file),
        result: part("return", of: element, in: file))
    case "some":
      form = .some(
        variable: variable(of: element), in: domain(of: element, in: file),
        condition: part("satisfies", of: element, in: file))
    default:  // `every`: the only other name that is taken for an expression
      form = .every(
        variable: variable(of: element), in: domain(of: element, in: file),
        condition: part("satisfies", of: element, in: file))
    }
    return BoxedExpression(
      form, type: declaredType(of: element, in: file), source: element.source,
      range: element.nameRange)
  }

  private mutating func variable(of element: XMLElement) -> Name {
    let name = Name(element["iteratorVariable"] ?? "")
    if name.text.isEmpty { flaws.append(.missingAttribute("iteratorVariable", of: element)) }
    return name
  }

  /// What an iteration goes through: a typed part.
  private mutating func domain(of element: XMLElement, in file: DMNDocument) -> BoxedExpression {
    let part = part("in", of: element, in: file)
    guard let wrapper = element.element(named: "in"),
      let type = declaredType(of: wrapper, in: file)
    else { return part }
    return BoxedExpression(
      part.form, type: part.type ?? type, source: part.source, range: part.range)
  }

  private mutating func literal(
    _ element: XMLElement, of file: DMNDocument
  ) -> BoxedExpression.Form {
    checkLanguage(of: element, in: file)
    guard let text = element.element(named: "text") else {
      flaws.append(.noText(element))
      return .list([])
    }
    return .literal(text.fragment)
  }

  /// Texts in another language than FEEL are not run, and not taken for FEEL.
  private mutating func checkLanguage(of element: XMLElement, in file: DMNDocument) {
    let language = element["expressionLanguage"] ?? file.tree.root["expressionLanguage"] ?? ""
    guard !language.isEmpty, !DMNVersion.isFEEL(language) else { return }
    // An address says nothing that is not said by the first of them.
    guard !flaws.contains(where: { $0.message == .foreignLanguage(language) }) else { return }
    flaws.append(
      Diagnostic(
        .warning, .dmnReading, .foreignLanguage(language), at: element.nameRange, in: element.source
      ))
  }

  private mutating func context(_ element: XMLElement, of file: DMNDocument)
    -> BoxedExpression.Form
  {
    var entries: [BoxedExpression.Entry] = []
    var names: Set<Name> = []
    var result: BoxedExpression?
    if element.elements.count > limits.contextEntries {
      report(
        .tableTooLarge(
          LocalizedText(nl: "onderdelen", en: "entries"), limit: limits.contextEntries,
          at: element))
      return .context([], result: nil)
    }
    for entry in element.elements(named: "contextEntry") {
      let value = neededExpression(in: entry, of: file)
      let variable = entry.element(named: "variable")
      let name = Name(variable?["name"] ?? "")
      if let variable, !name.text.isEmpty {
        if !names.insert(name).inserted { flaws.append(.repeatedName(name, at: variable)) }
        entries.append(
          .init(name: name, type: declaredType(of: variable, in: file), value: value))
      } else {
        result = value
      }
    }
    return .context(entries, result: result)
  }

  private mutating func relation(_ element: XMLElement, of file: DMNDocument)
    -> BoxedExpression.Form
  {
    var names: Set<Name> = []
    let columns = element.elements(named: "column").map { column in
      let name = Name(column["name"] ?? "")
      if !names.insert(name).inserted { flaws.append(.repeatedName(name, at: column)) }
      return BoxedExpression.Column(name: name, type: declaredType(of: column, in: file))
    }
    let rows = element.elements(named: "row").map { row in
      let cells = row.elements.filter { isExpression($0, in: file) }
      if cells.count != columns.count {
        flaws.append(.wrongCellCount(cells.count, columns.count, at: row))
      }
      return cells.map { expression($0, of: file) }
    }
    return .relation(columns: columns, rows: rows)
  }

  /// Of a function definition, or of the logic of a knowledge model, which is one by another name.
  mutating func function(_ element: XMLElement, of file: DMNDocument) -> BoxedExpression {
    sound { $0.readFunction(element, of: file) }
  }

  private mutating func readFunction(
    _ element: XMLElement, of file: DMNDocument
  ) -> BoxedExpression {
    var kind = FunctionDefinition.Kind.feel
    if let written = element["kind"] {
      if let found = FunctionDefinition.Kind(rawValue: written) {
        kind = found
      } else {
        flaws.append(
          .unknownChoice(
            written, of: "kind", among: FunctionDefinition.Kind.allCases.map(\.rawValue),
            at: element))
      }
    }
    var names: Set<Name> = []
    let parameters = element.elements(named: "formalParameter").map { parameter in
      let name = Name(parameter["name"] ?? "")
      if !names.insert(name).inserted { flaws.append(.repeatedName(name, at: parameter)) }
      return FunctionDefinition.Parameter(
        name: name, type: declaredType(of: parameter, in: file) ?? .any)
    }
    let definition = FunctionDefinition(
      kind: kind, parameters: parameters, body: neededExpression(in: element, of: file))
    return BoxedExpression(
      .function(definition), source: element.source, range: element.nameRange)
  }

  // MARK: Tables. Source: DMN 1.5, 8.

  private mutating func table(_ element: XMLElement, of file: DMNDocument) -> BoxedExpression.Form {
    let inputs = element.elements(named: "input")
    let outputs = element.elements(named: "output")
    let rules = element.elements(named: "rule")
    if inputs.count + outputs.count > limits.tableColumns {
      report(
        .tableTooLarge(
          LocalizedText(nl: "kolommen", en: "columns"), limit: limits.tableColumns, at: element))
      return .list([])
    }
    if rules.count > limits.tableRules {
      report(
        .tableTooLarge(
          LocalizedText(nl: "regels", en: "rules"), limit: limits.tableRules, at: element))
      return .list([])
    }
    if outputs.isEmpty { flaws.append(.missingPart("output", of: element)) }
    let columns = outputs.map { output($0, isOnly: outputs.count == 1, of: file) }
    let table = DecisionTable(
      hitPolicy: hitPolicy(element), inputs: inputs.compactMap { input($0, of: file) },
      outputs: columns,
      rules: rules.map { rule in
        let conditions = rule.elements(named: "inputEntry")
        let conclusions = rule.elements(named: "outputEntry")
        for (cells, columns) in [(conditions, inputs), (conclusions, outputs)]
        where cells.count != columns.count {
          flaws.append(.wrongCellCount(cells.count, columns.count, at: rule))
        }
        for cell in conditions + conclusions { checkLanguage(of: cell, in: file) }
        return DecisionTable.Rule(
          conditions: conditions.map { text(in: $0) },
          conclusions: conclusions.map { text(in: $0) },
          annotation: rule.elements(named: "annotationEntry").first.map { text(in: $0).text },
          range: rule.nameRange)
      })
    return .table(table)
  }

  private func text(in element: XMLElement) -> SourceFragment {
    (element.element(named: "text") ?? element).fragment
  }

  private mutating func input(_ element: XMLElement, of file: DMNDocument) -> DecisionTable.Input? {
    guard let expression = element.element(named: "inputExpression") else {
      flaws.append(.missingPart("inputExpression", of: element))
      return nil
    }
    checkLanguage(of: expression, in: file)
    return .init(
      expression: text(in: expression), type: declaredType(of: expression, in: file),
      allowed: tests(element.element(named: "inputValues")))
  }

  private mutating func output(_ element: XMLElement, isOnly: Bool, of file: DMNDocument)
    -> DecisionTable.Output
  {
    let name = element["name"].flatMap { $0.isEmpty ? nil : Name($0).text }
    if !isOnly, name == nil { flaws.append(.namelessOutput(element)) }
    let type = declaredType(of: element, in: file) ?? .any
    // Without values of its own, those of the type tell the priorities. Source: DMN 1.5, 8.3.3.
    let allowed =
      tests(element.element(named: "outputValues"))
      ?? type.constraints.first { $0.path.isEmpty }?.tests.text
    return .init(
      name: isOnly ? nil : name, type: type, allowed: allowed,
      defaultValue: element.element(named: "defaultOutputEntry").map { text(in: $0) })
  }

  /// Tests, unless there are none in it.
  private func tests(_ element: XMLElement?) -> SourceFragment? {
    element.map { text(in: $0) }.flatMap { fragment in
      fragment.text.allSatisfy(\.isWhitespace) ? nil : fragment
    }
  }

  private mutating func hitPolicy(_ element: XMLElement) -> HitPolicy {
    let written = element["hitPolicy"] ?? HitPolicy.unique.rawValue
    guard let policy = HitPolicy(rawValue: written) else {
      flaws.append(
        .unknownChoice(
          written, of: "hitPolicy",
          among: HitPolicy.allCases.map(\.rawValue).filter { name in
            name.allSatisfy { $0.isLetter || $0 == " " }
          }, at: element))
      return .unique
    }
    guard policy == .collect, let aggregation = element["aggregation"] else { return policy }
    let aggregations: [String: HitPolicy] = [
      "SUM": .collectSum, "COUNT": .collectCount, "MIN": .collectMinimum, "MAX": .collectMaximum,
    ]
    if let found = aggregations[aggregation] { return found }
    flaws.append(
      .unknownChoice(
        aggregation, of: "aggregation", among: ["SUM", "COUNT", "MIN", "MAX"], at: element))
    return policy
  }
}
