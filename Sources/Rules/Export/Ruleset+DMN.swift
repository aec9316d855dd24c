extension Ruleset {
  /// This version as a model of the standard, DMN 1.5.
  ///
  /// On a plan without missing answers its decisions say what the ruleset says. A missing answer is
  /// `null` there; nothing that the ruleset leaves open is a pass.
  ///
  /// - Throws: what keeps the model from being read back, which is a fault of this engine.
  public func decisionModel() throws(Diagnostics) -> XMLTree {
    var export = RulesetExport(self)
    let exported = export.run()
    var document = DMNWriting(self, exported, names: export.names, scope: export.scope)
    return try document.tree()
  }
}

/// Writes the elements of a model as XML.
struct DMNWriting {
  let ruleset: Ruleset
  let exported: ExportedModel
  var names: ExportNames
  let scope: NamesInScope
  /// For each element, what it needs: `informationRequirement` and so on.
  private var needs: [String: [XMLElement]] = [:]
  private var types: [XMLElement] = []
  private var sources: [Citation: String] = [:]
  private let makers: String
  private let owners: String

  var model: RulesetModel { ruleset.model }

  init(_ ruleset: Ruleset, _ exported: ExportedModel, names: ExportNames, scope: NamesInScope) {
    self.ruleset = ruleset
    self.exported = exported
    self.names = names
    self.scope = scope
    makers = self.names.identifier("organisatie", "beoordelaar")
    owners = self.names.identifier("organisatie", "eigenaar")
  }

  static let namespace = DMNVersion.dmn15.namespace

  static func element(
    _ name: String, _ attributes: [(String, String?)] = [], _ children: [XMLElement?] = []
  ) -> XMLElement {
    XMLElement(
      .init(name, in: namespace),
      attributes: attributes.compactMap { name, value in
        value.map { XMLElement.Attribute(.init(name), $0) }
      }, children: children.compactMap { $0.map { .element($0) } })
  }

  /// An element that holds characters; `nil` without any.
  static func words(_ name: String, _ text: String?) -> XMLElement? {
    guard let text, !text.isEmpty else { return nil }
    return XMLElement(
      .init(name, in: namespace), children: [.text(text, SourceRange(0, 0))])
  }

  private static func reference(_ name: String, _ id: String) -> XMLElement {
    element(name, [("href", "#\(id)")])
  }

  mutating func tree() throws(Diagnostics) -> XMLTree {
    try findNeeds()
    let fields = model.vocabulary.fields.map { ($0, itemType(of: $0)) }
    declareTypes()
    let citations = exported.choices.flatMap(\.citations)
    var knowledgeSources: [XMLElement] = []
    for citation in citations where sources[citation] == nil {
      knowledgeSources.append(source(citation))
    }
    let references = Dictionary(
      fields.map { ($0.0.name, $0.1) }, uniquingKeysWith: { first, _ in first })
    let inputs = exported.inputs.map { input in
      self.input(input, type: input.typeReference ?? references[input.name.text] ?? nil)
    }
    let functions = exported.functions.map { self.function($0) }
    let decisions = exported.choices.map { self.decision($0) }
    var children: [XMLElement?] = [Self.words("description", description)]
    children += types
    children += inputs
    children += knowledgeSources
    children += functions
    children += decisions
    children += organisations
    var root = Self.element(
      "definitions",
      [
        ("id", names.identifier("model", model.identity.ruleset)),
        ("name", "\(model.identity.ruleset)@\(model.identity.version)"),
        (
          "label",
          LocalizedText(
            nl: "\(model.identity.title.nl), \(model.identity.versionTitle.nl)",
            en: "\(model.identity.title.en), \(model.identity.versionTitle.en)"
          ).both
        ),
        ("namespace", namespace), ("expressionLanguage", DMNVersion.dmn15.feel),
        ("exporter", "Toetssteen"),
      ], children)
    root.namespaces = [.init(prefix: "", uri: Self.namespace)]
    return XMLTree(root)
  }

  private var namespace: String {
    "urn:toetssteen:" + "\(model.identity.ruleset)@\(model.identity.version)".asURI
  }

  /// What is lost, told to whoever opens the model.
  private var description: String {
    let identity = model.identity
    let period =
      identity.validFrom.map { "\($0) –\(identity.validUntil.map { " \($0)" } ?? "")" } ?? "–"
    return [
      identity.about.nl, identity.about.en, period,
      LocalizedText(
        nl: """
          Dit model is gemaakt uit een ruleset. Op een plan waarin alle gevraagde antwoorden staan, zegt \
          het hetzelfde als de ruleset. Een antwoord dat ontbreekt, is hier null. In de ruleset is het "onbekend". \
          Wat de ruleset daardoor openlaat, is hier nooit "passes". Dit model kan wel vaker iets openlaten: \
          het kijkt of een antwoord ontbreekt dat de regel leest.
          Niet in dit model: de redenen en teksten bij een oordeel, welke antwoorden nog worden gevraagd, \
          hoeveel er voldoen, eenheden, labels van toegestane waarden, kerngetallen voor de beoordelaar, \
          suggesties, de tijdlijn, en de toelichting van een beoordelaar. Een oordeel is hier true, false of null.
          """,
        en: """
          This model is made of a ruleset. Of a plan that holds all the answers asked for it says what the \
          ruleset says. A missing answer is null here. In the ruleset it is "unknown". What the ruleset leaves \
          open because of that is never "passes" here. This model may leave more open: it looks whether an \
          answer is missing that the rule reads.
          Not in this model: the reasons and texts of a verdict, which answers are still asked for, how \
          many are met, units, labels of allowed values, figures for the reviewer, suggestions, the timeline, \
          and a reviewer's explanation. A judgement is true, false or null here.
          """
      ).paragraphs,
    ].joined(separator: "\n\n")
  }

  // MARK: What each element needs

  private mutating func findNeeds() throws(Diagnostics) {
    let nowhere = SourceText(name: "", bytes: [])
    var entries = exported.inputs.map { (name: $0.name, id: $0.id) }
    entries += exported.choices.map { (name: $0.name, id: $0.id) }
    entries += exported.functions.map { (name: $0.name, id: $0.id) }
    let known = Dictionary(
      entries.map { ($0.name, $0.id) }, uniquingKeysWith: { first, _ in first })
    let sight = scope.adding(names: entries.map(\.name))
    /// More than what is read, perhaps: a name may be declared inside.
    func mentioned(_ logic: BoxedExpression, before: Set<String>) -> [Requirement] {
      var seen: Set<Name> = []
      var found: [Requirement] = []
      for fragment in logic.fragments {
        let names: [Name]
        switch fragment {
        case .expression(let text):
          names = ExpressionSyntax.parse(text.text, names: sight).0.names.map(\.name)
        case .tests(let text):
          names = UnaryTestsSyntax.parse(text.text, names: sight).0.names.map(\.name)
        }
        for name in names where seen.insert(name).inserted {
          guard let id = known[name], before.contains(id) else { continue }
          found.append(Requirement(ElementIdentifier(id), as: name))
        }
      }
      return found
    }
    var before = Set(exported.inputs.map(\.id) + exported.functions.map(\.id))
    var model = DecisionModel(types: self.model.types)
    model.inputs = exported.inputs.map {
      InputData(id: ElementIdentifier($0.id), name: $0.name, type: ConstrainedType($0.type))
    }
    model.knowledge = exported.functions.map { function in
      let logic = BoxedExpression(
        .function(function.definition), source: nowhere, range: SourceRange(0, 0))
      return KnowledgeModel(
        id: ElementIdentifier(function.id), name: function.name, function: logic, source: nowhere,
        range: SourceRange(0, 0),
        requirements: mentioned(logic, before: before).filter { $0.name != function.name })
    }
    for choice in exported.choices {
      model.decisions.append(
        Decision(
          id: ElementIdentifier(choice.id), name: choice.name, logic: choice.logic,
          source: nowhere, range: SourceRange(0, 0),
          requirements: mentioned(choice.logic, before: before)))
      before.insert(choice.id)
    }
    let checked = try CheckedModel(model, mode: .standard)
    let inputs = model.inputs.count
    let decisions = inputs + model.decisions.count
    let ids =
      model.inputs.map(\.id.id) + model.decisions.map(\.id.id) + model.knowledge.map(\.id.id)
    func needs(_ logic: CheckedExpression, except own: Int) -> [XMLElement] {
      logic.slots.filter { $0 != own && $0 < ids.count }.sorted().map { slot in
        if slot < inputs {
          return Self.element(
            "informationRequirement", [], [Self.reference("requiredInput", ids[slot])])
        }
        if slot < decisions {
          return Self.element(
            "informationRequirement", [], [Self.reference("requiredDecision", ids[slot])])
        }
        return Self.element(
          "knowledgeRequirement", [], [Self.reference("requiredKnowledge", ids[slot])])
      }
    }
    for decision in checked.decisions {
      self.needs[decision.decision.id.id] = needs(decision.logic, except: decision.slot)
    }
    for knowledge in checked.knowledge {
      self.needs[knowledge.knowledge.id.id] = needs(knowledge.function, except: knowledge.slot)
    }
  }

  // MARK: Types

  /// The name of the type of a field, which is declared where it has to be.
  private mutating func itemType(of field: Field) -> String? {
    if case .list = field.kind {
    } else if case .group = field.kind {
      if let name = field.typeName { return name.text }
    } else if field.constraint == nil, let plain = plainType(of: field.kind) {
      return plain
    }
    let name = names.name("soort \(field.name)")
    types.append(item("itemDefinition", name.text, field))
    return name.text
  }

  private func plainType(of kind: Field.Kind) -> String? {
    if case .string(let allowed) = kind, !allowed.isEmpty { return nil }
    return kind.type.reference
  }

  /// The ruleset's own types.
  private mutating func declareTypes() {
    let own = model.types.map { declaration in
      model.vocabulary.field(ofType: declaration.name).map {
        item("itemDefinition", declaration.name.text, $0, asType: true)
      } ?? item("itemDefinition", declaration.name.text, declaration.type)
    }
    types = own + types
  }

  /// A type as a field has it. Source: DMN 1.5, 7.3.3.
  ///
  /// - Parameter asType: for the type that the field names, not for the field.
  private func item(_ element: String, _ name: String, _ field: Field, asType: Bool = false)
    -> XMLElement
  {
    var kind = field.kind
    var isList = false
    if case .list(let items) = kind {
      kind = items
      isList = !asType
    }
    while asType, case .list(let items) = kind { kind = items }
    var parts: [XMLElement?] = []
    if !asType { parts.append(Self.words("description", about(field))) }
    switch kind {
    case .group(let fields):
      if let type = field.typeName, !asType {
        parts.append(Self.words("typeRef", type.text))
      } else {
        parts += fields.map { item("itemComponent", $0.name, $0) }
      }
    case .list: parts.append(Self.words("typeRef", "list"))
    case .string, .number, .boolean, .date, .time, .dateAndTime, .dayTimeDuration,
      .yearMonthDuration:
      parts.append(Self.words("typeRef", kind.type.reference))
      if case .string(let allowed) = kind, !allowed.isEmpty {
        let texts = allowed.map { ExpressionSyntax.string($0.value).spelling }
        parts.append(Self.tests("allowedValues", texts.joined(separator: ", ")))
      }
      if let constraint = field.constraint, !asType {
        parts.append(Self.tests("typeConstraint", constraint.text))
      }
    }
    return Self.element(
      element,
      [
        ("name", name), ("label", asType ? nil : field.label.both),
        ("isCollection", isList ? "true" : nil),
      ], parts)
  }

  private func about(_ field: Field) -> String? {
    var parts: [String] = []
    if let question = field.question { parts.append(question.paragraphs) }
    var kind = field.kind
    while case .list(let items) = kind { kind = items }
    if case .number(let unit?) = kind {
      parts.append(LocalizedText(nl: "Eenheid: \(unit)", en: "Unit: \(unit)").paragraphs)
    }
    if !field.isRequired {
      parts.append(
        LocalizedText(nl: "Mag ontbreken.", en: "May be left out.").paragraphs)
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
  }

  private func item(_ element: String, _ name: String, _ type: ValueType) -> XMLElement {
    switch type {
    case .context(let context):
      return Self.element(
        element, [("name", name)],
        context.members.map { item("itemComponent", $0.name, $0.type) })
    case .list(let items):
      if case .context(let context) = items {
        return Self.element(
          element, [("name", name), ("isCollection", "true")],
          context.members.map { item("itemComponent", $0.name, $0.type) })
      }
      return Self.element(
        element, [("name", name), ("isCollection", "true")],
        [Self.words("typeRef", items.reference ?? "Any")])
    default:
      var parts = [Self.words("typeRef", type.reference ?? "Any")]
      if case .string(let allowed?) = type {
        let texts = allowed.map { ExpressionSyntax.string($0).spelling }
        parts.append(Self.tests("allowedValues", texts.joined(separator: ", ")))
      }
      return Self.element(element, [("name", name)], parts)
    }
  }

  static func tests(_ name: String, _ text: String) -> XMLElement {
    element(name, [], [words("text", text)])
  }

  // MARK: Elements

  private func input(_ input: ExportedModel.Input, type: String?) -> XMLElement {
    Self.element(
      "inputData", [("id", input.id), ("name", input.name.text), ("label", input.label)],
      [
        Self.words("description", input.description),
        Self.element("variable", [("name", input.name.text), ("typeRef", type)]),
      ])
  }

  private mutating func source(_ citation: Citation) -> XMLElement {
    let id = names.identifier("bron", citation.description)
    sources[citation] = id
    let document = model.source(citation.document)
    let section = document?.section(citation.section)?.title ?? citation.section
    let about = document.map { "\($0.publisher), \($0.date)" }
    return Self.element(
      "knowledgeSource",
      [
        ("id", id), ("name", "\(document?.title ?? citation.document), \(section)"),
        ("label", citation.description),
        ("locationURI", document?.url?.asURI),
      ],
      [
        Self.words(
          "description",
          [about, document?.note?.paragraphs].compactMap { $0 }.joined(separator: "\n\n"))
      ])
  }

  private func function(_ function: ExportedModel.Function) -> XMLElement {
    Self.element(
      "businessKnowledgeModel",
      [("id", function.id), ("name", function.name.text), ("label", function.label)],
      [
        Self.words("description", function.description),
        Self.element("variable", [("name", function.name.text)]),
        self.function(function.definition, as: "encapsulatedLogic"),
      ] + (needs[function.id] ?? []))
  }

  private func function(_ definition: FunctionDefinition, as name: String) -> XMLElement {
    Self.element(
      name, [],
      definition.parameters.map { parameter in
        let own = model.types.first { $0.type == parameter.type.type }?.name.text
        return Self.element(
          "formalParameter",
          [
            ("name", parameter.name.text), ("typeRef", own ?? parameter.type.type.reference),
          ])
      } + [logic(definition.body)])
  }

  private func decision(_ choice: ExportedModel.Choice) -> XMLElement {
    let needs = self.needs[choice.id] ?? []
    let answers = choice.answers.map { ExpressionSyntax.string($0).spelling }
    let authorities = choice.citations.compactMap { sources[$0] }.map { id in
      Self.element("authorityRequirement", [], [Self.reference("requiredAuthority", id)])
    }
    let isOwned = !choice.answers.isEmpty
    var parts: [XMLElement?] = [
      Self.words("description", choice.description), Self.words("question", choice.question),
      Self.words("allowedAnswers", answers.joined(separator: ", ")),
      Self.element("variable", [("name", choice.name.text), ("typeRef", choice.typeReference)]),
    ]
    parts += needs
    parts += authorities
    if choice.isJudged { parts.append(Self.reference("decisionMaker", makers)) }
    if isOwned { parts.append(Self.reference("decisionOwner", owners)) }
    parts.append(logic(choice.logic))
    return Self.element(
      "decision", [("id", choice.id), ("name", choice.name.text), ("label", choice.label)], parts)
  }

  /// Who judges, and whose the rules are.
  private var organisations: [XMLElement] {
    func references(
      _ name: String, _ isMeant: (ExportedModel.Choice) -> Bool
    ) -> [XMLElement] {
      exported.choices.filter(isMeant).map { Self.reference(name, $0.id) }
    }
    return [
      Self.element(
        "organizationUnit",
        [
          ("id", makers), ("name", LocalizedText(nl: "De beoordelaar", en: "The reviewer").both),
        ], references("decisionMade", \.isJudged)),
      Self.element(
        "organizationUnit", [("id", owners), ("name", model.identity.authority.both)],
        references("decisionOwned") { !$0.answers.isEmpty }),
    ]
  }

  // MARK: Logic

  private func logic(_ logic: BoxedExpression) -> XMLElement {
    switch logic.form {
    case .literal(let fragment):
      return Self.element("literalExpression", [], [Self.words("text", fragment.text)])
    case .table(let table): return self.table(table)
    case .context(let entries, let result):
      return Self.element(
        "context", [],
        entries.map { entry in
          Self.element(
            "contextEntry", [],
            [Self.element("variable", [("name", entry.name.text)]), self.logic(entry.value)])
        } + [result.map { Self.element("contextEntry", [], [self.logic($0)]) }])
    case .function(let definition): return function(definition, as: "functionDefinition")
    case .list, .relation, .invocation, .conditional, .filter, .iteration, .some, .every, .absent:
      // A ruleset has no such logic.
      return Self.element("literalExpression", [], [Self.words("text", "null")])
    }
  }

  /// A decision table. Source: DMN 1.5, 8.3.
  private func table(_ table: DecisionTable) -> XMLElement {
    let aggregations: [HitPolicy: String] = [
      .collectSum: "SUM", .collectMinimum: "MIN", .collectMaximum: "MAX", .collectCount: "COUNT",
    ]
    let aggregation = aggregations[table.hitPolicy]
    let notes = table.rules.map { rule in
      ([rule.annotation] + rule.citations.map(\.description)).compactMap { $0 }
        .joined(separator: " ")
    }
    let isAnnotated = notes.contains { !$0.isEmpty }
    var parts: [XMLElement?] = table.inputs.map { input in
      Self.element(
        "input", [],
        [
          Self.element("inputExpression", [], [Self.words("text", input.expression.text)]),
          input.allowed.map { Self.tests("inputValues", $0.text) },
        ])
    }
    parts += table.outputs.map { output in
      Self.element(
        "output", [("name", output.name), ("typeRef", output.type.type.reference)],
        [
          output.allowed.map { Self.tests("outputValues", $0.text) },
          output.defaultValue.map { Self.tests("defaultOutputEntry", $0.text) },
        ])
    }
    if isAnnotated {
      parts.append(
        Self.element(
          "annotation", [("name", LocalizedText(nl: "Toelichting", en: "Note").both)]))
    }
    parts += zip(table.rules, notes).map { rule, note in
      Self.element(
        "rule", [],
        rule.conditions.map { Self.tests("inputEntry", $0.text) }
          + rule.conclusions.map { Self.tests("outputEntry", $0.text) }
          + (isAnnotated
            ? [Self.element("annotationEntry", [], [Self.words("text", note)])] : []))
    }
    return Self.element(
      "decisionTable",
      [
        ("hitPolicy", aggregation == nil ? table.hitPolicy.rawValue : HitPolicy.collect.rawValue),
        ("aggregation", aggregation),
      ], parts)
  }
}

extension Vocabulary {
  /// A field that names a type.
  fileprivate func field(ofType name: Name) -> Field? {
    func find(in fields: [Field]) -> Field? {
      for field in fields {
        if field.typeName == name { return field }
        if let found = find(in: field.kind.members) { return found }
      }
      return nil
    }
    return find(in: fields)
  }
}

extension String {
  /// With `%` escapes for what a URI can't hold.
  fileprivate var asURI: String {
    var uri = ""
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      case _ where "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return uri
  }
}
