import Dispatch
import Rules
import Synchronization

/// A run over a stream of plans on all processors, in bounded memory.
///
/// One thread cuts the input into blocks, others turn a block of plans into a block of results, and
/// the results leave in the order of the input. A block is read only when another has left, so that
/// a slow reader of the output slows the whole run instead of filling the memory.
struct BatchRun: Sendable {
  let worker: BatchWorker
  let console: Console

  /// Blocks for each processor that are read and not yet written.
  private static let ahead = 3

  /// Bytes; some tens of plans, so that handing over costs little beside the work.
  private static let blockSize = 1 << 16

  func run() throws(Failure) -> ExitStatus {
    let processors = console.effects.processors
    let room = DispatchSemaphore(value: processors * Self.ahead)
    let progress = BatchProgress(console)
    let output = OrderedOutput(write: console.effects.writeOutput) { _ = room.signal() }
    let queue = DispatchQueue(label: "batch", attributes: .concurrent)
    let turns = DispatchSemaphore(value: processors)
    let work = DispatchGroup()
    var reader = BlockReader(
      least: Self.blockSize, lineLimit: ReadingLimits.plan.bytes, read: console.effects.readInput)
    var inputFault: FileFault?
    do throws(FileFault) {
      while true {
        room.wait()
        guard output.failure == nil, let block = try reader.next() else {
          room.signal()
          break
        }
        turns.wait()
        queue.async(group: work) { [worker] in
          let result = worker.result(of: block)
          turns.signal()
          progress.count(plans: result.plans, errors: result.errors)
          output.take(result.bytes, of: block.number)
        }
      }
    } catch {
      inputFault = error
      room.signal()
    }
    work.wait()
    let errors = progress.finish()
    if let fault = output.failure { throw Failure(output: fault) }
    if let inputFault { throw Failure(.badInput, inputFault, about: "<standard input>") }
    return errors > 0 ? .badInput : .success
  }
}

/// Counts plans and, where somebody watches, tells how far it is.
final class BatchProgress: Sendable {
  private struct State: Sendable {
    var plans = 0
    var errors = 0
    var told: Double
  }

  private let console: Console
  private let start: Double
  private let state: Mutex<State>

  /// Seconds between two tellings.
  private static let pause = 0.5

  init(_ console: Console) {
    self.console = console
    start = console.effects.stopwatch()
    state = Mutex(State(told: start))
  }

  func count(plans: Int, errors: Int) {
    let isWatched = console.effects.isErrorTerminal
    let now = isWatched ? console.effects.stopwatch() : start
    let text = state.withLock { state -> String? in
      state.plans += plans
      state.errors += errors
      guard isWatched, now - state.told >= Self.pause else { return nil }
      state.told = now
      return line(state, at: now)
    }
    if let text { console.effects.writeError(Array("\r\(text)".utf8)) }
  }

  /// - Returns: how many lines were in error.
  func finish() -> Int {
    let now = console.effects.stopwatch()
    let last = state.withLock { $0 }
    if console.effects.isErrorTerminal {
      console.effects.writeError(Array("\r\(line(last, at: now))\n".utf8))
    }
    return last.errors
  }

  private func line(_ state: State, at now: Double) -> String {
    let rate = Int(Double(state.plans) / max(now - start, 0.001))
    return console.say(
      "\(state.plans) plannen, \(state.errors) met een fout, \(rate) per seconde",
      "\(state.plans) plans, \(state.errors) in error, \(rate) per second")
  }
}
