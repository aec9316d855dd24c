import Rules
import Testing

@testable import Assess
@testable import Website

@Suite("Where an answer stands")
struct AnswerPlaceTests {
  @Test(
    "a place is written and read back as it was",
    arguments: [
      "titel", "resultaten#7.naam", "a#n2k4x.b.c#1", "lange termijn.jaar", "taal%2Ecode%231",
      "100%25",
    ])
  func spelled(text: String) throws {
    let place = try #require(AnswerPlace(text))
    #expect(place.description == text)
    #expect(AnswerPlace(place.description) == place)
  }

  @Test(
    "what is no place is none",
    arguments: ["", ".", "a.", "#7", "a#", "a##7", "a#7#8", "a#A", "a#-1", "a%", "a%41", "a..b"])
  func refused(text: String) { #expect(AnswerPlace(text) == nil) }

  @Test("a question can't be taken for what a form carries itself, whatever it is called")
  func names() {
    for name in ["bewijs", "#was", "taal.code#1", "verder"] {
      let place = AnswerPlace([.member(name)])
      let field = AnswerSheet.name(of: place)
      #expect(field != "bewijs" && !field.hasPrefix("#"), "\(name)")
    }
  }

  @Test("an item is followed through what is added, removed and moved before it")
  func followed() throws {
    let document = try DataDocument(
      reading: SourceText(name: "plan", bytes: Array(Worksheet.begin.utf8)))
    var draft = PlanDraft(document)
    var items = ItemIdentities()
    items.fit(to: draft)
    let list = InputPath([.member("doelen")])
    let place = try #require(
      items.place(of: list.appending(.item(2)).appending(.member("naam"))))
    #expect(draft[try #require(items.path(of: place))]?.text == "Meer rust")
    draft.moveItemUp(2, of: list)
    let item = try #require(items.place(of: list.appending(.item(2))))
    let isMoved = items.moveUp(item)
    #expect(isMoved)
    #expect(draft[try #require(items.path(of: place))]?.text == "Meer rust")
    let other = try #require(items.place(of: list.appending(.item(2))))
    let removed = items.remove(other)
    #expect(removed != nil)
    draft.removeItem(2, of: list)
    #expect(draft[try #require(items.path(of: place))]?.text == "Meer rust")
    #expect(items.path(of: other) == nil)
    // The item that comes next is another, though it stands where the removed one stood.
    let added = items.append(nil, to: try #require(AnswerPlace("doelen")))
    #expect(added != other.asItem?.item)
  }

  @Test(
    "an item of another text is the one that says the same, or has the same name; never the one with its number"
  )
  func carried() throws {
    func draft(_ text: String) throws -> PlanDraft {
      PlanDraft(
        try DataDocument(reading: SourceText(name: "plan", bytes: Array("doelen: \(text)".utf8))))
    }
    let vocabulary = Vocabulary([
      Field(
        name: "doelen",
        kind: .list(
          .group([
            Field(name: "naam", kind: .string(allowed: [])), Field(name: "n", kind: .number(nil)),
          ])))
    ])
    let old = try draft("[{naam: A, n: 1}, {naam: B, n: 2}, {naam: C}, {n: 4}]")
    var items = ItemIdentities()
    items.fit(to: old)
    let list = try #require(AnswerPlace("doelen"))
    let (a, b, c, d) = (
      items.items(of: list)[0], items.items(of: list)[1], items.items(of: list)[2],
      items.items(of: list)[3]
    )
    func after(_ text: String) throws -> [ItemID] {
      items.carried(from: old, to: try draft(text), vocabulary).items(of: list)
    }
    #expect(try after("[{n: 4}, {naam: B, n: 9}, {naam: A, n: 1}]") == [d, b, a])
    #expect(try after("[{naam: C}, {naam: C}]").first == c)
    let changed = try after("[{naam: X, n: 1}, {naam: B, n: 3}, {naam: B, n: 4}]")
    #expect(Set(changed).isDisjoint(with: [a, b, c, d]) && Set(changed).count == 3)
  }
}
