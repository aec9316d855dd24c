import Foundation
import Rules
import Testing

@testable import Assess
@testable import Website

/// A draft that several write, by a ruleset with every kind of answer and lists in lists.
struct Worksheet: Sendable {
  let answering: Answering
  let store: Store
  let id: String

  static let ruleset = "proef/werkblad"
  static let day = CalendarDate(year: 2024, month: 11, day: 25) ?? .epoch
  static let moment = Moment(seconds: 1_732_500_000)

  static let begin = """
    ruleset: proef/werkblad
    titel: Begin
    bedrag: 12500
    klaar: ja
    begin: ~
    soort: groot
    thema's: [zorg]
    woorden: [een, twee]
    doelen:
      - naam: Minder wachten
        waarde: +3.5
        stappen:
          - wat: Bellen
            gedaan: nee
          - wat: Schrijven
            gedaan:
      - naam: Meer rust
      -
      - {}

    """

  /// - Parameter store: several can be in one.
  init(in store: Store, _ editions: SiteEditions, text: String = begin) async throws {
    self.store = store
    answering = Answering(
      store: store, rules: { try editions.edition(of: $0.ruleset, on: Self.day) })
    id = Secret.identifier()
    try await store.add(
      Dossier(
        id: id, track: .plan, ruleset: Self.ruleset, title: "Werkblad", text: Array(text.utf8),
        at: Self.moment), by: "test")
  }

  static func editions() -> SiteEditions {
    let root = URL(filePath: #filePath).appending(path: "../../../AssessTests/Fixtures/worksheets")
      .standardized
      .path
    return SiteEditions(RulesetCatalog(root: root, effects: .process), settings: .init())
  }

  func writer(_ name: String) -> Answering.Writer {
    Answering.Writer(actor: name, moment: Self.moment)
  }

  var answers: DraftAnswers {
    get async throws {
      let (dossier, open) = try #require(try await store.draft(id))
      return try await answering.read(dossier, open).answers
    }
  }

  /// What somebody's page shows of the draft.
  func page(_ language: Language = .nl) async throws -> Page {
    let (dossier, open) = try #require(try await store.draft(id))
    return Page(try await answering.read(dossier, open).answers, dossier.number, language)
  }

  /// A page that shows a whole draft, as its browser keeps it.
  struct Page {
    let language: Language
    let revision: Int
    /// What each question showed, and the mark that goes back with it.
    var questions: [AnswerPlace: (mark: ShownMark, text: FieldText)] = [:]
    /// The items of each list, with their marks and what stood in them.
    var lists: [AnswerPlace: [(place: AnswerPlace, mark: ShownMark, text: String)]] = [:]
    /// The texts of others that stood on it.
    var beside: [Int64: OpenText] = [:]
    let offered = ItemID.offered()

    init(_ answers: DraftAnswers, _ revision: Int, _ language: Language) {
      self.language = language
      self.revision = revision
      let places = answers.questions()
      for place in places.questions {
        questions[place] = (
          answers.mark(place, in: language), answers.shown(place, in: language)
        )
        for text in answers.beside(place) { if let number = text.number { beside[number] = text } }
      }
      for list in places.lists {
        lists[list] = answers.items.items(of: list).compactMap { item in
          let place = list.appending(.item(item))
          guard let mark = answers.mark(ofItem: place), let node = answers.answer(place) else {
            return nil
          }
          return (place, mark, node.written)
        }
      }
    }

    /// The form that it sends, whole or with what was changed alone.
    func form(_ typed: [AnswerPlace: FieldText], isWhole: Bool) -> Form {
      var form = Form([(AnswerSheet.languageField, language.rawValue)])
      for (place, shown) in questions.sorted(by: { "\($0.key)" < "\($1.key)" }) {
        guard isWhole || typed[place] != nil else { continue }
        let text = typed[place] ?? shown.text
        form.add(AnswerSheet.shownField, "\(shown.mark) \(place)")
        for value in text.values { form.add(AnswerSheet.name(of: place), value) }
        if text.isNone { form.add(AnswerSheet.noneField, place.description) }
      }
      for number in beside.keys.sorted() { form.add(AnswerSheet.seenField, "\(number)") }
      return form
    }
  }

  /// Sends a form as a page does.
  func send(_ form: Form, by name: String) async throws -> (Answering.Outcome, DraftEdit) {
    let (dossier, open) = try #require(try await store.draft(id))
    let vocabulary = try await answering.read(dossier, open).answers.vocabulary
    let edit = AnswerSheet(form, vocabulary, open: open).edit
    return (try await answering.save(id, edit, by: writer(name)), edit)
  }
}

extension DraftAnswers {
  /// All questions and lists that can be shown.
  func questions(
    _ fields: [Field]? = nil, at place: AnswerPlace = AnswerPlace([])
  ) -> (questions: [AnswerPlace], lists: [AnswerPlace]) {
    var questions: [AnswerPlace] = []
    var lists: [AnswerPlace] = []
    for field in fields ?? vocabulary.fields {
      let here = place.appending(.member(field.name))
      switch field.kind {
      case .group(let members):
        let inside = self.questions(members, at: here)
        questions += inside.questions
        lists += inside.lists
      case .list(.group(let members)):
        lists.append(here)
        for item in items.items(of: here) {
          let inside = self.questions(members, at: here.appending(.item(item)))
          questions += inside.questions
          lists += inside.lists
        }
      default: questions.append(here)
      }
    }
    return (questions, lists)
  }
}
