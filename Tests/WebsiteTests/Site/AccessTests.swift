import Foundation
import GRDB
import Rules
import Testing

@testable import Assess
@testable import Website

/// Who may do what, written down a second time, by hand: a route that is added or opened has to be
/// added or opened here too.
private enum Rule {
  case everybody
  case signedIn
  case only([String])
  /// The applicant always, the market leaders since it was submitted, the other insurers while and
  /// after the others may ask.
  case readers
  /// The applicant while it is written.
  case writer
  case owner
  case ownerAt(Stage)
  /// As readers, without the applicant.
  case reviewers
  case leadersWhileJudging
  /// The applicant and the market leaders once it is approved or rejected.
  case parties
  /// The applicant since it was submitted.
  case submitter
  /// The market leaders until they begin, and the administrator before that too.
  case dater

  func allows(_ visitor: String?, _ stage: Stage) -> Bool {
    let isOwner = visitor == "indiener"
    let isLeader = visitor == "eerste" || visitor == "tweede"
    let isOther = visitor == "derde"
    return switch self {
    case .everybody: true
    case .signedIn: visitor != nil
    case .only(let names): visitor.map { names.contains($0) } ?? false
    case .readers: isOwner || Rule.reviewers.allows(visitor, stage)
    case .writer: isOwner && (stage == .draft || stage == .moreInformation)
    case .owner: isOwner
    case .ownerAt(let only): isOwner && stage == only
    case .reviewers:
      isLeader && stage != .draft || isOther && (stage == .intended || stage == .approved)
    case .leadersWhileJudging: isLeader && (stage == .assessing || stage == .intended)
    case .submitter: isOwner && stage != .draft
    case .dater:
      isLeader && stage == .submitted
        || visitor == "beheerder" && (stage == .draft || stage == .submitted)
    case .parties: (isOwner || isLeader) && (stage == .approved || stage == .rejected)
    }
  }
}

private let rules: [String: Rule] = [
  "GET /": .everybody, "GET /taal/{taal}": .everybody, "GET /stijl.css": .everybody,
  "GET /script.js": .everybody, "GET /teken.svg": .everybody, "GET /gezond": .everybody,
  "GET /gereed": .everybody, "GET /inloggen": .everybody, "POST /inloggen": .everybody,
  "GET /inloggen/{link}": .everybody, "POST /inloggen/{link}": .everybody,
  "GET /inloggen-extern": .everybody, "GET /inloggen-extern/terug": .everybody,
  "POST /uitloggen": .signedIn, "GET /account": .everybody, "POST /account": .everybody,
  "GET /account/sleutels": .signedIn, "POST /account/sleutels": .signedIn,
  "POST /account/sleutels/{sleutel}/einde": .signedIn, "GET /api": .everybody,
  "GET /wachtwoord/vergeten": .everybody, "POST /wachtwoord/vergeten": .everybody,
  "GET /wachtwoord/nieuw/{link}": .everybody, "POST /wachtwoord/nieuw/{link}": .everybody,
  "GET /account/adres": .signedIn, "POST /account/adres": .signedIn,
  "GET /bevestigen/{link}": .everybody, "POST /bevestigen/{link}": .everybody,
  "POST /beheer/organisaties/{organisatie}/nagegaan": .only(["beheerder"]),
  "GET /berichten": .everybody, "GET /plan/{plan}/ontvangst": .submitter,
  "GET /plan/{plan}/ontvangst.txt": .submitter, "GET /plan/{plan}/dag": .dater,
  "POST /plan/{plan}/dag": .dater, "POST /beheer/dag": .only(["beheerder"]),
  "POST /beheer/accounts/{account}/bevestigen": .only(["beheerder"]),
  "GET /wachtwoord": .signedIn, "POST /wachtwoord": .signedIn, "POST /nieuw": .everybody,
  "GET /concept/{link}": .everybody, "GET /plannen": .only(["indiener", "buitenstaander"]),
  "GET /plan/{plan}": .readers, "GET /plan/{plan}/vragen/{onderwerp}": .writer,
  "POST /plan/{plan}/vragen/{onderwerp}": .writer, "GET /plan/{plan}/antwoorden": .readers,
  "GET /plan/{plan}/beoordeling": .readers, "GET /plan/{plan}/plan.yaml": .readers,
  "GET /plan/{plan}/beoordeling/{controle}": .readers,
  "GET /plan/{plan}/plan.json": .readers, "POST /plan/{plan}/bestand": .writer,
  "POST /plan/{plan}/bijlagen": .writer, "GET /plan/{plan}/bijlagen/{bijlage}": .readers,
  "POST /plan/{plan}/overnemen": .owner, "GET /plan/{plan}/logboek": .readers,
  "POST /plan/{plan}/aanpassen": .ownerAt(.rejected),
  "POST /plan/{plan}/uitwerken": .ownerAt(.approved), "GET /plan/{plan}/stap/{stap}": .readers,
  "POST /plan/{plan}/stap/{stap}": .readers, "GET /plan/{plan}/brief": .parties,
  "GET /werk/termijnen.ics": .only(["eerste", "tweede", "derde"]),
  "GET /werk/plannen.csv": .only(["eerste", "tweede", "derde"]),
  "GET /werk": .only(["eerste", "tweede", "derde"]), "GET /plan/{plan}/beoordelen": .reviewers,
  "POST /plan/{plan}/beoordelen": .leadersWhileJudging,
  "GET /plan/{plan}/beoordelen/{controle}": .reviewers,
  "POST /plan/{plan}/beoordelen/{controle}": .leadersWhileJudging, "GET /register": .everybody,
  "GET /register/{plan}": .everybody, "GET /regels": .everybody,
  "GET /regels/{ruleset...}/{versie}": .everybody,
  "GET /stand": .only(["monitor", "beheerder"]), "GET /beheer": .only(["beheerder"]),
  "POST /beheer/accounts": .only(["beheerder"]),
  "POST /beheer/organisaties": .only(["beheerder"]), "POST /beheer/regios": .only(["beheerder"]),
  "POST /beheer/accounts/{account}/link": .only(["beheerder"]),
  "POST /beheer/accounts/{account}/stand": .only(["beheerder"]),
  "GET /account/mijn": .signedIn, "POST /uitloggen/overal": .signedIn,
  "GET /account/weg": .signedIn, "POST /account/weg": .signedIn, "GET /privacy": .everybody,
  "POST /plan/{plan}/bijlagen/{bijlage}/weg": .writer, "GET /plan/{plan}/weg": .ownerAt(.draft),
  "POST /plan/{plan}/weg": .ownerAt(.draft), "POST /plan/{plan}/langer": .ownerAt(.draft),
]

private let visitors: [String?] = [nil] + SiteWorld.accounts.map(\.0)

@Suite("Who may do what", .fewAtOnce)
struct AccessTests {
  @Test("every route has a rule here, and every rule a route")
  func complete() {
    let routes = Route.pages.map { "\($0.method.rawValue) \($0.path)" }
    #expect(Set(routes) == Set(rules.keys))
    #expect(Set(routes).count == routes.count)
  }

  @Test("the table of routes says of everybody at every stage what the rules say")
  func table() throws {
    for route in Route.pages {
      let rule = try #require(rules["\(route.method.rawValue) \(route.path)"])
      for visitor in visitors {
        let role = SiteWorld.accounts.first { $0.0 == visitor }?.1
        let relation: Relation =
          switch visitor {
          case "indiener": .owner
          case "eerste", "tweede": .leader
          case "derde": .otherInsurer
          case "beheerder": .office
          default: .none
          }
        for stage in Stage.allCases {
          #expect(
            route.access.allows(role, relation, stage) == rule.allows(visitor, stage),
            "\(route.path) for \(visitor ?? "a visitor") at \(stage)")
        }
      }
    }
  }

  /// Ways to address one dossier, its parts filled in.
  private func addresses(_ id: String, attachment: String) -> [(Route, String)] {
    Route.pages.compactMap { route in
      guard case .dossier = route.access else { return nil }
      return (
        route,
        route.path.replacing("{plan}", with: id).replacing("{onderwerp}", with: "1")
          .replacing("{bijlage}", with: attachment).replacing("{stap}", with: "withdraw")
          .replacing("{controle}", with: "C1.1").replacing("{ruleset...}", with: "iza/plan")
          .replacing("{versie}", with: "kader-2024-09")
      )
    }
  }

  @Test(
    "what somebody may not see answers as what does not exist, to the byte",
    arguments: Stage.allCases)
  func hidden(stage: Stage) async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: stage)
    let attachment = Secret.identifier()
    try world.behindItsBack { database in
      try Attachment(
        id: attachment, dossier: id, name: "bijlage.txt", kind: "text/plain",
        bytes: Data("x".utf8), hash: "", made: Moment(seconds: 1)
      ).insert(database)
    }
    let absent = Secret.identifier()
    for visitor in visitors {
      let browser = try await world.browser(visitor)
      let proof = await browser.get("/").field("bewijs") ?? ""
      for (route, address) in addresses(id, attachment: attachment) {
        let rule = try #require(rules["\(route.method.rawValue) \(route.path)"])
        let mayUse = rule.allows(visitor, stage)
        // What is allowed is tried by the tests of what it does; a page costs time here.
        if mayUse, route.method == .post || route.path.hasSuffix("/beoordeling") { continue }
        let send = { (address: String) in
          route.method == .get
            ? await browser.get(address) : await browser.post(address, [("bewijs", proof)])
        }
        let page = await send(address)
        if mayUse {
          let mayTake = !route.path.hasSuffix("/stap/{stap}")
          #expect(!mayTake || page.status == 200, "\(address) for \(visitor ?? "nobody")")
        } else {
          let other = await send(address.replacing(id, with: absent))
          // Whoever wrote it is told that it was handed in.
          if visitor == "indiener", route.method == .post, rule.allows(visitor, .draft) {
            #expect(page.status == 409 && page.text.contains("al ingediend"), "\(address)")
            continue
          }
          #expect(page.status == 404, "\(address) for \(visitor ?? "nobody")")
          #expect(page.text == other.text.replacing(absent, with: id))
        }
      }
    }
  }

  @Test("a page for a role does not exist for others; a visitor is asked to sign in")
  func roles() async throws {
    let world = try await SiteWorld()
    for visitor in visitors {
      let browser = try await world.browser(visitor)
      let proof = await browser.get("/").field("bewijs") ?? ""
      for route in Route.pages {
        guard let rule = rules["\(route.method.rawValue) \(route.path)"] else { continue }
        switch rule {
        case .only, .signedIn: break
        default: continue
        }
        if rule.allows(visitor, .draft) { continue }
        let address = route.path.replacing("{account}", with: "1")
        let page =
          route.method == .get
          ? await browser.get(address) : await browser.post(address, [("bewijs", proof)])
        if visitor == nil, route.method == .get {
          #expect(page.status == 200 && page.path.hasPrefix("/inloggen?terug="))
        } else {
          #expect(page.status == 404, "\(address) for \(visitor ?? "nobody")")
        }
      }
    }
  }

  @Test("nothing that changes anything works from another site, or without the proof of a form")
  func crossSite() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: .draft)
    let before = try #require(try await world.store.dossier(id))
    var browsers: [(String?, Browser)] = []
    for visitor in visitors { browsers.append((visitor, try await world.browser(visitor))) }
    let log = try world.store.verifyLog()
    for (visitor, browser) in browsers {
      let proof = await browser.get("/").field("bewijs") ?? ""
      #expect(!proof.isEmpty)
      for route in Route.pages where route.method == .post {
        guard let rule = rules["POST \(route.path)"], rule.allows(visitor, .draft) else { continue }
        let address = route.path.replacing("{plan}", with: id).replacing("{onderwerp}", with: "1")
          .replacing("{stap}", with: "withdraw").replacing("{controle}", with: "C1.1")
          .replacing("{account}", with: "1").replacing("{link}", with: "x")
          .replacing("{sleutel}", with: "1")
        let fields = [("reden", "omdat"), ("basis", "1"), ("naam", "x"), ("email", "x@y.nl")]
        for headers in [
          ["origin": "https://elders.example"], ["origin": "null"],
          ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"],
        ] {
          let page = await browser.post(address, fields + [("bewijs", proof)], headers: headers)
          #expect(page.status == 403, "\(address) \(headers)")
        }
        for wrong in [[], [("bewijs", "")], [("bewijs", String(proof.reversed()))]] {
          let page = await browser.post(address, fields + wrong)
          #expect(page.status == 403, "\(address) \(wrong)")
        }
      }
    }
    #expect(try await world.store.dossier(id) == before)
    #expect(try world.store.verifyLog().count == log.count)
  }

  @Test("the proof of one browser is worth nothing in another")
  func foreignProof() async throws {
    let world = try await SiteWorld()
    let (mine, theirs) = (try await world.browser("indiener"), try await world.browser("derde"))
    let proof = await theirs.get("/").field("bewijs") ?? ""
    let id = try await world.dossier(at: .draft)
    let page = await mine.post(
      "/plan/\(id)/stap/withdraw", [("bewijs", proof), ("reden", "x"), ("basis", "1")])
    #expect(page.status == 403)
  }
}
