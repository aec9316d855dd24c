import Foundation
import NIOCore
import Synchronization

/// The connections that are open: how many from one place, and what to give up when one closes.
final class Connections: Sendable {
  private struct State: Sendable {
    var counts: [String: Int] = [:]
    var closing: [ObjectIdentifier: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  /// Answers a request, and gives that up when whoever asked closes the connection.
  func whileOpen(
    _ channel: ObjectIdentifier, _ answer: @escaping @Sendable () async -> WebResponse
  ) async -> WebResponse {
    let task = Task { await answer() }
    state.withLock { $0.closing[channel] = { task.cancel() } }
    defer { state.withLock { $0.closing[channel] = nil } }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }

  func isAnswering(_ channel: ObjectIdentifier) -> Bool {
    state.withLock { $0.closing[channel] != nil }
  }

  /// Tells that nobody waits for an answer on a connection any more.
  func close(_ channel: ObjectIdentifier) {
    let giveUp = state.withLock { $0.closing.removeValue(forKey: channel) }
    giveUp?()
  }

  /// - Returns: whether one more from a place is not too many.
  func enter(_ place: String) -> Bool {
    state.withLock { state in
      guard state.counts[place, default: 0] < Server.Bounds.connectionsOfAddress else {
        return false
      }
      state.counts[place, default: 0] += 1
      return true
    }
  }

  func leave(_ place: String) {
    state.withLock { state in
      let count = state.counts[place, default: 0] - 1
      state.counts[place] = count > 0 ? count : nil
    }
  }

  /// The place that an address is of. Whoever has one address of IPv6 has all those with the same first 64 bits.
  ///
  /// Source: RFC 6177, and RFC 4291, 2.5.5.2 for addresses of IPv4 in those of IPv6.
  static func place(of address: String) -> String {
    var parsed = in6_addr()
    guard address.contains(":"), inet_pton(AF_INET6, address, &parsed) == 1 else { return address }
    let bytes = withUnsafeBytes(of: &parsed) { Array($0) }
    if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
      return bytes.suffix(4).map(String.init).joined(separator: ".")
    }
    let groups = stride(from: 0, to: 8, by: 2).map { index in
      String(Int(bytes[index]) << 8 | Int(bytes[index + 1]), radix: 16)
    }
    return groups.joined(separator: ":") + "::/64"
  }
}

/// Counts the connections of a place, closes what is too much, and notices when somebody leaves.
final class ConnectionWatch: ChannelInboundHandler, RemovableChannelHandler {
  // What is read is not looked at.
  typealias InboundIn = NIOAny

  private let connections: Connections
  private let countsAddresses: Bool
  private var place: String?

  init(_ connections: Connections, countsAddresses: Bool) {
    self.connections = connections
    self.countsAddresses = countsAddresses
  }

  func channelActive(context: ChannelHandlerContext) {
    if countsAddresses, let address = context.channel.remoteAddress?.ipAddress {
      let place = Connections.place(of: address)
      guard connections.enter(place) else { return context.close(promise: nil) }
      self.place = place
    }
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if let place { connections.leave(place) }
    place = nil
    connections.close(ObjectIdentifier(context.channel))
    context.fireChannelInactive()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed? = event as? ChannelEvent {
      connections.close(ObjectIdentifier(context.channel))
    }
    context.fireUserInboundEventTriggered(event)
  }
}
