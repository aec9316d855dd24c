extension RulesetReading {
  /// - Parameter node: A part file that holds a criterion beside its other keys.
  mutating func criterion(_ node: DataDocument.Node) -> Criterion? {
    guard let keys = MappingReader<CriterionKey>(node, besides: PartKey.names, &self) else {
      return nil
    }
    let id = identifier(keys[.criterion])
    if let id, let place = keys[.criterion] { declareName(Name(id), at: place) }
    let number = number(keys[.number])
    let title = text(keys[.title])
    let requirement = text(keys[.requirement])
    let citations = citations(keys[.source])
    let applicability = applicability(
      applies: keys[.applies], otherwise: keys[.notApplicable])
    let rulesDay = choice(keys[.rulesOf], of: Criterion.RulesDay.self) ?? .submission
    let decidesNothing = text(keys[.decidesNothing])
    let checks = items(keys[.checks]).compactMap { check($0) }
    guard let id, let number, let title, let requirement else { return nil }
    return Criterion(
      id: id, number: number, title: title, requirement: requirement, citations: citations,
      applicability: applicability, rulesDay: rulesDay, decidesNothing: decidesNothing,
      checks: checks, source: keys[.criterion]?.source ?? node.source,
      range: keys[.criterion]?.range ?? node.head)
  }

  /// A number, or what a source calls the place in both languages.
  private mutating func number(_ node: DataDocument.Node?) -> LocalizedText? {
    guard let node else { return nil }
    if node.kind == .mapping { return text(node) }
    return word(node).map { LocalizedText(nl: $0, en: $0) }
  }

  /// How the source of a version numbers the criteria and puts them, where that differs from their own files.
  mutating func numbering(_ node: DataDocument.Node?, of criteria: [Criterion]) -> [Criterion] {
    guard let node else { return criteria }
    guard node.kind == .mapping else {
      report(.mappingExpected(NumberingKey.section, keys: NumberingKey.names, at: node))
      return criteria
    }
    var numbered = criteria
    for entry in entries(in: node) {
      let id = entry.key.text
      guard let keys = MappingReader<NumberingKey>(entry.value, &self) else { continue }
      let number = number(keys[.number])
      let requirement = text(keys[.requirement])
      guard let index = criteria.firstIndex(where: { $0.id == id }) else {
        report(.unknownCriterion(id, known: criteria.map(\.id), at: entry.key))
        continue
      }
      if let number { numbered[index].number = number }
      if let requirement { numbered[index].requirement = requirement }
    }
    return numbered
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
    let force = choice(keys[.force], of: Check.Force.self)
    let words = text(keys[.words])
    let applicability = applicability(
      applies: keys[.applies], otherwise: keys[.notApplicable])
    let rule = expression(keys[.rule])
    let judgement = judgement(keys[.judgement], hasRule: keys.has(.rule))
    reportReasons(keys, moment: judgement?.moment, of: node)
    if force == .condition {
      reportCondition(
        keys, words, isOurs: basis == .assumption, moment: judgement?.moment, of: node)
    }
    let passes = template(keys[.passes])
    let fails = template(keys[.fails])
    let figures = keys[.figures].map { items($0).compactMap { figure($0) } } ?? []
    guard let id, let title, let basis, let force else { return nil }
    return Check(
      id: id, title: title, citations: citations, basis: basis, readings: readings, force: force,
      words: words, applicability: applicability, rule: rule, judgement: judgement,
      passes: passes, fails: fails, figures: figures,
      source: keys[.check]?.source ?? node.source,
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

  /// A plan fails only on what a source makes a condition, and never by a rule that no source holds.
  private mutating func reportCondition(
    _ keys: MappingReader<CheckKey>, _ words: LocalizedText?, isOurs: Bool,
    moment: Judgement.Moment?,
    of node: DataDocument.Node
  ) {
    let saysNothing = words.map { !($0.nl + $0.en).contains(where: \.isLetter) } ?? false
    if !keys.has(.words) || saysNothing {
      report(.conditionWithoutWords(at: keys[.words] ?? keys[.force] ?? node))
    }
    if isOurs, keys.has(.rule), moment != .fails {
      report(.assumptionFails(at: keys[.basis] ?? node))
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

extension [Criterion] {
  /// What is left of them where only some sources count: checks and criteria that cite one, with those citations alone.
  func made(from sources: [String]) -> [Criterion] {
    if sources.isEmpty { return self }
    func kept(_ citations: [Citation]) -> [Citation] {
      citations.filter { sources.contains($0.document) }
    }
    return compactMap { criterion in
      var criterion = criterion
      criterion.citations = kept(criterion.citations)
      criterion.checks = criterion.checks.compactMap { check in
        var check = check
        check.citations = kept(check.citations)
        return check.citations.isEmpty ? nil : check
      }
      return criterion.citations.isEmpty || criterion.checks.isEmpty ? nil : criterion
    }
  }
}
