import Foundation
import Rules
import Testing

@testable import Website

@Suite("A reviewer's work as files")
struct WorkFileTests {
  @Test("a calendar file tells the day by which each plan waits, and is as the standard wants it")
  func deadlines() async throws {
    let world = try await SiteWorld(at: "2024-08-20T10:00:00Z")
    let id = try await world.dossier(at: .assessing)
    _ = try await world.dossier(at: .approved)
    let page = await (try world.browser("eerste")).get("/werk/termijnen.ics")
    let text = String(decoding: page.response.body, as: UTF8.self)
    #expect(page.status == 200 && page.response.type == "text/calendar; charset=utf-8")
    #expect(text.contains("BEGIN:VEVENT\r\nUID:\(id)-assessing@toetssteen\r\n"))
    #expect(text.contains("T100000Z\r\nDTSTART;VALUE=DATE:20240917"))
    #expect(
      text.components(separatedBy: "BEGIN:VEVENT").count == 2, "what is decided waits for nothing")
    #expect(text.hasPrefix("BEGIN:VCALENDAR\r\n") && text.hasSuffix("END:VCALENDAR\r\n"))
  }

  @Test(
    "lines of a calendar file are folded between characters; what means something to it is escaped")
  func folding() throws {
    let title = "Zorg; thuis, \\ \u{7}" + String(repeating: "é", count: 90)
    let day = try #require(CalendarDate("2024-09-17"))
    let file = CalendarFile(
      entries: [.init(id: "a", day: day, title: title, about: "een\ntwee", address: "x")],
      made: Moment(seconds: 0).shown(in: .utc))
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(!text.contains("\u{FFFD}"))
    for line in text.components(separatedBy: "\r\n") { #expect(line.utf8.count <= 75, "\(line)") }
    let unfolded = text.replacing("\r\n ", with: "")
    #expect(
      unfolded.contains(
        "SUMMARY:Zorg\\; thuis\\, \\\\  " + String(repeating: "é", count: 90) + "\r\n"))
    #expect(unfolded.contains("DESCRIPTION:een\\ntwee\\nx\r\n"))
  }

  @Test("the list has a row for each plan, and no text in it is a formula")
  func list() async throws {
    let world = try await SiteWorld(at: "2024-08-20T10:00:00Z")
    let id = try await world.dossier(at: .assessing)
    let page = await (try world.browser("eerste")).get("/werk/plannen.csv")
    let text = String(decoding: page.response.body, as: UTF8.self)
    let rows = text.components(separatedBy: "\r\n")
    #expect(page.response.body.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(rows.count == 3 && rows[0].contains("Titel;Soort;Status;Wacht op;Uiterste dag"))
    #expect(
      rows[1].hasPrefix("Een plan;transformatieplan;beoordeling gestart;uw oordeel ontbreekt;2024-")
    )
    #expect(rows[1].hasSuffix("/plan/\(id)/beoordelen"))
    let cells = ["=1+1", "+31", "-5", "@x", "\tx", "a;b", "a\"b", "a\nb", "gewoon"]
    #expect(
      String(decoding: TableFile(rows: [cells]).bytes.dropFirst(3), as: UTF8.self)
        == "'=1+1;'+31;'-5;'@x;'\tx;\"a;b\";\"a\"\"b\";\"a\nb\";gewoon\r\n")
  }
}
