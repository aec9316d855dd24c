import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Rules
import Synchronization

extension Server {
  /// Why the system let it not listen, as `errno` has it.
  static func number(of error: any Error) -> Int32? { (error as? IOError)?.errnoCode }
}

/// The site on a port: HTTP to requests and back, with the limits of a public server.
struct Server: Sendable {
  let site: Site
  let host: String
  let port: Int
  /// Whether a proxy stands before it, which says where a request came from.
  let isBehindProxy: Bool
  let metrics = Metrics()
  let connections = Connections()
  let room = BodyRoom(most: Bounds.bodies, ofPlace: Bounds.bodiesOfAddress)

  enum Bounds {
    /// Forms and uploads, in bytes.
    static let form = 2 << 20
    static let upload = 6 << 20
    /// Seconds in which a request has to be there as a whole.
    static let reading = 20
    /// Seconds after which a silent connection ends.
    static let idle: Int64 = 30
    static let connections = 4_000
    /// Bytes of what is sent that stand in memory at once, of all and of one address.
    static let bodies = 128 << 20
    static let bodiesOfAddress = 24 << 20
    /// From one address, so that nobody can take them all.
    static let connectionsOfAddress = 100
    /// Seconds in which a browser has to take an answer.
    static let answering: Int64 = 60
  }

  /// Runs until the process is asked to stop.
  ///
  /// - Parameter started: called with the port once requests are taken.
  func run(_ started: @escaping @Sendable (Int) -> Void) async throws {
    let application = Application(
      responder: CallbackResponder<Context> { request, context in
        await respond(to: request, context)
      },
      server: .http1(
        configuration: .init(
          additionalChannelHandlers: [
            AnswerDeadline(), ConnectionWatch(connections, countsAddresses: !isBehindProxy),
          ], idleTimeout: .seconds(Bounds.idle))),
      configuration: ApplicationConfiguration(
        address: .hostname(host, port: port),
        availableConnectionsDelegate: MaximumAvailableConnections(
          Bounds.connections, logger: site.logger)),
      onServerRunning: { channel in started(channel.localAddress?.port ?? port) },
      logger: site.logger)
    try await application.runService()
  }

  /// What is known of a request besides itself.
  struct Context: RequestContext {
    var coreContext: CoreRequestContextStorage
    let address: String
    let channel: ObjectIdentifier

    init(source: ApplicationRequestContextSource) {
      coreContext = .init(source: source)
      address = source.channel.remoteAddress?.ipAddress ?? "?"
      channel = ObjectIdentifier(source.channel)
    }
  }

  /// What the site knows of the headers of a request.
  private static let headers: Set<String> = [
    "accept", "accept-language", "authorization", "content-type", "if-match", "origin",
    "sec-fetch-site",
  ]

  // MARK: One request

  private func respond(to request: Request, _ context: Context) async -> Response {
    let start = site.effects.stopwatch()
    let path = request.uri.path
    let method = request.method == .head ? .get : WebRequest.Method(rawValue: "\(request.method)")
    let share = BodyRoom.Share(room, of: place(of: request, context))
    defer { share.giveBack() }
    let answer: WebResponse
    if path == "/cijfers", method == .get {
      answer = WebResponse(
        status: 200, type: Metrics.type, body: Array(metrics.text.utf8))
    } else {
      switch await read(request, method, context, share) {
      case .request(let read) where read.method == .get || read.path == PlanAPI.assessing:
        answer = await connections.whileOpen(context.channel) { await site.respond(to: read) }
      // What somebody sends is taken, also when the window closes right after.
      case .request(let read): answer = await site.respond(to: read)
      case .refused(let refusal): answer = refusal
      }
    }
    let seconds = site.effects.stopwatch() - start
    let route = Route.all.first { $0.parameters(of: path) != nil }?.path ?? "-"
    metrics.count(answer.status, seconds: seconds)
    // The address of a page may let somebody in: only its pattern is logged.
    site.logger.info(
      "request",
      metadata: [
        "method": "\(request.method)", "route": "\(route)", "status": "\(answer.status)",
        "milliseconds": "\(Int(seconds * 1_000))",
      ])
    return response(answer, isHead: request.method == .head)
  }

  private enum Reading {
    case request(WebRequest)
    case refused(WebResponse)
  }

  /// What is refused before any page sees it, in a form for who asked.
  private static func refused(
    _ problem: Problem, _ read: WebRequest, _ text: String? = nil
  ) -> Reading {
    guard !read.isForPrograms else {
      return .refused(problem.response(to: read, in: read.language))
    }
    var response = WebResponse.text(
      text ?? "\(problem.kind.status)\n", status: problem.kind.status)
    response.headers = problem.headers
    return .refused(response)
  }

  /// - Parameter method: `nil` for one that nothing takes.
  private func read(
    _ request: Request, _ method: WebRequest.Method?, _ context: Context, _ share: BodyRoom.Share
  ) async -> Reading {
    let path = Form.decoded(request.uri.path.utf8, plusIsSpace: false)
    let query = Form(urlEncoded: (request.uri.query ?? "").utf8)
    var read = WebRequest(
      method: method ?? .get, path: path ?? request.uri.path, query: query ?? Form())
    read.address = place(of: request, context)
    for field in request.headers {
      let name = field.name.canonicalName
      if name == "cookie" {
        for part in field.value.split(separator: ";") {
          let pair = part.drop { $0 == " " }.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
          if pair.count == 2 { read.cookies[String(pair[0])] = String(pair[1]) }
        }
      } else if Server.headers.contains(name) {
        read.headers[name] = field.value
      }
    }
    read.headers["host"] = request.head.authority
    guard path != nil, query != nil else { return Server.refused(Problem(.malformed), read) }
    guard let method else {
      let methods = Route.methods(at: read.path)
      return Server.refused(methods.isEmpty ? Problem(.notFound) : .wrongMethod(methods), read)
    }
    guard method != .get else { return .request(read) }
    let type = read.headers["content-type"] ?? ""
    let isUpload = type.hasPrefix("multipart/form-data")
    let limit = isUpload ? Bounds.upload : Bounds.form
    let bytes: [UInt8]
    switch await body(of: request, limit, share) {
    case .whole(let read): bytes = read
    case .noRoom:
      return Server.refused(
        Problem(.busy), read, "Het is nu te druk. / It is too busy now.\n")
    case .unusable:
      return Server.refused(
        Problem(.tooLarge), read,
        "De gegevens zijn te groot of kwamen te langzaam. / Too much, or too slow.\n")
    }
    if read.isForPrograms {
      read.body = bytes
    } else if isUpload {
      guard let upload = Multipart(bytes, type: type) else {
        return .refused(.text("400\n", status: 400))
      }
      read.upload = upload
    } else if type.hasPrefix("application/x-www-form-urlencoded") {
      guard let form = Form(urlEncoded: bytes) else {
        guard bytes.split(separator: UInt8(ascii: "&")).contains(where: { $0.count > Form.longest })
        else { return .refused(.text("400\n", status: 400)) }
        return Server.refused(
          Problem(.tooLarge), read,
          "Een van de teksten is te lang. Ga terug en maak hem korter. / One of the texts is too long. Go back and make it shorter.\n"
        )
      }
      read.form = form
    } else {
      read.body = bytes
    }
    return .request(read)
  }

  /// Where a request came from, for limits on how often. What a proxy adds stands last; what stands before
  /// it anybody can write.
  func origin(forwarded: [String], peer: String) -> String {
    guard isBehindProxy, let last = forwarded.last?.split(separator: ",").last else {
      return Connections.place(of: peer)
    }
    return Connections.place(of: String(last.filter { !$0.isWhitespace }.prefix(64)))
  }

  private enum Body: Sendable {
    case whole([UInt8])
    /// Too much stands in memory already.
    case noRoom
    /// It is too much, or takes too long.
    case unusable
  }

  private func body(of request: Request, _ limit: Int, _ share: BodyRoom.Share) async -> Body {
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      return .unusable
    }
    return await withTaskGroup(of: Body.self) { group in
      group.addTask {
        var bytes: [UInt8] = []
        do {
          for try await part in request.body {
            guard bytes.count + part.readableBytes <= limit else { return .unusable }
            guard share.take(part.readableBytes) else { return .noRoom }
            bytes += part.readableBytesView
          }
        } catch {
          return .unusable
        }
        return .whole(bytes)
      }
      group.addTask {
        try? await Task.sleep(for: .seconds(Bounds.reading))
        return .unusable
      }
      let first = await group.next() ?? .unusable
      group.cancelAll()
      return first
    }
  }

  private func place(of request: Request, _ context: Context) -> String {
    origin(
      forwarded: HTTPField.Name("X-Forwarded-For").map { request.headers[values: $0] } ?? [],
      peer: context.address)
  }

  // MARK: Going back

  /// Nothing from elsewhere, nothing inline, in no frame.
  private static let policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  private func response(_ answer: WebResponse, isHead: Bool) -> Response {
    var fields = HTTPFields()
    func set(_ name: String, _ value: String) {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    set("Content-Type", answer.type)
    set("Content-Security-Policy", Server.policy)
    set("X-Content-Type-Options", "nosniff")
    set("Referrer-Policy", "same-origin")
    set("Cross-Origin-Opener-Policy", "same-origin")
    set("Cross-Origin-Resource-Policy", "same-origin")
    set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    set("Cache-Control", answer.isPublic ? "public, max-age=600" : "no-store")
    for header in answer.headers { set(header.name, header.value) }
    for cookie in answer.cookies {
      var text = "\(cookie.name)=\(cookie.value); Path=/; Secure; HttpOnly; SameSite=Lax"
      if cookie.value.isEmpty {
        text += "; Max-Age=0"
      } else if let days = cookie.days {
        text += "; Max-Age=\(days * 86_400)"
      }
      set("Set-Cookie", text)
    }
    return Response(
      status: .init(code: answer.status), headers: fields,
      body: isHead ? .init() : .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}

/// Ends a connection whose browser asks for a page and then does not take it: the page waits in memory.
private final class AnswerDeadline: ChannelOutboundHandler, RemovableChannelHandler {
  // What is written is not looked at.
  typealias OutboundIn = NIOAny

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    let channel = context.channel
    let written = promise ?? context.eventLoop.makePromise(of: Void.self)
    let end = context.eventLoop.scheduleTask(in: .seconds(Server.Bounds.answering)) {
      channel.close(promise: nil)
    }
    written.futureResult.whenComplete { _ in end.cancel() }
    context.write(data, promise: written)
  }
}

/// What the site did since it started, in the text form of Prometheus.
final class Metrics: Sendable {
  private struct Counts: Sendable {
    var byStatus: [Int: Int] = [:]
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count)
    var count = 0
    var seconds = 0.0
  }

  /// Source: Prometheus, text-based format.
  static let type = "text/plain; version=0.0.4; charset=utf-8"

  private static let bounds = [0.005, 0.025, 0.1, 0.5, 2.5]
  private let counts = Mutex(Counts())

  func count(_ status: Int, seconds: Double) {
    counts.withLock { counts in
      counts.byStatus[status, default: 0] += 1
      counts.count += 1
      counts.seconds += seconds
      for (index, bound) in Metrics.bounds.enumerated() where seconds <= bound {
        counts.buckets[index] += 1
      }
    }
  }

  var text: String {
    let counts = counts.withLock { $0 }
    var text = "# HELP toets_requests_total Requests by the status of their answer.\n"
    text += "# TYPE toets_requests_total counter\n"
    for (status, count) in counts.byStatus.sorted(by: { $0.key < $1.key }) {
      text += "toets_requests_total{status=\"\(status)\"} \(count)\n"
    }
    text += "# HELP toets_request_seconds Seconds from request to answer.\n"
    text += "# TYPE toets_request_seconds histogram\n"
    for (bound, count) in zip(Metrics.bounds, counts.buckets) {
      text += "toets_request_seconds_bucket{le=\"\(bound)\"} \(count)\n"
    }
    text += "toets_request_seconds_bucket{le=\"+Inf\"} \(counts.count)\n"
    text +=
      "toets_request_seconds_sum \(counts.seconds)\ntoets_request_seconds_count \(counts.count)\n"
    return text
  }
}
