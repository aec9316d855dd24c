import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// One request to the provider.
struct ProviderRequest: Sendable {
  let address: SafeAddress
  var headers: [(name: String, value: String)] = []
  /// Sent as a form; `nil` where something is only fetched.
  var form: [(name: String, value: String)]?
}

struct ProviderReply: Sendable {
  let status: Int
  let bytes: [UInt8]
}

/// How requests reach the provider. A value, so that tests need no network.
struct OpenIDTransport: Sendable {
  let send: @Sendable (ProviderRequest) async throws -> ProviderReply

  /// The size of an answer, in bytes.
  static let most = 256 << 10
  /// Within which an answer has to be there as a whole.
  static let timeLimit = Duration.seconds(10)

  /// The network, for as long as something runs.
  ///
  /// No redirect is followed: none of the requests has one in the standard, and the place that it leads to
  /// was not checked.
  static func withNetwork<Result>(
    _ body: (OpenIDTransport) async throws -> Result
  ) async throws -> Result {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow, timeout: .init(connect: .seconds(5), read: .seconds(10)))
    configuration.httpVersion = .http1Only
    // Somebody waits: what refuses a connection is told at once.
    configuration.connectionPool.retryConnectionEstablishment = false
    return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
      try await body(OpenIDTransport { try await fetch($0, client) })
    }
  }

  private static func fetch(
    _ request: ProviderRequest, _ client: HTTPClient
  ) async throws -> ProviderReply {
    try await withThrowingTaskGroup(of: ProviderReply.self) { group in
      group.addTask {
        var sent = HTTPClientRequest(url: request.address.text)
        sent.headers.add(name: "Accept", value: "application/json")
        for header in request.headers { sent.headers.add(name: header.name, value: header.value) }
        if let form = request.form {
          sent.method = .POST
          sent.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
          sent.body = .bytes(ByteBuffer(string: SafeAddress.spelled(form)))
        }
        let response = try await client.execute(sent, timeout: .seconds(10))
        do {
          let body = try await response.body.collect(upTo: most)
          return ProviderReply(
            status: Int(response.status.code), bytes: Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
          throw OpenIDFault.unusable("too much")
        }
      }
      group.addTask {
        // The client's own limit ends where the body begins.
        try await Task.sleep(for: timeLimit)
        throw OpenIDFault.unreachable("no whole answer in time")
      }
      defer { group.cancelAll() }
      guard let reply = try await group.next() else { throw CancellationError() }
      return reply
    }
  }
}
