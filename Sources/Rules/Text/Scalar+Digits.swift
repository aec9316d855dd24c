extension Unicode.Scalar {
  /// `0` to `9` only; other scripts have digits too, but numbers are not written with them.
  var isDigit: Bool { 0x30...0x39 ~= value }
}
