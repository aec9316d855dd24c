import Rules

/// Who acted, as a visitor may know them: colleagues by name, others by organisation and role.
struct People: Sendable {
  fileprivate let accounts: [Int64: Account]
  fileprivate let organisations: [String: String]
  fileprivate let own: String?
  fileprivate let language: Language

  func name(of text: String) -> String {
    func say(_ nl: String, _ en: String) -> String { language == .nl ? nl : en }
    switch LogActor(text) {
    case .account(let number, let code, let key):
      let account = accounts[number]
      let organisation = organisations[code] ?? code
      let isColleague = code == own
      var who =
        isColleague && !(account?.name ?? "").isEmpty
        ? "\(account?.name ?? "") (\(organisation))"
        : [organisation, account?.role.title[language]].compactMap { $0 }.joined(separator: ", ")
      if key != nil { who += say(", met een programma", ", with a program") }
      return who
    case .privateLink: return say("wie de link heeft", "whoever has the link")
    case .visitor: return say("een bezoeker", "a visitor")
    case .site: return say("deze website", "this site")
    case .demo: return say("het voorbeeld", "the example")
    case nil: return text
    }
  }
}

extension Visit {
  func people(_ actors: [String]) async throws -> People {
    var numbers: Set<Int64> = []
    for case .account(let number, _, _) in actors.map({ LogActor($0) }) { numbers.insert(number) }
    let accounts = try await site.store.accounts(numbers)
    let organisations = try await site.store.organisations()
    return People(
      accounts: Dictionary(accounts.compactMap { account in account.id.map { ($0, account) } }) {
        $1
      }, organisations: Dictionary(organisations.map { ($0.code, words(of: $0)) }) { $1 },
      own: account?.organisation, language: language)
  }

  /// What organisations are called, by code; a code that nobody knows stays as it is.
  func organisationNames() async throws -> (InsurerCode) -> String {
    let names = Dictionary(
      try await site.store.organisations().map { ($0.code, $0.name) }
    ) { $1 }
    return { names[$0] ?? $0 }
  }

  /// The name of an organisation, marked while nobody has looked whether it is the one that its name is like.
  func words(of organisation: Organisation) -> String {
    organisation.alike == nil
      ? organisation.name
      : say("\(organisation.name) (niet nagegaan)", "\(organisation.name) (not verified)")
  }
}
