/// What an expression has become: it reads and changes nothing but the execution it is given.
///
/// A structure around the closure, and not the closure itself: closures in lists and optionals are
/// called through one more function each.
package struct Code: Sendable {
  private let body: @Sendable (inout Execution) -> Value

  init(_ body: @escaping @Sendable (inout Execution) -> Value) { self.body = body }

  package func callAsFunction(_ execution: inout Execution) -> Value { body(&execution) }
}
