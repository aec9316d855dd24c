/// The claims that a truth rests on.
extension Walk {
  /// What a claim is made for.
  struct Purpose {
    /// What the check wants of it; `nil` for a circumstance.
    var wanted: Bool?
    /// The answers that the verdict rests on: what reads none of them is left out.
    let named: PathTree?

    func turned() -> Purpose { Purpose(wanted: wanted.map { !$0 }, named: named) }
    func asCircumstance() -> Purpose { Purpose(wanted: nil, named: named) }
  }

  static let partsTold = 8

  mutating func claim(_ node: TracedExpression, _ purpose: Purpose) -> Claim? {
    guard step() else { return nil }
    let value = value(node)
    switch node.form {
    case .conjunction: return junction(node, value, purpose, deciding: false)
    case .disjunction: return junction(node, value, purpose, deciding: true)
    case .conditional, .boxedConditional: return conditionalClaim(node, value, purpose)
    case .placed, .conversion, .guarded: return claim(node.children[0], purpose)
    case .callBuiltIn(let builtIn, _) where builtIn.name == "not" && node.children.count == 1:
      return claim(node.children[0], purpose.turned())
    case .quantified(let quantifier, _, _):
      return quantifiedClaim(node, quantifier, value, purpose)
    case .comparison(_, let operation, _):
      return comparisonClaim(node, operation, value, purpose)
    case .between: return betweenClaim(node, value, purpose)
    case .membership: return membershipClaim(node, value, purpose)
    case .call:
      if let (_, body) = body(called: node) {
        let arguments = arguments(node)
        return apart(arguments) { $0.claim(body, purpose) }
      }
    case .slot(let slot):
      if field(slot) == nil, let definition = explainer.definitions[slot] {
        return definitionClaim(node, slot, definition, value, purpose)
      }
    case .table(let table): return tableClaim(node, table, value, purpose)
    case .callBuiltIn(let builtIn, _):
      if let claim = functionClaim(node, builtIn.name.text, value, purpose) { return claim }
    default: break
    }
    return plainClaim(node, value, purpose)
  }

  // MARK: Making claims

  func make(
    _ node: TracedExpression, _ value: Value, _ purpose: Purpose, _ sentence: LocalizedText,
    filled: LocalizedText? = nil, inputs: [InputPath] = [], parts: [Claim] = [], more: Int = 0
  ) -> Claim {
    var holds: Bool?
    if case .boolean(let truth) = value { holds = truth }
    return Claim(
      holds: holds, isAsWanted: purpose.wanted.flatMap { wanted in holds.map { $0 == wanted } },
      sentence: sentence, rule: node.text, filled: filled, inputs: inputs, parts: parts, more: more)
  }

  /// Whether a part has to do with the answers that the verdict rests on.
  mutating func matters(_ node: TracedExpression, _ purpose: Purpose) -> Bool {
    guard let named = purpose.named else { return true }
    let reads = reads(node)
    return reads.contains { named.touches($0) }
  }

  private mutating func junction(
    _ node: TracedExpression, _ value: Value, _ purpose: Purpose, deciding: Bool
  ) -> Claim? {
    var parts = node.children
    if case .boolean(deciding) = value {
      parts = parts.filter { part in
        if case .boolean(deciding) = self.value(part) { true } else { false }
      }
      // Of several that are enough, those of the ground; the others are grounds by themselves.
      let chosen = parts.filter { matters($0, purpose) }
      if !chosen.isEmpty, deciding { parts = chosen }
    } else {
      let chosen = parts.filter { matters($0, purpose) }
      if !chosen.isEmpty { parts = chosen }
    }
    let claims = parts.compactMap { claim($0, purpose) }
    if claims.count == 1 { return claims[0] }
    guard !claims.isEmpty else { return nil }
    let isAll = !deciding
    let sentence: LocalizedText =
      switch (isAll, value) {
      case (true, .boolean(true)):
        LocalizedText(nl: "Dit klopt allemaal:", en: "All of this is so:")
      case (true, .boolean(false)):
        LocalizedText(nl: "Dit klopt niet:", en: "This is not so:")
      case (false, .boolean(true)):
        LocalizedText(nl: "Dit klopt:", en: "This is so:")
      case (false, .boolean(false)):
        LocalizedText(nl: "Niets hiervan klopt:", en: "None of this is so:")
      default: LocalizedText(nl: "Dit is nog open:", en: "This is still open:")
      }
    return make(node, value, purpose, sentence, parts: claims)
  }

  private mutating func conditionalClaim(
    _ node: TracedExpression, _ value: Value, _ purpose: Purpose
  ) -> Claim? {
    let test = node.children[0]
    let chosen = self.value(test).isTrue ? node.children[1] : node.children[2]
    let inner = claim(chosen, purpose)
    guard matters(test, purpose), let reason = claim(test, purpose.asCircumstance()) else {
      return inner
    }
    guard let inner, !isGiven(chosen) else {
      return make(node, value, purpose, reason.sentence, inputs: reason.inputs, parts: reason.parts)
    }
    return make(
      node, value, purpose,
      LocalizedText(
        nl: "Het eerste bepaalt hier wat er moet:", en: "The first decides here what is needed:"),
      parts: [reason, inner])
  }

  private mutating func definitionClaim(
    _ node: TracedExpression, _ slot: Int, _ definition: TracedExpression, _ value: Value,
    _ purpose: Purpose
  ) -> Claim? {
    let inner = apart { $0.claim(definition, purpose) }
    guard let title = explainer.labels.title(slot), case .boolean = value else {
      return inner ?? plainClaim(node, value, purpose)
    }
    let sentence = LocalizedText(
      nl: "\(title.nl): \(text(value, node).nl).", en: "\(title.en): \(text(value, node).en).")
    return make(node, value, purpose, sentence, parts: [inner].compactMap { $0 })
  }

  private mutating func quantifiedClaim(
    _ node: TracedExpression, _ quantifier: Quantifier, _ value: Value, _ purpose: Purpose
  ) -> Claim? {
    guard let iterator = node.singleIterator else { return plainClaim(node, value, purpose) }
    let all = items(iterator.domain)
    let holds = value.isTrue
    let isEvery = quantifier == .every
    // Of "every" the items that break it, of "some" those that make it; otherwise all of them.
    let isDecided = isEvery != holds
    // Of "some" one is enough: the first is told, of the others how many they are.
    let told = isDecided && !isEvery ? 1 : Self.partsTold
    var parts: [Claim] = []
    var count = 0
    for item in all {
      let truth = with(item.value, item.local) { $0.value(iterator.condition) }
      if isDecided, truth.isTrue != holds { continue }
      count += 1
      guard parts.count < told else { continue }
      let claim = with(item.value, item.local) { walk -> Claim? in
        guard isDecided || walk.matters(iterator.condition, purpose) else { return nil }
        return walk.claim(iterator.condition, purpose)
      }
      if let claim { parts.append(named(claim, item.local)) }
    }
    let sentence = Self.tally(
      phrase(iterator.domain)?.lowercasedFirst, isEvery: isEvery, value, count, all.count)
    return make(
      node, value, purpose, sentence, inputs: all.isEmpty ? reads(iterator.domain) : [],
      parts: parts, more: count - parts.count)
  }

  /// For how many items of a list something is so.
  private static func tally(
    _ list: LocalizedText?, isEvery: Bool, _ value: Value, _ count: Int, _ all: Int
  ) -> LocalizedText {
    guard all > 0 else {
      return LocalizedText(
        nl: "Er is niets ingevuld bij \(list.map { "'\($0.nl)'" } ?? "deze lijst").",
        en: "Nothing is filled in at \(list.map { "'\($0.en)'" } ?? "this list").")
    }
    let lead =
      list.map {
        LocalizedText(nl: "Bij '\($0.nl)': dit klopt ", en: "In '\($0.en)': this is so ")
      } ?? LocalizedText(nl: "Dit klopt ", en: "This is so ")
    let place: LocalizedText =
      switch (isEvery, value) {
      case (true, .boolean(true)):
        LocalizedText(nl: "overal (\(all)):", en: "everywhere (\(all)):")
      case (true, .boolean(false)):
        LocalizedText(
          nl: "niet bij \(count) van de \(all):", en: "for all but \(count) of \(all):")
      case (false, .boolean(true)):
        LocalizedText(nl: "bij \(count) van de \(all):", en: "for \(count) of \(all):")
      case (false, .boolean(false)):
        LocalizedText(nl: "nergens (\(all)):", en: "nowhere (\(all)):")
      // An answer or a threshold is missing: that says nothing of the items.
      default: LocalizedText(nl: "of niet, is nog open:", en: "or not, is still open:")
      }
    return LocalizedText(nl: lead.nl + place.nl, en: lead.en + place.en)
  }

  /// A claim of more than one part about an item, with the item's name before it.
  private func named(_ claim: Claim, _ local: Local) -> Claim {
    guard !claim.parts.isEmpty, case .path(let path)? = local.place else { return claim }
    let name = explainer.labels.itemName(path) { value(at: $0) }
    return Claim(
      holds: claim.holds, isAsWanted: claim.isAsWanted,
      sentence: LocalizedText(
        nl: "\(name.nl.uppercasedFirst): \(claim.sentence.nl.lowercasedFirst)",
        en: "\(name.en.uppercasedFirst): \(claim.sentence.en.lowercasedFirst)"),
      rule: claim.rule, filled: claim.filled, inputs: claim.inputs, parts: claim.parts,
      more: claim.more)
  }

  /// What has no form that tells more: what it is called and what it is.
  private mutating func plainClaim(_ node: TracedExpression, _ value: Value, _ purpose: Purpose)
    -> Claim?
  {
    if case .constant = node.form { return nil }
    let name = phrase(node)
    let inputs = reads(node)
    var sentence: LocalizedText
    if let name {
      sentence = statement(name.uppercasedFirst, value, node)
      if let wanted = purpose.wanted, case .boolean(let truth) = value, truth != wanted {
        sentence = sentence.followed(by: Self.must(wanted))
      }
    } else {
      let labels = inputs.filter { explainer.labels.vocabulary.field(at: $0.field) != nil }
        .prefix(4).map { path in
          statement(
            explainer.labels.label(path) { self.value(at: $0) }.uppercasedFirst,
            self.value(at: path) ?? .null, at: path)
        }
      guard !labels.isEmpty else { return nil }
      sentence = labels.reduce(.empty) { $0.followed(by: $1) }
    }
    return make(node, value, purpose, sentence, inputs: inputs)
  }

  private static func must(_ wanted: Bool) -> LocalizedText {
    wanted
      ? LocalizedText(nl: "Dat moet 'ja' zijn.", en: "That must be 'yes'.")
      : LocalizedText(nl: "Dat moet 'nee' zijn.", en: "That must be 'no'.")
  }

  /// `Label: value.`
  func statement(_ name: LocalizedText, _ value: Value, _ node: TracedExpression) -> LocalizedText {
    statement(name, value, text(value, node))
  }

  func statement(_ name: LocalizedText, _ value: Value, at path: InputPath) -> LocalizedText {
    statement(name, value, explainer.labels.text(of: value, at: path))
  }

  private func statement(_ name: LocalizedText, _ value: Value, _ text: LocalizedText)
    -> LocalizedText
  {
    switch value {
    case .null, .unknown:
      return LocalizedText(
        nl: "\(name.nl)\(name.nl.colon) niet ingevuld.",
        en: "\(name.en)\(name.en.colon) not filled in.")
    case _ where value.isEmpty:
      return LocalizedText(
        nl: "\(name.nl)\(name.nl.colon) leeg.", en: "\(name.en)\(name.en.colon) empty.")
    default:
      return LocalizedText(
        nl: "\(name.nl)\(name.nl.colon) \(text.nl.sentenceEnd)",
        en: "\(name.en)\(name.en.colon) \(text.en.sentenceEnd)")
    }
  }
}

extension PathTree {
  /// Whether a path is one of these, leads to one or lies inside one.
  func touches(_ path: InputPath) -> Bool {
    var tree = self
    for step in path.steps {
      if tree.isWhole && tree.branches.isEmpty { return true }
      guard let next = tree.branches[step] else { return false }
      tree = next
    }
    return true
  }
}
