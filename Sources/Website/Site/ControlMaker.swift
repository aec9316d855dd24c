import Assess
import Rules

/// Makes the fields of a form from those of a vocabulary.
struct ControlMaker {
  let visit: Visit
  let dossier: Dossier
  let view: PlanView
  let answers: DraftAnswers
  let topic: Questionnaire.Topic
  /// What was sent just before and could not be saved as it is, with what became of it.
  let sent: [AnswerPlace: (text: FieldText, fate: DraftAnswers.Fate)]
  let showsAll: Bool
  private let people: People
  private let explainer: Explainer
  /// Without which nothing is handed in, whatever the rules make of it.
  private let needed: Set<[String]>
  private(set) var faults: [(href: String?, text: String)] = []
  /// Questions that are not shown, since no answer to them can matter any more.
  private(set) var hidden = 0

  init(
    _ visit: Visit, _ dossier: Dossier, _ view: PlanView, _ answers: DraftAnswers,
    _ topic: Questionnaire.Topic,
    sent: [AnswerPlace: (text: FieldText, fate: DraftAnswers.Fate)], showsAll: Bool,
    people: People
  ) {
    self.visit = visit
    self.dossier = dossier
    self.view = view
    self.answers = answers
    self.topic = topic
    self.sent = sent
    self.showsAll = showsAll
    self.people = people
    explainer = visit.site.editions.explainer(view.edition)
    let folder = try? visit.site.editions.folders()[view.model.identity.ruleset]
    needed = Set(folder?.procedure?.neededToHandIn ?? [])
  }

  private var language: Language { visit.language }

  /// Every key that a control may have: a template must not find one of the control around it.
  private static var blank: PageModel {
    [
      "isGroup": false, "isList": false, "isChoice": false, "isText": false, "help": false,
      "example": false, "fault": false, "theirs": false, "unit": false, "none": false,
      "isNone": false, "optional": false, "described": false, "mode": false, "isLong": false,
      "isShort": false, "items": false, "options": false, "controls": false, "canBeNone": false,
      "beside": false,
    ]
  }

  /// What people call a place.
  func label(_ place: AnswerPlace) -> String {
    guard let path = answers.items.path(of: place) else { return "" }
    return explainer.label(path, of: view.read.facts)[language]
  }

  /// - Returns: `nil` where the question can't matter any more and nothing stands there.
  mutating func control(_ field: Field, _ place: AnswerPlace) -> PageModel? {
    let name = place.description
    // The site gives the day of submission itself.
    guard name != view.model.identity.submissionField, let path = answers.items.path(of: place)
    else { return nil }
    let isAnswered =
      answers.answer(place) != nil || answers.open.contains { $0.place == name }
      || sent[place] != nil
    let matters = view.questions.matters(path)
    // What no rule asks for may still be told: a contact person, or what something is called. Without what is needed
    // to hand in nobody gets further, whatever the rules came to.
    let isNeeded = needed.contains { $0.starts(with: place.field) }
    guard
      isAnswered || matters || showsAll || isNeeded || isName(field, place) || !field.isRequired
    else {
      hidden += 1
      return nil
    }
    var control = ControlMaker.blank
    let id = "v-" + ControlMaker.anchor(name)
    control["id"] = HTMLText(id)
    control["place"] = HTMLText(exact: name)
    control["name"] = HTMLText(exact: AnswerSheet.name(of: place))
    control["question"] = HTMLText((field.question ?? field.label)[language])
    let help = help(field, place)
    if !help.isEmpty { control["help"] = HTMLText(help) }
    switch field.kind {
    case .group(let members):
      control["isGroup"] = true
      control["controls"] = members.compactMap {
        self.control($0, place.appending(.member($0.name)))
      }
    case .list(.group): list(field, place, &control)
    default: question(field, place, id, &control)
    }
    return control
  }

  /// What its author says of a question, and whether everybody will read the answer.
  private func help(_ field: Field, _ place: AnswerPlace) -> String {
    let published = view.model.identity.procedure?.published ?? []
    let isPublished = published.contains { place.field.starts(with: $0) }
    return [
      field.help?[language],
      isPublished
        ? visit.say(
          "Dit antwoord wordt openbaar als het plan is goedgekeurd.",
          "This answer becomes public when the plan is approved.") : nil,
    ].compactMap { $0 }.joined(separator: " ")
  }

  /// Whether people know the plan, or an item of a list, by this answer.
  private func isName(_ field: Field, _ place: AnswerPlace) -> Bool {
    let around = AnswerPlace(Array(place.steps.dropLast()))
    guard around.asItem != nil else {
      return view.model.identity.titleField == place.description
    }
    return around.kind(in: view.vocabulary)?.nameField == field.name
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

  private func list(_ field: Field, _ place: AnswerPlace, _ control: inout PageModel) {
    let items = answers.items.items(of: place)
    control["isList"] = true
    control["items"] = items.enumerated().map { index, item -> PageModel in
      let here = place.appending(.item(item))
      let label = self.label(here)
      let open = answers.items.path(of: here).map { view.questions.count(in: $0) } ?? 0
      let left =
        open == 0 ? "" : visit.say(" (nog \(open) open)", " (\(open) open)")
      return [
        "href": HTMLText(
          "/plan/\(dossier.id)/vragen/\(topic.number)?bij=\(Form.encoded(here.description))"),
        "label": HTMLText("\(index + 1). \(label)\(left)"),
        "place": HTMLText(exact: here.description),
        "mark": HTMLText(answers.mark(ofItem: here)?.description ?? "-"),
        "remove": visit.words("Verwijderen", "Remove"),
        "removeLabel": HTMLText(visit.say("Verwijderen: \(label)", "Remove: \(label)")),
        "before": HTMLText(index == 0 ? "" : items[index - 1].description),
        "up": index == 0 ? false : visit.words("Omhoog", "Move up") as Any,
        "upLabel": HTMLText(visit.say("Omhoog: \(label)", "Move up: \(label)")),
      ]
    }
    let what = field.label[language].lowercased()
    control["add"] = HTMLText(visit.say("Toevoegen bij \(what)", "Add to \(what)"))
    if answers.answer(place).map(\.isAbsent) ?? true {
      control["canBeNone"] = visit.words("Er zijn er geen", "There are none")
    } else if items.isEmpty {
      control["isNone"] = visit.words("U zei: er zijn er geen.", "You said: there are none.")
    }
  }

  // MARK: Questions

  private mutating func question(
    _ field: Field, _ place: AnswerPlace, _ id: String, _ control: inout PageModel
  ) {
    let now = answers.shown(place, in: language)
    control["mark"] = HTMLText(ShownMark(now).description)
    var shown = now
    var notes: [String] = []
    let help = help(field, place)
    if !help.isEmpty { notes.append("\(id)-hulp") }
    if let example = field.example {
      let text = AnswerForm(language: language).shown(.scalar(example, isPlain: true), field.kind)
      let words = text.values.isEmpty ? example : readable(text, field)
      control["example"] = HTMLText(
        visit.say("Bijvoorbeeld: \(words)", "For instance: \(words)"))
      notes.append("\(id)-voorbeeld")
    }
    if let sent = sent[place], sent.fate == .beside {
      // The form carries what its writer typed, and shows beside it what stands in the plan.
      shown = sent.text
      control["theirs"] =
        [
          "label": visit.words(
            "Dit antwoord is veranderd nadat u de pagina opende. Er staat:",
            "This answer was changed after you opened the page. It says:"),
          "text": HTMLText(readable(now, field)), "id": HTMLText(id),
        ] as PageModel
      notes.append("\(id)-ander")
      faults.append(
        (
          "#\(firstID(field, id))",
          visit.say(
            "\((field.question ?? field.label).nl) Kies welke tekst goed is en bewaar opnieuw.",
            "\((field.question ?? field.label).en) Choose which text is right and save again.")
        ))
    } else if let text = fault(place, field) {
      control["fault"] = HTMLText(text)
      notes.append("\(id)-fout")
      faults.append(
        ("#\(firstID(field, id))", "\((field.question ?? field.label)[language]) \(text)"))
    }
    beside(field, place, except: sent[place]?.text, &control)
    if needed.contains(place.field) {
      control["optional"] = visit.words("nodig om in te dienen", "needed to hand in")
    } else if !field.isRequired {
      control["optional"] = visit.words("niet verplicht", "optional")
    }
    fill(field, place, shown, id, &notes, &control)
    if !notes.isEmpty { control["described"] = HTMLText(notes.joined(separator: " ")) }
  }

  private func fill(
    _ field: Field, _ place: AnswerPlace, _ shown: FieldText, _ id: String, _ notes: inout [String],
    _ control: inout PageModel
  ) {
    switch field.kind {
    case .boolean: choice(options(field.kind), shown, "radio", id, &control)
    case .string(let allowed) where !allowed.isEmpty:
      choice(options(field.kind), shown, "radio", id, &control)
    case .list(.string(let allowed)) where !allowed.isEmpty:
      choice(options(field.kind), shown, "checkbox", id, &control)
      control["none"] = visit.words("Geen van deze", "None of these")
      control["isNone"] = shown.isNone
    case .list:
      text(shown, isLong: true, rows: 4, &control)
      let oneEach = visit.say(
        "Zet elk antwoord op een eigen regel.", "Put each answer on its own line.")
      let help = help(field, place)
      control["help"] = HTMLText(help.isEmpty ? oneEach : "\(help) \(oneEach)")
      if help.isEmpty { notes.append("\(id)-hulp") }
      control["none"] = visit.words("Er zijn er geen", "There are none")
      control["isNone"] = shown.isNone
    case .string: text(shown, isLong: field.isLong, rows: 3, &control)
    case .number(let unit):
      text(shown, isLong: false, rows: 1, &control)
      control["mode"] = HTMLText("decimal")
      if let unit {
        control["unit"] = HTMLText(unit.description == "EUR" ? "€" : unit.description)
        notes.append("\(id)-eenheid")
      }
    case .date, .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration, .group:
      text(shown, isLong: false, rows: 1, &control)
      if case .date = field.kind { control["mode"] = HTMLText("text") }
    }
  }

  private func text(
    _ shown: FieldText, isLong: Bool, rows: Int, _ control: inout PageModel
  ) {
    let value = shown.text
    // A field of one line would lose the others.
    let isLong = isLong || value.contains(where: \.isNewline)
    control["isText"] = true
    control[isLong ? "isLong" : "isShort"] = true
    control["rows"] = HTMLText("\(rows)")
    control["value"] = HTMLText(exact: value)
  }

  /// What somebody is led to who follows a fault.
  private func firstID(_ field: Field, _ id: String) -> String {
    options(field.kind).isEmpty ? id : "\(id)-0"
  }

  private func fault(_ place: AnswerPlace, _ field: Field) -> String? {
    guard let waiting = answers.unread(place) else { return nil }
    if case .unread(let fault?) = sent[place]?.fate { return fault[language] + "." }
    if let fault = AnswerForm(language: language).read(waiting.text, field.kind).fault {
      return fault[language] + "."
    }
    // It reads well by itself; the vocabulary refuses it.
    return visit.say(.refusedAnswer)
  }

  /// What others answered at the same time: it can be taken or put aside.
  private func beside(
    _ field: Field, _ place: AnswerPlace, except own: FieldText?, _ control: inout PageModel
  ) {
    let texts = answers.beside(place)
    guard !texts.isEmpty else { return }
    control["beside"] = texts.map { text -> PageModel in
      let number = HTMLText("\(text.number ?? 0)")
      let who =
        LogActor(text.author) == nil || LogActor(text.author) == .privateLink
        ? visit.say("Iemand", "Somebody") : people.name(of: text.author)
      return [
        "number": number, "isOwn": text.text == own,
        "label": HTMLText(
          visit.say(
            "\(who) schreef hier ook (\(visit.time(text.made))):",
            "\(who) also wrote here (\(visit.time(text.made))):")),
        "text": HTMLText(readable(text.text, field)),
        "choose": visit.words("Deze tekst gebruiken", "Use this text"),
        "dismiss": visit.words("Weghalen", "Put aside"),
      ]
    }
  }

  /// What controls hold, in the words that people see.
  private func readable(_ text: FieldText, _ field: Field) -> String {
    if text.isNone, text.values.isEmpty { return visit.say("geen", "none") }
    let options = options(field.kind)
    let words = text.values.map { value in
      options.first { $0.value == value }?.label ?? value
    }
    let joined = words.joined(separator: options.isEmpty ? "\n" : ", ")
    return joined.isEmpty ? visit.say("(niets)", "(nothing)") : joined
  }

  private func options(_ kind: Field.Kind) -> [(value: String, label: String)] {
    switch kind {
    case .boolean: [("true", visit.say("Ja", "Yes")), ("false", visit.say("Nee", "No"))]
    case .string(let allowed), .list(.string(let allowed)):
      allowed.map { ($0.value, $0.label[language]) }
    case .number, .date, .time, .dateAndTime, .dayTimeDuration, .yearMonthDuration, .list, .group:
      []
    }
  }

  private func choice(
    _ options: [(value: String, label: String)], _ shown: FieldText, _ type: String, _ id: String,
    _ control: inout PageModel
  ) {
    control["isChoice"] = true
    var options = options
    // What stands there and is no option is shown as it is: leaving it out would take it away.
    for value in shown.values
    where !value.isEmpty && !options.contains(where: { $0.value == value }) {
      options.append((value, value))
    }
    control["options"] = options.enumerated().map { index, option -> PageModel in
      [
        "type": HTMLText(type), "id": HTMLText("\(id)-\(index)"),
        "value": HTMLText(exact: option.value), "label": HTMLText(option.label),
        "isChosen": shown.values.contains(option.value),
      ]
    }
  }
}

extension Field {
  /// Whether an answer is likely to be more than a few words.
  var isLong: Bool { example.map { $0.count > 60 } ?? (question != nil && help != nil) }
}
