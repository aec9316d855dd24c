import Foundation
import Rules
import Synchronization
import Testing

@testable import Assess
@testable import Website

/// How many are at it, and how many were at most.
private final class Counts: Sendable {
  private let counts = Mutex((running: 0, most: 0))

  var most: Int { counts.withLock { $0.most } }
  var running: Int { counts.withLock { $0.running } }

  func begin() {
    counts.withLock {
      $0.running += 1
      $0.most = max($0.most, $0.running)
    }
  }

  func end() { counts.withLock { $0.running -= 1 } }
}

/// A value that several change.
private final class Shared<Value: Sendable>: Sendable {
  private let kept: Mutex<Value>

  init(_ value: Value) { kept = Mutex(value) }

  var value: Value { kept.withLock { $0 } }

  @discardableResult
  func change<Result: Sendable>(_ change: (inout sending Value) -> sending Result) -> Result {
    kept.withLock { change(&$0) }
  }
}

@Suite("What takes long to compute", .fewAtOnce)
struct WorkerPoolTests {
  private func until(_ holds: () -> Bool) async throws {
    while !holds() { try await Task.sleep(for: .milliseconds(2)) }
  }

  @Test("a few run at once, some wait, and more are turned away")
  func bounded() async throws {
    let work = WorkerPool(threads: 2, longest: 3, niceness: 10, ProcessorTime())
    let counts = Counts()
    let gate = DispatchSemaphore(value: 0)
    let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 0..<12 {
        group.addTask {
          do {
            return try await work.run {
              counts.begin()
              gate.wait()
              counts.end()
              return true
            }
          } catch {
            return false
          }
        }
      }
      // While the gate is closed only those are done that were turned away.
      var outcomes: [Bool] = []
      while outcomes.count < 7, let outcome = try await group.next() { outcomes.append(outcome) }
      #expect(!outcomes.contains(true))
      try await until { counts.running == 2 }
      for _ in 0..<5 { gate.signal() }
      for try await outcome in group { outcomes.append(outcome) }
      return outcomes
    }
    #expect(counts.most == 2)
    #expect(outcomes.count { $0 } == 5)
    // And then there is room again, also after work that failed.
    struct Failed: Error {}
    await #expect(throws: Failed.self) { try await work.run { throw Failed() } }
    #expect(try await work.run { 1 } == 1)
  }

  @Test("whoever used least is next, however many others ask for")
  func fair() async throws {
    let time = ProcessorTime(most: 100, back: 0, clock: { 0 })
    let work = WorkerPool(threads: 1, longest: 100, niceness: 0, time)
    let (greedy, modest) = (Asker(names: ["address a"]), Asker(names: ["account 1"]))
    time.charge(greedy, 5)
    let order = Shared<[String]>([])
    let gate = DispatchSemaphore(value: 0)
    let began = Counts()
    try await withThrowingTaskGroup(of: Void.self) { group in
      func ask(_ asker: Asker, _ name: String, waits: Bool = false) {
        group.addTask {
          try await Asker.$current.withValue(asker) {
            try await work.run {
              began.begin()
              if waits { gate.wait() }
              order.change { $0.append(name) }
            }
          }
        }
      }
      ask(greedy, "first", waits: true)
      try await until { began.running == 1 }
      for _ in 0..<10 { ask(greedy, "greedy") }
      try await until { work.waiting == 10 }
      ask(modest, "modest")
      try await until { work.waiting == 11 }
      gate.signal()
      try await group.waitForAll()
    }
    #expect(order.value == ["first", "modest"] + [String](repeating: "greedy", count: 10))
  }

  @Test("whoever used little has a spare thread, and waits for no long work of others")
  func spare() async throws {
    let time = ProcessorTime(most: 100, back: 0, clock: { 0 })
    let work = WorkerPool(threads: 1, spare: 1, longest: 100, niceness: 0, time)
    let (greedy, modest) = (Asker(names: ["address a"]), Asker(names: ["account 1"]))
    time.charge(greedy, 5)
    let gate = DispatchSemaphore(value: 0)
    let began = Counts()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<3 {
        group.addTask {
          try await Asker.$current.withValue(greedy) {
            try await work.run {
              began.begin()
              gate.wait()
            }
          }
        }
      }
      try await until { began.running == 1 && work.waiting == 2 }
      for turn in 1...3 {
        try await Asker.$current.withValue(modest) {
          let found = try await work.run { turn }
          #expect(found == turn)
        }
      }
      #expect(began.running == 1, "the spare thread is not for who used much")
      for _ in 0..<3 { gate.signal() }
      try await group.waitForAll()
    }
  }

  @Test("strangers fill no line for those who have an account, and one asker fills none for others")
  func strangers() async throws {
    let time = ProcessorTime(most: 100, back: 0, clock: { 0 })
    let work = WorkerPool(threads: 1, longest: 16, niceness: 0, time)
    let gate = DispatchSemaphore(value: 0)
    let counts = Counts()
    let outcomes = Shared<[String]>([])
    try await withThrowingTaskGroup(of: Void.self) { group in
      func ask(_ asker: Asker) {
        group.addTask {
          let name = asker.names[0]
          do {
            try await Asker.$current.withValue(asker) {
              try await work.run {
                counts.begin()
                gate.wait()
              }
            }
            outcomes.change { $0.append(name) }
          } catch is Gate.Full {
            outcomes.change { $0.append("\(name) refused") }
          }
        }
      }
      ask(Asker(names: ["address first"], isStranger: true))
      try await until { counts.running == 1 }
      for _ in 0..<6 { ask(Asker(names: ["address one"], isStranger: true)) }
      try await until { outcomes.value.count == 2 }
      #expect(outcomes.value == ["address one refused", "address one refused"])
      for number in 0..<12 { ask(Asker(names: ["address \(number)"], isStranger: true)) }
      try await until { work.waiting == 16 }
      ask(Asker(names: ["account 1"]))
      try await until { outcomes.value.count == 3 }
      #expect(work.waiting == 16)
      for _ in 0..<17 { gate.signal() }
      try await group.waitForAll()
    }
    #expect(outcomes.value.contains("account 1"))
    #expect(outcomes.value.count { $0.hasSuffix("refused") } == 3)
  }

  @Test("through a gate go so many at once; who used least is next, and who left does not go")
  func gate() async throws {
    let time = ProcessorTime(most: 100, back: 0, clock: { 0 })
    let gate = Gate(most: 1, longest: 8, time)
    let (greedy, modest) = (Asker(names: ["a"]), Asker(names: ["b"]))
    time.charge(greedy, 5)
    let order = Shared<[String]>([])
    let open = Shared(false)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await gate.pass(greedy) {
          order.change { $0.append("first") }
          while !open.value { try await Task.sleep(for: .milliseconds(2)) }
        }
      }
      try await until { order.value.count == 1 }
      let left = Task { try await gate.pass(greedy) { order.change { $0.append("left") } } }
      group.addTask { try await gate.pass(greedy) { order.change { $0.append("greedy") } } }
      try await until { gate.waiting == 2 }
      await #expect(throws: Gate.Full.self) { try await gate.pass(greedy) {} }
      left.cancel()
      await #expect(throws: CancellationError.self) { try await left.value }
      group.addTask { try await gate.pass(modest) { order.change { $0.append("modest") } } }
      try await until { gate.waiting == 2 }
      open.change { $0 = true }
      try await group.waitForAll()
    }
    #expect(order.value == ["first", "modest", "greedy"])
  }

  @Test("what is sent takes so much memory of all, and so much of one place, until it is answered")
  func room() {
    let room = BodyRoom(most: 100, ofPlace: 60)
    let (one, two, three) = (
      BodyRoom.Share(room, of: "a"), BodyRoom.Share(room, of: "a"), BodyRoom.Share(room, of: "b")
    )
    #expect(one.take(30) && two.take(30))
    #expect(!one.take(1) && three.take(40))
    #expect(!three.take(1))
    one.giveBack()
    one.giveBack()
    #expect(three.take(20) && !three.take(1) && two.take(10) && !two.take(1))
  }

  @Test("whoever used up its time is told when it is back, and others are not kept out")
  func usedUp() async throws {
    let now = Shared(0.0)
    let time = ProcessorTime(most: 60, back: 0.5, clock: { now.value })
    let work = WorkerPool(threads: 1, longest: 10, niceness: 0, time)
    let greedy = Asker(names: ["address a"])
    time.charge(greedy, 70)
    await #expect {
      try await Asker.$current.withValue(greedy) { try await work.run { 1 } }
    } throws: {
      ($0 as? Gate.Full)?.seconds == 20
    }
    #expect(
      try await Asker.$current.withValue(Asker(names: ["address b"])) { try await work.run { 1 } }
        == 1)
    now.change { $0 = 21 }
    #expect(try await Asker.$current.withValue(greedy) { try await work.run { 1 } } == 1)
  }

  @Test("what somebody gave up before it began does not begin")
  func givenUp() async throws {
    let work = WorkerPool(threads: 1, longest: 10, niceness: 0, ProcessorTime())
    let gate = DispatchSemaphore(value: 0)
    let (began, wrongly) = (Counts(), Counts())
    let first = Task {
      try await work.run {
        began.begin()
        gate.wait()
      }
    }
    try await until { began.running == 1 }
    let second = Task { try await work.run { wrongly.begin() } }
    try await until { work.waiting == 1 }
    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    gate.signal()
    try await first.value
    #expect(wrongly.most == 0 && work.waiting == 0)
  }

  @Test("what somebody gives up while it is computed ends, and gives no half an answer")
  func brokenOff() async throws {
    let work = WorkerPool(threads: 1, longest: 10, niceness: 0, ProcessorTime())
    let counts = Counts()
    let task = Task {
      try await work.run {
        counts.begin()
        while !Task.isCancelled { usleep(1_000) }
        counts.end()
        return "half"
      }
    }
    try await until { counts.running == 1 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(counts.running == 0)
    #expect(try await work.run { 1 } == 1)
  }

  @Test("processor time is that of whoever asks, an account wherever it is or an address")
  func asker() async throws {
    let world = try await SiteWorld()
    var request = WebRequest(method: .get, path: "/")
    request.address = "192.0.2.7"
    #expect(try await Visit(world.site, request).asker.names == ["address 192.0.2.7"])
  }

  @Test("whoever finds it full is told to come back")
  func full() async throws {
    let world = try await SiteWorld()
    var request = WebRequest(method: .get, path: "/api/v1/rulesets")
    request.address = "127.0.0.1"
    let visit = try await Visit(world.site, request)
    let problem = visit.problem(of: Gate.Full(seconds: 5))
    #expect(problem.kind == .busy)
    #expect(problem.headers.contains { $0.name == "Retry-After" && $0.value == "5" })
  }
}

@Suite("What was made lately")
struct RecentTests {
  @Test("is kept as far as there is room, and what was asked for longest ago goes first")
  func room() async throws {
    let recent = Recent<Int>(bytes: 2_000) { _ in 1_000 }
    let made = Mutex(0)
    func ask(_ key: String) async throws -> Int {
      try await recent.value(key) {
        made.withLock { made in
          made += 1
          return made
        }
      }
    }
    for (key, number) in [("a", 1), ("b", 2), ("a", 1), ("c", 3), ("a", 1), ("b", 4)] {
      #expect(try await ask(key) == number)
      #expect(recent.bytes <= 2_000)
    }
  }

  @Test(
    "a newer text of a dossier takes the place of the one before, and what is too large is not kept"
  )
  func subjects() async throws {
    let recent = Recent<String>(bytes: 100) { $0.utf8.count }
    _ = try await recent.value("1", of: "dossier") { String(repeating: "x", count: 30) }
    _ = try await recent.value("2", of: "dossier") { String(repeating: "x", count: 20) }
    #expect(recent.bytes == 20)
    _ = try await recent.value("3", of: "another") { String(repeating: "x", count: 60) }
    #expect(recent.bytes == 20)
  }

  @Test("who ask for the same at once wait for one making of it, and all get it or its failure")
  func once() async throws {
    struct Failed: Error {}
    let recent = Recent<Int>(bytes: 1_000) { _ in 1 }
    let made = Shared(0)
    let gate = AsyncStream<Void>.makeStream()
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<20 {
        group.addTask {
          try await recent.value("a") {
            for await _ in gate.stream {}
            return made.change {
              $0 += 1
              return $0
            }
          }
        }
      }
      while recent.waiting(for: "a") < 20 { try await Task.sleep(for: .milliseconds(2)) }
      gate.continuation.finish()
      for try await value in group { #expect(value == 1) }
    }
    await #expect(throws: Failed.self) { try await recent.value("b") { throw Failed() } }
    #expect(try await recent.value("b") { 2 } == 2)
  }

  @Test(
    "what nobody waits for any more is given up, and one who leaves does not take it from the others"
  )
  func givenUp() async throws {
    let recent = Recent<Int>(bytes: 1_000) { _ in 1 }
    let wasGivenUp = Shared(false)
    let gate = AsyncStream<Void>.makeStream()
    let askers = (0..<2).map { _ in
      Task {
        try await recent.value("a") {
          await withTaskCancellationHandler {
            for await _ in gate.stream {}
          } onCancel: {
            wasGivenUp.change { $0 = true }
            gate.continuation.finish()
          }
          try Task.checkCancellation()
          return 1
        }
      }
    }
    while recent.waiting(for: "a") < 2 { try await Task.sleep(for: .milliseconds(2)) }
    askers[0].cancel()
    while recent.waiting(for: "a") > 1 { try await Task.sleep(for: .milliseconds(2)) }
    #expect(!wasGivenUp.value)
    askers[1].cancel()
    for asker in askers {
      await #expect(throws: CancellationError.self) { try await asker.value }
    }
    #expect(wasGivenUp.value)
    // And whoever comes later has it made anew.
    #expect(try await recent.value("a") { 3 } == 3)
  }
}
