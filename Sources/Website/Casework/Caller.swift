import Rules

/// Who acts, with what, and when.
struct Caller: Sendable {
  /// Who is signed in, or whose key it is; `nil` for a visitor.
  var account: Account?
  /// The key that a program uses.
  var key: AccessKey?
  /// The private links that they have.
  var links: [Secret] = []
  let language: Language
  /// As the site's clock shows it.
  let moment: DateAndTime

  var now: Moment { Moment(moment) }
  var today: CalendarDate { moment.date }

  /// As the log names whoever acts.
  var actor: String {
    guard let account else { return LogActor.privateLink.spelled }
    return key.map { account.inLog(with: $0) } ?? account.inLog
  }

  func relation(to dossier: Dossier) -> Relation {
    if let account {
      if account.role == .applicant, dossier.owner == account.organisation { return .owner }
      if account.role == .reviewer, let leaders = dossier.leaders {
        return leaders.both.contains(account.organisation) ? .leader : .otherInsurer
      }
    }
    if dossier.owner == nil, let link = dossier.link, links.contains(where: { $0.hash == link }) {
      return .owner
    }
    return account?.role == .administrator ? .office : .none
  }
}

/// What somebody is to one dossier.
enum Relation: String, CaseIterable, Sendable {
  /// Of the organisation that it is of, or with its private link.
  case owner
  /// A reviewer of one of its two market leaders.
  case leader
  /// A reviewer of another insurer.
  case otherInsurer
  /// An administrator: sees nothing of it, and sets the day of an older one.
  case office
  case none
}
