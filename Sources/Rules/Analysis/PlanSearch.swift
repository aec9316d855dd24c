/// Looks for a plan of which a proposition holds.
struct PlanSearch {
  private let cells: RuleCells
  private let maker: PlanMaker

  /// How long it looks.
  struct Effort {
    /// The steps of the search for cases.
    let steps: Int
    let cases: Int
    /// Those that are made of all cases together.
    let plans: Int

    static let proving = Effort(steps: 20_000, cases: 120, plans: 400)
    /// Where a plan is of use and that there is none is not.
    static let looking = Effort(steps: 2_000, cases: 24, plans: 48)
  }

  private let effort: Effort
  private static let plansAtOnce = 6

  /// - Parameters:
  ///   - fields: those that a plan is made of.
  ///   - constants: what the rules name; values near these are worth trying.
  init(
    _ cells: RuleCells, _ fields: [PlanMaker.MadeField], constants: [Value],
    effort: Effort = .proving
  ) {
    self.cells = cells
    self.effort = effort
    maker = PlanMaker(cells, fields, constants)
  }

  /// - Parameter isReached: asked of each plan that is made for a case.
  func reach(
    _ proposition: Proposition, _ isReached: @escaping (MadePlan) -> Bool
  ) -> CheckAnalysis.Reach {
    var dice = Dice()
    var shown: MadePlan?
    func isShown(by state: CaseSearch.Case) -> Bool {
      let plan = maker.plan(for: state, &dice)
      guard isReached(plan) else { return false }
      shown = plan
      return true
    }
    var cases: [CaseSearch.Case] = []
    var search = CaseSearch(cells, budget: effort.steps) { state in
      cases.append(state)
      for _ in 0..<Self.plansAtOnce where isShown(by: state) { return true }
      return cases.count >= effort.cases
    }
    let isEnded = search.run(proposition)
    // What a case leaves free decides after all: other answers to that.
    for turn in 0..<effort.plans where shown == nil && !cases.isEmpty {
      _ = isShown(by: cases[turn % cases.count])
    }
    if let shown { return .shown(shown) }
    if !isEnded, !search.hasCases, !search.isCutShort { return .never(search.names(cells)) }
    return .open(cells.terms.words)
  }
}

extension RuleTerms {
  /// What rules ask beyond comparing answers with constants, in the words of their authors.
  fileprivate var words: [String] {
    terms.compactMap { term in
      switch term.place {
      case .computed, .order: term.words
      // A distance stands beside an order.
      case .answer, .count, .parameter, .distance: nil
      }
    }
  }
}

extension CaseSearch {
  /// The terms of which no value was left, the most often first.
  func names(_ cells: RuleCells) -> [String] {
    conflicts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .compactMap { cells.terms.terms[$0.key].words }
  }
}
