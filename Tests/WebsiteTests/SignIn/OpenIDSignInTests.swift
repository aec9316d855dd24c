import Crypto
import CryptoExtras
import Foundation
import GRDB
import Rules
import Testing

@testable import Assess
@testable import Website

private let unproven = "Uit het antwoord van Voorbeeld &amp; co blijkt niet wie u bent."
private let unusable = "Inloggen met Voorbeeld &amp; co werkt nu niet"
private let unreachable = "Voorbeeld &amp; co is nu niet bereikbaar"
private let notBegun = "U begon hier niet met inloggen"
private let uncertain = "Uw e-mailadres staat niet vast"
private let nobody = "U hebt hier nog geen account"

private let huge = Array("{\"a\":\"\(String(repeating: "a", count: 300_000))\"}".utf8)

@Suite("Signing in with OpenID Connect", .fewAtOnce)
struct OpenIDSignInTests {
  @Test("who has an account comes in, and later by who they are, whatever their address is then")
  func goodWay() async throws {
    let world = try await OpenIDWorld()
    let browser = Browser(world.site)
    let form = await browser.get("/inloggen?terug=/plannen")
    #expect(form.text.contains("href=\"/inloggen-extern?terug=%2Fplannen\""))
    #expect(form.text.contains("Inloggen met Voorbeeld &amp; co"))
    let page = try await world.signIn(browser, to: "/wachtwoord")
    #expect(page.status == 200 && page.text.contains("indiener"))
    #expect(await world.isSignedIn(browser))
    let asked = try #require(world.provider.seen.lastToken)
    #expect(asked.form?.contains { $0.name == "client_secret" } == false)

    world.provider.change { $0.claims["email"] = quoted("nieuw@elders.nl") }
    let other = Browser(world.site)
    let again = try await world.signIn(other, to: "/wachtwoord")
    #expect(again.status == 200 && again.path == "/wachtwoord")
    let actions = try world.actions(2)
    #expect(actions.map(\.action) == ["signIn", "signIn"])
    #expect(actions[1].actor == "account 1 (zorg)")
    #expect(actions[1].detail == "OpenID, \(FakeProvider.issuer)")
    let all = try world.actions(6).map(\.action)
    #expect(all.contains("linkIdentity") && all.contains("dropPassword"))
    #expect(try world.store.verifyLog().breaks == [])
  }

  @Test("the way there carries what the standard asks for, and the browser one opaque cookie")
  func request() async throws {
    let world = try await OpenIDWorld()
    let page = await Browser(world.site).get("/inloggen-extern")
    let place = try #require(page.response.headers.first { $0.name == "Location" }?.value)
    // What the endpoint had in its query stays.
    #expect(place.hasPrefix("\(FakeProvider.issuer)/naar?soort=1&response_type=code&"))
    let form = try #require(Form(urlEncoded: place.split(separator: "?")[1].utf8))
    #expect(form["client_id"] == FakeProvider.client)
    #expect(form["redirect_uri"] == "http://localhost:8080/inloggen-extern/terug")
    #expect(form["scope"] == "openid email")
    #expect(form["code_challenge_method"] == "S256")
    let secrets = ["state", "nonce", "code_challenge"].compactMap { form[$0] }
    #expect(Set(secrets).count == 3 && secrets.allSatisfy { $0.utf8.count == 43 })
    let cookies = page.response.cookies.filter { $0.name == "__Host-inlogpoging" }
    #expect(cookies.count == 1 && cookies[0].days == nil && Secret(cookies[0].value) != nil)
    #expect(!place.contains(cookies[0].value))
  }

  @Test("keys of every kind that is taken", arguments: ["RS256", "PS256", "ES256", "EdDSA"])
  func algorithms(name: String) async throws {
    let signer: TokenSigner =
      switch name {
      case "RS256": .rsa(try TokenSigner.rsa2048.get(), pss: false)
      case "PS256": .rsa(try TokenSigner.rsa2048.get(), pss: true)
      case "ES256": .p256(P256.Signing.PrivateKey())
      default: .ed25519(Curve25519.Signing.PrivateKey())
      }
    let world = try await OpenIDWorld(signer) {
      // Other keys are passed over: of kinds that are not known, for other uses, for other ways to sign.
      $0.keys.insert("{\"kty\":\"onbekend\",\"kid\":\"een\"}", at: 0)
      $0.keys.append("{\"kty\":\"oct\",\"k\":\"AAAA\",\"kid\":\"een\"}")
      $0.keys.append($0.keys[1].replacing("\"use\":\"sig\"", with: "\"use\":\"enc\""))
    }
    let browser = Browser(world.site)
    _ = try await world.signIn(browser)
    #expect(await world.isSignedIn(browser))
    // A token may leave the name of the key out where there is no choice.
    world.provider.change { $0.keyName = nil }
    let other = Browser(world.site)
    _ = try await world.signIn(other)
    #expect(await world.isSignedIn(other))
  }

  @Test("ways to show that the site is the client", arguments: ["basic", "post", "none"])
  func clientProof(way: String) async throws {
    let world = try await OpenIDWorld {
      switch way {
      case "basic": break
      case "post":
        $0.discovery["token_endpoint_auth_methods_supported"] = "[\"client_secret_post\"]"
      default: $0.secret = nil
      }
    }
    let browser = Browser(world.site)
    _ = try await world.signIn(browser)
    #expect(await world.isSignedIn(browser))
  }

  // MARK: What proves nothing

  static let forgeries: [Trouble] = [
    Trouble("another nonce", 403, unproven) { $0.claims["nonce"] = quoted("ander") },
    Trouble("no nonce", 403, unproven) { $0.claims["nonce"] = "null" },
    Trouble("another client", 403, unproven) { $0.claims["aud"] = quoted("ander") },
    Trouble("no client", 403, unproven) { $0.claims["aud"] = "[]" },
    Trouble("several clients, made for nobody", 403, unproven) {
      $0.claims["aud"] = "[\"toetssteen\",\"ander\"]"
    },
    Trouble("several clients, made for another", 403, unproven) {
      $0.claims["aud"] = "[\"toetssteen\",\"ander\"]"
      $0.claims["azp"] = quoted("ander")
    },
    Trouble("one client, made for another", 403, unproven) { $0.claims["azp"] = quoted("ander") },
    Trouble("another issuer", 403, unproven) {
      $0.claims["iss"] = quoted("https://inloggen.example/anders")
    },
    Trouble("an issuer with a slash more", 403, unproven) {
      $0.claims["iss"] = quoted("\(FakeProvider.issuer)/")
    },
    Trouble("over for a minute", 403, unproven) { $0.claims["exp"] = "\($0.now - 60)" },
    Trouble("an end that is a text", 403, unproven) { $0.claims["exp"] = quoted("9999999999") },
    Trouble("an end that is no moment", 403, unproven) { $0.claims["exp"] = "1e400" },
    Trouble("no end", 403, unproven) { $0.claims["exp"] = "null" },
    Trouble("made in the future", 403, unproven) { $0.claims["iat"] = "\($0.now + 61)" },
    Trouble("no moment when it was made", 403, unproven) { $0.claims["iat"] = "null" },
    Trouble("not valid yet", 403, unproven) { $0.claims["nbf"] = "\($0.now + 61)" },
    Trouble("of nobody", 403, unproven) { $0.claims["sub"] = "null" },
    Trouble("of nobody in particular", 403, unproven) { $0.claims["sub"] = quoted("") },
    Trouble("a subject that is too long", 403, unproven) {
      $0.claims["sub"] = quoted(String(repeating: "a", count: 256))
    },
    Trouble("not signed", 403, unproven) { $0.signer = .none },
    Trouble("not signed, in other case", 403, unproven) {
      $0.signer = .none
      $0.head["alg"] = quoted("nOnE")
    },
    Trouble("signed with the public key as a secret", 403, unproven) {
      let key = try TokenSigner.rsa2048.get()
      $0.keys = [try TokenSigner.rsa(key, pss: false).key(named: "een")]
      $0.signer = .hmac(Array(key.publicKey.pemRepresentation.utf8))
    },
    Trouble("a secret that says it is a key", 403, unproven) {
      let key = try TokenSigner.rsa2048.get()
      $0.keys = [try TokenSigner.rsa(key, pss: false).key(named: "een")]
      $0.signer = .hmac(Array(key.publicKey.pemRepresentation.utf8))
      $0.head["alg"] = quoted("RS256")
    },
    Trouble("signed with another key of the same name", 403, unproven) {
      $0.signer = .p256(P256.Signing.PrivateKey())
    },
    Trouble("signed with a key that it brings along", 403, unproven) {
      let signer = TokenSigner.p256(P256.Signing.PrivateKey())
      $0.signer = signer
      $0.head["jwk"] = try signer.key(named: "een")
    },
    Trouble("a key that is not known", 403, unproven) { $0.keyName = "twee" },
    Trouble("a name of a key that is no text", 403, unproven) { $0.head["kid"] = "1" },
    Trouble("no name of a key where there are two", 403, unproven) {
      $0.keyName = nil
      $0.keys.append(try TokenSigner.p256(P256.Signing.PrivateKey()).key(named: "twee"))
    },
    Trouble("two keys of one name", 403, unproven) {
      $0.keys.append(try TokenSigner.p256(P256.Signing.PrivateKey()).key(named: "een"))
    },
    Trouble("a key for another way to sign", 403, unproven) {
      $0.keys = $0.keys.map { $0.replacing("\"use\"", with: "\"alg\":\"ES384\",\"use\"") }
    },
    Trouble("another way to sign than the key is for", 403, unproven) {
      $0.head["alg"] = quoted("ES384")
    },
    Trouble("a key that is none", 403, unproven) {
      $0.keys = ["{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\",\"kid\":\"een\"}"]
    },
    Trouble("an extension that has to be understood", 403, unproven) {
      $0.head["crit"] = "[\"exp\"]"
    },
    Trouble("the way to sign twice", 403, unproven) {
      $0.head["alg\":\"none\",\"alg"] = quoted("ES256")
    },
    Trouble("a number that fits nowhere", 403, unproven) { $0.head["alg"] = "1e400" },
    Trouble("another signature", 403, unproven) {
      $0.spoil = { "\($0.dropLast(2))\($0.hasSuffix("AA") ? "BB" : "AA")" }
    },
    Trouble("a signature cut short", 403, unproven) { $0.spoil = { String($0.dropLast(20)) } },
    Trouble("no signature", 403, unproven) {
      $0.spoil = { $0.split(separator: ".").prefix(2).joined(separator: ".") + "." }
    },
    Trouble("other claims under the signature", 403, unproven) {
      $0.spoil = { token in
        let parts = token.split(separator: ".")
        let claims = "{\"iss\":\"\(FakeProvider.issuer)\",\"sub\":\"ander\"}"
        return "\(parts[0]).\(base64(Data(claims.utf8))).\(parts[2])"
      }
    },
    Trouble("base64 of another kind", 403, unproven) { $0.spoil = { "\($0)=" } },
    Trouble("two parts", 403, unproven) { $0.spoil = { _ in "e30.e30" } },
    Trouble("five parts", 403, unproven) { $0.spoil = { _ in "e30.e30.e30.e30.e30" } },
    Trouble("no token at all", 403, unproven) { $0.spoil = { _ in "" } },
    Trouble("a long token", 403, unproven) {
      $0.spoil = { "\($0)\(String(repeating: "A", count: 70_000))" }
    },
    Trouble("a code that was never given", 403, unproven) {
      $0.instead["token"] = ProviderReply(
        status: 400, bytes: Array("{\"error\":\"invalid_grant\"}".utf8))
    },
  ]

  @Test("a token that proves nothing lets nobody in, and is logged", arguments: forgeries)
  func forged(trouble: Trouble) async throws {
    let world = try await OpenIDWorld(nil, trouble.change)
    let browser = Browser(world.site)
    let page = try await world.signIn(browser)
    #expect(page.status == trouble.status && page.text.contains(trouble.says), "\(page.text)")
    #expect(await !world.isSignedIn(browser))
    // The way back can't be opened again: the link to the other language leads elsewhere.
    #expect(page.text.contains("/taal/en?terug=%2Finloggen\""))
    let last = try #require(try world.actions(1).first)
    #expect(last.action == "refuseSignIn" && last.actor == "visitor")
    #expect(try world.store.verifyLog().breaks == [])
    // The attempt is over.
    #expect(page.response.cookies.contains { $0.name == "__Host-inlogpoging" && $0.value == "" })
  }

  @Test(
    "a minute is forgiven between two clocks, and several clients where it was made for this one")
  func leeway() async throws {
    for claims in [
      ["exp": -59, "iat": -400], ["exp": 300, "iat": 59, "nbf": 60],
    ] {
      let world = try await OpenIDWorld {
        for (name, seconds) in claims { $0.claims[name] = "\($0.now + seconds)" }
        $0.claims["aud"] = "[\"ander\",\"toetssteen\"]"
        $0.claims["azp"] = quoted("toetssteen")
      }
      let browser = Browser(world.site)
      _ = try await world.signIn(browser)
      #expect(await world.isSignedIn(browser), "\(claims)")
    }
  }

  // MARK: The way back

  @Test("only the browser that left comes back, once, within ten minutes")
  func wayBack() async throws {
    let world = try await OpenIDWorld()
    let browser = Browser(world.site)
    let place = try await world.leave(browser)
    let good = world.provider.allow(place)
    // From another browser, with another state, without one, with two; and the attempt survives all that.
    #expect(await Browser(world.site).get(good).status == 400)
    let state = try #require(good.split(separator: "=").last)
    for address in [
      good.replacing(state, with: String(state.reversed())),
      good.replacing("&state=\(state)", with: ""),
      good + "&state=\(state)", "/inloggen-extern/terug", good.replacing(state, with: ""),
    ] {
      let page = await browser.get(address)
      #expect(page.status == 400 && page.text.contains(notBegun), "\(address)")
    }
    #expect(world.provider.seen.lastToken == nil)

    // Somebody else's attempt.
    let other = Browser(world.site)
    let theirs = world.provider.allow(try await world.leave(other))
    #expect(await browser.get(theirs).status == 400)

    let page = await browser.get(good)
    #expect(page.status == 200)
    #expect(await world.isSignedIn(browser))
    // The same again, with the cookie that it had.
    let replay = Browser(world.site)
    let cookie = try #require(await self.cookie(of: world, for: replay))
    let used = world.provider.allow(cookie.place)
    #expect(await replay.get(used).status == 200)
    replay.set("__Host-inlogpoging", cookie.value)
    let again = await replay.get(used)
    #expect(again.status == 400 && again.text.contains(notBegun))
  }

  private func cookie(
    of world: OpenIDWorld, for browser: Browser
  ) async -> (value: String, place: String)? {
    let page = await browser.get("/inloggen-extern")
    guard
      let value = page.response.cookies.first(where: { $0.name == "__Host-inlogpoging" })?.value,
      let place = page.response.headers.first(where: { $0.name == "Location" })?.value
    else { return nil }
    return (value, place)
  }

  @Test("an attempt is over after ten minutes", arguments: [(599, 200), (600, 400)])
  func expired(seconds: Int, status: Int) async throws {
    let world = try await OpenIDWorld { $0.claims["exp"] = "\($0.now + 3_600)" }
    let (early, late) = (Browser(world.site), Browser(try world.later(seconds)))
    let left = try #require(await cookie(of: world, for: early))
    late.set("__Host-inlogpoging", left.value)
    #expect(await late.get(world.provider.allow(left.place)).status == status)
  }

  @Test("a code is worth nothing to who did not ask for it")
  func injectedCode() async throws {
    let world = try await OpenIDWorld()
    let (thief, victim) = (Browser(world.site), Browser(world.site))
    // The code of one, with the state of the other.
    let stolen = world.provider.allow(try await world.leave(victim))
    let own = world.provider.allow(try await world.leave(thief))
    let code = try #require(stolen.split(separator: "&").first)
    let state = try #require(own.split(separator: "&").last)
    let page = await thief.get("\(code)&\(state)")
    #expect(page.status == 403 && page.text.contains(unproven))
    #expect(await !world.isSignedIn(thief))
  }

  @Test(
    "what else the provider may send along",
    arguments: [
      ("&error=access_denied", false, 403, "U bent niet ingelogd"),
      ("&error=temporarily_unavailable", false, 502, "Voorbeeld &amp; co kon u niet inloggen"),
      ("&error=%3Cscript%3E", false, 502, "Voorbeeld &amp; co kon u niet inloggen"),
      ("&iss=https%3A%2F%2Felders.example", false, 403, unproven),
      ("&iss=https%3A%2F%2Finloggen.example%2Fwie&iss=x", false, 403, unproven),
      ("&iss=https%3A%2F%2Finloggen.example%2Fwie", false, 200, "indiener"),
      ("&iss=https%3A%2F%2Finloggen.example%2Fwie", true, 200, "indiener"),
      ("", true, 403, unproven),
      ("&code=ander", false, 403, unproven),
    ] as [(String, Bool, Int, String)])
  func answers(more: String, namesItself: Bool, status: Int, says: String) async throws {
    let world = try await OpenIDWorld {
      $0.discovery["authorization_response_iss_parameter_supported"] = "\(namesItself)"
    }
    let browser = Browser(world.site)
    let back = world.provider.allow(try await world.leave(browser)) + more
    let page = await browser.get(back)
    #expect(page.status == status && page.text.contains(says))
    #expect(!page.text.contains("<script>alert") && !page.text.contains("%3Cscript"))
    #expect(await world.isSignedIn(browser) == (status == 200))
  }

  @Test(
    "afterwards somebody is where they were going, and never on another site",
    arguments: [
      ("/wachtwoord", "/wachtwoord"), ("//elders.example", "/"), ("https://elders.example", "/"),
      ("/\\elders.example", "/"), ("/\u{9}/elders.example", "/"), ("javascript:alert(1)", "/"),
      ("", "/"), ("/wachtwoord\r\nSet-Cookie: a=b", "/"),
    ])
  func destinations(asked: String, place: String) async throws {
    let world = try await OpenIDWorld { $0.claims["email"] = quoted("derde@voorbeeld.nl") }
    let page = try await world.signIn(Browser(world.site), to: asked)
    #expect(page.path == place && page.status == 200)
  }

  @Test(
    "who is signed in already goes on; who comes back gets a fresh session, and the old one ends")
  func sessions() async throws {
    let world = try await OpenIDWorld { $0.claims["email"] = quoted("derde@voorbeeld.nl") }
    let browser = try await world.world.browser("eerste", of: world.site)
    #expect(await browser.get("/inloggen-extern?terug=/register").path == "/register")
    #expect(world.provider.seen.asked.isEmpty)

    let other = Browser(world.site)
    let back = world.provider.allow(try await world.leave(other))
    let old = Secret.random()
    let account = try #require(
      try await world.store.account(withEmail: "eerste@voorbeeld.nl"))
    try await world.store.signIn(account, token: old, at: Moment(world.world.now))
    other.set(Visit.sessionCookie, old.text)
    let page = await other.get(back)
    #expect(page.text.contains("derde"))
    #expect(
      try await world.store.account(of: old, at: Moment(world.world.now)) == nil)
  }

  // MARK: Who it is

  static let strangers: [Trouble] = [
    Trouble("not verified", 403, uncertain) { $0.claims["email_verified"] = "false" },
    Trouble("not said to be verified", 403, uncertain) {
      $0.claims["email_verified"] = nil
      $0.userInfo = ["sub": quoted("8f3a"), "email": quoted("indiener@voorbeeld.nl")]
    },
    Trouble("verified, as a number", 403, uncertain) { $0.claims["email_verified"] = "1" },
    Trouble("verified, as another word", 403, uncertain) {
      $0.claims["email_verified"] = quoted("yes")
    },
    Trouble("verified, as a list", 403, uncertain) { $0.claims["email_verified"] = "[true]" },
    Trouble("no address", 403, "Uw e-mailadres is niet bekend") {
      $0.claims["email"] = nil
      $0.userInfo = ["sub": quoted("8f3a"), "email_verified": "true"]
    },
    Trouble("an address nobody has", 403, nobody) { $0.claims["email"] = quoted("weg@elders.nl") },
    Trouble("an empty address", 403, nobody) { $0.claims["email"] = quoted("") },
    Trouble("an address with a space", 403, nobody) {
      $0.claims["email"] = quoted(" indiener@voorbeeld.nl")
    },
    // A dotless i, and a sign for kelvin, which become i and k in some alphabets.
    Trouble("an address that looks alike", 403, nobody) {
      $0.claims["email"] = quoted("\u{131}nd\u{131}ener@voorbeeld.nl")
    },
    Trouble("an address with a pattern", 403, nobody) { $0.claims["email"] = quoted("%") },
    Trouble("user info of somebody else", 403, unproven) {
      $0.claims["email"] = nil
      $0.userInfo = [
        "sub": quoted("ander"), "email": quoted("indiener@voorbeeld.nl"),
        "email_verified": "true",
      ]
    },
  ]

  @Test("who is not known with a verified address does not come in", arguments: strangers)
  func stranger(trouble: Trouble) async throws {
    let world = try await OpenIDWorld(nil, trouble.change)
    let before = try await world.store.accounts()
    let browser = Browser(world.site)
    let page = try await world.signIn(browser)
    #expect(page.status == trouble.status && page.text.contains(trouble.says), "\(page.text)")
    #expect(await !world.isSignedIn(browser))
    #expect(try await world.store.accounts() == before)
    #expect(try world.actions(1).map(\.action) == ["refuseSignIn"])
  }

  @Test(
    "who does is",
    arguments: [
      Trouble("in other case", 200, "indiener") {
        $0.claims["email"] = quoted("Indiener@Voorbeeld.NL")
      },
      Trouble("verified, as a text", 200, "indiener") {
        $0.claims["email_verified"] = quoted("true")
      },
      Trouble("from the user info", 200, "indiener") {
        $0.claims["email"] = nil
        $0.claims["email_verified"] = nil
        $0.userInfo = [
          "sub": quoted("8f3a"), "email": quoted("indiener@voorbeeld.nl"),
          "email_verified": "true",
        ]
      },
    ])
  func known(trouble: Trouble) async throws {
    let world = try await OpenIDWorld(nil, trouble.change)
    let browser = Browser(world.site)
    let page = try await world.signIn(browser)
    #expect(page.status == trouble.status && page.text.contains(trouble.says))
    #expect(await world.isSignedIn(browser))
  }

  @Test("a closed account stays closed, and is linked anew when it opens")
  func closed() async throws {
    let world = try await OpenIDWorld { $0.claims["email"] = quoted("derde@voorbeeld.nl") }
    let browser = Browser(world.site)
    _ = try await world.signIn(browser)
    let account = try #require(try await world.store.account(withEmail: "derde@voorbeeld.nl"))
    let id = try #require(account.id)
    let moment = Moment(world.world.now)
    try await world.store.setActive(false, account: id, by: "test", at: moment)
    #expect(await !world.isSignedIn(browser))
    let page = try await world.signIn(browser)
    #expect(page.status == 403 && page.text.contains("Uw account is gesloten"))
    // Before it opens, the address goes to somebody else at the provider.
    try await world.store.setActive(true, account: id, by: "test", at: moment)
    world.provider.change { $0.claims["sub"] = quoted("nieuw") }
    _ = try await world.signIn(browser)
    #expect(await world.isSignedIn(browser))
  }

  @Test("an address that went to somebody else does not take the account along")
  func taken() async throws {
    let world = try await OpenIDWorld { $0.claims["email"] = quoted("derde@voorbeeld.nl") }
    _ = try await world.signIn(Browser(world.site))
    world.provider.change { $0.claims["sub"] = quoted("ander") }
    let browser = Browser(world.site)
    let page = try await world.signIn(browser)
    #expect(page.status == 403 && page.text.contains("Dit account hoort bij een ander"))
    #expect(await !world.isSignedIn(browser))
    #expect(try world.actions(1).map(\.action) == ["refuseSignIn"])
  }

  @Test("who made an account with somebody else's address does not stay in it")
  func squatter() async throws {
    let world = try await OpenIDWorld { $0.claims["email"] = quoted("echt@voorbeeld.nl") }
    let squatter = Browser(world.site)
    let made = await squatter.submit(
      "/account",
      [
        ("naam", "Kraker"), ("organisatie", "Kraak"), ("email", "echt@voorbeeld.nl"),
        ("wachtwoord", SiteWorld.password),
      ])
    #expect(made.status == 200)
    #expect(await world.isSignedIn(squatter))
    let owner = Browser(world.site)
    let page = try await world.signIn(owner)
    #expect(page.status == 200 && page.text.contains("werkt niet meer"))
    #expect(page.text.contains("terug=%2Fplannen\""))
    #expect(await world.isSignedIn(owner))
    #expect(await !world.isSignedIn(squatter))
    let again = await squatter.submit(
      "/inloggen", [("email", "echt@voorbeeld.nl"), ("wachtwoord", SiteWorld.password)])
    #expect(again.status == 422)
    // Of accounts that only an administrator makes the password stays.
    world.provider.change {
      $0.claims["sub"] = quoted("d")
      $0.claims["email"] = quoted("derde@voorbeeld.nl")
    }
    _ = try await world.signIn(Browser(world.site))
    #expect(try await world.store.account(withEmail: "derde@voorbeeld.nl")?.password != nil)
  }

  // MARK: A provider in trouble

  static let outages: [Trouble] = [
    Trouble("it is down", 502, unreachable) { $0.isDown = true },
    Trouble("discovery is huge", 502, unusable) {
      $0.instead["openid-configuration"] = ProviderReply(status: 200, bytes: huge)
    },
    Trouble("discovery is a page", 502, unusable) {
      $0.instead["openid-configuration"] = ProviderReply(status: 200, bytes: Array("<html>".utf8))
    },
    Trouble("discovery is a list", 502, unusable) {
      $0.instead["openid-configuration"] = ProviderReply(status: 200, bytes: Array("[]".utf8))
    },
    Trouble("discovery is elsewhere", 502, unusable) {
      $0.instead["openid-configuration"] = ProviderReply(status: 302, bytes: [])
    },
    Trouble("discovery is of another issuer", 502, unusable) {
      $0.discovery["issuer"] = quoted("https://elders.example")
    },
    Trouble("discovery is of the issuer with a slash", 502, unusable) {
      $0.discovery["issuer"] = quoted("\(FakeProvider.issuer)/")
    },
    Trouble("no place to go to", 502, unusable) { $0.discovery["authorization_endpoint"] = nil },
    Trouble("a place without TLS", 502, unusable) {
      $0.discovery["authorization_endpoint"] = quoted("http://inloggen.example/naar")
    },
    Trouble("tokens without TLS, on this computer", 502, unusable) {
      $0.discovery["token_endpoint"] = quoted("http://localhost/token")
    },
    Trouble("keys from a file", 502, unusable) {
      $0.discovery["jwks_uri"] = quoted("file:///etc/passwd")
    },
    Trouble("only secrets of another kind", 502, unusable) {
      $0.discovery["token_endpoint_auth_methods_supported"] = "[\"private_key_jwt\"]"
    },
  ]

  static let lateOutages: [Trouble] = [
    Trouble("no tokens", 502, unusable) {
      $0.instead["token"] = ProviderReply(status: 500, bytes: [])
    },
    Trouble("tokens that are huge", 502, unusable) {
      $0.instead["token"] = ProviderReply(status: 200, bytes: huge)
    },
    Trouble("no ID token", 502, unusable) {
      $0.instead["token"] = ProviderReply(status: 200, bytes: Array("{}".utf8))
    },
    Trouble("keys that are huge", 502, unusable) {
      $0.instead["sleutels"] = ProviderReply(status: 200, bytes: huge)
    },
    Trouble("keys that are none", 502, unusable) {
      $0.instead["sleutels"] = ProviderReply(status: 200, bytes: Array("{\"keys\":1}".utf8))
    },
    Trouble("user info that fails", 502, unusable) {
      $0.claims["email"] = nil
      $0.instead["info"] = ProviderReply(status: 500, bytes: [])
    },
  ]

  @Test("a provider in trouble is told truly, and passwords work on", arguments: outages)
  func outage(trouble: Trouble) async throws {
    let world = try await OpenIDWorld(nil, trouble.change)
    let browser = Browser(world.site)
    let page = await browser.get("/inloggen-extern")
    #expect(page.status == trouble.status && page.text.contains(trouble.says), "\(page.text)")
    #expect(page.text.contains("href=\"/inloggen\""))
    let signedIn = await browser.submit(
      "/inloggen", [("email", "indiener@voorbeeld.nl"), ("wachtwoord", SiteWorld.password)])
    #expect(signedIn.status == 200)
    #expect(await world.isSignedIn(browser))
  }

  @Test("so is one that fails on the way back", arguments: lateOutages)
  func lateOutage(trouble: Trouble) async throws {
    let world = try await OpenIDWorld(nil, trouble.change)
    let browser = Browser(world.site)
    let page = try await world.signIn(browser)
    #expect(page.status == trouble.status && page.text.contains(trouble.says), "\(page.text)")
    #expect(await !world.isSignedIn(browser))
  }

  @Test("what the provider says of itself is asked once an hour, and again after a failure")
  func caching() async throws {
    let world = try await OpenIDWorld { $0.claims["exp"] = "\($0.now + 9_000)" }
    func count(_ what: String) -> Int { world.provider.seen.asked.count { $0 == what } }
    world.provider.change { $0.isDown = true }
    #expect(await Browser(world.site).get("/inloggen-extern").status == 502)
    world.provider.change { $0.isDown = false }
    for _ in 1...3 { _ = try await world.signIn(Browser(world.site)) }
    #expect(count("openid-configuration") == 1 && count("sleutels") == 1)
    let later = Browser(try world.later(3_600))
    _ = try await world.signIn(later)
    #expect(count("openid-configuration") == 2 && count("sleutels") == 2)
  }

  @Test("a new key is found, but names that are made up ask the provider once a minute")
  func rotation() async throws {
    let world = try await OpenIDWorld { $0.claims["exp"] = "\($0.now + 9_000)" }
    func count() -> Int { world.provider.seen.asked.count { $0 == "sleutels" } }
    _ = try await world.signIn(Browser(world.site))
    #expect(count() == 1)
    world.provider.change { $0.keyName = "verzonnen" }
    for _ in 1...3 {
      #expect(try await world.signIn(Browser(world.site)).status == 403)
    }
    #expect(count() == 1)
    let later = try world.later(60)
    for _ in 1...3 { #expect(try await world.signIn(Browser(later)).status == 403) }
    #expect(count() == 2)
    try world.provider.change {
      let signer = TokenSigner.p256(P256.Signing.PrivateKey())
      $0.signer = signer
      $0.keyName = "nieuw"
      $0.keys = [try signer.key(named: "nieuw")]
    }
    let after = Browser(try world.later(120))
    _ = try await world.signIn(after)
    #expect(await world.isSignedIn(after))
    #expect(count() == 3)
  }

  @Test("many who leave at once ask the provider once")
  func together() async throws {
    let world = try await OpenIDWorld()
    await withTaskGroup(of: Void.self) { group in
      for _ in 1...20 {
        group.addTask { #expect(await Browser(world.site).get("/inloggen-extern").status == 303) }
      }
    }
    #expect(world.provider.seen.asked.count { $0 == "openid-configuration" } == 1)
  }

  @Test("leaving counts as a try to sign in")
  func limits() async throws {
    let world = try await OpenIDWorld()
    for _ in 1...30 { #expect(await Browser(world.site).get("/inloggen-extern").status == 303) }
    #expect(await Browser(world.site).get("/inloggen-extern").status == 429)
  }

  @Test("without a provider there is no such page, and no link")
  func absent() async throws {
    let world = try await SiteWorld()
    let browser = Browser(world.site)
    #expect(await browser.get("/inloggen-extern").status == 404)
    #expect(await browser.get("/inloggen-extern/terug?code=a&state=b").status == 404)
    #expect(await !browser.get("/inloggen").text.contains("inloggen-extern"))
  }

  @Test("a database from before it could be done gets what it needs, and keeps what it has")
  func migration() async throws {
    let folder = try TemporaryFolder()
    let office = Organisation(code: "kantoor", name: "Kantoor", kind: .office)
    do {
      let pool = try DatabasePool(path: "\(folder.path)/\(Store.fileName)")
      try Migrations.all.migrate(pool, upTo: "1")
      try await pool.write {
        try $0.execute(
          sql: "INSERT INTO organisation VALUES ('kantoor', 'Kantoor', 'office')")
      }
      try pool.close()
    }
    let store = try Store(folder: folder.path)
    #expect(try await store.organisations() == [office])
    let person = VouchedPerson(issuer: "a", subject: "b", email: nil, isEmailVerified: false)
    #expect(try await !store.knows(person))
  }

  @Test("attempts do not fill the memory: past a number the oldest goes")
  func bounded() {
    var attempts = SignInAttempts()
    let now = Moment(seconds: 1_000)
    let first = attempts.begin(back: nil, at: now)
    let second = attempts.begin(back: "/x", at: now.adding(seconds: 1))
    for _ in 2..<SignInAttempts.most {
      _ = attempts.begin(back: nil, at: now.adding(seconds: 2))
    }
    _ = attempts.begin(back: nil, at: now.adding(seconds: 3))
    #expect(attempts.take(first.cookie, state: first.state, at: now) == nil)
    #expect(attempts.take(second.cookie, state: second.state, at: now)?.back == "/x")
  }
}
