import Foundation
import Logging
import Rules
import Synchronization

/// How messages leave the site.
enum MailDelivery: Sendable {
  /// Not at all: nothing that needs a message is offered.
  case none
  case command(MailCommand, from: MailAddress)
  /// On a page of a demonstration, which everybody may read.
  case shown(Mailbox)

  var isThere: Bool { if case .none = self { false } else { true } }
}

/// The messages of a demonstration, the last ones.
final class Mailbox: Sendable {
  private let kept = Mutex<[MailMessage]>([])
  private static let most = 100

  func add(_ message: MailMessage) {
    kept.withLock { kept in
      kept.insert(message, at: 0)
      if kept.count > Mailbox.most { kept.removeLast() }
    }
  }

  /// The last one first.
  var messages: [MailMessage] { kept.withLock { $0 } }
}

/// Sends what lies in the outbox. A message that did not go is tried again later, and never lost for less
/// than a week of failures; one whose sender was cut off in the middle may go twice.
struct Postman: Sendable {
  let store: Store
  let delivery: MailDelivery
  let clock: Procedure.Clock
  let address: String
  let draftEnd: @Sendable (Moment) -> CalendarDate
  let logger: Logger

  /// Seconds that a message is in hand before somebody else may try it.
  private static let hold = 180

  /// Goes on until its task is cancelled.
  func work(_ now: @Sendable () -> DateAndTime) async {
    guard delivery.isThere else { return }
    for await _ in Postman.seconds {
      do {
        try await deliver(at: now())
      } catch {
        logger.error("outbox", metadata: ["error": "\(Store.kind(of: error))"])
      }
    }
  }

  /// Something every second, until nobody listens. A thread sleeps: timers of the runtime stand still where
  /// the clock of the process is set by another program, as tests do.
  static var seconds: AsyncStream<Void> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      Thread.detachNewThread {
        while true {
          if case .terminated = continuation.yield() { return }
          Thread.sleep(forTimeInterval: 1)
        }
      }
    }
  }

  /// Tries every message that is due, once.
  func deliver(at moment: DateAndTime) async throws {
    let now = Moment(moment)
    for outgoing in try await store.dueMessages(at: now) {
      guard !Task.isCancelled,
        try await store.claim(outgoing, until: now.adding(seconds: Postman.hold))
      else { continue }
      let messages = Messages(
        store: store, clock: clock, address: address, today: moment.date, draftEnd: draftEnd)
      guard let message = try await messages.message(for: outgoing, at: now) else {
        try await store.remove(outgoing)
        continue
      }
      do {
        try await send(message, at: moment)
      } catch {
        // Neither the address nor the words.
        logger.warning(
          "mail", metadata: ["kind": "\(outgoing.kind.rawValue)", "fault": "\(error)"])
        try await store.postpone(outgoing, at: now)
        continue
      }
      try await store.remove(outgoing)
    }
  }

  private func send(_ message: MailMessage, at moment: DateAndTime) async throws {
    switch delivery {
    case .none: return
    case .shown(let mailbox): mailbox.add(message)
    case .command(let command, let sender):
      let bytes = message.bytes(from: sender, at: moment, token: Secret.identifier())
      try await command.send(bytes, from: sender, to: message.to)
    }
  }
}
