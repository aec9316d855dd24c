/// Terms with their values cut into cells, and the cells for which each probe gives which truth.
///
/// Every value that a term may have lies in a cell, and what holds of the sample of a cell holds of all its values: a probe
/// names the constants at which it turns, and the lengths of lists are cut where a list gets its first item. A constraint
/// of which these are not known takes no cell away. Both together let a cell stand for its values in a proof.
struct RuleCells: Sendable {
  let terms: RuleTerms
  private(set) var axes: [CellAxis] = []
  /// By probe: the cells of yes, of no and of neither.
  private var truths: [[CellSet]] = []

  init(_ terms: RuleTerms, _ compiler: Compiler) {
    self.terms = terms
    for term in terms.terms {
      var cuts = term.cuts
      // Whether a list has an item is asked of every length.
      if case .count = term.place { cuts += [.number(.zero), .number(.one)] }
      // What a limit asks beyond comparing with constants may hold of one value of a cell and not of another.
      let limits = term.limits.compactMap { $0.read(term.kind, compiler) }
      cuts += limits.flatMap(\.cuts)
      var axis = CellAxis(term.kind, cuts: cuts, mayBeAbsent: term.mayBeAbsent)
      if case .count = term.place { axis = axis.ofCounts }
      for limit in limits { axis = axis.keeping { $0.isNull || !limit.truth(of: $0).isFalse } }
      axes.append(axis)
    }
    for probe in terms.probes {
      let samples = axes[probe.term].samples
      var found = [CellSet](repeating: CellSet(noneOf: samples.count), count: 3)
      for (cell, sample) in samples.enumerated() {
        let truths = probe.truths(sample)
        for (index, one) in [Truths.yes, .no, .null].enumerated() where truths.contains(one) {
          found[index].insert(cell)
        }
      }
      // How long a list is that is not there is not known to be anything.
      if case .count = terms.terms[probe.term].place {
        for (cell, sample) in samples.enumerated() where sample.isNull {
          for index in found.indices { found[index].insert(cell) }
        }
      }
      truths.append(found)
    }
  }

  /// The cells of a probe's term for which it gives one of these truths.
  func cells(_ probe: Int, _ wanted: Truths) -> CellSet {
    var cells = CellSet(noneOf: axes[terms.probes[probe].term].cells.count)
    for (index, one) in [Truths.yes, .no, .null].enumerated() where wanted.contains(one) {
      cells = cells.union(truths[probe][index])
    }
    return cells
  }
}
