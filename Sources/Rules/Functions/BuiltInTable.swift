/// All functions of the standard, found by name. Source: DMN 1.5, 10.3.4.
package enum BuiltInTable {
  /// In the order of the standard's clauses.
  package static let all: [BuiltIn] =
    ConversionFunctions.all + BooleanFunctions.all + StringFunctions.all + ListFunctions.all
    + NumberFunctions.all + TemporalFunctions.all + IntervalFunctions.all + SortFunction.all
    + ContextFunctions.all

  /// - Returns: `nil` when the standard has no function of that name.
  package static func function(named name: Name) -> BuiltIn? { byName[name] }

  private static let byName = Dictionary(
    all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
