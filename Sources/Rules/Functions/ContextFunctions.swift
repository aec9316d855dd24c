/// Rows on contexts. Source: DMN 1.5, 10.3.4.10.
///
/// Unanswered values of entries are carried along; an unanswered key or context is not.
enum ContextFunctions {
  static let all = [getValue, getEntries, context, contextPut, contextMerge]

  private static let clause = "10.3.4.10"
  private static let anyContext = ValueType.context(ContextType([]))
  private static let entryShape = ContextShape(["key", "value"])

  private static let getValue = BuiltIn(
    "get value", clause: clause,
    [
      .init([.init("m", anyContext), .init("key", .string)], unknowns: .argument, gives: .any) {
        arguments, execution in
        guard case .context(let context) = arguments[0], case .string(let key) = arguments[1] else {
          return .null
        }
        return context[key] ?? execution.null(.noSuchEntry(key))
      }
    ])

  private static let getEntries = BuiltIn(
    "get entries", clause: clause,
    [
      .init(
        [.init("m", anyContext)], unknowns: .argument,
        result: { types in
          var value = ValueType.any
          if case .context(let type)? = types.first, !type.members.isEmpty {
            value = ResultType.common(type.members.map(\.type))
          }
          return .list(
            .context(
              ContextType([.init(name: "key", type: .string), .init(name: "value", type: value)])))
        }
      ) { arguments, execution in
        guard case .context(let context) = arguments[0],
          execution.spend(items: context.values.count)
        else { return .null }
        return execution.list(
          context.entries.map { name, value in
            .context(Context(shape: entryShape, values: [.string(name), value]))
          })
      }
    ])

  private static let context = BuiltIn(
    "context", clause: clause,
    [
      .init([.init("entries", .list(anyContext))], unknowns: .body, gives: .any) {
        arguments, execution in
        if case .unknown = arguments[0] { return arguments[0] }
        guard let items = execution.items(of: arguments[0]), execution.allows(listOf: items.count)
        else { return .null }
        return made(of: items, in: &execution)
      }
    ])

  private static func made(of items: [Value], in execution: inout Execution) -> Value {
    var entries: [(name: String, value: Value)] = []
    var unknowns: [Unknown] = []
    for (index, item) in items.enumerated() {
      if case .unknown(let unknown) = item {
        unknowns.append(unknown)
        continue
      }
      guard case .context(let entry) = item, let key = entry["key"], let value = entry["value"]
      else {
        return execution.null(
          LocalizedText(
            nl: "waarde \(index + 1) van de lijst moet een context met 'key' en 'value' zijn",
            en: "item \(index + 1) of the list must be a context with 'key' and 'value'"))
      }
      switch key {
      case .string(let name): entries.append((name, value))
      case .unknown(let unknown): unknowns.append(unknown)
      default: return execution.null(.wrongItem(index + 1, mustBe: .string, key))
      }
    }
    guard let context = Context(entries) else {
      return execution.null(
        LocalizedText(nl: "een sleutel komt twee keer voor", en: "a key occurs twice"))
    }
    // Known keys that clash are a fault whatever the unknown ones turn out to be.
    return Unknown.merged(unknowns).map(Value.unknown) ?? .context(context)
  }

  private static let contextPut = BuiltIn(
    "context put", clause: clause,
    [
      .init(
        [.init("context", anyContext), .init("key", .string), .init("value", .any)],
        unknowns: .body, gives: .any
      ) { arguments, execution in
        if let unknown = Value.unknown(among: Array(arguments[..<2])) { return .unknown(unknown) }
        return put(arguments[2], at: [arguments[1]], of: arguments[0], in: &execution)
      },
      .init(
        [.init("context", anyContext), .init("keys", .list(.string)), .init("value", .any)],
        unknowns: .body, gives: .any
      ) { arguments, execution in
        if let unknown = Value.unknown(among: Array(arguments[..<2])) { return .unknown(unknown) }
        guard let keys = execution.items(of: arguments[1]) else { return .null }
        guard let unknown = execution.unknown(within: keys) else {
          return put(arguments[2], at: keys[...], of: arguments[0], in: &execution)
        }
        return .unknown(unknown)
      },
    ])

  /// The context with a value put at a path of keys. All keys but the last lead to contexts.
  private static func put(
    _ value: Value, at keys: ArraySlice<Value>, of target: Value, in execution: inout Execution
  ) -> Value {
    guard let key = keys.first else { return execution.null(.emptyList()) }
    guard keys.count <= Value.nestingLimit else {
      execution.nestedTooDeep()
      return .null
    }
    if case .unknown = target { return target }
    guard case .context(let context) = target, execution.spend(items: context.values.count) else {
      return execution.null(.noContextAt(key, target))
    }
    guard case .string(let name) = key else {
      return execution.null(.wrongItem(keys.startIndex + 1, mustBe: .string, key))
    }
    guard keys.count > 1 else {
      guard execution.allows(listOf: context.values.count + 1) else { return .null }
      return .context(context.setting(name, to: value))
    }
    guard let inner = context[name] else { return execution.null(.noSuchEntry(name)) }
    let changed = put(value, at: keys.dropFirst(), of: inner, in: &execution)
    switch changed {
    case .context: return .context(context.setting(name, to: changed))
    default: return changed  // null or unknown: there was no context to put it in
    }
  }

  /// Of entries with the same name the last one counts; it stands where the first one stood.
  private static let contextMerge = BuiltIn(
    "context merge", clause: clause,
    [
      .init([.init("contexts", .list(anyContext))], unknowns: .body, gives: .any) {
        arguments, execution in
        if case .unknown = arguments[0] { return arguments[0] }
        guard let items = execution.items(of: arguments[0]) else { return .null }
        return merged(items, in: &execution)
      }
    ])

  private static func merged(_ contexts: [Value], in execution: inout Execution) -> Value {
    var positions: [String: Int] = [:]
    var names: [String] = []
    var values: [Value] = []
    var unknowns: [Unknown] = []
    for (index, item) in contexts.enumerated() {
      switch item {
      case .unknown(let unknown): unknowns.append(unknown)
      case .context(let context):
        guard execution.spend(items: context.values.count) else { return .null }
        for (name, value) in context.entries {
          if let position = positions[name] {
            values[position] = value
          } else {
            positions[name] = names.count
            names.append(name)
            values.append(value)
          }
        }
      default: return execution.null(.wrongItem(index + 1, mustBe: anyContext, item))
      }
    }
    if let unknown = Unknown.merged(unknowns) { return .unknown(unknown) }
    guard execution.allows(listOf: names.count) else { return .null }
    return .context(Context(shape: ContextShape(names), values: values))
  }
}

extension LocalizedText {
  fileprivate static func noSuchEntry(_ name: String) -> LocalizedText {
    let key = Value.string(name).designation
    return LocalizedText(
      nl: "de context heeft geen waarde met als naam \(key.nl)",
      en: "the context has no entry named by \(key.en)")
  }

  fileprivate static func noContextAt(_ key: Value, _ value: Value) -> LocalizedText {
    let (key, value) = (key.designation, value.designation)
    return LocalizedText(
      nl: "\(key.nl) zou in een context moeten staan, maar staat in \(value.nl)",
      en: "\(key.en) should be in a context, but is in \(value.en)")
  }
}
