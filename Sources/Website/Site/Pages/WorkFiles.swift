import Assess
import Rules

/// A reviewer's work as files: the days by which something has to be done, and the list.
enum WorkFiles {
  @Sendable static func deadlines(_ visit: Visit) async throws -> WebResponse {
    let entries = try await lines(visit, [.submitted, .assessing, .intended])
      .compactMap { line -> CalendarFile.Entry? in
        guard let deadline = line.proceeding.deadline(on: visit.today, visit.site.clock),
          let due = deadline.due
        else { return nil }
        let what = deadline.title[visit.language]
        return CalendarFile.Entry(
          id: "\(line.id)-\(line.stage.rawValue)@toetssteen", day: due,
          title: "\(line.title): \(what)",
          about:
            "\(line.track.title[visit.language]), \(line.stage.title(line.track)[visit.language])",
          address: address(line, visit))
      }
    let file = CalendarFile(entries: entries, made: visit.now.shown(in: .utc))
    return .file(
      file.bytes, type: CalendarFile.type, name: visit.say("termijnen.ics", "deadlines.ics"))
  }

  @Sendable static func list(_ visit: Visit) async throws -> WebResponse {
    let names = try await visit.site.store.organisations()
    let head = [
      ("Titel", "Title"), ("Soort", "Kind"), ("Status", "Status"), ("Wacht op", "Waits for"),
      ("Uiterste dag", "Last day"), ("Dagen over", "Days left"), ("Regio", "Region"),
      ("Indiener", "Applicant"), ("Adres", "Address"),
    ]
    var table = TableFile(rows: [head.map { visit.say($0.0, $0.1) }])
    for line in try await lines(visit, Stage.allCases.filter { $0 != .draft }) {
      let deadline = line.proceeding.deadline(on: visit.today, visit.site.clock)
      table.rows.append([
        line.title, line.track.title[visit.language], line.stage.title(line.track)[visit.language],
        ListPages.waiting(visit, line).joined(separator: ", "),
        deadline?.due.map { "\($0)" } ?? "",
        deadline.flatMap { $0.isPaused ? nil : "\($0.left)" } ?? "", line.region ?? "",
        names.first { $0.code == line.owner }.map { visit.words(of: $0) } ?? "",
        address(line, visit),
      ])
    }
    return .file(table.bytes, type: TableFile.type, name: visit.say("plannen.csv", "plans.csv"))
  }

  /// More than any insurer has; a list that is longer ends there.
  private static let most = 200

  private static func lines(_ visit: Visit, _ stages: [Stage]) async throws -> [Store.Line] {
    guard let account = visit.account else { return [] }
    var all: [Store.Line] = []
    for page in 1...most {
      let found = try await visit.site.store.lines(
        ofLeader: account.organisation, stages: stages, page: page)
      all += found.prefix(Store.page)
      if found.count <= Store.page { break }
    }
    return all
  }

  private static func address(_ line: Store.Line, _ visit: Visit) -> String {
    "\(visit.site.address)/plan/\(line.id)/beoordelen"
  }
}
