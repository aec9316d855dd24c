import Foundation
import Rules
import Synchronization
import TestSupport
import Testing

@testable import Assess
@testable import Website

@Suite("What a browser sends")
struct WebRequestTests {
  private static let texts = [
    "", "gewoon", "a b", "a+b", "a%20b", "100 %", "é", "🧑‍⚕️", "a=b&c=d", "\u{202E}om", "\u{FEFF}",
    "regel\nregel", "\u{1}", "\"'<>`", String(repeating: "x", count: 10_000),
    "<script>alert(1)</script>", "{{title}}", "%s%n", "\u{FFFE}", "../../etc/passwd",
  ]

  @Test("whatever is typed comes through a form unchanged, but for line ends and NUL")
  func forms() throws {
    for text in Self.texts {
      let sent = "naam=\(Form.encoded(text))&\(Form.encoded(text))=x"
      let form = try #require(Form(urlEncoded: sent.utf8))
      #expect(form["naam"] == Form.cleaned(text))
    }
    #expect(Form(urlEncoded: "a=1%0D%0A2%0D3".utf8)?["a"] == "1\n2\n3")
    #expect(Form(urlEncoded: "a=%00".utf8)?["a"] == "\u{FFFD}")
  }

  @Test(
    "what is no form is refused",
    arguments: ["a=%", "a=%4", "a=%zz", "a=%FF", "%C3=x", "a=%ED%A0%80"])
  func badForms(text: String) { #expect(Form(urlEncoded: text.utf8) == nil) }

  @Test("a form has a limit of fields and of characters in one")
  func limits() {
    let fields = { (count: Int) in String(repeating: "a=1&", count: count) }
    #expect(Form(urlEncoded: fields(Form.most).utf8) != nil)
    #expect(Form(urlEncoded: fields(Form.most + 1).utf8) == nil)
    let long = { (count: Int) in "a=" + String(repeating: "x", count: count) }
    #expect(Form(urlEncoded: long(Form.longest).utf8) != nil)
    #expect(Form(urlEncoded: long(Form.longest + 1).utf8) == nil)
  }

  private static let type = "multipart/form-data; boundary=grens"

  private static func upload(_ bytes: [UInt8], name: String = "a.pdf") -> [UInt8] {
    Array(
      "--grens\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"\(name)\"\r\nContent-Type: application/pdf\r\n\r\n"
        .utf8) + bytes
      + Array(
        "\r\n--grens\r\nContent-Disposition: form-data; name=\"basis\"\r\n\r\n7\r\n--grens--\r\n"
          .utf8)
  }

  @Test("a file comes through byte for byte, whatever it looks like")
  func files() throws {
    for bytes: [UInt8] in [
      [], [0], Array("\r\n--gren".utf8), Array("\r\n\r\n".utf8), (0...255).map { UInt8($0) },
      Array("--grens".utf8), [13, 10, 45, 45],
    ] {
      let read = try #require(Multipart(Self.upload(bytes), type: Self.type))
      #expect(read["bestand"]?.bytes == bytes)
      #expect(read["bestand"]?.fileName == "a.pdf")
      #expect(read["basis"]?.bytes == Array("7".utf8))
    }
  }

  @Test("what is cut off, or has no boundary, is refused")
  func cutOff() {
    let whole = Self.upload(Array("inhoud".utf8))
    for count in 0..<(whole.count - 4) {
      #expect(Multipart(Array(whole.prefix(count)), type: Self.type) == nil, "\(count)")
    }
    for type in [
      "multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=anders",
    ] {
      #expect(Multipart(whole, type: type) == nil)
    }
    let many = (0...Multipart.most).flatMap { _ in
      Array("--grens\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n".utf8)
    }
    #expect(Multipart(many + Array("--grens--".utf8), type: Self.type) == nil)
  }

  @Test("no bytes stop the reader: 20,000 damaged uploads and forms")
  func damaged() {
    var dice = SeededDice(state: 11)
    let upload = Self.upload(Array("inhoud\r\n--grens".utf8))
    let form = Array("naam=a%20b&vraag=titel&titel=%C3%A9%F0%9F%A7%91".utf8)
    var read = 0
    for _ in 0..<10_000 {
      for whole in [upload, form] {
        var bytes = whole
        for _ in 0...dice.below(4) where !bytes.isEmpty {
          let place = dice.below(bytes.count)
          switch dice.below(4) {
          case 0: bytes[place] = UInt8(dice.below(256))
          case 1: bytes.remove(at: place)
          case 2: bytes.insert(contentsOf: [13, 10, 45, 45].prefix(dice.below(5)), at: place)
          default: bytes.removeSubrange(place..<min(bytes.count, place + dice.below(12)))
          }
        }
        if Multipart(bytes, type: Self.type) != nil { read += 1 }
        if Form(urlEncoded: bytes) != nil { read += 1 }
      }
    }
    #expect(read > 100)
  }

  @Test(
    "a path belongs to one route at most for each method",
    arguments: [
      "/", "/plan/x", "/plan/x/", "/plan//vragen/1", "/plan/x/vragen/1", "/plan/x/beoordelen/C1.1",
      "//", "/plan/x/y/z/q", "/inloggen/..", "/concept/", "",
    ])
  func routes(path: String) {
    for method in WebRequest.Method.allCases {
      let found = Route.all.filter { $0.method == method && $0.parameters(of: path) != nil }
      #expect(found.count <= 1)
    }
  }
}

@Suite("What is kept secret")
struct SecretTests {
  @Test("a password is verified by what is kept of it, and by nothing else")
  func passwords() async throws {
    let keeper = PasswordKeeper(cost: .init(rounds: 16, blockSize: 8, parallelism: 1))
    let kept = try await keeper.spelled("één lang wachtwoord")
    #expect(try await keeper.verify("één lang wachtwoord", against: kept))
    // The same letters, put together otherwise.
    #expect(try await keeper.verify("e\u{301}e\u{301}n lang wachtwoord", against: kept))
    for wrong in ["een lang wachtwoord", "", "één lang wachtwoord "] {
      #expect(try await !keeper.verify(wrong, against: kept))
    }
    let damaged = [
      nil, "", "scrypt", kept.replacing("scrypt", with: "md5"), String(kept.dropLast()),
      "scrypt$x$8$1$00$00",
    ]
    for text in damaged {
      #expect(try await !keeper.verify("één lang wachtwoord", against: text))
    }
    #expect(try await keeper.spelled("één lang wachtwoord") != kept)
  }

  @Test("the cost of a hash is that of the recommendation")
  func cost() async throws {
    let kept = try await PasswordKeeper().spelled("een wachtwoord")
    #expect(kept.hasPrefix("scrypt$32768$8$3$"))
  }

  @Test("only so many passwords wait; the others are turned away")
  func queue() async {
    let keeper = PasswordKeeper(cost: .init(rounds: 1 << 12, blockSize: 8, parallelism: 1), most: 3)
    let turnedAway = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<40 {
        group.addTask {
          do {
            _ = try await keeper.spelled("een wachtwoord")
            return false
          } catch { return true }
        }
      }
      return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
    }
    #expect(turnedAway > 0 && turnedAway < 40)
  }

  @Test("who tries too often waits, and others do not")
  func limits() {
    let limits = RateLimits()
    let moment = Moment(seconds: 1_800_000_000)
    for kind in RateLimits.Kind.allCases {
      for _ in 0..<kind.limit.tries { #expect(limits.allows(kind, "een", at: moment)) }
      #expect(!limits.allows(kind, "een", at: moment))
      #expect(limits.allows(kind, "ander", at: moment))
      #expect(limits.allows(kind, "een", at: moment.adding(seconds: kind.limit.seconds)))
    }
  }
}
