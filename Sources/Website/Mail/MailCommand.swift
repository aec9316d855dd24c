import Foundation
import Rules
import Subprocess

/// The machine's own program that sends mail, such as that of Postfix or msmtp.
///
/// It is run as `COMMAND ARGUMENTS -i -f SENDER -- RECIPIENT`, which every program that stands in for
/// `sendmail` takes, with the message on its standard input. The recipient is an argument and not read from
/// the message (`-t`), so that no text in a message can add another one. There is no shell in between.
///
/// Subprocess runs it, of which it inherits no open file or connection. Foundation's `Process` does not do for a
/// server: it lists what is open to close it, and reads past the end of that list where more than some 1,350
/// descriptors are, which can end the site. Each connection is one.
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
    // Before it starts: the reading end is open here, so this can't fail for want of a reader.
    let input = Pipe()
    try input.fileHandleForWriting.write(contentsOf: Data(message))
    try input.fileHandleForWriting.close()
    let words = arguments + ["-i", "-f", sender.text, "--", recipient.text]
    // No part of the task that sends: a message in hand goes on its way also where the site is told to end.
    let sending = Task { try await MailCommand.run(place, words, variables, input) }
    let watch = Task { [patience] in
      try await Task.sleep(for: .seconds(patience), clock: SuspendingClock())
      sending.cancel()
    }
    defer { watch.cancel() }
    let end = await sending.result
    // Whatever it says of its end: it was cut off.
    if sending.isCancelled { throw Fault.tooSlow }
    switch try end.get() {
    case .exited(0): return
    case .exited(let status), .signaled(let status): throw Fault.ended(status: status)
    }
  }

  /// Runs a program until its end. Cancelled, it is asked to end, and made to where it has not in seconds.
  private static func run(
    _ place: String, _ words: [String], _ variables: [String: String], _ input: Pipe
  ) async throws(Fault) -> TerminationStatus {
    var options = PlatformOptions()
    // What is typed at the terminal of the site, such as Ctrl-C, is not for it.
    options.processGroupID = 0
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
    // What is for this program alone, such as a secret, is not for another.
    let told = variables.filter { !$0.key.hasPrefix("TOETS_") }.map {
      (Environment.Key(stringLiteral: $0.key), $0.value)
    }
    // The pipe closes both ends once nobody holds it, also where nothing was started.
    defer { withExtendedLifetime(input) {} }
    do {
      return try await Subprocess.run(
        .path(.init(place)), arguments: .init(words),
        environment: .custom(Dictionary(uniqueKeysWithValues: told)), platformOptions: options,
        input: .fileDescriptor(
          .init(rawValue: input.fileHandleForReading.fileDescriptor),
          closeAfterSpawningProcess: false),
        output: .discarded
      ).terminationStatus
    } catch {
      throw .absent
    }
  }
}
