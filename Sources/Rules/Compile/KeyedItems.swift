/// The items of one list by their value at a member, so that those with a certain value are found
/// without going through all.
///
/// It rests on nothing but the list, so it is right wherever that very list is met again. A class, as it
/// is kept and handed on whole.
final class KeyedItems: Sendable {
  let items: [Value]
  /// Where each value that is known stands, in order.
  private let places: [EqualityKey: [Int]]
  /// What the values are that are neither `null` nor strange.
  private let kind: Kind?
  /// Items whose value is not known, and items that have none or one of another kind, in order.
  private let others: [Int]
  /// Whether a comparison with an item may be `null`.
  let hasStrange: Bool
  /// What is missing of the first item, and of the ones after it.
  private let open: (first: Unknown?, rest: Unknown?)

  /// - Parameter member: `nil` where the items themselves are the values.
  init(_ items: [Value], by member: String?, in execution: inout Execution) {
    var places: [EqualityKey: [Int]] = [:]
    var kind: Kind?
    var others: [Int] = []
    var hasStrange = false
    var first: Unknown?
    var rest: [Unknown] = []
    for (place, item) in items.enumerated() {
      let value = KeyedItems.value(of: item, at: member)
      if case .unknown(let unknown)? = value {
        if place == 0 { first = unknown } else { rest.append(unknown) }
        others.append(place)
      } else if let value, value.isNull || value.kind != nil && (kind ?? value.kind) == value.kind,
        let key = EqualityKey(value, in: &execution)
      {
        kind = kind ?? value.kind
        places[key, default: []].append(place)
      } else {
        hasStrange = true
        others.append(place)
      }
    }
    self.items = items
    self.places = places
    self.kind = kind
    self.others = others
    self.hasStrange = hasStrange
    open = (first, Unknown.merged(rest))
  }

  /// The value of an item; `nil` where it takes more than a look to tell.
  private static func value(of item: Value, at member: String?) -> Value? {
    guard let member else { return item }
    return switch item {
    case .unknown: item
    case .context(let context): context[member]
    default: nil
    }
  }

  /// The places of the items whose comparison with a value is not `false`, first those that have it;
  /// `nil` where those may be all.
  func places(notUnlike value: Value, in execution: inout Execution) -> (own: [Int], others: [Int])?
  {
    guard isComparable(value), let key = EqualityKey(value, in: &execution) else { return nil }
    return (places[key] ?? [], others)
  }

  /// The first item that has a value; where none has, what going through all would find missing. `nil`
  /// where only that can tell.
  ///
  /// - Parameter isFirst: whether the value is compared with the items and not they with it.
  func match(
    of value: Value, isFirst: Bool, in execution: inout Execution
  ) -> (item: Value?, open: Unknown?)? {
    guard !hasStrange else { return nil }
    if case .unknown(let unknown) = value {
      let first = open.first.map { isFirst ? unknown.merged(with: $0) : $0.merged(with: unknown) }
      return (nil, Unknown.merged([first ?? unknown, open.rest].compactMap { $0 }))
    }
    guard isComparable(value), let key = EqualityKey(value, in: &execution) else { return nil }
    if let place = places[key]?.first { return (items[place], nil) }
    return (nil, Unknown.merged([open.first, open.rest].compactMap { $0 }))
  }

  /// Whether a value equals each of the values or differs from it.
  private func isComparable(_ value: Value) -> Bool {
    value.isNull || value.kind != nil && (kind ?? value.kind) == value.kind
  }

  /// Values of one kind are equal or they differ.
  fileprivate enum Kind {
    case boolean, number, string, date, time, dateAndTime, dayTimeDuration, yearMonthDuration
  }
}

extension Value {
  /// `nil` for `null`, for what is unknown, and for what has parts: those may be neither equal nor different.
  fileprivate var kind: KeyedItems.Kind? {
    switch self {
    case .boolean: .boolean
    case .number: .number
    case .string: .string
    case .date: .date
    case .time: .time
    case .dateAndTime: .dateAndTime
    case .dayTimeDuration: .dayTimeDuration
    case .yearMonthDuration: .yearMonthDuration
    case .null, .unknown, .list, .context, .range, .function: nil
    }
  }
}

/// A value that is looked for among the items of a list, again and again.
///
/// A class, as what an execution remembers of the list it remembers for one lookup.
final class KeyLookup: Sendable {
  /// `nil` where the items themselves are compared.
  let member: String?
  let value: Code
  /// Whether the value stands before the item that it is compared with.
  let isFirst: Bool

  init(member: String?, value: Code, isFirst: Bool) {
    self.member = member
    self.value = value
    self.isFirst = isFirst
  }

  /// What an execution remembers: the list that was met last, and its items by their values as soon as
  /// it was met twice. Most lists are gone through once, which costs no more than before.
  private struct Met: Sendable {
    /// Kept, so that no other gets its place in memory.
    let lookup: KeyLookup
    let items: [Value]
    let keyed: KeyedItems?
  }

  /// A shorter list is gone through sooner.
  private static let fewestItems = 8

  /// The items by their values; `nil` while it does not pay to have them so.
  func keyed(_ items: [Value], in execution: inout Execution) -> KeyedItems? {
    guard items.count >= Self.fewestItems else { return nil }
    let met = execution.lists[ObjectIdentifier(self)] as? Met
    guard let met, met.items.isStored(with: items) else {
      execution.lists[ObjectIdentifier(self)] = Met(lookup: self, items: items, keyed: nil)
      return nil
    }
    if let keyed = met.keyed { return keyed }
    guard execution.spend(items: items.count) else { return nil }
    let keyed = KeyedItems(items, by: member, in: &execution)
    execution.lists[ObjectIdentifier(self)] = Met(lookup: self, items: items, keyed: keyed)
    return keyed
  }
}

extension [Value] {
  /// Whether both are one list in memory, which stays as it is while either is kept.
  fileprivate func isStored(with other: [Value]) -> Bool {
    count == other.count
      && withUnsafeBytes { own in other.withUnsafeBytes { own.baseAddress == $0.baseAddress } }
  }
}

/// What items have to meet first to meet a condition: equalities with values that are the same for all.
/// The other way round for `every`: items that differ meet it.
struct ItemSearch: Sendable {
  let lookups: [KeyLookup]
  /// Whether there is one and nothing else is asked, so that items need not be looked at one by one.
  let isWhole: Bool
  /// Whether one of the others has to be there too, if there is any.
  var keepsOther = false

  struct Candidates {
    /// Those that have to be looked at, in order.
    let items: [Value]
    /// What comes of the others, where they do not just differ.
    var open: Unknown?
  }

  func candidates(among items: [Value], in execution: inout Execution) -> Candidates {
    var found: (own: [Int], others: [Int])?
    var fewest = items.count
    for lookup in lookups where fewest > 0 {
      guard let keyed = lookup.keyed(items, in: &execution) else { break }
      let remarks = execution.remarks.count
      let value = lookup.value(&execution)
      if execution.remarks.count > remarks {
        // Every item has to say so.
        execution.forget(remarksFrom: remarks)
        break
      }
      if isWhole {
        if let known = keyed.match(of: value, isFirst: lookup.isFirst, in: &execution) {
          return Candidates(items: known.item.map { [$0] } ?? [], open: known.open)
        }
      }
      if let places = keyed.places(notUnlike: value, in: &execution) {
        if places.own.count + places.others.count < fewest {
          found = places
          fewest = places.own.count + places.others.count
        }
      } else if !value.isUnknown {
        break
      }
      // What is said of a comparison that is `null` has to be said.
      if keyed.hasStrange { break }
    }
    guard let found else { return Candidates(items: items) }
    var places = found.others.isEmpty ? found.own : (found.own + found.others).sorted()
    if keepsOther {
      // Places ascend from 0: the first that is passed over.
      let other = places.indices.first { places[$0] != $0 } ?? places.count
      places.insert(other, at: other)
    }
    return Candidates(items: places.map { items[$0] })
  }
}

extension Compiler {
  /// What the items at a local place have to meet first; `nil` where no equality stands first.
  ///
  /// - Parameters:
  ///   - condition: of conditions that `and` joins, or `or` where the items that differ are sought.
  ///   - stopsEarly: whether the first item that meets the condition is the last one looked at.
  func itemSearch(
    _ condition: CheckedExpression, at place: Int, for quantifier: Quantifier,
    stopsEarly: Bool
  ) -> ItemSearch? {
    let parts = Compiler.parts(of: condition, quantifier)
    var lookups: [KeyLookup] = []
    for part in parts {
      guard
        case .comparison(let left, quantifier == .some ? .equal : .notEqual, let right) = part.form
      else { break }
      if let key = left.key(ofItemAt: place), right.isRead(besides: place) {
        lookups.append(KeyLookup(member: key.member, value: compile(right), isFirst: false))
      } else if let key = right.key(ofItemAt: place), left.isRead(besides: place) {
        lookups.append(KeyLookup(member: key.member, value: compile(left), isFirst: true))
      } else {
        break
      }
    }
    if lookups.isEmpty { return nil }
    return ItemSearch(lookups: lookups, isWhole: stopsEarly && parts.count == 1)
  }

  private static func parts(
    of condition: CheckedExpression, _ quantifier: Quantifier
  ) -> [CheckedExpression] {
    switch (condition.form, quantifier) {
    case (.conjunction(let parts), .some), (.disjunction(let parts), .every):
      parts.flatMap { self.parts(of: $0, quantifier) }
    default: [condition]
    }
  }

  /// `list contains(list, element)`, and of the members of a list without making that list.
  func contains(_ builtIn: BuiltIn, _ arguments: [CheckedExpression], _ range: SourceRange) -> Code?
  {
    guard builtIn.name == "list contains", arguments.count == 2 else { return nil }
    let list = arguments[0]
    let base: Code
    let lookup: KeyLookup
    let element = compile(arguments[1])
    if case .path(let whole, let member) = list.form, case .list = whole.type {
      base = compile(whole)
      lookup = KeyLookup(member: member, value: element, isFirst: false)
    } else {
      base = compile(list)
      lookup = KeyLookup(member: nil, value: element, isFirst: false)
    }
    let listPlace = place(list.range)
    let place = place(range)
    return Code { execution in
      let base = base(&execution)
      var value: Value?
      if case .list(let items) = base, let keyed = lookup.keyed(items, in: &execution),
        !keyed.hasStrange
      {
        let element = element(&execution)
        if let known = keyed.match(of: element, isFirst: false, in: &execution) {
          guard execution.spend() else { return .null }
          return known.open.map(Value.unknown) ?? .boolean(known.item != nil)
        }
        value = element
      }
      let list =
        lookup.member.map { Compiler.member($0, of: base, &execution, listPlace) } ?? base
      let values = [list, value ?? element(&execution)]
      let remarks = execution.remarks.count
      let result = builtIn.call(values, in: &execution)
      if result.isNull { execution.place(remarksFrom: remarks, at: place) }
      return result
    }
  }
}

extension CheckedExpression {
  /// What of an item it is: a member, or the item itself; `nil` where it is something else.
  fileprivate func key(ofItemAt place: Int) -> (member: String?, place: Int)? {
    switch form {
    case .local(place): (nil, place)
    case .path(let base, let member):
      if case .local(place) = base.form { (member, place) } else { nil }
    default: nil
    }
  }

  /// Whether it only reads what is there, and not the item at a place.
  fileprivate func isRead(besides place: Int) -> Bool {
    switch form {
    case .constant, .slot: true
    case .local(let read): read != place
    case .path(let base, _): base.isRead(besides: place)
    default: false
    }
  }
}
