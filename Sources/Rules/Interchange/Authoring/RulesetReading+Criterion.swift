extension RulesetReading {
  /// - Parameter node: A part file that holds a criterion beside its other keys.
  mutating func criterion(_ node: DataDocument.Node) -> Criterion? {
    guard let keys = MappingReader<CriterionKey>(node, besides: PartKey.names, &self) else {
      return nil
    }
    let id = identifier(keys[.criterion])
    if let id, let place = keys[.criterion] { declareName(Name(id), at: place) }
    let number = word(keys[.number])
    let title = text(keys[.title])
    let requirement = text(keys[.requirement])
    let citations = citations(keys[.source])
    let applicability = applicability(
      applies: keys[.applies], otherwise: keys[.notApplicable])
    let checks = items(keys[.checks]).compactMap { check($0) }
    guard let id, let number, let title, let requirement else { return nil }
    return Criterion(
      id: id, number: number, title: title, requirement: requirement, citations: citations,
      applicability: applicability, checks: checks, source: node.source,
      range: keys[.criterion]?.range ?? node.head)
  }

  private mutating func identifier(_ node: DataDocument.Node?) -> String? {
    guard let node, let word = word(node) else { return nil }
    let name = Name(word)
    if !Self.isIdentifier(name.text) { report(.identifierExpected(at: node)) }
    declareIdentifier(name, at: node)
    return name.text
  }

  /// Codes are read aloud, typed in plans and printed in reports: letters, digits and a few signs.
  private static func isIdentifier(_ text: String) -> Bool {
    let scalars = text.unicodeScalars
    guard scalars.count <= 40, let first = scalars.first, first.properties.isAlphabetic else {
      return false
    }
    return scalars.allSatisfy {
      $0.properties.isAlphabetic || $0.isDigit || ".-_".unicodeScalars.contains($0)
    }
  }

  private mutating func applicability(
    applies: DataDocument.Node?, otherwise: DataDocument.Node?
  ) -> Applicability? {
    switch (applies, otherwise) {
    case (nil, nil):
      return nil
    case (let applies?, nil):
      report(.noWordsForNotApplicable(at: applies))
      return nil
    case (nil, let otherwise?):
      report(.alwaysApplies(at: otherwise))
      return nil
    case (let applies?, let otherwise?):
      let condition = expression(applies)
      let words = template(otherwise)
      guard let condition, let words else { return nil }
      return Applicability(condition: condition, otherwise: words)
    }
  }

  private mutating func check(_ node: DataDocument.Node) -> Check? {
    guard let keys = MappingReader<CheckKey>(node, &self) else { return nil }
    let id = identifier(keys[.check])
    let title = text(keys[.title])
    let citations = citations(keys[.source])
    let basis = choice(keys[.basis], of: Check.Basis.self)
    let readings = readingKeys(keys[.reading])
    let role = choice(keys[.role], of: Check.Role.self) ?? .requirement
    let applicability = applicability(
      applies: keys[.applies], otherwise: keys[.notApplicable])
    let rule = expression(keys[.rule])
    let judgement = judgement(keys[.judgement], hasRule: keys.has(.rule))
    reportReasons(keys, moment: judgement?.moment, of: node)
    let passes = template(keys[.passes])
    let fails = template(keys[.fails])
    let figures = keys[.figures].map { items($0).compactMap { figure($0) } } ?? []
    guard let id, let title, let basis else { return nil }
    return Check(
      id: id, title: title, citations: citations, basis: basis, readings: readings, role: role,
      applicability: applicability, rule: rule, judgement: judgement,
      passes: passes, fails: fails, figures: figures, source: node.source,
      range: keys[.check]?.range ?? node.head)
  }

  /// A rule gives its reason in words; without a rule there is none to give.
  private mutating func reportReasons(
    _ keys: MappingReader<CheckKey>, moment: Judgement.Moment?, of node: DataDocument.Node
  ) {
    let place = keys[.check] ?? node
    guard keys.has(.rule) else {
      if !keys.has(.judgement) { report(.checkDecidesNothing(at: place)) }
      for key in [CheckKey.passes, .fails] {
        if let extra = keys[key] { report(.reasonWithoutRule(key.rawValue, at: extra)) }
      }
      return
    }
    if !keys.has(.passes) { report(.reasonMissing(CheckKey.passes.rawValue, at: place)) }
    if !keys.has(.fails), moment != .fails {
      report(.reasonMissing(CheckKey.fails.rawValue, at: place))
    }
  }

  private mutating func judgement(
    _ node: DataDocument.Node?, hasRule: Bool
  ) -> Judgement? {
    guard let node, let keys = MappingReader<JudgementKey>(node, &self) else { return nil }
    let question = text(keys[.question])
    let guidance = text(keys[.guidance])
    let moment = choice(keys[.when], of: Judgement.Moment.self) ?? .passes
    if let when = keys[.when], !hasRule { report(.momentWithoutRule(at: when)) }
    guard let question, let guidance else { return nil }
    return Judgement(question: question, guidance: guidance, moment: moment)
  }

  private mutating func figure(_ node: DataDocument.Node) -> Check.Figure? {
    guard let keys = MappingReader<FigureKey>(node, &self) else { return nil }
    let label = text(keys[.label])
    let value = expression(keys[.value])
    guard let label, let value else { return nil }
    return Check.Figure(label: label, value: value)
  }
}
