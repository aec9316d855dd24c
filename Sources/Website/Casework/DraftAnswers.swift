import Assess
import Rules

/// The answers of a draft as people see and change them: the text, who its items are, and what waits
/// beside it.
///
/// Every change carries what it was based on. What others changed meanwhile is never overwritten, and
/// what was typed is never dropped.
struct DraftAnswers: Sendable {
  let vocabulary: Vocabulary
  private(set) var draft: PlanDraft
  private(set) var items: ItemIdentities
  private(set) var open: [OpenText]
  /// What was changed, in order.
  private(set) var changes: [DraftChange.Draft] = []
  /// The numbers of texts that wait no longer.
  private(set) var closed: Set<Int64> = []
  private let dossier: String

  init(
    _ document: DataDocument, _ dossier: Dossier, _ open: [OpenText], _ vocabulary: Vocabulary
  ) {
    self.vocabulary = vocabulary
    draft = PlanDraft(vocabulary.named(document))
    items = dossier.items
    items.fit(to: draft)
    self.open = open
    self.dossier = dossier.id
  }

  // MARK: What people see

  /// What the control of a question shows: what waits to be read, else the answer.
  func shown(_ place: AnswerPlace, in language: Language) -> FieldText {
    if let waiting = unread(place) { return waiting.text }
    guard let kind = place.kind(in: vocabulary) else { return FieldText([]) }
    return AnswerForm(language: language).shown(answer(place), kind)
  }

  func answer(_ place: AnswerPlace) -> PlanTree? { items.path(of: place).flatMap { draft[$0] } }

  func unread(_ place: AnswerPlace) -> OpenText? {
    let name = place.description
    return open.first { $0.kind == .unread && $0.place == name }
  }

  /// What others answered at the same time.
  func beside(_ place: AnswerPlace) -> [OpenText] {
    let name = place.description
    return open.filter { $0.kind == .beside && $0.place == name }
  }

  /// The places where texts wait, as far as they are in the plan.
  func waiting(_ kind: OpenText.Kind) -> [InputPath] {
    var found: [InputPath] = []
    for text in open where text.kind == kind {
      guard let path = AnswerPlace(text.place).flatMap({ items.path(of: $0) }),
        !found.contains(path)
      else { continue }
      found.append(path)
    }
    return found
  }

  func mark(_ place: AnswerPlace, in language: Language) -> ShownMark {
    ShownMark(shown(place, in: language))
  }

  /// The mark of an item with all that is in it; `nil` where it is not there.
  func mark(ofItem place: AnswerPlace) -> ShownMark? {
    guard let item = answer(place) else { return nil }
    let prefix = place.description + "."
    return ShownMark(item: item, open: open.filter { $0.place.hasPrefix(prefix) })
  }

  /// Texts that wait for an item that is not there: it was removed, or a file took its place.
  var stranded: [OpenText] {
    open.filter { text in
      text.kind == .beside && (AnswerPlace(text.place).map { items.path(of: $0) == nil } ?? false)
    }
  }

  // MARK: Answering

  /// What became of one answer that was sent.
  enum Fate: Hashable, Sendable {
    /// Nobody changed it on that page.
    case untouched
    /// It is the answer in the plan.
    case kept
    /// It waits beside the plan; the text says why it is no answer. `nil` where it reads well and the
    /// vocabulary refuses it.
    case unread(LocalizedText?)
    /// Others changed the same since the page was made: it waits beside theirs.
    case beside
    /// Its item was removed since: it waits for the item to come back.
    case gone
  }

  /// Takes what one question of a form holds.
  ///
  /// - Parameters:
  ///   - isRefused: whether the vocabulary is known to refuse it.
  ///   - seen: the numbers of texts beside the answer that stood on the page.
  mutating func take(
    _ edit: AnswerEdit, in language: Language, isRefused: Bool, seen: Set<Int64>, by author: String,
    at moment: Moment
  ) -> Fate {
    let place = edit.place
    guard ShownMark(edit.text) != edit.base, let kind = place.kind(in: vocabulary) else {
      return .untouched
    }
    func waiting(_ kind: OpenText.Kind) -> OpenText {
      OpenText(kind, edit.text, at: place, of: dossier, by: author, moment)
    }
    guard let path = items.path(of: place) else {
      wait(waiting(.beside), at: place)
      return .gone
    }
    let form = AnswerForm(language: language)
    let now = shown(place, in: language)
    let reading = form.read(edit.text, kind)
    // Sent twice, it is so already; and who comes to the same as another has nothing to choose.
    if edit.text.normalized == now.normalized {
      if unread(place) == nil { close(seen, at: place) }
      return unread(place) == nil ? .kept : .unread(reading.fault)
    }
    if case .answer(let tree) = reading, unread(place) == nil,
      form.shown(tree, kind).normalized == now.normalized
    {
      return .kept
    }
    guard ShownMark(now) == edit.base else {
      wait(waiting(.beside), at: place)
      return .beside
    }
    if isRefused || reading.fault != nil {
      closeUnread(at: place)
      let old = now.text
      changes.append(
        .init(
          kind: .unread, place: place, before: old,
          after: edit.text.text))
      open.append(waiting(.unread))
      return .unread(reading.fault)
    }
    closeUnread(at: place)
    close(seen, at: place)
    let value: PlanTree? = if case .answer(let tree) = reading { tree } else { nil }
    let before = draft[path]?.written
    draft.set(path, to: value)
    items.fit(to: draft)
    changes.append(.init(kind: .answer, place: place, before: before, after: value?.written))
    return .kept
  }

  private mutating func wait(_ text: OpenText, at place: AnswerPlace) {
    // A form that is sent twice tells one thing.
    guard !open.contains(where: { $0.place == text.place && $0.text == text.text }) else { return }
    changes.append(
      .init(kind: .beside, place: place, after: text.text.text))
    open.append(text)
  }

  private mutating func closeUnread(at place: AnswerPlace) {
    guard let waiting = unread(place) else { return }
    open.removeAll { $0 == waiting }
    if let number = waiting.number { closed.insert(number) }
  }

  private mutating func close(_ numbers: Set<Int64>, at place: AnswerPlace) {
    for text in beside(place) {
      if let number = text.number, numbers.contains(number) { dismiss(number) }
    }
  }

  /// Puts a text aside that waited beside an answer, or for an item that is gone.
  mutating func dismiss(_ number: Int64) {
    guard let text = open.first(where: { $0.number == number && $0.kind == .beside }),
      let place = AnswerPlace(text.place)
    else { return }
    open.removeAll { $0.number == number }
    closed.insert(number)
    changes.append(
      .init(
        kind: .dismiss, place: place, before: text.text.text))
  }

  // MARK: Lists

  /// What became of a change of a list.
  enum StepFate: Hashable, Sendable {
    case done
    /// The item that was added, or that the same form had added before.
    case added(AnswerPlace)
    /// What was removed can be put back.
    case removed(AnswerPlace)
    /// The item is another than the page showed, or is not there.
    case changedMeanwhile
    case gone
  }

  /// - Parameter removal: what ``ListStep/restore(_:)`` names.
  mutating func take(_ step: ListStep, undoing removal: DraftChange?) -> StepFate {
    defer { items.fit(to: draft) }
    return switch step {
    case .add(let list, let offered): add(to: list, offered)
    case .remove(let place, let shown): remove(place, shown)
    case .moveUp(let place, let past): moveUp(place, past: past)
    case .restore: removal.map { restore($0) } ?? .gone
    case .none(let list): setNone(list)
    }
  }

  private mutating func add(to list: AnswerPlace, _ offered: ItemID?) -> StepFate {
    guard let path = items.path(of: list) else { return .gone }
    // Sent twice, it is there: what this page added last and nobody filled in yet.
    let offer = offered.flatMap { items.offer($0, to: list) }
    if let item = offer?.last {
      let place = list.appending(.item(item))
      if case .mapping(let entries)? = answer(place), entries.isEmpty { return .added(place) }
    }
    let count = draft[path]?.items.count ?? 0
    draft.set(path.appending(.item(count + 1)), to: .mapping([]))
    let place = list.appending(.item(items.append(offer?.next, to: list)))
    changes.append(.init(kind: .add, place: place))
    return .added(place)
  }

  private mutating func remove(_ place: AnswerPlace, _ shown: ShownMark) -> StepFate {
    guard let (list, _) = place.asItem, let path = items.path(of: list), let item = answer(place)
    else { return .gone }
    guard mark(ofItem: place) == shown else { return .changedMeanwhile }
    guard let (index, inside) = items.remove(place) else { return .gone }
    draft.removeItem(index + 1, of: path)
    // That there are none is for people to say.
    if draft[path]?.items.isEmpty ?? true { draft.set(path, to: nil) }
    changes.append(
      .init(
        kind: .remove, place: place, before: PlanDraft(item: item).yaml,
        removed: .init(index: index, inside: inside)))
    return .removed(place)
  }

  private mutating func moveUp(_ place: AnswerPlace, past: ItemID) -> StepFate {
    guard let (list, _) = place.asItem, let path = items.path(of: list),
      let from = items.path(of: place), case .item(let number)? = from.steps.last
    else { return .gone }
    // Sent twice, it is past it already.
    let before = items.items(of: list).prefix(number - 1).last
    guard before == past, items.moveUp(place) else { return .done }
    draft.moveItemUp(number, of: path)
    changes.append(.init(kind: .move, place: place, before: "\(number)", after: "\(number - 1)"))
    return .done
  }

  private mutating func restore(_ removal: DraftChange) -> StepFate {
    guard removal.kind == .remove, let removed = removal.removed,
      let place = AnswerPlace(removal.place), let (list, item) = place.asItem,
      let path = items.path(of: list), let text = removal.before,
      let node = PlanDraft.item(of: text)
    else { return .gone }
    // Put back already.
    guard !items.items(of: list).contains(item) else { return .done }
    let count = draft[path]?.items.count ?? 0
    let index = min(removed.index, count)
    draft.insertItem(node, at: index + 1, of: path)
    items.restore(place, at: index, removed.inside)
    items.fit(to: draft)
    changes.append(.init(kind: .restore, place: place, after: text))
    return .done
  }

  private mutating func setNone(_ list: AnswerPlace) -> StepFate {
    guard let path = items.path(of: list) else { return .gone }
    guard draft[path]?.items.isEmpty ?? true else { return .changedMeanwhile }
    guard draft[path].map(\.isAbsent) ?? true else { return .done }
    draft.set(path, to: .sequence([]))
    changes.append(.init(kind: .answer, place: list, after: "[]"))
    return .done
  }

  // MARK: A whole text

  /// Puts another text in place of this one. What was typed and waits, in whatever way, stays beside it.
  mutating func replace(by other: PlanDraft) {
    for change in draft.changes(to: other) {
      changes.append(
        .init(
          kind: .upload, place: AnswerPlace([.member(change.path)]), before: change.before,
          after: change.after))
    }
    items = items.carried(from: draft, to: other, vocabulary)
    draft = other
    for text in open where text.kind == .unread {
      guard let place = AnswerPlace(text.place) else { continue }
      closeUnread(at: place)
      wait(
        OpenText(.beside, text.text, at: place, of: dossier, by: text.author, text.made), at: place)
    }
  }
}

extension AnswerForm.Reading {
  /// Why it is no answer.
  var fault: LocalizedText? { if case .unreadable(let fault) = self { fault } else { nil } }
}

extension LocalizedText {
  /// That an answer reads well, and that the vocabulary refuses it.
  static let refusedAnswer = LocalizedText(
    nl: "Dit antwoord kan hier niet. Kijk naar de uitleg bij de vraag.",
    en: "This answer is not possible here. Look at the help of the question.")
}

extension PlanDraft {
  /// Which top-level answers differ, as they are written.
  func changes(to other: PlanDraft) -> [(path: String, before: String?, after: String?)] {
    func entries(_ draft: PlanDraft) -> [(key: String, value: PlanTree)] {
      if case .mapping(let entries) = draft.root { entries } else { [] }
    }
    var names: [String] = []
    for entry in entries(self) + entries(other) where !names.contains(entry.key) {
      names.append(entry.key)
    }
    return names.compactMap { name in
      let path = InputPath([.member(name)])
      let (before, after) = (self[path]?.written, other[path]?.written)
      return before == after ? nil : (name, before, after)
    }
  }
}
