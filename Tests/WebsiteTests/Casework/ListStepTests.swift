import Foundation
import Rules
import Testing

@testable import Assess
@testable import Website

@Suite("Steps in a list", .fewAtOnce)
struct ListStepTests {
  private let list = AnswerPlace([.member("doelen")])

  private func sheet(_ text: String) async throws -> (Worksheet, TemporaryFolder) {
    let folder = try TemporaryFolder()
    let store = try Store(folder: folder.path)
    return (try await Worksheet(in: store, Worksheet.editions(), text: text), folder)
  }

  private func form(_ button: String, _ value: String) -> Form { Form([(button, value)]) }

  private func removal(_ page: Worksheet.Page, _ index: Int) throws -> Form {
    let item = try #require(page.lists[list]?[index])
    return form(AnswerSheet.Button.remove, "\(item.mark) \(item.place)")
  }

  @Test("who adds an item and takes it away again has not said that there are none")
  func addedAndRemoved() async throws {
    for text in ["titel: Begin\n", "titel: Begin\ndoelen:\n"] {
      let (sheet, folder) = try await sheet(text)
      defer { _ = folder }
      _ = try await sheet.send(form(AnswerSheet.Button.add, "\(list)"), by: "een")
      #expect(try await sheet.answers.items.items(of: list).count == 1)
      let (outcome, _) = try await sheet.send(try removal(try await sheet.page(), 0), by: "een")
      #expect(outcome.removal != nil)
      #expect(try await sheet.answers.answer(list) == nil)
      // That is said with a button of its own.
      _ = try await sheet.send(form(AnswerSheet.Button.none, "\(list)"), by: "een")
      let said = try #require(try await sheet.answers.answer(list))
      #expect(!said.isAbsent && said.items.isEmpty)
    }
  }

  @Test(
    "only what was removed last is put back: an older page would bring back what was changed since")
  func olderRemoval() async throws {
    let (sheet, folder) = try await sheet("doelen:\n  - naam: een\n  - naam: twee\n")
    defer { _ = folder }
    func remove() async throws -> Int64 {
      let (outcome, _) = try await sheet.send(try removal(try await sheet.page(), 0), by: "een")
      return try #require(outcome.removal)
    }
    func restore(_ number: Int64) async throws -> DraftAnswers.StepFate? {
      try await sheet.send(form(AnswerSheet.Button.restore, "\(number)"), by: "een").0.step
    }
    let first = try await remove()
    #expect(try await restore(first) == .done)
    let page = try await sheet.page()
    let name = try #require(page.lists[list]?[0].place.appending(.member("naam")))
    _ = try await sheet.send(page.form([name: FieldText("bewerkt")], isWhole: false), by: "een")
    let second = try await remove()
    #expect(try await restore(first) == .gone)
    #expect(try await sheet.answers.answer(name) == nil)
    #expect(try await restore(second) == .done)
    #expect(try await sheet.answers.answer(name)?.text == "bewerkt")
  }

  @Test("what is not answered stays so, whatever else is saved")
  func unanswered() async throws {
    let text = """
      titel: Begin
      begin: ~
      klaar:
      bedrag: null
      soort: ~
      woorden:
      doelen:
        - naam: ~
          waarde:
        -
        - ~

      """
    let (sheet, folder) = try await sheet(text)
    defer { _ = folder }
    let titel = AnswerPlace([.member("titel")])
    for number in 1...3 {
      let page = try await sheet.page()
      _ = try await sheet.send(
        page.form([titel: FieldText("titel \(number)")], isWhole: number > 1), by: "een")
      let answers = try await sheet.answers
      for place in answers.questions().questions where place != titel {
        #expect(answers.answer(place).map(\.isAbsent) ?? true, "\(place)")
      }
      #expect(answers.items.items(of: list).count == 3)
    }
  }

  @Test("a file in place of a draft leaves what waits to be read")
  func unreadUnderFile() async throws {
    let (sheet, folder) = try await sheet("titel: Begin\ndoelen:\n  - naam: een\n")
    defer { _ = folder }
    let amount = AnswerPlace([.member("bedrag")])
    let page = try await sheet.page()
    _ = try await sheet.send(page.form([amount: FieldText("zeventien")], isWhole: false), by: "een")
    let (dossier, _) = try #require(try await sheet.store.draft(sheet.id))
    var other = PlanDraft()
    other.set(InputPath([.member("titel")]), to: .scalar("Nieuw", isPlain: false))
    _ = try await sheet.answering.replace(
      sheet.id, basis: dossier.number, by: other, keeping: [], by: sheet.writer("twee"))
    let answers = try await sheet.answers
    #expect(answers.beside(amount).map(\.text.text) == ["zeventien"])
    #expect(answers.shown(amount, in: .nl).text == "")
  }

  @Test("what was typed for an item that a file took away is kept in sight")
  func stranded() async throws {
    let (sheet, folder) = try await sheet("doelen:\n  - naam: een\n  - naam: twee\n")
    defer { _ = folder }
    let old = try await sheet.page()
    let name = try #require(old.lists[list]?[0].place.appending(.member("naam")))
    _ = try await sheet.send(try removal(try await sheet.page(), 0), by: "twee")
    let (outcome, _) = try await sheet.send(
      old.form([name: FieldText("getypt")], isWhole: false), by: "een")
    #expect(outcome.fates[name] == .gone)
    let waiting = try #require(try await sheet.answers.stranded.first)
    #expect(waiting.text.text == "getypt")
    // Taken away only by somebody who asks for that.
    let number = try #require(waiting.number)
    _ = try await sheet.send(form(AnswerSheet.Button.dismiss, "\(number)"), by: "een")
    #expect(try await sheet.answers.stranded.isEmpty)
  }
}
