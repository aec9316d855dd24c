import Foundation
import Synchronization

/// Threads of their own for what takes long to compute, so that a page never waits for an assessment.
///
/// They give way to the threads that answer requests. Of those who wait, whoever used least processor time lately
/// is next, so somebody who asks for a lot waits for the others and not they for him. What nobody waits for any
/// more does not begin.
final class WorkerPool: Sendable {
  /// There are too many waiting already, or whoever asks has used up what is theirs.
  struct Full: Error {
    /// When it makes sense to try again.
    let seconds: Int
  }

  private struct Job: Sendable {
    let number: Int
    let asker: Asker
    let run: @Sendable () -> Void
    let refuse: @Sendable (any Error) -> Void
  }

  private struct State: Sendable {
    var running = 0
    var waiting: [Job] = []
    var number = 0
  }

  private let state = Mutex(State())
  private let threads: Int
  private let spare: Int
  private let longest: Int
  private let niceness: Int32
  private let time: ProcessorTime

  /// Seconds: who used less lately may have a spare thread.
  private static let little = 2.0

  /// - Parameters:
  ///   - threads: how many compute at once.
  ///   - spare: how many more, for those who used little: they need not wait until long work of others ends.
  ///   - longest: how many may wait for one of them to end.
  ///   - niceness: how far they give way to others, from 0 to 19.
  ///   - time: what everybody has used, of this and of other pools.
  init(threads: Int, spare: Int = 0, longest: Int, niceness: Int32, _ time: ProcessorTime) {
    self.threads = max(1, threads)
    self.spare = spare
    self.longest = longest
    self.niceness = niceness
    self.time = time
  }

  /// How many wait for a thread.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// - Throws: ``Full``, `CancellationError`, or what the work throws.
  func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    let asker = Asker.current
    try time.admit(asker)
    let number = state.withLock { state in
      state.number += 1
      return state.number
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let job = Job(
          number: number, asker: asker,
          run: { continuation.resume(with: Result { try work() }) },
          refuse: { continuation.resume(throwing: $0) })
        put(job)
        // It may have been given up before it stood in the line.
        if Task.isCancelled { giveUp(number) }
      }
    } onCancel: {
      giveUp(number)
    }
  }

  private func put(_ job: Job) {
    enum Fate { case starts, waits, isRefused }
    let usedLittle = time.used(by: job.asker) < Self.little
    var worst: Job?
    let fate = state.withLock { state -> Fate in
      if state.running < threads + (usedLittle ? spare : 0) {
        state.running += 1
        return .starts
      }
      let mine = state.waiting.count { $0.asker == job.asker }
      guard mine < max(4, longest / 4) || job.asker.names.isEmpty else { return .isRefused }
      if state.waiting.count >= longest {
        // Whoever has the least claim goes: that may be the one who comes.
        guard
          let last = state.waiting.indices.max(by: {
            claim(state.waiting[$0]) < claim(state.waiting[$1])
          }),
          claim(job) < claim(state.waiting[last])
        else { return .isRefused }
        worst = state.waiting.remove(at: last)
      }
      state.waiting.append(job)
      return .waits
    }
    worst?.refuse(Full(seconds: 5))
    switch fate {
    case .starts: start(job)
    case .waits: break
    case .isRefused: job.refuse(Full(seconds: 5))
    }
  }

  /// The least goes first: people with an account before those without, then whoever used least.
  private struct Claim: Comparable {
    let isStranger: Bool
    let used: Double

    static func < (left: Claim, right: Claim) -> Bool {
      left.isStranger == right.isStranger ? left.used < right.used : right.isStranger
    }
  }

  private func claim(_ job: Job) -> Claim {
    Claim(isStranger: job.asker.isStranger, used: time.used(by: job.asker))
  }

  private func giveUp(_ number: Int) {
    let job = state.withLock { state -> Job? in
      state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0) }
    }
    job?.refuse(CancellationError())
  }

  /// A thread goes on as long as there is work, and then ends.
  private func start(_ first: Job) {
    Thread.detachNewThread { [self] in
      Self.giveWay(niceness)
      var job: Job? = first
      while let now = job {
        let before = ProcessorTime.ofThisThread
        now.run()
        time.charge(now.asker, ProcessorTime.ofThisThread - before)
        job = next()
      }
    }
  }

  private func next() -> Job? {
    state.withLock { state -> Job? in
      guard !state.waiting.isEmpty else {
        state.running -= 1
        return nil
      }
      let claims = state.waiting.map { claim($0) }
      // Of those with as much claim, whoever came first.
      var least = 0
      for index in claims.indices where claims[index] < claims[least] { least = index }
      guard state.running <= threads || claims[least].used < Self.little else {
        state.running -= 1
        return nil
      }
      return state.waiting.remove(at: least)
    }
  }

  /// The priority of this thread alone, where the system has one for a thread.
  private static func giveWay(_ niceness: Int32) {
    #if os(Linux)
      _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
    #endif
  }
}

/// Whoever something is computed for, by all that they are known by.
struct Asker: Hashable, Sendable {
  /// Their account where they signed in, else their address.
  let names: [String]
  /// Whether they have no account here.
  var isStranger = false

  /// Of the request that is being answered; the site itself where there is none.
  @TaskLocal static var current = Asker(names: [])
}

/// How much processor time everybody used lately, in seconds. It comes back with time.
final class ProcessorTime: Sendable {
  private struct Use: Sendable {
    var seconds: Double
    /// When that was.
    var moment: Double
  }

  private let uses = Mutex<[String: Use]>([:])
  private let most: Double
  private let back: Double
  private let clock: @Sendable () -> Double

  /// Names that are kept; past that those who used least are forgotten.
  private static let kept = 10_000

  /// - Parameters:
  ///   - most: seconds that somebody may use at once.
  ///   - back: of it, so much comes back each second.
  ///   - clock: seconds since some moment.
  init(
    most: Double = 120, back: Double = 0.25,
    clock: @escaping @Sendable () -> Double = { ProcessInfo.processInfo.systemUptime }
  ) {
    self.most = most
    self.back = back
    self.clock = clock
  }

  /// - Throws: `WorkerPool.Full` for somebody who used it up.
  func admit(_ asker: Asker) throws(WorkerPool.Full) {
    let used = used(by: asker)
    guard used < most else {
      throw WorkerPool.Full(seconds: max(1, Int(((used - most) / back).rounded(.up))))
    }
  }

  func used(by asker: Asker) -> Double {
    let now = clock()
    return uses.withLock { uses in
      asker.names.map { left(of: uses[$0], at: now) }.max() ?? 0
    }
  }

  func charge(_ asker: Asker, _ seconds: Double) {
    let now = clock()
    uses.withLock { uses in
      for name in asker.names {
        uses[name] = Use(seconds: left(of: uses[name], at: now) + seconds, moment: now)
      }
      guard uses.count > Self.kept else { return }
      uses = uses.filter { left(of: $0.value, at: now) > 0 }
      guard uses.count > Self.kept else { return }
      let kept = uses.sorted { left(of: $0.value, at: now) > left(of: $1.value, at: now) }
      uses = Dictionary(uniqueKeysWithValues: kept.prefix(Self.kept / 2).map { ($0.key, $0.value) })
    }
  }

  private func left(of use: Use?, at now: Double) -> Double {
    use.map { max(0, $0.seconds - max(0, now - $0.moment) * back) } ?? 0
  }

  /// What this thread used, in seconds.
  static var ofThisThread: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
