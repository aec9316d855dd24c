import Rules

/// A model for people who want to know what is in it.
struct ModelOverview {
  let model: DecisionModel
  let document: DMNDocument
  let advice: [Diagnostic]
  let language: Language
  /// What elements are called, those of other files too.
  private let names: [ElementIdentifier: String]

  init(
    _ model: DecisionModel, _ document: DMNDocument, _ advice: [Diagnostic], in language: Language
  ) {
    self.model = model
    self.document = document
    self.advice = advice
    self.language = language
    var names: [ElementIdentifier: String] = [:]
    for input in model.inputs { names[input.id] = input.name.text }
    for decision in model.decisions { names[decision.id] = decision.name.text }
    for knowledge in model.knowledge { names[knowledge.id] = knowledge.name.text }
    for service in model.services { names[service.id] = service.name.text }
    for source in model.sources { names[source.id] = source.name }
    self.names = names
  }

  private func say(_ nl: String, _ en: String) -> String { LocalizedText(nl: nl, en: en)[language] }

  /// The elements of the file itself; those of its imports are shown with their own file.
  private func own<Element>(_ elements: [Element], _ id: (Element) -> ElementIdentifier)
    -> [Element]
  {
    elements.filter { id($0).namespace == model.namespace }
  }

  private var decisions: [Decision] { own(model.decisions, \.id) }
  private var inputs: [InputData] { own(model.inputs, \.id) }
  private var knowledge: [KnowledgeModel] { own(model.knowledge, \.id) }
  private var services: [DecisionService] { own(model.services, \.id) }
  private var sources: [KnowledgeSource] { own(model.sources, \.id) }

  private func names(_ ids: [ElementIdentifier]) -> [String] { ids.compactMap { names[$0] } }

  /// What is required, told apart by what it is.
  private func required(_ requirements: [Requirement]) -> [(title: LocalizedText, names: [String])]
  {
    let inputs = Set(model.inputs.map(\.id))
    let decisions = Set(model.decisions.map(\.id))
    let kinds: [(LocalizedText, (ElementIdentifier) -> Bool)] = [
      (LocalizedText(nl: "invoer", en: "input data"), { inputs.contains($0) }),
      (LocalizedText(nl: "beslissingen", en: "decisions"), { decisions.contains($0) }),
      (
        LocalizedText(nl: "kennis", en: "knowledge"),
        { !inputs.contains($0) && !decisions.contains($0) }
      ),
    ]
    return kinds.compactMap { title, isKind in
      let names = requirements.filter { isKind($0.element) }.map(\.name.text)
      return names.isEmpty ? nil : (title, names)
    }
  }

  // MARK: Text

  var text: String {
    var lines = [
      model.name.isEmpty ? document.tree.root.source.name : model.name,
      "DMN \(document.version.rawValue), \(model.namespace)",
    ]
    func section(_ title: String, _ entries: [[String]]) {
      guard !entries.isEmpty else { return }
      lines += ["", title]
      lines += entries.joined().map { "  " + $0 }
    }
    section(
      say("IMPORTS", "IMPORTS"),
      document.imports.map { wanted in
        let name =
          wanted.name.text.isEmpty ? say("zonder naam", "without a name") : wanted.name.text
        let location = wanted.location.map { " (\($0))" } ?? ""
        return ["\(name): \(wanted.namespace)\(location)"]
      })
    section(say("BESLISSINGEN", "DECISIONS"), decisions.map { self.lines(of: $0) })
    section(say("INVOER", "INPUT DATA"), inputs.map { typed($0.name.text, $0.type) })
    section(say("KENNISMODELLEN", "KNOWLEDGE MODELS"), knowledge.map { self.lines(of: $0) })
    section(say("SERVICES", "SERVICES"), services.map { self.lines(of: $0) })
    section(
      say("KENNISBRONNEN", "KNOWLEDGE SOURCES"),
      sources.map { [$0.name + ($0.location.map { ": \($0)" } ?? "")] })
    var text = lines.map { $0.oneLine + "\n" }.joined()
    if !advice.isEmpty {
      text += "\n" + say("OPMERKINGEN", "ADVICE") + "\n"
      text += Failure(.success, advice).texts(in: language).map { $0 + "\n" }.joined()
    }
    return text
  }

  private func typed(_ name: String, _ type: ConstrainedType?) -> [String] {
    let outline = TypeOutline(type)
    return ["\(name): \(outline.title)"] + outline.members.map { "  " + $0 }
  }

  private func lines(of decision: Decision) -> [String] {
    var details: [String] = []
    if let question = decision.question?.oneLine, !question.isEmpty {
      details.append(say("vraag: ", "question: ") + question)
    }
    if let answers = decision.allowedAnswers?.oneLine, !answers.isEmpty {
      details.append(say("antwoorden: ", "allowed answers: ") + answers)
    }
    for (title, names) in required(decision.requirements ?? []) {
      details.append("\(title[language]): \(names.joined(separator: ", "))")
    }
    let sources = names(decision.authorities)
    if !sources.isEmpty {
      details.append(say("berust op: ", "rests on: ") + sources.joined(separator: ", "))
    }
    details.append(say("logica: ", "logic: ") + logic(decision.logic))
    return typed(decision.name.text, decision.type) + details.map { "  " + $0 }
  }

  private func lines(of knowledge: KnowledgeModel) -> [String] {
    var lines = [knowledge.name.text]
    if case .function(let function)? = knowledge.function?.form {
      for parameter in function.parameters {
        lines += typed(parameter.name.text, parameter.type).map { "  " + $0 }
      }
    }
    if let result = knowledge.result {
      lines += typed("→", result).map { "  " + $0.replacing("→:", with: "→") }
    }
    for (title, names) in required(knowledge.requirements) {
      lines.append("  \(title[language]): \(names.joined(separator: ", "))")
    }
    let sources = names(knowledge.authorities)
    if !sources.isEmpty {
      lines.append("  " + say("berust op: ", "rests on: ") + sources.joined(separator: ", "))
    }
    return lines + ["  " + say("logica: ", "logic: ") + logic(knowledge.function)]
  }

  private func lines(of service: DecisionService) -> [String] {
    let parts = [
      (say("geeft: ", "gives: "), service.outputs),
      (say("berekent ook: ", "computes too: "), service.encapsulated),
      (say("invoer: ", "input data: "), service.inputData),
      (say("beslissingen als invoer: ", "input decisions: "), service.inputDecisions),
    ]
    return [service.name.text]
      + parts.filter { !$0.1.isEmpty }.map { "  \($0.0)\(names($0.1).joined(separator: ", "))" }
  }

  /// What kind of logic it is, and its size.
  private func logic(_ expression: BoxedExpression?) -> String {
    guard let expression else { return say("geen, mensen beslissen", "none, people decide") }
    switch expression.form {
    case .literal(let fragment): return "FEEL: " + fragment.text.oneLine.shortened(to: 200)
    case .table(let table):
      let size = (table.inputs.count, table.outputs.count, table.rules.count)
      return say(
        "beslistabel \(table.hitPolicy.rawValue): "
          + "invoer: \(size.0), uitkomsten: \(size.1), regels: \(size.2)",
        "decision table \(table.hitPolicy.rawValue): "
          + "inputs: \(size.0), outputs: \(size.1), rules: \(size.2)")
    case .context(let entries, _):
      let names = entries.map(\.name.text).joined(separator: ", ").shortened(to: 200)
      return say("context", "context") + (names.isEmpty ? "" : ": \(names)")
    case .list(let items): return say("lijst van \(items.count)", "list of \(items.count)")
    case .relation(let columns, let rows):
      return say(
        "relatie: kolommen: \(columns.count), rijen: \(rows.count)",
        "relation: columns: \(columns.count), rows: \(rows.count)")
    case .invocation(let function, _):
      guard case .literal(let name) = function.form else { return say("aanroep", "invocation") }
      return say("aanroep van ", "invocation of ") + name.text.oneLine.shortened(to: 200)
    case .function(let function):
      switch function.kind {
      case .feel: return logic(function.body)
      case .java, .pmml:
        return say("functie buiten FEEL: ", "function outside FEEL: ") + function.kind.rawValue
      }
    case .conditional: return say("als, dan, anders", "conditional")
    case .filter: return say("filter", "filter")
    case .iteration: return say("voor elk", "for")
    case .some: return say("voor een of meer", "some")
    case .every: return say("voor alle", "every")
    case .absent(let why): return why[language]
    }
  }
}

extension String {
  /// On one line, without what steers a terminal; the space that a line begins with stays.
  fileprivate var oneLine: String {
    String(repeating: " ", count: prefix { $0 == " " }.count) + VisibleText(self).text
  }
}

// MARK: JSON

extension ModelOverview {
  var json: String {
    var json = JSONWriter(.pretty)
    json.object { json in
      json.string("name", model.name)
      json.string("namespace", model.namespace)
      json.string("version", document.version.rawValue)
      json.array("imports") { json in
        for wanted in document.imports {
          json.object { json in
            json.string("name", wanted.name.text)
            json.string("namespace", wanted.namespace)
            if let location = wanted.location { json.string("location", location) }
          }
        }
      }
      json.array("decisions") { json in for decision in decisions { add(decision, &json) } }
      json.array("inputs") { json in
        for input in inputs { add(input.name.text, input.type, &json) }
      }
      json.array("knowledgeModels") { json in
        for knowledge in knowledge { add(knowledge, &json) }
      }
      json.array("services") { json in for service in services { add(service, &json) } }
      json.array("knowledgeSources") { json in
        for source in sources {
          json.object { json in
            json.string("name", source.name)
            if let location = source.location { json.string("location", location) }
            json.strings("sources", names(source.authorities))
          }
        }
      }
      json.array("advice") { json in for diagnostic in advice { add(diagnostic, &json) } }
    }
    return json.text
  }

  private func add(_ name: String, _ type: ConstrainedType?, _ json: inout JSONWriter) {
    json.object { json in
      json.string("name", name)
      add(type, &json)
    }
  }

  private func add(_ type: ConstrainedType?, _ json: inout JSONWriter) {
    let outline = TypeOutline(type)
    json.string("type", outline.title)
    if !outline.members.isEmpty { json.strings("members", outline.members) }
  }

  private func add(_ requirements: [Requirement], _ json: inout JSONWriter) {
    json.array("requires") { json in
      for (title, names) in required(requirements) {
        for name in names {
          json.object { json in
            json.string("name", name)
            json.string("kind", title.en)
          }
        }
      }
    }
  }

  private func add(_ decision: Decision, _ json: inout JSONWriter) {
    json.object { json in
      json.string("name", decision.name.text)
      json.string("id", decision.id.id)
      if let question = decision.question { json.string("question", question) }
      if let answers = decision.allowedAnswers { json.string("allowedAnswers", answers) }
      add(decision.type, &json)
      add(decision.requirements ?? [], &json)
      json.strings("sources", names(decision.authorities))
      add(logic: decision.logic, &json)
    }
  }

  private func add(_ knowledge: KnowledgeModel, _ json: inout JSONWriter) {
    json.object { json in
      json.string("name", knowledge.name.text)
      json.string("id", knowledge.id.id)
      json.array("parameters") { json in
        guard case .function(let function)? = knowledge.function?.form else { return }
        for parameter in function.parameters { add(parameter.name.text, parameter.type, &json) }
      }
      add(knowledge.result, &json)
      add(knowledge.requirements, &json)
      json.strings("sources", names(knowledge.authorities))
      add(logic: knowledge.function, &json)
    }
  }

  private func add(_ service: DecisionService, _ json: inout JSONWriter) {
    json.object { json in
      json.string("name", service.name.text)
      json.string("id", service.id.id)
      json.strings("outputs", names(service.outputs))
      json.strings("encapsulated", names(service.encapsulated))
      json.strings("inputData", names(service.inputData))
      json.strings("inputDecisions", names(service.inputDecisions))
    }
  }

  private func add(logic expression: BoxedExpression?, _ json: inout JSONWriter) {
    guard let expression else { return }
    json.object("logic") { json in
      json.string("words", logic(expression))
      var form = expression.form
      if case .function(let function) = form { form = function.body.form }
      guard case .table(let table) = form else { return }
      json.string("hitPolicy", table.hitPolicy.rawValue)
      json.integer("inputs", table.inputs.count)
      json.integer("outputs", table.outputs.count)
      json.integer("rules", table.rules.count)
    }
  }

  private func add(_ diagnostic: Diagnostic, _ json: inout JSONWriter) {
    let place = diagnostic.source.position(at: diagnostic.range.start)
    json.object { json in
      json.string("severity", diagnostic.severity.rawValue)
      json.string("message", diagnostic.message[language])
      if let mend = diagnostic.mend { json.string("mend", mend[language]) }
      json.string("file", diagnostic.source.name)
      json.integer("line", place.line)
      json.integer("column", place.column)
    }
  }
}
