import Foundation
import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

/// Three who write one plan, in two windows each, as it comes: pages that are old, forms that are sent
/// twice, the back button, lists that change underneath.
///
/// The environment asks for more with `INTERLEAVINGS=10000`.
@Suite("Several who write one plan")
struct InterleavingTests {
  static let count =
    ProcessInfo.processInfo.environment["INTERLEAVINGS"].flatMap { Int($0) } ?? 60

  @Test(
    "every answer that was taken stands in the plan, waits in sight of its writer, or went by the hand of somebody who saw it; and is always in the history"
  )
  func interleavings() async throws {
    let parts = ProcessInfo.processInfo.activeProcessorCount
    let counts = try await withThrowingTaskGroup(of: [String: Int].self) { group in
      for part in 0..<parts {
        group.addTask { try await Self.counts(stride(from: part, to: Self.count, by: parts)) }
      }
      return try await group.reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
    }
    // A test of conflicts that meets none shows nothing.
    for kind in ["kept", "beside", "gone", "unread", "twice", "back", "removed", "upload", "moved"]
    where Self.count >= 50 {
      #expect(counts[kind, default: 0] > 0, "\(kind): \(counts)")
    }
    if Self.count > 1000 { print("\(Self.count) sequences: \(counts)") }
  }

  /// Runs sequences, and counts what happened in them.
  private static func counts(_ seeds: StrideTo<Int>) async throws -> [String: Int] {
    let folder = try TemporaryFolder()
    let store = try Store(folder: folder.path)
    let editions = Worksheet.editions()
    var counts: [String: Int] = [:]
    for seed in seeds {
      let sheet = try await Worksheet(in: store, editions)
      var writers = try await Writers(sheet, seed: seed)
      for _ in 0..<12 { try await writers.step() }
      try await writers.close()
      counts.merge(writers.counts) { $0 + $1 }
      if !writers.isRight { break }
    }
    return counts
  }
}

/// Who writes, what each has in sight, and what has to be true of the plan.
private struct Writers {
  let sheet: Worksheet
  let seed: Int
  private var dice: SeededDice
  private var windows: [[Worksheet.Page]] = []
  private var serial = 0
  /// Everything that was taken of what people typed.
  private var taken: [String] = []
  private(set) var counts: [String: Int] = [:]
  private(set) var isRight = true

  init(_ sheet: Worksheet, seed: Int) async throws {
    self.sheet = sheet
    self.seed = seed
    dice = SeededDice(state: UInt64(seed) &* 0x9E37_79B9 &+ 7)
    for window in 0..<6 {
      windows.append([try await sheet.page(window % 3 == 2 ? .en : .nl)])
    }
  }

  private mutating func check(_ holds: Bool, _ what: @autoclosure () -> String) {
    if !holds { isRight = false }
    #expect(holds, "sequence \(seed): \(what())")
  }

  /// All that people can see of the plan: each question with what it shows, and each text beside one.
  private struct Sight: Equatable {
    var questions: [AnswerPlace: FieldText] = [:]
    var lists: [AnswerPlace: [ItemID]] = [:]
    var beside: Set<Int64> = []

    init(_ answers: DraftAnswers) {
      let places = answers.questions()
      for place in places.questions { questions[place] = answers.shown(place, in: .nl) }
      for list in places.lists { lists[list] = answers.items.items(of: list) }
      beside = Set(answers.open.filter { $0.kind == .beside }.compactMap(\.number))
    }
  }

  mutating func step() async throws {
    let number = dice.below(6)
    let name = "schrijver \(number / 2)"
    switch dice.below(12) {
    case 0: windows[number].append(try await sheet.page(windows[number][0].language))
    case 1 where windows[number].count > 1:
      windows[number].removeLast()
      counts["back", default: 0] += 1
    case 2: try await list(number, name)
    case 3: try await list(number, name)
    case 4: try await upload(number, name)
    case 5 where dice.below(3) == 0: try await list(number, name)
    default: try await answer(number, name)
    }
  }

  // MARK: Answers

  /// What somebody might type; every text is another, so that it can be followed.
  private mutating func typed(_ kind: Field.Kind) -> FieldText {
    serial += 1
    switch kind {
    case .boolean: return dice.pick([FieldText("true"), FieldText("false"), FieldText()])
    case .number:
      return FieldText(
        dice.pick([
          "\(serial)", "1.\(100 + serial)", "-\(serial)", "\(serial),5", "ongeveer \(serial)",
        ]))
    case .date: return FieldText(dice.pick(["\(1 + serial % 28)-3-2025", "morgen \(serial)"]))
    case .string(let allowed) where !allowed.isEmpty:
      return FieldText(dice.pick(allowed.map(\.value)))
    case .list(.string(let allowed)) where !allowed.isEmpty:
      let chosen = allowed.map(\.value).filter { _ in dice.below(2) == 0 }
      return FieldText(chosen, isNone: chosen.isEmpty && dice.below(2) == 0)
    case .list: return FieldText("woord \(serial)\nnog een")
    default:
      return dice.below(8) == 0 ? FieldText("") : FieldText("tekst \(serial)\r\ntweede regel")
    }
  }

  private mutating func answer(_ number: Int, _ name: String) async throws {
    guard var page = windows[number].last else { return }
    let before = try await sheet.answers
    let vocabulary = before.vocabulary
    var sent: [AnswerPlace: FieldText] = [:]
    let places = page.questions.keys.sorted { "\($0)" < "\($1)" }
    for _ in 0...dice.below(3) {
      let place = dice.pick(places)
      if let kind = place.kind(in: vocabulary) { sent[place] = typed(kind) }
    }
    let isWhole = dice.below(2) == 0
    let form = page.form(sent, isWhole: isWhole)
    let (outcome, edit) = try await sheet.send(form, by: name)
    try await judge(edit, outcome, page, before)
    if dice.below(4) == 0 {
      // The same form again, at once: nothing is different then.
      let once = Sight(try await sheet.answers)
      _ = try await sheet.send(form, by: name)
      check(Sight(try await sheet.answers) == once, "a form that is sent twice")
      counts["twice", default: 0] += 1
    }
    if isWhole {
      windows[number].append(try await sheet.page(page.language))
    } else {
      // An autosave: the page stays, with the marks that it was told.
      let open: [DraftAnswers.Fate] = [.untouched, .beside, .gone]
      for answer in edit.answers
      where !open.contains(outcome.fates[answer.place] ?? .untouched) {
        page.questions[answer.place] = (
          outcome.answers.mark(answer.place, in: page.language),
          outcome.answers.shown(answer.place, in: page.language)
        )
      }
      windows[number][windows[number].count - 1] = page
    }
  }

  /// What a save may have changed: what its page showed and its writer changed, and nothing else.
  private mutating func judge(
    _ edit: DraftEdit, _ outcome: Answering.Outcome, _ page: Worksheet.Page, _ old: DraftAnswers
  ) async throws {
    let before = Sight(old)
    let answers = try await sheet.answers
    let after = Sight(answers)
    var mayDiffer: Set<AnswerPlace> = []
    for answer in edit.answers {
      guard let fate = outcome.fates[answer.place] else { continue }
      let place = answer.place
      let text = answer.text.normalized
      func waits() -> Bool {
        answers.open.contains { $0.place == place.description && $0.text.normalized == text }
      }
      switch fate {
      case .untouched: continue
      case .kept:
        counts["kept", default: 0] += 1
        mayDiffer.insert(place)
        let form = AnswerForm(language: edit.language)
        let kind = try #require(place.kind(in: answers.vocabulary))
        var expected = FieldText()
        if case .answer(let tree) = form.read(answer.text, kind) {
          expected = form.shown(tree, kind)
        }
        check(
          answers.shown(place, in: edit.language).normalized == expected.normalized,
          "\(place) is not what was typed: \(text)")
        // What stood there was in sight of whoever replaced it.
        let stood = old.shown(place, in: page.language).normalized
        if stood != answers.shown(place, in: page.language).normalized {
          check(
            page.questions[place]?.text.normalized == stood,
            "\(place) replaced \(stood), which its writer never saw")
        }
        // Who came to what stood there made no change.
        if old.answer(place)?.written != answers.answer(place)?.written {
          take(answer, at: place, answers)
        }
      case .unread:
        counts["unread", default: 0] += 1
        mayDiffer.insert(place)
        check(answers.shown(place, in: .nl).normalized == text, "\(place) lost what can't be read")
        taken.append(answer.text.text.withPlainLineBreaks)
      case .beside:
        counts["beside", default: 0] += 1
        check(waits(), "\(place) lost what was typed beside another")
        taken.append(answer.text.text.withPlainLineBreaks)
      case .gone:
        counts["gone", default: 0] += 1
        check(waits(), "\(place) lost what was typed for an item that is gone")
        taken.append(answer.text.text.withPlainLineBreaks)
      }
    }
    for (place, text) in before.questions where !mayDiffer.contains(place) {
      check(after.questions[place] == text, "\(place) changed, though nobody changed it")
    }
    check(after.lists == before.lists, "a list changed with answers")
    for number in before.beside.subtracting(after.beside) {
      check(page.beside[number] != nil, "a text went that its page did not show")
    }
  }

  private mutating func take(_ answer: AnswerEdit, at place: AnswerPlace, _ answers: DraftAnswers) {
    if let written = answers.answer(place)?.written { taken.append(written) }
  }

  // MARK: Lists

  private mutating func list(_ number: Int, _ name: String) async throws {
    guard let page = windows[number].last else { return }
    let before = Sight(try await sheet.answers)
    let lists = page.lists.keys.sorted { "\($0)" < "\($1)" }
    let list = dice.pick(lists)
    let items = page.lists[list] ?? []
    var form = Form([(AnswerSheet.languageField, page.language.rawValue)])
    switch dice.below(4) {
    case 0:
      form.add(AnswerSheet.Button.add, "\(list)")
      form.add(AnswerSheet.Button.offered, "\(page.offered)")
      let (first, _) = try await sheet.send(form, by: name)
      let once = Sight(try await sheet.answers)
      let (second, _) = try await sheet.send(form, by: name)
      check(first.step == second.step, "a double click adds two")
      check(Sight(try await sheet.answers) == once, "a double click adds two")
      if case .added(let place)? = first.step, let (list, item) = place.asItem {
        check(once.lists[list]?.last == item || before.lists[list]?.contains(item) == true, "added")
      }
    case 1 where !items.isEmpty:
      let item = dice.pick(items)
      form.add(AnswerSheet.Button.remove, "\(item.mark) \(item.place)")
      let was = try await sheet.answers.answer(item.place)?.written
      let (outcome, _) = try await sheet.send(form, by: name)
      let after = try await sheet.answers
      guard case .removed? = outcome.step else {
        check(Sight(after) == before, "a removal that was refused changed something")
        break
      }
      counts["removed", default: 0] += 1
      check(was == item.text, "\(item.place) was removed with answers that its page did not show")
      check(after.answer(item.place) == nil, "\(item.place) is still there")
      try await others(than: item.place, before)
      // And again, from the same page: nothing is left to remove.
      let once = Sight(after)
      _ = try await sheet.send(form, by: name)
      check(Sight(try await sheet.answers) == once, "a double click removes two")
      guard dice.below(2) == 0, let removal = outcome.removal else { break }
      let (_, _) = try await sheet.send(
        Form([(AnswerSheet.Button.restore, "\(removal)")]), by: name)
      check(Sight(try await sheet.answers) == before, "\(item.place) did not come back as it was")
      counts["restored", default: 0] += 1
    case 2 where !items.isEmpty:
      let item = dice.pick(items)
      let index = items.firstIndex { $0.place == item.place } ?? 0
      guard index > 0, let (_, past) = items[index - 1].place.asItem else { break }
      form.add(AnswerSheet.Button.moveUp, "\(past) \(item.place)")
      _ = try await sheet.send(form, by: name)
      let after = Sight(try await sheet.answers)
      check(after.questions == before.questions, "moving changed an answer")
      if after.lists != before.lists { counts["moved", default: 0] += 1 }
      _ = try await sheet.send(form, by: name)
      check(Sight(try await sheet.answers) == after, "a double click moves two places")
    default:
      form.add(AnswerSheet.Button.none, "\(list)")
      _ = try await sheet.send(form, by: name)
      check(Sight(try await sheet.answers).questions == before.questions, "'none' took answers")
    }
    windows[number].append(try await sheet.page(page.language))
  }

  /// What is not in an item stays as it was.
  private mutating func others(than item: AnswerPlace, _ before: Sight) async throws {
    let after = Sight(try await sheet.answers)
    for (place, text) in before.questions where !place.isWithin(item) {
      check(after.questions[place] == text, "\(place) changed with the removal of \(item)")
    }
  }

  // MARK: Files

  private mutating func upload(_ number: Int, _ name: String) async throws {
    guard let page = windows[number].last, dice.below(2) == 0 else { return }
    let before = try await sheet.answers
    var text = before.draft
    // A file that somebody worked on meanwhile: an item less, two in another order, another text.
    let list = InputPath([.member("doelen")])
    serial += 1
    switch dice.below(3) {
    case 0: text.removeItem(1, of: list)
    case 1: text.moveItemUp(2, of: list)
    default: break
    }
    text.set(InputPath([.member("titel")]), to: .scalar("bestand \(serial)", isPlain: false))
    do {
      _ = try await sheet.answering.replace(
        sheet.id, basis: page.revision, by: text, keeping: [], by: sheet.writer(name))
    } catch Store.Conflict.stale {
      check(Sight(try await sheet.answers) == Sight(before), "a file that was refused")
      return
    }
    counts["upload", default: 0] += 1
    taken.append("bestand \(serial)")
    let after = try await sheet.answers
    // Items that say the same are the same, wherever they stand.
    for item in before.items.items(of: AnswerPlace([.member("doelen")])) {
      let place = AnswerPlace([.member("doelen"), .item(item)])
      guard let now = after.answer(place), let was = before.answer(place) else { continue }
      check(now.written == was.written, "\(place) became another by a file")
    }
    let left = Set(after.open.map { "\($0.place) \($0.text)" })
    for text in before.open {
      check(
        left.contains("\(text.place) \(text.text)"), "a file took what was typed and waits: \(text)"
      )
    }
    windows[number].append(try await sheet.page(page.language))
  }

  // MARK: At the end

  mutating func close() async throws {
    let history = try await sheet.store.history(of: sheet.id)
    func line(_ text: String) -> String {
      let text = text.withPlainLineBreaks
      return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
    let told = Set(history.compactMap { $0.after.map(line) })
    for text in taken {
      check(told.contains(line(text)) || text.isEmpty, "not in the history: \(text)")
    }
    // And the text that is kept says what people see.
    let (dossier, open) = try #require(try await sheet.store.draft(sheet.id))
    let again = try await sheet.answering.read(dossier, open).answers
    let file = try PlanFile.draft(Array(dossier.text), name: "plan")
    let edition = try await sheet.answering.rules(dossier)
    let faults = AnswerFaults(file, ReadPlan(file, by: edition, recordingCauses: false)).paths
    check(faults.isEmpty, "what was saved can't be read: \(faults)")
    var fitted = dossier.items
    fitted.fit(to: again.draft)
    check(
      fitted == dossier.items || dossier.number == 1,
      "an item without an identity: \(dossier.items)")
  }
}
