import Rules

/// Makes the fields of a form from those of a vocabulary.
struct ControlMaker {
  let visit: Visit
  let dossier: Dossier
  let view: PlanView
  let topic: Questionnaire.Topic
  let entries: [String: String]
  let stale: [String: String]
  let typed: AnswerSheet?
  let showsAll: Bool
  private let explainer: Explainer
  private let reader: FormReader
  private(set) var faults: [(href: String?, text: String)] = []
  /// Questions that are not shown, since no answer to them can matter any more.
  private(set) var hidden = 0

  init(
    _ visit: Visit, _ dossier: Dossier, _ view: PlanView, _ topic: Questionnaire.Topic,
    _ entries: [String: String], _ stale: [String: String], _ typed: AnswerSheet?, _ showsAll: Bool
  ) throws {
    reader = try visit.reader(dossier)
    self.visit = visit
    self.dossier = dossier
    self.view = view
    self.topic = topic
    self.entries = entries
    self.stale = stale
    self.typed = typed
    self.showsAll = showsAll
    explainer = visit.site.library.explainer(view.edition)
  }

  private var language: Language { visit.language }

  /// Every key that a control may have: a template must not find one of the control around it.
  private static var blank: PageModel {
    [
      "isGroup": false, "isList": false, "isChoice": false, "isText": false, "help": false,
      "example": false, "fault": false, "theirs": false, "unit": false, "none": false,
      "isNone": false, "optional": false, "described": false, "mode": false, "isLong": false,
      "isShort": false, "items": false, "options": false, "controls": false, "canBeNone": false,
    ]
  }

  /// What people call a place.
  func label(_ path: InputPath) -> String {
    explainer.label(path, of: view.read.facts)[language]
  }

  /// - Returns: `nil` where the question can't matter any more and nothing stands there.
  mutating func control(_ field: Field, _ path: InputPath) -> PageModel? {
    let name = path.description
    let isAnswered = view.draft[path] != nil || entries[name] != nil || typed?.typed[name] != nil
    let matters = view.questions.keys.contains { AnswerSheet.overlaps($0.description, name) }
    // What no rule asks for may still be told: a contact person, or what something is called.
    guard isAnswered || matters || showsAll || isName(field, path) || !field.isRequired else {
      hidden += 1
      return nil
    }
    var control = ControlMaker.blank
    let id = "v-" + ControlMaker.anchor(name)
    control["id"] = HTMLText(id)
    control["path"] = HTMLText(name)
    control["question"] = HTMLText((field.question ?? field.label)[language])
    if let help = field.help { control["help"] = HTMLText(help[language]) }
    switch field.kind {
    case .group(let members):
      control["isGroup"] = true
      control["controls"] = members.compactMap {
        self.control($0, path.appending(.member($0.name)))
      }
    case .list(.group): list(field, path, &control)
    default: question(field, path, id, &control)
    }
    return control
  }

  /// Whether people know the plan, or an item of a list, by this answer.
  private func isName(_ field: Field, _ path: InputPath) -> Bool {
    let place = InputPath(Array(path.steps.dropLast()))
    guard case .item? = place.steps.last else {
      let identity = view.model.identity
      return [identity.titleField, identity.submissionField].contains(path.description)
    }
    let first = view.vocabulary.kind(at: place)?.members.first { member in
      if case .string(let allowed) = member.kind { allowed.isEmpty } else { false }
    }
    return first?.name == field.name
  }

  /// A name as part of an id.
  static func anchor(_ name: String) -> String {
    String(
      name.unicodeScalars.map { scalar -> Character in
        scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
          ? Character(scalar) : "-"
      })
  }

  // MARK: Lists of groups

  private func list(_ field: Field, _ path: InputPath, _ control: inout PageModel) {
    let items = view.draft[path]?.items ?? []
    control["isList"] = true
    control["items"] = items.indices.map { index -> PageModel in
      let item = path.appending(.item(index + 1))
      let label = self.label(item)
      let open = view.questions.keys.count { $0.description.hasPrefix(item.description + ".") }
      let left =
        open == 0 ? "" : visit.say(" (nog \(open) open)", " (\(open) open)")
      return [
        "href": HTMLText(
          "/plan/\(dossier.id)/vragen/\(topic.number)?bij=\(Form.encoded(item.description))"),
        "label": HTMLText("\(index + 1). \(label)\(left)"), "path": HTMLText(item.description),
        "remove": visit.words("Verwijderen", "Remove"),
        "removeLabel": HTMLText(
          visit.say("Verwijderen: \(label)", "Remove: \(label)")),
      ]
    }
    let what = field.label[language].lowercased()
    control["add"] = HTMLText(visit.say("Toevoegen bij \(what)", "Add to \(what)"))
    if view.draft[path] == nil {
      control["canBeNone"] = visit.words("Er zijn er geen", "There are none")
    } else if items.isEmpty {
      control["isNone"] = visit.words("U zei: er zijn er geen.", "You said: there are none.")
    }
  }

  // MARK: Questions

  private mutating func question(
    _ field: Field, _ path: InputPath, _ id: String, _ control: inout PageModel
  ) {
    let name = path.description
    let faultText = fault(name, field)
    var notes: [String] = []
    if field.help != nil { notes.append("\(id)-hulp") }
    if let example = field.example.map({ shown($0, field.kind) }) {
      control["example"] = HTMLText(
        visit.say("Bijvoorbeeld: \(example)", "For instance: \(example)"))
      notes.append("\(id)-voorbeeld")
    }
    if let faultText {
      control["fault"] = HTMLText(faultText)
      notes.append("\(id)-fout")
      faults.append(
        ("#\(firstID(field, id))", "\((field.question ?? field.label)[language]) \(faultText)"))
    }
    if let theirs = stale[name] {
      control["theirs"] =
        [
          "label": visit.words("Nu staat er, van een ander:", "Now there is, by somebody else:"),
          "text": HTMLText(exact: theirs.isEmpty ? visit.say("(niets)", "(nothing)") : theirs),
          "id": HTMLText(id),
        ] as PageModel
      notes.append("\(id)-ander")
    }
    if !field.isRequired { control["optional"] = visit.words("niet verplicht", "optional") }
    let answer = self.answer(path)
    switch field.kind {
    case .boolean:
      let options = [("true", visit.say("Ja", "Yes")), ("false", visit.say("Nee", "No"))]
      choice(options, answer.map { [$0.lowercased()] } ?? [], "radio", id, name, &control)
    case .string(let allowed) where !allowed.isEmpty:
      let options = allowed.map { ($0.value, $0.label[language]) }
      choice(options, answer.map { [$0] } ?? [], "radio", id, name, &control)
    case .list(.string(let allowed)) where !allowed.isEmpty:
      let options = allowed.map { ($0.value, $0.label[language]) }
      choice(options, chosen(path), "checkbox", id, name, &control)
      addNone(path, id, name, &control)
    case .list:
      control["isText"] = true
      control["isLong"] = true
      control["rows"] = HTMLText("4")
      control["value"] = HTMLText(
        exact: typed?.typed[name]?.text ?? entries[name] ?? chosen(path).joined(separator: "\n"))
      let oneEach = visit.say(
        "Zet elk antwoord op een eigen regel.", "Put each answer on its own line.")
      control["help"] = HTMLText((field.help.map { $0[language] + " " } ?? "") + oneEach)
      if field.help == nil { notes.append("\(id)-hulp") }
      control["none"] = visit.words("Er zijn er geen", "There are none")
      control["isNone"] = view.draft[path].map { $0.items.isEmpty } ?? false
    case .string:
      control["isText"] = true
      let isLong = field.isLong
      control[isLong ? "isLong" : "isShort"] = true
      control["rows"] = HTMLText("3")
      control["value"] = HTMLText(exact: answer ?? "")
    default:
      control["isText"] = true
      control["isShort"] = true
      if case .number(let unit) = field.kind {
        control["mode"] = HTMLText("decimal")
        if let unit {
          control["unit"] = HTMLText(unit.description == "EUR" ? "€" : unit.description)
          notes.append("\(id)-eenheid")
        }
      }
      if case .date = field.kind { control["mode"] = HTMLText("text") }
      control["value"] = HTMLText(exact: answer.map { shown($0, field.kind) } ?? "")
    }
    if !notes.isEmpty { control["described"] = HTMLText(notes.joined(separator: " ")) }
  }

  /// What somebody is led to who follows a fault.
  private func firstID(_ field: Field, _ id: String) -> String {
    switch field.kind {
    case .boolean, .list(.string): "\(id)-0"
    case .string(let allowed) where !allowed.isEmpty: "\(id)-0"
    default: id
    }
  }

  private func fault(_ name: String, _ field: Field) -> String? {
    if let typed = typed?.typed[name]?.fault { return typed[language] + "." }
    guard let entry = entries[name] else { return nil }
    if let fault = reader.answer(
      entry.split(separator: "\n").map(String.init), none: false, field.kind
    )
    .fault {
      return fault[language] + "."
    }
    // It reads well by itself; the vocabulary refuses it.
    return visit.say(
      "Dit antwoord kan hier niet. Kijk naar de uitleg bij de vraag.",
      "This answer is not possible here. Look at the help of the question.")
  }

  /// As it was typed, or as it stands in the plan.
  private func answer(_ path: InputPath) -> String? {
    let name = path.description
    return typed?.typed[name]?.text ?? entries[name] ?? view.draft[path]?.text
  }

  private func chosen(_ path: InputPath) -> [String] {
    if let typed = typed?.typed[path.description] {
      return typed.text.split(separator: "\n").map(String.init)
    }
    return view.draft[path]?.items.compactMap(\.text) ?? []
  }

  private func choice(
    _ options: [(value: String, label: String)], _ chosen: [String], _ type: String, _ id: String,
    _ name: String, _ control: inout PageModel
  ) {
    control["isChoice"] = true
    control["options"] = options.enumerated().map { index, option -> PageModel in
      [
        "type": HTMLText(type), "id": HTMLText("\(id)-\(index)"), "name": HTMLText(name),
        "value": HTMLText(exact: option.value), "label": HTMLText(option.label),
        "isChosen": chosen.contains(option.value),
      ]
    }
  }

  /// A box for "none of these", so that no answer and an empty one differ.
  private func addNone(
    _ path: InputPath, _ id: String, _ name: String, _ control: inout PageModel
  ) {
    guard var options = control["options"] as? [PageModel] else { return }
    options.append([
      "type": HTMLText("checkbox"), "id": HTMLText("\(id)-geen"), "name": HTMLText("\(name)#"),
      "value": HTMLText(FormReader.none), "label": visit.words("Geen van deze", "None of these"),
      "isChosen": view.draft[path].map { $0.items.isEmpty } ?? false,
    ])
    control["options"] = options
  }

  /// Numbers and dates as people write them; what can't be read so stays as it is.
  private func shown(_ text: String, _ kind: Field.Kind) -> String {
    switch kind {
    case .number where language == .nl && Number(text) != nil: text.replacing(".", with: ",")
    case .date:
      CalendarDate(text).map { language == .nl ? "\($0.day)-\($0.month)-\($0.year)" : text } ?? text
    default: text
    }
  }
}

extension Field {
  /// Whether an answer is likely to be more than a few words.
  var isLong: Bool { example.map { $0.count > 60 } ?? (question != nil && help != nil) }
}
