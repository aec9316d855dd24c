import Rules

/// Variants of tests that notice what no test does.
extension MutationRun {
  /// The smallest variant that was found, kept for the changes to come; `nil` where none was.
  mutating func addition(noticing mutants: [Int: Mutant]) -> Addition? {
    for (most, evaluations, bases) in Self.attempts {
      var best: (found: Made, rank: [Int])?
      var tries = 0
      for base in cases.indices where cases[base].base == nil {
        guard case .part(let changed)? = mutants[cases[base].number], tries < bases else {
          continue
        }
        tries += 1
        for way in ways(base, changed, most, evaluations).prefix(Self.waysMade) {
          guard let found = made(way, base, mutants) else { continue }
          let rank = [
            way.allSatisfy(\.isDrop) ? 1 : way.count, found.addition.variant.differs.count, base,
          ]
          if best.map({ rank.lexicographicallyPrecedes($0.rank) }) ?? true { best = (found, rank) }
        }
        // One change and one check: no variant is smaller.
        if let best, best.rank[0] == 1, best.rank[1] <= 1 { break }
      }
      if let best {
        cases.append(best.found.one)
        self.plans.append(best.found.plan)
        additions.append(best.found.addition)
        return best.found.addition
      }
    }
    return nil
  }

  /// The additions of each test file, by its path.
  var additionsByFile: [(name: String, additions: [Addition])] {
    Dictionary(grouping: additions, by: \.source.name).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }

  /// Changes at once, evaluations for each plan, and how many plans are tried.
  private static let attempts = [(1, 1_200, 40), (2, 8_000, 4)]
  private static let waysMade = 3

  private struct Made {
    let addition: Addition
    let one: RulesetTestRun.Case
    let plan: ChangedRuleset.Plan
  }

  private mutating func ways(
    _ base: Int, _ changed: ChangedRuleset, _ most: Int, _ evaluations: Int
  ) -> [[PlanChange]] {
    let one = cases[base]
    let explainer = explainers[one.number] ?? Explainer(one.ruleset)
    explainers[one.number] = explainer
    return explainer.changes(
      showing: changed, one.read.facts, judgements: one.read.judgements, at: one.moment,
      most: most, within: ExplanationBudget(evaluations: evaluations))
  }

  /// The changes as a variant that can be written and that notices; `nil` where they can't.
  private mutating func made(
    _ changes: [PlanChange], _ base: Int, _ mutants: [Int: Mutant]
  ) -> Made? {
    let one = cases[base]
    guard let explainer = explainers[one.number],
      var variant = RulesetTest.Variant(
        changes, named: explainer.words(for: changes, of: one.read.facts).nl, of: one)
    else { return nil }
    guard let found = try? run.tried(variant, of: base), mutants[found.number] != nil,
      let plan = try? found.ruleset.decided(
        found.read.facts, judgements: found.read.judgements, at: found.moment)
    else { return nil }
    let (whole, changed) = (FoundVerdicts(one.found), FoundVerdicts(found.found))
    guard changed.outcome != RulesetTest.rulesetFault else { return nil }
    let differs = changed.differences(from: whole)
    let outcome = changed.outcome == whole.outcome ? nil : changed.outcome
    variant = RulesetTest.Variant(
      name: variant.name, changes: variant.changes, removals: variant.removals, parameters: [:],
      differs: differs.map { ($0.id, $0.verdict, variant.range) }, criteria: [], outcome: outcome,
      asks: [], range: variant.range)
    var tried = found
    tried.variant = variant
    cases.append(tried)
    plans.append(plan)
    let notices = notices(cases.count - 1, mutants)
    cases.removeLast()
    plans.removeLast()
    guard notices else { return nil }
    return Made(
      addition: Addition(
        source: one.test.source,
        variant: TestFileEditor.NewVariant(
          name: variant.name, changes: variant.changes, removals: variant.removals,
          differs: differs, outcome: outcome)), one: tried, plan: plan)
  }
}

extension RulesetTest.Variant {
  /// - Returns: `nil` where a test file can't say it.
  fileprivate init?(_ changes: [PlanChange], named name: String, of one: RulesetTestRun.Case) {
    var written: [(path: InputPath, value: PlanTree)] = []
    var removals: [InputPath] = []
    // From the last item to the first, so that none moves before its turn.
    let ordered = changes.filter(\.isDrop).reversed() + changes.filter { !$0.isDrop }
    for change in ordered {
      switch change.kind {
      case .drop: removals.append(change.path)
      case .set(let value):
        if let tree = PlanTree(answer: value) {
          written.append((change.path, tree))
        } else {
          removals.append(change.path)
        }
      case .add(let item):
        let count = one.plan.root.node(at: change.path)?.items.reduce(0) { sum, _ in sum + 1 } ?? 0
        guard let tree = PlanTree(answer: item) else { return nil }
        written.append((change.path.appending(.item(count + 1)), tree))
      }
    }
    // What is left out moves what comes behind it.
    let lists = removals.compactMap(\.list)
    guard
      changes.count == 1
        || !written.contains(where: { change in
          lists.contains { change.path.steps.starts(with: $0.steps) }
        })
    else { return nil }
    let known = Set(one.test.variants.map(\.name))
    var name = name.shortened(to: 90)
    if known.contains(name) { name += " (2)" }
    if known.contains(name) { return nil }
    self.init(
      name: name, changes: written, removals: removals, parameters: [:], differs: [],
      criteria: [], outcome: nil, asks: [], range: one.test.range)
  }
}

extension PlanChange {
  fileprivate var isDrop: Bool { if case .drop = kind { true } else { false } }
}

extension InputPath {
  /// The list that it leads to an item of; `nil` for other paths.
  fileprivate var list: InputPath? {
    if case .item? = steps.last { InputPath(Array(steps.dropLast())) } else { nil }
  }
}

extension DataDocument.Node {
  fileprivate func node(at path: InputPath) -> DataDocument.Node? {
    var node: DataDocument.Node? = self
    for step in path.steps {
      node =
        switch step {
        case .member(let name): node?[name]
        case .item(let number): node?.items.dropFirst(number - 1).first { _ in true }
        }
    }
    return node
  }
}

extension PlanTree {
  /// An answer as it stands in a plan; `nil` for none.
  fileprivate init?(answer value: Value) {
    switch value {
    case .null, .unknown, .function, .range: return nil
    case .boolean(let holds): self = .scalar(holds ? "ja" : "nee", isPlain: true)
    case .string(PlanChange.anyText): self = .scalar("een tekst", isPlain: false)
    case .string(let text): self = .scalar(text, isPlain: false)
    case .list(let items): self = .sequence(items.compactMap { PlanTree(answer: $0) })
    case .context(let context):
      self = .mapping(
        context.entries.compactMap { name, value in
          PlanTree(answer: value).map { (key: name, value: $0) }
        })
    default: self = .scalar(value.literal.unquoted, isPlain: true)
    }
  }
}

extension String {
  /// `2024-01-31` of `@"2024-01-31"`.
  fileprivate var unquoted: String {
    hasPrefix("@\"") && hasSuffix("\"") ? String(dropFirst(2).dropLast()) : self
  }
}
