import Foundation
import Rules
import Synchronization

/// The machine's own program that sends mail, such as that of Postfix or msmtp.
///
/// It is run as `COMMAND ARGUMENTS -i -f SENDER -- RECIPIENT`, which every program that stands in for
/// `sendmail` takes, with the message on its standard input. The recipient is an argument and not read from
/// the message (`-t`), so that no text in a message can add another one. There is no shell in between.
///
/// Foundation's `Process` runs it, and waits for its end, so that none is left as a zombie. The package
/// swift-subprocess would do too; it would be a dependency for one call.
struct MailCommand: Sendable {
  let program: String
  let arguments: [String]
  /// Seconds that it may take.
  var patience = 60.0

  /// Why a message did not go.
  enum Fault: Error, Hashable {
    /// It can't be started.
    case absent
    case ended(status: Int32)
    case tooSlow
    case tooLarge
  }

  /// A message fits in the pipe to the program as a whole, so that nothing waits for a program that does
  /// not read. Source: pipe(7): Linux holds 64 KiB.
  static let most = 16 << 10

  /// - Parameter text: the words of the command, parted by spaces; what is in quotation marks is one word.
  /// - Returns: `nil` where there is no word, or a quotation mark that does not end.
  init?(_ text: String) {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for sign in text {
      if let open = quote {
        if sign == open { quote = nil } else { word = (word ?? "") + String(sign) }
      } else if sign == "\"" || sign == "'" {
        quote = sign
        word = word ?? ""
      } else if sign.isWhitespace {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        word = (word ?? "") + String(sign)
      }
    }
    if let whole = word { words.append(whole) }
    guard quote == nil, let first = words.first, !first.isEmpty else { return nil }
    program = first
    arguments = Array(words.dropFirst())
  }

  /// - Returns: where the program is; `nil` where there is none, or none that may be run.
  func found(in path: String) -> String? {
    let places =
      program.contains("/")
      ? [program] : path.split(separator: ":").map { "\($0)/\(program)" }
    return places.first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// - Throws: a ``Fault``.
  func send(_ message: [UInt8], from sender: MailAddress, to recipient: MailAddress) async throws {
    guard message.count <= MailCommand.most else { throw Fault.tooLarge }
    let variables = ProcessInfo.processInfo.environment
    guard let place = found(in: variables["PATH"] ?? "/usr/sbin:/usr/bin:/bin") else {
      throw Fault.absent
    }
    let process = Process()
    // What is for this program alone, such as a secret, is not for another.
    process.environment = variables.filter { !$0.key.hasPrefix("TOETS_") }
    process.executableURL = URL(filePath: place)
    process.arguments = arguments + ["-i", "-f", sender.text, "--", recipient.text]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let input = Pipe()
    // Before it starts: the reading end is open here, so this can't fail for want of a reader.
    try input.fileHandleForWriting.write(contentsOf: Data(message))
    try input.fileHandleForWriting.close()
    process.standardInput = input
    let end = ProcessEnd()
    process.terminationHandler = { end.finish(.ended($0.terminationStatus)) }
    do {
      try process.run()
    } catch {
      throw Fault.absent
    }
    let watch = Task { [patience] in
      try await Task.sleep(for: .seconds(patience), clock: SuspendingClock())
      end.finish(.tooSlow)
      if process.isRunning { process.terminate() }
      try await Task.sleep(for: .seconds(5), clock: SuspendingClock())
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    }
    let outcome = await end.value
    switch outcome {
    case .ended(let status):
      watch.cancel()
      guard status == 0 else { throw Fault.ended(status: status) }
    case .tooSlow: throw Fault.tooSlow
    }
  }
}

/// How a process ended, for whoever waits for it.
private final class ProcessEnd: Sendable {
  enum Outcome: Sendable {
    case ended(Int32)
    case tooSlow
  }

  private struct State {
    var outcome: Outcome?
    var waiting: CheckedContinuation<Outcome, Never>?
  }

  private let state = Mutex(State())

  /// The first word counts.
  func finish(_ outcome: Outcome) {
    let waiting = state.withLock { state -> CheckedContinuation<Outcome, Never>? in
      guard state.outcome == nil else { return nil }
      state.outcome = outcome
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume(returning: outcome)
  }

  var value: Outcome {
    get async {
      await withCheckedContinuation { continuation in
        let known = state.withLock { state -> Outcome? in
          if let known = state.outcome { return known }
          state.waiting = continuation
          return nil
        }
        if let known { continuation.resume(returning: known) }
      }
    }
  }
}
