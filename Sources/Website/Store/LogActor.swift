/// Whoever acted, as the log and the history name them: by the number of an account and never by a name or an
/// address, so that those can be taken out of the site while the chain stays whole.
enum LogActor: Hashable, Sendable {
  /// Somebody with an account of an organisation, or a program of theirs with a key.
  case account(Int64, organisation: String, key: Int64?)
  /// Whoever has the private link of a draft.
  case privateLink
  /// Somebody without an account.
  case visitor
  /// The site by itself.
  case site
  case demo

  var spelled: String {
    switch self {
    case .account(let number, let organisation, let key):
      "account \(number)\(key.map { " with key \($0)" } ?? "") (\(organisation))"
    case .privateLink: "private link"
    case .visitor: "visitor"
    case .site: "site"
    case .demo: "demo"
    }
  }

  /// Reads what ``spelled`` says.
  init?(_ text: String) {
    for actor in [LogActor.privateLink, .visitor, .site, .demo] where actor.spelled == text {
      self = actor
      return
    }
    guard let match = text.wholeMatch(of: /account (\d+)(?: with key (\d+))? \((.*)\)/),
      let number = Int64(match.1)
    else { return nil }
    self = .account(number, organisation: String(match.3), key: match.2.flatMap { Int64($0) })
  }
}
