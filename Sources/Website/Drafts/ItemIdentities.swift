import Assess
import Rules

/// Who the items of a plan's lists are. It stands beside the text of the plan, in which items only have
/// an order.
struct ItemIdentities: Codable, Hashable, Sendable {
  /// The items of each list in order, by the ``AnswerPlace`` of the list.
  private var lists: [String: [ItemID]] = [:]
  private var next = 1
  /// Those that pages offered and that were taken: none is taken twice.
  private var taken: Set<ItemID> = []

  init() {}

  // MARK: Ways

  /// Where something stands, by who its items are; `nil` where there is no such item.
  func place(of path: InputPath) -> AnswerPlace? {
    var place = AnswerPlace([])
    for step in path.steps {
      switch step {
      case .member(let name): place = place.appending(.member(name))
      case .item(let number):
        guard let items = lists[place.description], items.indices.contains(number - 1) else {
          return nil
        }
        place = place.appending(.item(items[number - 1]))
      }
    }
    return place
  }

  /// Where something stands in the text; `nil` where one of its items is not there.
  func path(of place: AnswerPlace) -> InputPath? {
    var path = InputPath([])
    var walked = AnswerPlace([])
    for step in place.steps {
      switch step {
      case .member(let name): path = path.appending(.member(name))
      case .item(let item):
        guard let index = lists[walked.description]?.firstIndex(of: item) else { return nil }
        path = path.appending(.item(index + 1))
      }
      walked = walked.appending(step)
    }
    return path
  }

  func items(of list: AnswerPlace) -> [ItemID] { lists[list.description] ?? [] }

  // MARK: Changes

  /// Gives every item of a text that has none an identity, and forgets those that are not there.
  mutating func fit(to draft: PlanDraft) {
    var known: Set<String> = []
    fit(draft.root, at: AnswerPlace([]), &known)
    for list in lists.keys where !known.contains(list) { lists[list] = nil }
  }

  private mutating func fit(_ node: PlanTree, at place: AnswerPlace, _ known: inout Set<String>) {
    switch node {
    case .scalar: return
    case .mapping(let entries):
      for entry in entries { fit(entry.value, at: place.appending(.member(entry.key)), &known) }
    case .sequence(let nodes):
      guard node.hasItems, !nodes.isEmpty else { return }
      let list = place.description
      known.insert(list)
      var items = (lists[list] ?? []).prefix(nodes.count)
      while items.count < nodes.count { items.append(made()) }
      lists[list] = Array(items)
      for (item, node) in zip(items, nodes) { fit(node, at: place.appending(.item(item)), &known) }
    }
  }

  private mutating func made() -> ItemID {
    defer { next += 1 }
    return ItemID(number: next)
  }

  /// What becomes of the identity that a page offers, which may have added items before, to this list or another.
  ///
  /// - Returns: the item of the list that it added last, and the next that it can; `nil` for what no page offers.
  func offer(_ offered: ItemID, to list: AnswerPlace) -> (last: ItemID?, next: ItemID?)? {
    guard offered.isOffered else { return nil }
    let there = Set(items(of: list))
    var last: ItemID?
    for count in 1...ItemIdentities.offers {
      guard let item = offered.repeated(count) else { break }
      guard taken.contains(item) || there.contains(item) else { return (last, item) }
      if there.contains(item) { last = item }
    }
    return (last, nil)
  }

  /// How many items one page may add, if somebody goes back to it again and again.
  private static let offers = 99

  /// Puts an item at the end of a list.
  ///
  /// - Parameter offered: what a page offered and is not taken; `nil` for an identity that is made here.
  mutating func append(_ offered: ItemID?, to list: AnswerPlace) -> ItemID {
    let item = offered ?? made()
    if item.isOffered { taken.insert(item) }
    lists[list.description, default: []].append(item)
    return item
  }

  /// Takes an item out of its list, with all that is in it.
  ///
  /// - Returns: where it stood, from zero, and the identities inside it; `nil` where it is not there.
  mutating func remove(_ place: AnswerPlace) -> (index: Int, inside: [String: [ItemID]])? {
    guard let (list, item) = place.asItem,
      let index = lists[list.description]?.firstIndex(of: item)
    else { return nil }
    lists[list.description]?.remove(at: index)
    var inside: [String: [ItemID]] = [:]
    let prefix = place.description + "."
    for (name, items) in lists where name.hasPrefix(prefix) {
      inside[name] = items
      lists[name] = nil
    }
    return (index, inside)
  }

  /// Puts an item back that was removed.
  mutating func restore(_ place: AnswerPlace, at index: Int, _ inside: [String: [ItemID]]) {
    guard let (list, item) = place.asItem else { return }
    var items = self.items(of: list)
    guard !items.contains(item) else { return }
    items.insert(item, at: min(max(index, 0), items.count))
    lists[list.description] = items
    lists.merge(inside) { $1 }
  }

  /// Changes places with the item before.
  ///
  /// - Returns: whether it is there and not the first.
  mutating func moveUp(_ place: AnswerPlace) -> Bool {
    guard let (list, item) = place.asItem, var items = lists[list.description],
      let index = items.firstIndex(of: item), index > 0
    else { return false }
    items.swapAt(index, index - 1)
    lists[list.description] = items
    return true
  }

  // MARK: Another text

  /// Those of another text in place of the one that they are of, such as an uploaded file.
  ///
  /// An item of the new text is the one that says exactly the same; else the only one with the same
  /// name; else it is a new one. It is never guessed by its number.
  func carried(
    from old: PlanDraft, to new: PlanDraft, _ vocabulary: Vocabulary
  ) -> ItemIdentities {
    var made = self
    made.lists = [:]
    carry(old.root, new.root, from: AnswerPlace([]), .group(vocabulary.fields), to: &made)
    made.fit(to: new)
    return made
  }

  private func carry(
    _ old: PlanTree, _ new: PlanTree, from place: AnswerPlace, _ kind: Field.Kind?,
    to made: inout ItemIdentities
  ) {
    switch (old, new) {
    case (.mapping, .mapping(let entries)):
      for entry in entries {
        guard let before = old.at([.member(entry.key)]) else { continue }
        let field = kind?.members.first { $0.name == entry.key }
        carry(
          before, entry.value, from: place.appending(.member(entry.key)), field?.kind, to: &made)
      }
    case (.sequence(let before), .sequence(let after)) where old.hasItems && new.hasItems:
      let list = place.description
      let items = lists[list] ?? []
      guard items.count == before.count else { return }
      var inside: Field.Kind?
      if case .list(let item)? = kind { inside = item }
      let pairs = ItemIdentities.pairs(before, after, name: inside?.nameField)
      made.lists[list] = after.indices.map { index in
        pairs[index].map { items[$0] } ?? made.made()
      }
      for (index, node) in after.enumerated() {
        guard let partner = pairs[index] else { continue }
        carry(
          before[partner], node, from: place.appending(.item(items[partner])), inside, to: &made)
      }
    default: return
    }
  }

  /// Which of the former items each item is.
  private static func pairs(
    _ before: [PlanTree], _ after: [PlanTree], name: String?
  ) -> [Int: Int] {
    var pairs: [Int: Int] = [:]
    var free = Set(before.indices)
    var byText: [String: [Int]] = [:]
    for (index, node) in before.enumerated().reversed() {
      byText[node.written, default: []].append(index)
    }
    for (index, node) in after.enumerated() {
      guard let partner = byText[node.written]?.popLast() else { continue }
      pairs[index] = partner
      free.remove(partner)
    }
    guard let name else { return pairs }
    func named(_ nodes: [PlanTree], _ indices: some Sequence<Int>) -> [String: [Int]] {
      Dictionary(
        grouping: indices.filter { nodes[$0].at([.member(name)])?.text != nil },
        by: { nodes[$0].at([.member(name)])?.text ?? "" })
    }
    let old = named(before, free)
    let new = named(after, after.indices.filter { pairs[$0] == nil })
    for (text, indices) in new {
      guard indices.count == 1, let partners = old[text], partners.count == 1 else { continue }
      pairs[indices[0]] = partners[0]
    }
    return pairs
  }
}

extension PlanTree {
  /// Whether it is a list of items, and not of texts.
  var hasItems: Bool {
    guard case .sequence(let nodes) = self else { return false }
    return nodes.allSatisfy { $0.text == nil }
  }
}

extension Field.Kind {
  /// The field by which people know a group, such as an item of a list: its first text of one's own.
  var nameField: String? {
    members.first { member in
      if case .string(let allowed) = member.kind { allowed.isEmpty } else { false }
    }?.name
  }
}
