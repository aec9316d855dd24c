import Assess
import Rules

/// What one page of the questionnaire sends.
///
/// Each question of the page sends what it shows and the mark of what it showed, so the page that was
/// made tells apart what somebody changed and what others did. Nothing else of a page counts.
struct AnswerSheet: Sendable {
  /// A mark and a place, one for each question on the page: a box that is not ticked sends nothing.
  static let shownField = "#was"
  /// The places of lists of which somebody says that there is nothing to name.
  static let noneField = "#niets"
  /// The language that the page is in, whatever the next one will be in.
  static let languageField = "#taal"
  /// The numbers of texts of others that stand on the page.
  static let seenField = "#gezien"

  /// The buttons at a list and at a text of somebody else, and what they carry.
  enum Button {
    static let add = "#erbij"
    static let offered = "#nieuw"
    static let remove = "#weg"
    static let moveUp = "#omhoog"
    static let none = "#geen"
    static let restore = "#terugzetten"
    static let choose = "#kies"
    static let dismiss = "#laat"
    static let goOn = "#verder"
  }

  /// What the field of a question is called. No place has a `#` before its first name or a point at its
  /// end, so no question can be taken for what the form itself carries.
  static func name(of place: AnswerPlace) -> String {
    let name = place.description
    return name == Visit.proofField ? name + "." : name
  }

  private(set) var edit: DraftEdit

  /// - Parameters:
  ///   - open: the texts that wait, from which one may be chosen.
  ///   - vocabulary: what is no place by it is left out.
  ///   - unasked: what no page asks, such as the day of submission.
  init(
    _ form: Form, _ vocabulary: Vocabulary, unasked: Set<String> = [], open: [OpenText]
  ) {
    let language = form[AnswerSheet.languageField].flatMap { Language(rawValue: $0) } ?? .nl
    edit = DraftEdit(language: language)
    edit.seen = Set(form.all(AnswerSheet.seenField).compactMap { Int64($0) })
    edit.dismissed = Set(form.all(Button.dismiss).compactMap { Int64($0) })
    edit.step = AnswerSheet.step(form, vocabulary)
    let chosen = form[Button.choose].flatMap { number in
      open.first { $0.number.map(String.init) == number }
    }
    let none = Set(form.all(AnswerSheet.noneField))
    var values: [String: [String]] = [:]
    for field in form.fields { values[field.name, default: []].append(field.value) }
    var known: Set<AnswerPlace> = []
    for shown in form.all(AnswerSheet.shownField) {
      let parts = shown.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, let place = AnswerPlace(String(parts[1])),
        let kind = place.kind(in: vocabulary), kind.members.isEmpty, known.insert(place).inserted,
        !unasked.contains(place.field.first ?? "")
      else { continue }
      let name = place.description
      var text = FieldText(values[AnswerSheet.name(of: place)] ?? [], isNone: none.contains(name))
      if let chosen, chosen.place == name {
        text = chosen.text
        if let number = chosen.number { edit.seen.insert(number) }
      }
      edit.answers.append(
        AnswerEdit(place: place, base: ShownMark(sent: String(parts[0])), text: text))
    }
  }

  /// A button at a list.
  private static func step(_ form: Form, _ vocabulary: Vocabulary) -> ListStep? {
    func list(_ text: String) -> AnswerPlace? {
      guard let place = AnswerPlace(text), place.asItem == nil,
        case .list(.group)? = place.kind(in: vocabulary)
      else { return nil }
      return place
    }
    func item(_ text: String) -> AnswerPlace? {
      guard let place = AnswerPlace(text), let (list, _) = place.asItem,
        case .list(.group)? = list.kind(in: vocabulary)
      else { return nil }
      return place
    }
    if let place = form[Button.add].flatMap({ list($0) }) {
      return .add(place, offered: form[Button.offered].flatMap { ItemID($0) })
    }
    if let place = form[Button.none].flatMap({ list($0) }) { return ListStep.none(place) }
    if let parts = form[Button.remove]?.split(separator: " ", maxSplits: 1), parts.count == 2,
      let place = item(String(parts[1]))
    {
      return .remove(place, shown: ShownMark(sent: String(parts[0])))
    }
    if let parts = form[Button.moveUp]?.split(separator: " ", maxSplits: 1), parts.count == 2,
      let past = ItemID(String(parts[0])), let place = item(String(parts[1]))
    {
      return .moveUp(place, past: past)
    }
    if let number = form[Button.restore].flatMap({ Int64($0) }) { return .restore(number) }
    return nil
  }
}
