/// Rows on truth values. Source: DMN 1.5, 10.3.4.2.
enum BooleanFunctions {
  static let all = [
    BuiltIn(
      "not", clause: "10.3.4.2",
      [
        .init([.init("negand", .boolean, takesNull: true)], unknowns: .body, gives: .boolean) {
          arguments, _ in arguments[0].not
        }
      ])
  ]
}
