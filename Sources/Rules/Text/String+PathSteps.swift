extension String {
  /// The parts of a path between its slashes, empty ones too.
  ///
  /// By bytes, as the system takes a path apart: to Swift a slash with an accent on it is no slash.
  package var pathSteps: [Substring] {
    utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { Substring($0) }
  }
}
