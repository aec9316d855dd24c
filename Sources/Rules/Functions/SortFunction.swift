/// The row of `sort`. Source: DMN 1.5, 10.3.4.9.
enum SortFunction {
  static let all = [
    BuiltIn(
      "sort", clause: "10.3.4.9",
      [
        .init(
          [
            ListFunctions.list, .init("precedes", .function([.any, .any], result: .boolean)),
          ], unknowns: .argument, result: ResultType.listOfFirst
        ) { arguments, execution in
          guard let items = execution.items(of: arguments[0]),
            case .function(let precedes) = arguments[1]
          else { return .null }
          var sorting = Sorting(precedes: precedes)
          let sorted = sorting.sort(items, in: &execution)
          return sorting.stopped ?? sorted.map(Value.list) ?? .null
        }
      ])
  ]
}

/// A merge sort, which keeps the order of items of which neither precedes the other, and asks the
/// function as seldom as can be: `count * log2(count)` times.
private struct Sorting {
  let precedes: FunctionValue
  /// What the sort answers instead of a list, once a comparison gave no truth value.
  var stopped: Value?

  init(precedes: FunctionValue) { self.precedes = precedes }

  mutating func sort(_ items: [Value], in execution: inout Execution) -> [Value]? {
    var runs = items
    var width = 1
    while width < runs.count {
      var merged: [Value] = []
      merged.reserveCapacity(runs.count)
      for start in stride(from: 0, to: runs.count, by: 2 * width) {
        let middle = min(start + width, runs.count)
        let end = min(middle + width, runs.count)
        guard merge(runs[start..<middle], runs[middle..<end], into: &merged, in: &execution) else {
          return nil
        }
      }
      runs = merged
      width *= 2
    }
    return runs
  }

  private mutating func merge(
    _ left: ArraySlice<Value>, _ right: ArraySlice<Value>, into merged: inout [Value],
    in execution: inout Execution
  ) -> Bool {
    var (left, right) = (left, right)
    while let one = left.first, let other = right.first {
      guard let answer = execution.answer(of: precedes, to: [other, one]) else {
        stopped = .null
        return false
      }
      switch answer {
      case .boolean(true): merged.append(right.removeFirst())
      case .boolean(false): merged.append(left.removeFirst())
      case .unknown:
        stopped = answer
        return false
      case let other:
        stopped = execution.null(.wrongAnswer(other))
        return false
      }
    }
    merged += left
    merged += right
    return true
  }
}

extension LocalizedText {
  /// A function that was passed to judge items gave no judgement.
  static func wrongAnswer(_ value: Value) -> LocalizedText {
    let actual = value.designation
    return LocalizedText(
      nl: "de functie moet true of false geven, maar gaf \(actual.nl)",
      en: "the function must answer true or false, but answered \(actual.en)")
  }
}
