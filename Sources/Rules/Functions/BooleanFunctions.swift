/// Rows on truth values. Source: DMN 1.5, 10.3.4.2.
enum BooleanFunctions {
  static let all = [
    BuiltIn(
      "not", clause: "10.3.4.2",
      [
        .init([.init("negand", .any)], unknowns: .body, gives: .boolean) { arguments, execution in
          switch arguments[0] {
          case .boolean, .unknown, .null: return arguments[0].not
          case let other:
            return execution.null(
              LocalizedText(
                nl: "'not' keert true of false om, maar kreeg \(other.designation.nl)",
                en: "'not' turns true or false around, but got \(other.designation.en)"))
          }
        }
      ])
  ]
}
