/// Rows that make one value of the items of a list. Source: DMN 1.5, 10.3.4.4.
///
/// All may be called with one list or with the items as arguments, and answer `null` for a list with
/// an item that does not belong there. Of an empty list they answer `null` too, `mode` excepted.
enum NumberListFunctions {
  static let all = [
    extreme("min") { $0.isLess(than: $1) },
    extreme("max") { $1.isLess(than: $0) },
    ofNumbers("sum", unit: .kept) { numbers, execution in
      number(total(numbers), in: &execution)
    },
    ofNumbers("mean", unit: .kept) { numbers, execution in
      number(mean(numbers), in: &execution)
    },
    ofNumbers("product", unit: .lost) { numbers, execution in
      var product: Number? = .one
      for factor in numbers { product = product?.multiplied(by: factor) }
      return number(product, in: &execution)
    },
    ofNumbers("median", unit: .kept) { numbers, execution in
      let sorted = numbers.sorted()
      let middle = sorted.count / 2
      if sorted.count % 2 == 1 { return .number(sorted[middle]) }
      return number(mean([sorted[middle - 1], sorted[middle]]), in: &execution)
    },
    ofNumbers("stddev", unit: .kept) { numbers, execution in
      guard numbers.count > 1 else {
        return execution.null(
          LocalizedText(
            nl: "een standaardafwijking heeft minstens twee getallen nodig",
            en: "a standard deviation needs at least two numbers"))
      }
      return number(standardDeviation(numbers), in: &execution)
    },
    mode,
  ]

  private typealias Items = @Sendable ([Value], inout Execution) -> Value

  /// Both ways to call a function of items.
  private static func ofItems(
    _ name: Name, item: BuiltIn.Parameter, ofList: @escaping @Sendable ([ValueType]) -> ValueType,
    ofAll: @escaping @Sendable ([ValueType]) -> ValueType, _ body: @escaping Items
  ) -> BuiltIn {
    BuiltIn(
      name, clause: ListFunctions.clause,
      [
        .init([.init("list", .list(item.type))], result: ofList) { arguments, execution in
          guard let items = execution.items(of: arguments[0]) else { return .null }
          return body(items, &execution)
        },
        .init([item], variadic: true, result: ofAll) { arguments, execution in
          guard execution.spend(items: arguments.count) else { return .null }
          return body(arguments, &execution)
        },
      ])
  }

  private static func extreme(
    _ name: Name, goesBefore: @escaping @Sendable (Value, Value) -> Value
  ) -> BuiltIn {
    ofItems(
      name, item: .init("c", .any), ofList: ResultType.itemOfFirst, ofAll: ResultType.common
    ) { items, execution in
      guard var best = items.first else { return execution.null(.emptyList()) }
      // An item alone is compared with itself, which tells whether it has an order at all.
      for item in items.count == 1 ? items[...] : items.dropFirst() {
        switch goesBefore(item, best) {
        case .boolean(true): best = item
        case .boolean(false): continue
        default: return execution.null(.notComparable(best, item))
        }
      }
      return best
    }
  }

  private enum Unit { case kept, lost }

  private static func ofNumbers(
    _ name: Name, unit: Unit, _ body: @escaping @Sendable ([Number], inout Execution) -> Value
  ) -> BuiltIn {
    let compute: Items = { items, execution in
      guard let numbers = allNumbers(items, &execution) else { return .null }
      return numbers.isEmpty ? execution.null(.emptyList()) : body(numbers, &execution)
    }
    let item = BuiltIn.Parameter("n", .number)
    switch unit {
    case .kept:
      return ofItems(
        name, item: item, ofList: ResultType.numberOfItems, ofAll: ResultType.numberOfAll, compute)
    case .lost:
      return ofItems(
        name, item: item, ofList: { _ in .number }, ofAll: { _ in .number }, compute)
    }
  }

  /// The most frequent numbers in ascending order; an empty list has none.
  private static let mode = ofItems(
    "mode", item: .init("n", .number), ofList: ResultType.listOfFirst, ofAll: ResultType.listOfAll
  ) { items, execution in
    guard let numbers = allNumbers(items, &execution) else { return .null }
    var counts: [Number: Int] = [:]
    for number in numbers { counts[number, default: 0] += 1 }
    let most = counts.values.max() ?? 0
    return .list(counts.filter { $0.value == most }.keys.sorted().map(Value.number))
  }

  /// The items as numbers; `nil`, with the reason, when one is not a number.
  private static func allNumbers(_ items: [Value], _ execution: inout Execution) -> [Number]? {
    var numbers: [Number] = []
    numbers.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      guard case .number(let number) = item else {
        _ = execution.null(.wrongItem(index + 1, mustBe: .number, item))
        return nil
      }
      numbers.append(number)
    }
    return numbers
  }

  private static func total(_ numbers: [Number]) -> Number? {
    var sum: Number? = .zero
    for number in numbers { sum = sum?.adding(number) }
    return sum
  }

  private static func mean(_ numbers: [Number]) -> Number? {
    total(numbers)?.divided(by: Number(numbers.count))
  }

  /// Of a sample: the squares of the deviations are divided by one less than their count.
  private static func standardDeviation(_ numbers: [Number]) -> Number? {
    guard let mean = mean(numbers) else { return nil }
    var squares: Number? = .zero
    for number in numbers {
      guard let deviation = number.subtracting(mean),
        let square = deviation.multiplied(by: deviation)
      else { return nil }
      squares = squares?.adding(square)
    }
    return squares?.divided(by: Number(numbers.count - 1))?.squareRoot
  }

  private static func number(_ result: Number?, in execution: inout Execution) -> Value {
    guard let result else { return execution.null(.outOfRange()) }
    return .number(result)
  }
}
