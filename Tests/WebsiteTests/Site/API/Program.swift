import Foundation
import Rules
import TestSupport
import Testing

@testable import Assess
@testable import Website

/// What a program does as far as the site can tell. Every answer that it gets is held against the
/// document of the API.
struct Program: Sendable {
  let site: Site
  let key: String?

  private static let document = try? DocumentCheck(APIDocument().bytes)

  struct Answer: Sendable {
    let response: WebResponse
    let json: DocumentCheck.Value

    var status: Int { response.status }
    var text: String { String(decoding: response.body, as: UTF8.self) }
    func header(_ name: String) -> String? { response.headers.first { $0.name == name }?.value }
    /// What a problem is of.
    var kind: String? { json["type"]?.text?.split(separator: "#").last.map(String.init) }
    var id: String { json["id"]?.text ?? "" }
    var tag: String { header("ETag") ?? "" }
    /// The places of everything that is wrong, in order.
    var pointers: [String] { json["errors"]?.items.compactMap { $0["pointer"]?.text } ?? [] }
  }

  func get(
    _ path: String, _ headers: [String: String] = [:], source: SourceLocation = #_sourceLocation
  ) async throws -> Answer {
    try await send(.get, path, nil, headers, source: source)
  }

  func post(
    _ path: String, _ body: String, _ headers: [String: String] = [:],
    source: SourceLocation = #_sourceLocation
  ) async throws -> Answer {
    try await send(.post, path, body, headers, source: source)
  }

  func put(
    _ path: String, _ body: String, _ headers: [String: String] = [:],
    source: SourceLocation = #_sourceLocation
  ) async throws -> Answer {
    try await send(.put, path, body, headers, source: source)
  }

  /// Takes a step on the revision that is there now.
  func take(
    _ body: String, of plan: String, source: SourceLocation = #_sourceLocation
  ) async throws -> Answer {
    let tag = try await get("/plans/\(plan)", source: source).tag
    return try await post("/plans/\(plan)/steps", body, ["if-match": tag], source: source)
  }

  func send(
    _ method: WebRequest.Method, _ address: String, _ body: String?,
    _ headers: [String: String] = [:], cookies: [String: String] = [:],
    source: SourceLocation = #_sourceLocation
  ) async throws -> Answer {
    try await send(
      method, address, bytes: body.map { Array($0.utf8) }, headers, cookies: cookies,
      source: source)
  }

  func send(
    _ method: WebRequest.Method, _ address: String, bytes: [UInt8]?,
    _ headers: [String: String] = [:], cookies: [String: String] = [:],
    source: SourceLocation = #_sourceLocation
  ) async throws -> Answer {
    let parts = address.split(separator: "?", maxSplits: 1).map(String.init)
    var request = WebRequest(method: method, path: Endpoint.root + parts[0])
    request.query = parts.count > 1 ? Form(urlEncoded: parts[1].utf8) ?? Form() : Form()
    request.headers = bytes == nil ? [:] : ["content-type": "application/json"]
    if let key { request.headers["authorization"] = "Bearer \(key)" }
    request.headers.merge(headers) { $1 }
    request.body = bytes ?? []
    request.cookies = cookies
    request.address = "127.0.0.1"
    let response = await site.respond(to: request)
    #expect(response.cookies.isEmpty, "a program is no visitor", sourceLocation: source)
    let route = Endpoint.all.first {
      $0.method == method && $0.route.parameters(of: request.path) != nil
    }
    if let route {
      let found = try #require(Self.document).problems(
        of: response, to: method.rawValue, Endpoint.root + route.path)
      #expect(found == [], sourceLocation: source)
    }
    let value = try? DocumentCheck.Value(json: response.body)
    return Answer(response: response, json: value ?? .null)
  }
}

extension SiteWorld {
  /// A program of somebody; `nil` for one without a key.
  func program(_ name: String?) async throws -> Program {
    guard let name else { return Program(site: site, key: nil) }
    let account = try #require(try await store.account(withEmail: "\(name)@voorbeeld.nl"))
    let secret = Secret.random()
    #expect(
      try await store.addKey(
        secret, named: "test", for: account, mayWrite: true, days: 30, at: Moment(now)))
    return Program(site: site, key: AccessKey.spelled(secret))
  }
}
