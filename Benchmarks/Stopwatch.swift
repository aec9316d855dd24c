import Foundation

/// Time and memory, as the system counts them.
enum Stopwatch {
  /// Processor time of this thread's process in seconds: another job on the machine does not count.
  static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The wall clock, in seconds.
  static var wall: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Seconds of processor time for one turn: the least of several rounds, as whatever else the
  /// machine does only adds to it.
  static func least(rounds: Int = 7, turns: Int, _ body: (Int) throws -> Void) rethrows -> Double {
    var least = Double.infinity
    for _ in 0..<rounds {
      let start = processorTime
      for turn in 0..<turns { try body(turn) }
      least = min(least, (processorTime - start) / Double(max(turns, 1)))
    }
    return least
  }

  static func median(_ samples: [Double]) -> Double {
    let sorted = samples.sorted()
    guard let last = sorted.last else { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1
      ? sorted[middle] : (sorted[middle - 1] + (sorted.count > 1 ? sorted[middle] : last)) / 2
  }
}

/// A run of another program.
struct ChildRun {
  /// Seconds from start to end.
  let wall: Double
  let processorTime: Double
  /// The most memory it held, in megabytes.
  let peak: Double
  let status: Int32

  /// - Returns: `nil` where the program cannot be started.
  init?(
    _ program: String, _ arguments: [String], input: String = "/dev/null",
    output: String = "/dev/null"
  ) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var child = pid_t()
    let start = Stopwatch.wall
    guard posix_spawn(&child, program, &actions, nil, &words, environ) == 0 else { return nil }
    var usage = rusage()
    var status: Int32 = 0
    guard wait4(child, &status, 0, &usage) == child else { return nil }
    wall = Stopwatch.wall - start
    processorTime =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    peak = Double(usage.ru_maxrss) / 1024
    self.status = (status >> 8) & 0xFF
  }
}
