/// Understands files of the standard's XML together: one, and those that it imports.
struct DMNReading {
  /// What an identifier refers to.
  struct Target {
    enum Kind {
      case input, decision, knowledge, service, source
    }
    let kind: Kind
    let name: Name
  }

  let main: DMNDocument
  /// The files in use by their namespace.
  private(set) var files: [String: DMNDocument] = [:]
  /// Their namespaces, the main one first, then in the order they are found.
  private(set) var order: [String] = []
  var problems: [Diagnostic] = []
  /// What is wrong with the expression that is being read, and with no other.
  var flaws: [Diagnostic] = []
  private var targets: [ElementIdentifier: Target] = [:]
  var types = DMNTypeTable()
  let limits = RulesetLimits.standard

  init(_ main: DMNDocument, _ others: [DMNDocument]) {
    self.main = main
    let known = Dictionary(
      others.map { ($0.namespace, $0) }, uniquingKeysWith: { first, _ in first })
    collect(known)
  }

  mutating func report(_ problem: Diagnostic) { problems.append(problem) }

  /// Finds the files in use. A chain of imports that comes back is told where it does.
  private mutating func collect(_ known: [String: DMNDocument]) {
    // A stack of our own: a long chain of imports must not use up the thread's.
    var path: [(document: DMNDocument, next: Int)] = [(main, 0)]
    var open: Set<String> = [main.namespace]
    files[main.namespace] = main
    order.append(main.namespace)
    while let (document, next) = path.last {
      guard next < document.imports.count else {
        open.remove(document.namespace)
        path.removeLast()
        continue
      }
      path[path.count - 1].next += 1
      let wanted = document.imports[next]
      if open.contains(wanted.namespace) {
        report(.importsItself(wanted))
      } else if files[wanted.namespace] == nil {
        guard let found = known[wanted.namespace] else {
          report(.missingModel(wanted.namespace, at: wanted))
          continue
        }
        files[wanted.namespace] = found
        order.append(wanted.namespace)
        open.insert(wanted.namespace)
        path.append((found, 0))
      }
    }
  }

  mutating func model() -> DecisionModel {
    var model = DecisionModel(name: main.name, namespace: main.namespace)
    for namespace in order {
      guard let file = files[namespace] else { continue }
      if file.version > .newest { report(.newerVersion(file)) }
      register(file)
      declareTypes(of: file)
    }
    for namespace in order {
      guard let file = files[namespace] else { continue }
      model.types[namespace] = typeDeclarations(of: file)
    }
    for namespace in order {
      guard let file = files[namespace] else { continue }
      for element in file.tree.root.elements where element.name.namespace == file.elementNamespace {
        add(element, of: file, to: &model)
      }
    }
    return model
  }

  private static let kinds: [String: Target.Kind] = [
    "inputData": .input, "decision": .decision, "businessKnowledgeModel": .knowledge,
    "decisionService": .service, "knowledgeSource": .source,
  ]

  private mutating func register(_ file: DMNDocument) {
    var names: Set<Name> = []
    for element in file.tree.root.elements where element.name.namespace == file.elementNamespace {
      guard let kind = Self.kinds[element.name.local] else { continue }
      guard let name = name(of: element) else { continue }
      if kind != .source, !names.insert(name).inserted { report(.repeatedName(name, at: element)) }
      let id = identifier(of: element, in: file)
      if targets.updateValue(Target(kind: kind, name: name), forKey: id) != nil {
        report(.repeatedIdentifier(id.id, at: element))
      }
    }
  }

  mutating func name(of element: XMLElement) -> Name? {
    let name = Name(element["name"] ?? "")
    guard !name.text.isEmpty else {
      report(.missingAttribute("name", of: element))
      return nil
    }
    return name
  }

  /// An element without one can't be referred to, and still needs one here.
  func identifier(of element: XMLElement, in file: DMNDocument) -> ElementIdentifier {
    let id = element["id"] ?? "\(element.name.local) \(element["name"] ?? "")"
    return ElementIdentifier(id, in: file.namespace)
  }

  private mutating func add(
    _ element: XMLElement, of file: DMNDocument, to model: inout DecisionModel
  ) {
    guard let kind = Self.kinds[element.name.local], element["name"] != nil else { return }
    switch kind {
    case .input: model.inputs.append(input(element, of: file))
    case .decision: model.decisions.append(decision(element, of: file))
    case .knowledge: model.knowledge.append(knowledge(element, of: file))
    case .service: model.services.append(service(element, of: file))
    case .source:
      model.sources.append(
        KnowledgeSource(
          id: identifier(of: element, in: file), name: element["name"] ?? "",
          location: element["locationURI"].flatMap { $0.isEmpty ? nil : $0 },
          authorities: authorities(of: element, in: file)))
    }
  }

  // MARK: References

  /// The element that a reference is about, if it is one of these kinds. What does not refer to one is
  /// advice: it keeps only what needs it from its value.
  ///
  /// Source: DMN 1.5, 13.3.2: `#id` in this file, or `namespace#id` in another.
  mutating func target(
    of reference: XMLElement, in file: DMNDocument, _ kinds: Set<Target.Kind>,
    _ wanted: LocalizedText
  ) -> (id: ElementIdentifier, target: Target)? {
    guard let href = reference["href"] else {
      report(.missingAttribute("href", of: reference).told(as: .warning))
      return nil
    }
    let identifier = self.identifier(in: href, of: file)
    let namespace = identifier.namespace
    guard let target = targets[identifier], kinds.contains(target.kind) else {
      let problem =
        files[namespace] == nil
        ? Diagnostic.notImported(namespace, at: reference)
        : .unknownReference(href, wanted, at: reference)
      report(problem.told(as: .warning))
      return nil
    }
    return (identifier, target)
  }

  private func identifier(in href: String, of file: DMNDocument) -> ElementIdentifier {
    guard let hash = href.lastIndex(of: "#") else {
      return ElementIdentifier(href, in: file.namespace)
    }
    let namespace = hash == href.startIndex ? file.namespace : String(href[..<hash])
    return ElementIdentifier(String(href[href.index(after: hash)...]), in: namespace)
  }

  /// What an element rests on. That is told to people and no result depends on it, so that what can't be
  /// found is advice. Source: DMN 1.5, 6.3.14 AuthorityRequirement.
  mutating func authorities(of element: XMLElement, in file: DMNDocument) -> [ElementIdentifier] {
    var found: [ElementIdentifier] = []
    for requirement in element.elements(named: "authorityRequirement") {
      for reference in requirement.elements {
        guard let href = reference["href"] else { continue }
        let identifier = identifier(in: href, of: file)
        if targets[identifier] != nil {
          found.append(identifier)
        } else {
          report(.unknownAuthority(href, at: reference))
        }
      }
    }
    return found
  }

  /// The reference, and what its element is called in the file.
  mutating func requirement(
    of reference: XMLElement, in file: DMNDocument, _ kinds: Set<Target.Kind>,
    _ wanted: LocalizedText
  ) -> Requirement? {
    guard let (id, target) = target(of: reference, in: file, kinds, wanted) else { return nil }
    if id.namespace == file.namespace { return Requirement(id, as: target.name) }
    guard let found = file.imports.first(where: { $0.namespace == id.namespace }) else {
      report(.notImported(id.namespace, at: reference).told(as: .warning))
      return nil
    }
    let prefix = found.name.text.isEmpty ? "" : found.name.text + "."
    return Requirement(id, as: Name(prefix + target.name.text))
  }
}
