package import Rules

/// What the application does to the world outside it. Handed in, so that a test can hand in another.
package struct Effects: Sendable {
  /// One entry of a folder.
  package struct Entry: Hashable, Sendable {
    /// Without the folder it is in.
    package let name: String
    /// A link to a folder is one too.
    package let isFolder: Bool

    package init(name: String, isFolder: Bool) {
      self.name = name
      self.isFolder = isFolder
    }
  }

  /// The bytes of a file; never more than the limit and one are read.
  package var readFile: @Sendable (_ path: String, _ limit: Int) throws(FileFault) -> [UInt8]
  /// What is in a folder, by name; `nil` where there is no folder.
  package var entries: @Sendable (_ folder: String) -> [Entry]?
  /// Replaces a file as a whole, or leaves it as it was.
  package var writeFile: @Sendable (_ path: String, _ bytes: [UInt8]) throws(FileFault) -> Void
  /// Makes a folder, and those that it is in; one that is there stays as it is.
  package var makeFolder: @Sendable (_ path: String) throws(FileFault) -> Void
  /// Whether two paths lead to one file; `false` where one of them is not there.
  package var areSameFile: @Sendable (_ path: String, _ other: String) -> Bool
  /// Whether a path leads to something in a folder, links followed.
  package var isInside: @Sendable (_ path: String, _ folder: String) -> Bool
  /// At most so many bytes of the standard input; empty at its end.
  package var readInput: @Sendable (_ count: Int) throws(FileFault) -> [UInt8]
  /// All of the bytes, to the standard output; a reader that went away is `FileFault.closed`.
  package var writeOutput: @Sendable (_ bytes: [UInt8]) throws(FileFault) -> Void
  /// To the standard error; when that fails there is nobody left to tell.
  package var writeError: @Sendable (_ bytes: [UInt8]) -> Void
  /// Lets another program go on in place of this one, with its files, its signals and its exit status.
  ///
  /// - Returns: why it can't; where it can, nothing comes back.
  package var handOver: @Sendable (_ program: String, _ arguments: [String]) -> FileFault
  /// What another program writes to its output; `nil` where it is not there, fails, or writes more than the limit.
  package var run: @Sendable (_ program: String, _ arguments: [String]) -> [UInt8]?
  /// The moment, in the time zone of the machine.
  package var now: @Sendable () -> DateAndTime
  /// Seconds since some moment, for measuring how long something takes.
  package var stopwatch: @Sendable () -> Double
  /// The variables of the environment that the application reads, and no others.
  package var environment: [String: String]
  /// The folder that relative paths start from.
  package var currentFolder: String
  /// The folder of the program itself.
  package var programFolder: String
  /// Whether somebody looks at the standard output: only then is it coloured and wrapped.
  package var isOutputTerminal: Bool
  /// The same of the standard error.
  package var isErrorTerminal: Bool
  /// How wide the terminal of the output is; `nil` where it is none or does not say.
  package var outputColumns: Int?
  /// How many processors there are to share work between; at least one.
  package var processors: Int

  package init(
    readFile: @escaping @Sendable (String, Int) throws(FileFault) -> [UInt8],
    entries: @escaping @Sendable (String) -> [Entry]?,
    writeFile: @escaping @Sendable (String, [UInt8]) throws(FileFault) -> Void,
    makeFolder: @escaping @Sendable (String) throws(FileFault) -> Void,
    areSameFile: @escaping @Sendable (String, String) -> Bool,
    isInside: @escaping @Sendable (String, String) -> Bool,
    readInput: @escaping @Sendable (Int) throws(FileFault) -> [UInt8],
    writeOutput: @escaping @Sendable ([UInt8]) throws(FileFault) -> Void,
    writeError: @escaping @Sendable ([UInt8]) -> Void,
    handOver: @escaping @Sendable (String, [String]) -> FileFault,
    run: @escaping @Sendable (String, [String]) -> [UInt8]?,
    now: @escaping @Sendable () -> DateAndTime,
    stopwatch: @escaping @Sendable () -> Double, environment: [String: String],
    currentFolder: String, programFolder: String, isOutputTerminal: Bool, isErrorTerminal: Bool,
    outputColumns: Int? = nil, processors: Int
  ) {
    self.readFile = readFile
    self.entries = entries
    self.writeFile = writeFile
    self.makeFolder = makeFolder
    self.areSameFile = areSameFile
    self.isInside = isInside
    self.readInput = readInput
    self.writeOutput = writeOutput
    self.writeError = writeError
    self.handOver = handOver
    self.run = run
    self.now = now
    self.stopwatch = stopwatch
    self.environment = environment
    self.currentFolder = currentFolder
    self.programFolder = programFolder
    self.isOutputTerminal = isOutputTerminal
    self.isErrorTerminal = isErrorTerminal
    self.outputColumns = outputColumns
    self.processors = processors
  }
}

extension Effects {
  /// All of the standard input, unless it holds more than the limit.
  func readWholeInput(limit: Int) throws(FileFault) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let more = try readInput(min(1 << 16, limit + 1 - bytes.count))
      if more.isEmpty { return bytes }
      bytes += more
    }
    throw .tooLarge(bytes: nil, limit: limit)
  }

  /// A file, or with the name `-` the standard input.
  package func source(_ path: String, limit: Int) throws(FileFault) -> SourceText {
    path == "-"
      ? SourceText(name: "<standard input>", bytes: try readWholeInput(limit: limit))
      : SourceText(name: path, bytes: try readFile(path, limit))
  }
}
