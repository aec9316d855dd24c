import Dispatch
import Rules
import Synchronization

/// A run over a stream of plans on all processors, in bounded memory.
///
/// Each thread takes the next block of the input, turns the plans into results, and goes on with the next;
/// the results leave in the order of the input. A block is read only when another has left, so that
/// a slow reader of the output slows the whole run instead of filling the memory.
struct BatchRun: Sendable {
  let worker: BatchWorker
  let console: Console

  /// Blocks for each processor that are read and not yet written.
  private static let ahead = 3

  /// Bytes; some tens of plans, so that taking turns costs little beside the work.
  private static let blockSize = 1 << 16

  /// What is still to be read.
  private struct Input: Sendable {
    var reader: BlockReader
    /// Why nothing more can be read.
    var fault: FileFault?

    mutating func next() -> InputBlock? {
      guard fault == nil else { return nil }
      do throws(FileFault) {
        return try reader.next()
      } catch {
        fault = error
        return nil
      }
    }
  }

  func run() throws(Failure) -> ExitStatus {
    let processors = console.effects.processors
    let room = DispatchSemaphore(value: processors * Self.ahead)
    let progress = BatchProgress(console)
    let output = OrderedOutput(write: console.effects.writeOutput) { _ = room.signal() }
    let input = Mutex(
      Input(
        reader: BlockReader(
          least: Self.blockSize, lineLimit: ReadingLimits.plan.bytes,
          read: console.effects.readInput)))
    DispatchQueue.concurrentPerform(iterations: processors) { [worker] _ in
      let quick = worker.quickWorker()
      while true {
        room.wait()
        // Asked when it is its turn: for nobody nothing more is read.
        guard let block = input.withLock({ output.failure == nil ? $0.next() : nil }) else {
          room.signal()
          return
        }
        let result = worker.result(of: block, by: quick)
        progress.count(plans: result.plans, errors: result.errors)
        output.take(result.bytes, of: block.number)
      }
    }
    let errors = progress.finish()
    if let fault = output.failure { throw Failure(output: fault) }
    if let fault = input.withLock(\.fault) {
      throw Failure(.badInput, fault, about: InputBlock.name)
    }
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
