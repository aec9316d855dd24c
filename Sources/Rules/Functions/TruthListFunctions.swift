/// Rows on lists of truth values. Source: DMN 1.5, 10.3.4.4, `all` and `any`.
enum TruthListFunctions {
  static let all = [judging("all", decisive: false), judging("any", decisive: true)]

  /// One decisive item settles it, whatever the others are, unanswered ones included; without one
  /// every item must be a truth value.
  private static func judging(_ name: Name, decisive: Bool) -> BuiltIn {
    let body: @Sendable ([Value], inout Execution) -> Value = { items, execution in
      guard execution.spend(items: items.count) else { return .null }
      var unknowns: [Unknown] = []
      var misfit: Int?
      for (index, item) in items.enumerated() {
        switch item {
        case .boolean(decisive): return item
        case .boolean: continue
        case .unknown(let unknown): unknowns.append(unknown)
        default: misfit = misfit ?? index
        }
      }
      if let unknown = Unknown.merged(unknowns) { return .unknown(unknown) }
      guard let misfit else { return .boolean(!decisive) }
      return execution.null(.wrongItem(misfit + 1, mustBe: .boolean, items[misfit]))
    }
    return BuiltIn(
      name, clause: ListFunctions.clause,
      [
        .init([.init("list", .list(.boolean))], unknowns: .body, gives: .boolean) {
          arguments, execution in
          guard case .list(let items) = arguments[0] else { return arguments[0] }
          return body(items, &execution)
        },
        .init([.init("b", .boolean)], variadic: true, unknowns: .body, gives: .boolean, body: body),
      ])
  }
}
