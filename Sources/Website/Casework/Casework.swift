import Rules

/// What a person or a program can do to dossiers: pages and programs only put it into words.
struct Casework: Sendable {
  let services: Services
  let caller: Caller

  var store: Store { services.store }
  var editions: SiteEditions { services.editions }
  var account: Account? { caller.account }
  var language: Language { caller.language }
  var actor: String { caller.actor }
  var moment: DateAndTime { caller.moment }
  var now: Moment { caller.now }
  var today: CalendarDate { caller.today }
}
