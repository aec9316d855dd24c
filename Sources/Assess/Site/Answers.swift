import Rules

/// What one page of the questionnaire sends, put into the plan.
struct AnswerSheet: Sendable {
  /// The places of the questions that were on the page, by the name of their field in the form.
  let places: [(path: InputPath, kind: Field.Kind)]
  let typed: [String: TypedAnswer]

  /// Questions on one page.
  static let most = 500

  /// - Parameter group: the place whose page it is; `nil` for that of a topic.
  init(_ form: Form, _ vocabulary: Vocabulary, _ reader: FormReader) {
    var places: [(InputPath, Field.Kind)] = []
    var typed: [String: TypedAnswer] = [:]
    for name in form.all(AnswerSheet.field).prefix(AnswerSheet.most) {
      guard typed[name] == nil, let path = InputPath(name, in: vocabulary),
        let kind = vocabulary.kind(at: path), kind.members.isEmpty
      else { continue }
      let values = form.all(name).filter { $0 != FormReader.none || !kind.isList }
      let isNone = form.all("\(name)#").contains(FormReader.none)
      places.append((path, kind))
      typed[name] = reader.answer(values, none: isNone, kind)
    }
    self.places = places
    self.typed = typed
  }

  /// The form's field that names each question on the page: a box that is not ticked sends nothing.
  static let field = "vraag"

  /// Why a page can't be saved as it is.
  struct Stale: Error, Sendable {
    let dossier: Dossier
    /// What stands now where both changed something, by path.
    let now: [String: String]
  }

  /// - Parameters:
  ///   - since: what others changed after the page was made.
  /// - Throws: ``Stale`` where they changed the same; a `Failure` where the plan can't be read.
  func saving(
    _ dossier: Dossier, since: [AnswerChange],
    read: (PlanFile) throws(Failure) -> ReadPlan, title: (PlanFile) -> String?
  ) throws -> Store.Saving {
    let file = try PlanView.file(Array(dossier.text), name: "plan")
    var draft = PlanDraft(file.document)
    var changes: [(path: String, before: String?, after: String?)] = []
    var entries: [String: String?] = [:]
    var stale: [String: String] = [:]
    for (path, _) in places {
      let name = path.description
      guard let answer = typed[name] else { continue }
      let before = draft[path]?.written
      let after = answer.value?.written
      if answer.fault != nil {
        entries[name] = .some(answer.text)
        continue
      }
      entries[name] = .some(nil)
      guard before != after else { continue }
      let theirs = since.filter { AnswerSheet.overlaps($0.path, name) }
      if let first = theirs.first {
        // Who left the question as it was does not undo what another did.
        if first.path == name, first.before == after { continue }
        stale[name] = before ?? ""
        continue
      }
      changes.append((name, before, after))
      draft.set(path, to: answer.value)
    }
    if !stale.isEmpty { throw Stale(dossier: dossier, now: stale) }
    let (text, refused) = try withoutFaults(&draft, changes, file, read)
    for (name, typed) in refused { entries[name] = .some(typed) }
    let kept = changes.filter { refused[$0.path] == nil }
    let written = try PlanView.file(text, name: "plan")
    return Store.Saving(
      text: text, title: title(written) ?? dossier.title, changes: kept, entries: entries)
  }

  /// Takes out again what the vocabulary refuses, such as a percentage above 100.
  private func withoutFaults(
    _ draft: inout PlanDraft, _ changes: [(path: String, before: String?, after: String?)],
    _ file: PlanFile, _ read: (PlanFile) throws(Failure) -> ReadPlan
  ) throws -> (text: [UInt8], refused: [String: String]) {
    let text = Array(draft.yaml.utf8)
    let changed = try PlanView.file(text, name: "plan")
    let faults = AnswerFaults(changed, try read(changed))
    let wrong = changes.filter { faults[$0.path] != nil }
    guard !wrong.isEmpty else { return (text, [:]) }
    let old = PlanDraft(file.document)
    var refused: [String: String] = [:]
    for change in wrong {
      guard let place = places.first(where: { $0.path.description == change.path }) else {
        continue
      }
      refused[change.path] = typed[change.path]?.text ?? ""
      draft.set(place.path, to: old[place.path])
    }
    return (Array(draft.yaml.utf8), refused)
  }

  /// Whether one path is the other, or leads into it.
  static func overlaps(_ one: String, _ other: String) -> Bool {
    func leads(_ short: String, _ long: String) -> Bool {
      guard long.hasPrefix(short) else { return false }
      let next = long.dropFirst(short.count).first
      return next == nil || next == "." || next == "["
    }
    return leads(one, other) || leads(other, one)
  }
}

/// What is wrong with the answers of a plan, by their paths.
struct AnswerFaults: Sendable {
  private var found: [(path: InputPath, message: LocalizedText)] = []

  init(_ plan: PlanFile, _ read: ReadPlan) {
    for problem in read.problems where problem.severity == .error {
      let path = AnswerFaults.path(to: problem.range.start, in: plan.root, [])
      let mend = problem.mend.map { LocalizedText(nl: " (\($0.nl))", en: " (\($0.en))") }
      found.append(
        (
          InputPath(path),
          LocalizedText(
            nl: problem.message.nl + (mend?.nl ?? ""), en: problem.message.en + (mend?.en ?? ""))
        ))
    }
  }

  var paths: [InputPath] { found.map(\.path) }

  subscript(path: String) -> LocalizedText? {
    found.first { AnswerSheet.overlaps($0.path.description, path) }?.message
  }

  /// The answer that stands at an offset of a text.
  static func path(
    to offset: Int, in node: DataDocument.Node, _ steps: [InputPath.Step]
  ) -> [InputPath.Step] {
    switch node.kind {
    case .mapping:
      // What belongs to a key ends where the next begins.
      var last: DataDocument.Entry?
      for entry in node.entries {
        if entry.key.range.start > offset { break }
        last = entry
      }
      guard let last else { return steps }
      return path(to: offset, in: last.value, steps + [.member(last.key.text)])
    case .sequence:
      var found: (Int, DataDocument.Node)?
      for (index, item) in node.items.enumerated() {
        if item.range.start > offset { break }
        found = (index + 1, item)
      }
      guard let found else { return steps }
      return path(to: offset, in: found.1, steps + [.item(found.0)])
    default: return steps
    }
  }
}

extension Field.Kind {
  var isList: Bool { if case .list = self { true } else { false } }
}
