import Foundation
import GRDB
import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

/// Who may do what by API, written down a second time.
private let api: [String: String] = [
  "GET /openapi.json": "everybody", "POST /assessments": "everybody", "GET /rulesets": "everybody",
  "GET /rulesets/schema": "everybody", "GET /regions": "signed in",
  "GET /plans": "applicant reviewer", "POST /plans": "applicant", "GET /plans/{plan}": "readers",
  "GET /plans/{plan}/answers": "readers", "PUT /plans/{plan}/answers": "owner",
  "GET /plans/{plan}/assessment": "readers", "GET /plans/{plan}/log": "readers",
  "POST /plans/{plan}/steps": "readers", "GET /plans/{plan}/judgements": "reviewers",
  "PUT /plans/{plan}/judgements/{check}": "leaders",
]

private func mayUse(_ rule: String, _ visitor: String?, _ stage: Stage) -> Bool {
  let role = SiteWorld.accounts.first { $0.0 == visitor }?.1
  let isLeader = ["eerste", "tweede"].contains(visitor) && stage != .draft
  let isOther = visitor == "derde" && [.intended, .approved].contains(stage)
  return switch rule {
  case "everybody": true
  case "signed in": visitor != nil
  case "owner": visitor == "indiener"
  case "readers": visitor == "indiener" || isLeader || isOther
  case "reviewers": isLeader || isOther
  case "leaders": isLeader
  default: role.map { rule.contains($0.rawValue) } ?? false
  }
}

@Suite("Plans by API", .fewAtOnce)
struct PlanAPITests {
  private let visitors: [String?] = [nil] + SiteWorld.accounts.map(\.0)

  @Test(
    "what somebody may not see answers as what does not exist, to the byte but for its address",
    arguments: Stage.allCases)
  func hidden(stage: Stage) async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: stage)
    let absent = Secret.identifier()
    #expect(Set(Endpoint.all.map { "\($0.method.rawValue) \($0.path)" }) == Set(api.keys))
    for visitor in visitors {
      let program = try await world.program(visitor)
      for endpoint in Endpoint.all where endpoint.path.contains("{plan}") {
        let rule = try #require(api["\(endpoint.method.rawValue) \(endpoint.path)"])
        let path = endpoint.path.replacing("{plan}", with: id).replacing("{check}", with: "C1.1")
        let body = endpoint.body == nil ? nil : "{}"
        if mayUse(rule, visitor, stage) {
          if endpoint.path.hasSuffix("assessment") { continue }
          let answer = try await program.send(endpoint.method, path, body)
          #expect(![401, 404, 405].contains(answer.status), "\(path) for \(visitor ?? "nobody")")
          continue
        }
        let seen = try await program.send(endpoint.method, path, body)
        // Who may read may know that writing is for others.
        if seen.status == 405 {
          #expect(mayUse("readers", visitor, stage) && seen.header("Allow") == "GET, HEAD")
          continue
        }
        let other = try await program.send(
          endpoint.method, path.replacing(id, with: absent), body)
        #expect(
          seen.status == (visitor == nil ? 401 : 404), "\(path) for \(visitor ?? "nobody")")
        #expect(seen.text == other.text.replacing(absent, with: id))
        guard visitor != nil else { continue }
        let nowhere = try await program.send(.get, "/nergens", nil)
        #expect(
          seen.text.replacing("/api/v1\(path)", with: "")
            == nowhere.text.replacing("/api/v1/nergens", with: ""))
      }
    }
  }

  @Test("without a key nothing of one's own is there, and no cookie is one")
  func keyNeeded() async throws {
    let world = try await SiteWorld()
    let id = try await world.dossier(at: .draft)
    let account = try #require(try await world.store.account(withEmail: "indiener@voorbeeld.nl"))
    let token = Secret.random()
    try await world.store.signIn(account, token: token, at: Moment(world.now))
    let cookies = [Visit.sessionCookie: token.text]
    let program = try await world.program(nil)
    let list = try await program.send(.get, "/plans", nil, cookies: cookies)
    #expect(list.status == 401 && list.header("WWW-Authenticate")?.hasPrefix("Bearer") == true)
    for (method, path, body) in [
      (WebRequest.Method.get, "/plans/\(id)", nil), (.post, "/plans/\(id)/steps", "{}"),
      (.put, "/plans/\(id)/answers", "{}"),
    ] {
      let answer = try await program.send(
        method, path, body, ["if-match": "\"1\""], cookies: cookies)
      #expect(answer.status == 401, "\(path)")
    }
    #expect(try await program.send(.post, "/plans", "{}", cookies: cookies).status == 401)
    for wrong in [
      "Basic eDp5", "Bearer", "Bearer x", "Bearer \(token.text)",
      "Bearer \(AccessKey.spelled(Secret.random()))",
    ] {
      let answer = try await program.get("/rulesets", ["authorization": wrong])
      #expect(answer.status == 401 && answer.kind == "unauthorized", "\(wrong)")
    }
  }

  @Test("who tries many keys is stopped, and others are not")
  func wrongKeys() async throws {
    let world = try await SiteWorld()
    let wrong = Program(site: world.site, key: AccessKey.spelled(Secret.random()))
    for _ in 0..<RateLimits.Kind.wrongKey.limit.tries {
      #expect(try await wrong.get("/rulesets").status == 401)
    }
    let stopped = try await wrong.get("/rulesets")
    #expect(stopped.status == 429 && stopped.header("Retry-After") != nil)
    #expect(try await world.program("indiener").get("/rulesets").status == 200)
  }

  private func example(_ name: String) throws -> String {
    String(decoding: try SiteWorld.example(name), as: UTF8.self)
  }

  private let yaml = ["content-type": "application/yaml"]

  /// Judges every check that waits for it.
  private func judgeAll(_ program: Program, _ id: String) async throws {
    let list = try await program.get("/plans/\(id)/judgements")
    for check in list.json["checks"]?.items ?? [] where check["asksPeople"] == .truth(true) {
      let name = try #require(check["check"]?.text)
      let answer = try await program.put(
        "/plans/\(id)/judgements/\(name)", #"{"holds": true, "reason": "Het staat er."}"#)
      #expect(answer.status == 200)
    }
  }

  @Test("a quick test goes from its beginning to a decision of two, and opens the plan")
  func journey() async throws {
    let world = try await SiteWorld()
    let applicant = try await world.program("indiener")
    let (one, two) = (try await world.program("eerste"), try await world.program("tweede"))
    let begun = try await applicant.post("/plans", #"{"ruleset": "iza/snelle-toets"}"#)
    #expect(begun.status == 201)
    let id = begun.id
    #expect(begun.header("Location") == "/api/v1/plans/\(id)")
    #expect(begun.json["stage"]?["nl"] == .text("concept"))
    let saved = try await applicant.put(
      "/plans/\(id)/answers", try example("snelle-toets/examples/hart-voor-elkaar"),
      yaml.merging(["if-match": begun.tag]) { $1 })
    #expect(saved.status == 200 && saved.json["title"] == .text("Hart voor Elkaar"))
    let regions = try await applicant.get("/regions")
    #expect(regions.json["regions"]?[0]?["code"] == .text("r1"))
    let submitted = try await applicant.take(
      #"{"step": "submit", "region": "r1", "confirmed": true}"#, of: id)
    #expect(submitted.status == 200 && submitted.json["version"] == .number(1))
    #expect(submitted.json["leaders"]?[0]?["code"] == .text("een"))
    #expect(try await applicant.get("/plans").json["plans"]?[0]?["id"] == .text(id))
    #expect(try await one.get("/plans?status=open").json["plans"]?[0]?["id"] == .text(id))
    let early = try await two.take(#"{"step": "start"}"#, of: id)
    #expect(early.status == 409 && early.kind == "refused")
    #expect(try await one.take(#"{"step": "start"}"#, of: id).status == 200)

    // What one says is not for the other until both have handed in.
    let open = try await one.take(
      #"{"step": "handIn", "agrees": true, "reason": "Goed."}"#, of: id)
    #expect(open.status == 409, "checks wait for a judgement")
    try await judgeAll(one, id)
    let secret = "dit mag de ander nog niet weten"
    let handedIn = try await one.take(
      #"{"step": "handIn", "agrees": true, "reason": "\#(secret)"}"#, of: id)
    #expect(handedIn.status == 200)
    for path in ["", "/judgements", "/log", "/assessment"] {
      let seen = try await two.get("/plans/\(id)\(path)")
      #expect(seen.status == 200 && !seen.text.contains(secret), "\(path)")
    }
    let log = try await two.get("/plans/\(id)/log")
    let opinion = log.json["entries"]?.items.first { $0["action"]?["code"] == .text("handIn") }
    #expect(opinion?["detail"] == .null && opinion?["hash"] == nil)
    #expect(!log.text.contains("agrees"))
    let theirs = try await two.get("/plans/\(id)/judgements")
    #expect(theirs.json["checks"]?.items.allSatisfy { $0["theirs"] == .null } == true)
    try await judgeAll(two, id)
    _ = try await two.take(#"{"step": "handIn", "agrees": true, "reason": "Ook goed."}"#, of: id)
    #expect(try await two.get("/plans/\(id)").json["opinions"]?.items.count == 2)

    _ = try await one.take(
      #"{"step": "propose", "conclusion": "approve", "reason": "Samen"}"#, of: id)
    let alone = try await one.take(#"{"step": "confirm"}"#, of: id)
    #expect(alone.status == 409)
    #expect(alone.json["detail"]?.text?.contains("de andere zorgverzekeraar") == true)
    let confirmed = try await two.take(#"{"step": "confirm"}"#, of: id)
    #expect(confirmed.json["stage"]?["code"] == .text("approved"))
    let plan = try await applicant.post("/plans", #"{"elaborates": "\#(id)"}"#)
    #expect(plan.status == 201 && plan.json["opener"] == .text(id))
    #expect(plan.json["track"]?["code"] == .text("plan"))
    #expect(try world.store.verifyLog().breaks == [])
  }

  @Test(
    "whoever changes what another changed meanwhile gets both texts, and nothing is overwritten")
  func stale() async throws {
    let world = try await SiteWorld()
    let program = try await world.program("indiener")
    let id = try await world.dossier(at: .draft)
    let path = "/plans/\(id)/answers"
    let seen = try await program.get(path)
    #expect(seen.response.type == "application/json" && seen.tag == "\"1-json\"")
    let inYAML = try await program.get(path, ["accept": "application/yaml"])
    #expect(inYAML.response.type == "application/yaml" && inYAML.tag == "\"1-yaml\"")
    for missing in [[:], ["if-match": "*"]] {
      let answer = try await program.put(path, seen.text, missing)
      #expect(answer.status == 428 && answer.kind == "basis-missing")
    }
    let mine = #"{"ruleset": "iza/plan", "titel": "Van mij"}"#
    let first = try await program.put(path, mine, ["if-match": seen.tag])
    #expect(first.status == 200 && first.json["revision"] == .number(2))
    let before = try await world.store.dossier(id)
    for tag in [seen.tag, "\"1\"", "W/\"2\"", "\"x\"", "2"] {
      let late = try await program.put(
        path, #"{"titel": "Van een ander"}"#, ["if-match": tag])
      #expect(late.status == 412 && late.kind == "stale", "\(tag)")
      #expect(late.json["current"]?["text"]?.text?.contains("Van mij") == true)
      #expect(late.json["given"]?["text"]?.text?.contains("Van een ander") == true)
      #expect(late.tag == "\"2\"")
    }
    #expect(try await world.store.dossier(id) == before)
    let step = try await program.post(
      "/plans/\(id)/steps", #"{"step": "submit", "region": "r1", "confirmed": true}"#,
      ["if-match": "\"1\""])
    #expect(step.status == 412)
    #expect(try await program.post("/plans/\(id)/steps", "{}").status == 428)
    // Any of several tags will do, and what was read can be put back.
    let again = try await program.get(path)
    #expect(again.json["titel"] == .text("Van mij"))
    let back = try await program.put(path, again.text, ["if-match": "\"9\", \(again.tag)"])
    #expect(back.status == 200)
  }

  @Test("answers that are wrong are refused as a whole, and once submitted they stand")
  func answers() async throws {
    let world = try await SiteWorld()
    let program = try await world.program("indiener")
    let id = try await world.dossier(at: .draft)
    let wrong = try await program.put(
      "/plans/\(id)/answers", #"{"titel": "x", "nergens": 1, "resultaten": 3}"#,
      ["if-match": "\"1\""])
    #expect(wrong.status == 422)
    #expect(wrong.pointers == ["/nergens", "/resultaten"])
    #expect(try await world.store.dossier(id)?.number == 1)
    let fixed = try await world.dossier(at: .assessing)
    let tag = try await program.get("/plans/\(fixed)").tag
    let late = try await program.put("/plans/\(fixed)/answers", "{}", ["if-match": tag])
    #expect(late.status == 409)
    let leader = try await world.program("eerste")
    let other = try await leader.put("/plans/\(fixed)/answers", "{}", ["if-match": tag])
    #expect(other.status == 405 && other.header("Allow") == "GET, HEAD")
    #expect(try await leader.get("/plans/\(fixed)/answers").tag == "\"v1-json\"")
  }

  @Test("the assessment of a plan is that of its text")
  func assessment() async throws {
    let world = try await SiteWorld()
    let program = try await world.program("indiener")
    let id = try await world.dossier(
      .quickTest, at: .draft, of: "snelle-toets/examples/hart-voor-elkaar")
    let text = try await program.get("/plans/\(id)/answers", ["accept": "application/yaml"]).text
    let own = try await program.get("/plans/\(id)/assessment?lang=en")
    // A draft is looked at as if it were handed in today.
    let sent = try await program.post(
      "/assessments?lang=en", text + "ingediend op: \(world.today)\n", yaml)
    for part in ["outcome", "tally", "criteria", "ruleset", "openQuestions"] {
      #expect(own.json[part] == sent.json[part], "\(part)")
    }
  }

  @Test(
    "everything that is wrong with a step is told at once",
    arguments: [
      ("{}", ["/step"]), (#"{"step": "dansen"}"#, ["/step"]), ("[]", [""]), ("3", [""]),
      (#"{"step": "submit"}"#, ["/region", "/confirmed"]),
      (#"{"step": "submit", "region": "r9", "confirmed": true}"#, ["/region"]),
      (
        #"{"step": "submit", "region": 1, "x": 2, "confirmed": 1}"#,
        ["/region", "/confirmed", "/x"]
      ),
      (#"{"step": "supply"}"#, ["/confirmed"]),
      (#"{"step": "withdraw"}"#, ["/reason"]),
      (#"{"step": "withdraw", "reason": " "}"#, ["/reason"]),
      (#"{"step": "handIn", "agrees": "ja", "reason": ""}"#, ["/reason", "/agrees"]),
      (#"{"step": "propose", "conclusion": "x"}"#, ["/reason", "/conclusion"]),
      (#"{"step": "setFlag", "flag": null}"#, ["/flag"]),
      (#"{"step": "start", "reason": "x"}"#, ["/reason"]),
    ])
  func wrongSteps(body: String, pointers: [String]) async throws {
    let world = try await SiteWorld()
    let program = try await world.program("indiener")
    let id = try await world.dossier(at: .draft)
    let answer = try await program.take(body, of: id)
    #expect(answer.status == 422 && answer.pointers == pointers)
    #expect(try await world.store.dossier(id)?.stage == .draft)
  }

  @Test("a step that the procedure does not allow is refused in its own words")
  func refusals() async throws {
    let world = try await SiteWorld()
    let (applicant, leader) = (
      try await world.program("indiener"), try await world.program("eerste")
    )
    let draft = try await world.dossier(at: .draft)
    let unopened = try await applicant.take(
      #"{"step": "submit", "region": "r1", "confirmed": true}"#, of: draft)
    #expect(
      unopened.status == 409 && unopened.json["detail"]?.text?.contains("snelle toets") == true)
    let assessing = try await world.dossier(at: .assessing)
    for (program, body, words) in [
      (applicant, #"{"step": "start"}"#, "beoordeling starten kan niet"),
      (applicant, #"{"step": "askMore", "reason": "x"}"#, "alleen een ander"),
      (leader, #"{"step": "confirm"}"#, "er ligt geen conclusie"),
      (leader, #"{"step": "propose", "conclusion": "approve", "reason": "x"}"#, "beide"),
    ] {
      let answer = try await program.take(body, of: assessing)
      #expect(answer.status == 409)
      #expect(answer.json["detail"]?.text?.contains(words) == true, "\(answer.text)")
    }
  }

  @Test(
    "a judgement takes an answer, and a reason of what is not met; two colleagues do not overwrite each other"
  )
  func judgements() async throws {
    let world = try await SiteWorld()
    let leader = try await world.program("eerste")
    let id = try await world.dossier(at: .assessing)
    let list = try await leader.get("/plans/\(id)/judgements")
    #expect(list.json["mayJudge"] == .truth(true) && list.json["version"] == .number(1))
    let asked = list.json["checks"]?.items.first { $0["asksPeople"] == .truth(true) }
    let path = "/plans/\(id)/judgements/\(try #require(asked?["check"]?.text))"
    for (body, pointers) in [
      ("{}", ["/holds", "/reason"]), (#"{"holds": false}"#, ["/reason"]),
      (#"{"reason": "x"}"#, ["/holds"]), (#"{"holds": 1, "reason": "\t"}"#, ["/holds", "/reason"]),
      (#"{"holds": true, "reason": "x", "door": "mij"}"#, ["/door"]),
    ] {
      let answer = try await leader.put(path, body)
      #expect(answer.status == 422 && answer.pointers == pointers)
    }
    let first = try await leader.put(path, #"{"holds": true, "reason": "Eén"}"#)
    #expect(first.status == 200 && first.tag == "\"1\"")
    let second = #"{"holds": false, "reason": "Twee"}"#
    #expect(try await leader.put(path, second).status == 428)
    for tag in ["\"9223372036854775807\"", "\"-5\"", "\"x\"", "\"7\""] {
      let stale = try await leader.put(path, second, ["if-match": tag])
      #expect(stale.status == 412 && stale.json["current"]?["reason"] == .text("Eén"))
    }
    let changed = try await leader.put(path, second, ["if-match": first.tag])
    #expect(changed.status == 200 && changed.json["revision"] == .number(2))
    for (version, status) in [("1", 200), ("2", 412), ("0", 412), ("1.5", 422), ("\"1\"", 422)] {
      let tag =
        try await leader.get("/plans/\(id)/judgements").json["checks"]?.items
        .first { $0["check"] == asked?["check"] }?["mine"]?["revision"]?.number ?? 0
      let answer = try await leader.put(
        path, "{\"holds\": true, \"reason\": \"Drie\", \"version\": \(version)}",
        ["if-match": "\"\(Int(tag))\""])
      #expect(answer.status == status, "\(version)")
    }
    let missing = try await leader.put("/plans/\(id)/judgements/X9.9", second)
    #expect(missing.status == 404)
    let closed = try await world.dossier(at: .submitted)
    let early = try await leader.put(
      path.replacing(id, with: closed), #"{"holds": true, "reason": "x"}"#)
    #expect(early.status == 409)
  }

  @Test(
    "what can't be begun is refused with what can",
    arguments: [
      ("{}", "/ruleset"), (#"{"ruleset": "geen/regels"}"#, "/ruleset"),
      (#"{"ruleset": ["iza/plan"]}"#, "/ruleset"), (#"{"revises": "nergens"}"#, "/revises"),
      (#"{"elaborates": "nergens"}"#, "/elaborates"),
    ])
  func beginnings(body: String, pointer: String) async throws {
    let world = try await SiteWorld()
    let answer = try await world.program("indiener").post("/plans", body)
    #expect(answer.status == 422 && answer.pointers == [pointer])
    let foreign = try await world.dossier(at: .rejected)
    let outsider = try await world.program("buitenstaander")
    #expect(try await outsider.post("/plans", #"{"revises": "\#(foreign)"}"#).status == 422)
    let own = try await world.program("indiener").post("/plans", #"{"revises": "\#(foreign)"}"#)
    #expect(own.status == 201 && own.json["revises"] == .text(foreign))
  }

  @Test("lists go by page, and say where the next is")
  func lists() async throws {
    let world = try await SiteWorld()
    let program = try await world.program("indiener")
    for number in 1...(Store.page + 3) {
      var made = Dossier(
        id: Secret.identifier(), track: .plan, ruleset: "iza/plan", title: "Plan \(number)",
        text: [], at: Moment(seconds: number))
      made.owner = "zorg"
      try await world.store.add(made, by: "test")
    }
    let first = try await program.get("/plans")
    #expect(first.json["plans"]?.items.count == Store.page)
    let next = try #require(first.json["next"]?.text)
    let second = try await program.get(String(next.dropFirst(Endpoint.root.count)))
    #expect(second.json["plans"]?.items.count == 3 && second.json["next"] == .null)
    for query in [
      "?page=0", "?page=x", "?page=1e3", "?page=100001", "?status=alles", "?status=open",
    ] {
      #expect(try await program.get("/plans\(query)").status == 400, "\(query)")
    }
    let reviewer = try await world.program("derde")
    let intended = try await world.dossier(at: .intended)
    let inquiry = try await reviewer.get("/plans?status=inquiry")
    #expect(inquiry.json["plans"]?[0]?["id"] == .text(intended))
    #expect(try await reviewer.get("/plans/\(intended)").json["opinions"] == .list([]))
  }
}

@Suite("Keys for programs", .fewAtOnce)
struct KeyTests {
  private func made(_ page: Browser.Page) throws -> String {
    let start = try #require(page.text.range(of: "toets_")?.lowerBound)
    return String(page.text[start...].prefix(49))
  }

  @Test("a key is made on a page, shown once, works until it is ended, and is kept as a hash")
  func life() async throws {
    let world = try await SiteWorld()
    let browser = try await world.browser("indiener")
    let nameless = await browser.submit("/account/sleutels", [("naam", " ")])
    #expect(nameless.status == 422)
    let page = await browser.submit("/account/sleutels", [("naam", "Mijn <programma>")])
    #expect(page.status == 200 && page.text.contains("Mijn &lt;programma&gt;"))
    let key = try made(page)
    let list = await browser.get("/account/sleutels")
    #expect(!list.text.contains("toets_") && list.text.contains("nog niet"))
    let program = Program(site: world.site, key: key)
    #expect(try await program.get("/plans").status == 200)
    #expect(await !browser.get("/account/sleutels").text.contains("nog niet"))
    let kept = try await world.store.read { database in
      try Data.fetchAll(database, sql: "SELECT secret FROM accessKey")
    }
    #expect(kept == [try #require(AccessKey.secret(of: key)).hash])
    // Nobody ends the key of another.
    let other = try await world.browser("buitenstaander")
    #expect(
      await other.submit("/account/sleutels", to: "/account/sleutels/1/einde", []).status == 404)
    #expect(try await program.get("/plans").status == 200)
    _ = await browser.submit("/account/sleutels", to: "/account/sleutels/1/einde", [])
    #expect(try await program.get("/plans").status == 401)
    let log = try await world.store.read { database in
      try String.fetchAll(database, sql: "SELECT action FROM log WHERE action LIKE '%Key'")
    }
    #expect(log == ["addKey", "useKey", "endKey"])
    #expect(try world.store.verifyLog().breaks == [])
  }

  @Test("using a key is logged once a day, and what is done with it names it")
  func uses() async throws {
    let world = try await SiteWorld()
    let program = try await world.program("indiener")
    for _ in 0..<3 { _ = try await program.get("/rulesets") }
    world.pass(days: 1)
    _ = try await program.post("/plans", #"{"ruleset": "iza/plan"}"#)
    let entries = try await world.store.read { database in
      try LogEntry.fetchAll(database, sql: "SELECT * FROM log ORDER BY number")
    }
    #expect(entries.count { $0.action == "useKey" } == 2)
    #expect(entries.last?.action == "open")
    #expect(entries.last?.actor == "account 1 with key 1 (zorg)")
  }

  @Test("an account that is closed has no keys, and one has only so many")
  func bounds() async throws {
    let world = try await SiteWorld()
    let program = try await world.program("indiener")
    let account = try #require(try await world.store.account(withEmail: "indiener@voorbeeld.nl"))
    let id = try #require(account.id)
    for isOpen in [false, true] {
      try await world.store.setActive(isOpen, account: id, by: "test", at: Moment(world.now))
      #expect(try await program.get("/plans").status == 401)
    }
    for _ in 0..<Store.mostKeys {
      #expect(
        try await world.store.addKey(
          Secret.random(), named: "x", for: account, mayWrite: false, days: 30,
          at: Moment(world.now)))
    }
    #expect(
      try await !world.store.addKey(
        Secret.random(), named: "x", for: account, mayWrite: false, days: 30, at: Moment(world.now))
    )
    let browser = try await world.browser("indiener")
    #expect(await browser.submit("/account/sleutels", [("naam", "nog een")]).status == 422)
  }
}
