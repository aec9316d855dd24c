/// The names of a context's entries, in order; shared by all contexts that have the same ones.
public final class ContextShape: Sendable, Hashable {
  /// In the order of the entries, each once.
  public let names: [String]
  /// Filled for large shapes only: in a short list a look from start to end is faster than hashing.
  private let positions: [String: Int]

  /// - Requires: no name twice.
  public init(_ names: [String]) {
    self.names = names
    positions =
      names.count > 8
      ? Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first }) : [:]
  }

  /// Of contexts without entries.
  public static let empty = ContextShape([])

  /// The place of an entry among the names and the values, from 0; `nil` where there is none.
  public func position(of name: String) -> Int? {
    if positions.isEmpty { return names.firstIndex(of: name) }
    return positions[name]
  }

  /// Whether the names are the same, in the same order.
  public static func == (left: ContextShape, right: ContextShape) -> Bool {
    left === right || left.names == right.names
  }

  /// Shapes with the same names in the same order hash alike.
  public func hash(into hasher: inout Hasher) { hasher.combine(names) }
}

/// Named entries in order. Source: DMN 1.5, 10.3.2.6.
public struct Context: Sendable {
  /// One reference, as contexts are handed on far more often than they are made.
  private final class Storage: Sendable {
    let shape: ContextShape
    let values: [Value]

    init(_ shape: ContextShape, _ values: [Value]) {
      self.shape = shape
      self.values = values
    }
  }

  private let storage: Storage

  /// The names of the entries, perhaps shared with other contexts.
  public var shape: ContextShape { storage.shape }
  /// One for each name of the shape.
  public var values: [Value] { storage.values }

  /// - Requires: as many values as the shape has names.
  public init(shape: ContextShape, values: [Value]) {
    precondition(shape.names.count == values.count, "each name has one value")
    storage = Storage(shape, values)
  }

  /// - Returns: `nil` when a name occurs twice.
  public init?(_ entries: [(name: String, value: Value)]) {
    guard Set(entries.map(\.name)).count == entries.count else { return nil }
    self.init(shape: ContextShape(entries.map(\.name)), values: entries.map(\.value))
  }

  /// FEEL `{}`.
  public static let empty = Context(shape: .empty, values: [])

  /// Each name with its value, in order.
  public var entries: Zip2Sequence<[String], [Value]> { zip(shape.names, values) }

  /// The value of an entry, which may be `null`; `nil` where no entry has the name.
  public subscript(name: String) -> Value? {
    shape.position(of: name).map { values[$0] }
  }

  /// The value at a place of the shape, if this is the very shape that the place is of.
  func value(at position: Int, of shape: ContextShape) -> Value? {
    storage.shape === shape ? storage.values[position] : nil
  }

  /// The context with one entry put in place of the one with that name, or added at the end.
  public func setting(_ name: String, to value: Value) -> Context {
    if let position = shape.position(of: name) {
      var changed = values
      changed[position] = value
      // Not the same shape: that one may promise the types that its values have.
      return Context(shape: ContextShape(shape.names), values: changed)
    }
    return Context(shape: ContextShape(shape.names + [name]), values: values + [value])
  }
}
