extension String {
  /// Whether there is something in it that somebody can read: not only white space, and not only characters that
  /// nothing is seen of, such as joiners, fillers and marks of direction.
  package var hasWords: Bool {
    unicodeScalars.contains { scalar in
      let properties = scalar.properties
      if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return false }
      // A cell of Braille without dots.
      if scalar.value == 0x2800 { return false }
      return switch properties.generalCategory {
      case .control, .format, .unassigned, .privateUse, .surrogate, .nonspacingMark, .enclosingMark,
        .spacingMark, .lineSeparator, .paragraphSeparator, .spaceSeparator:
        false
      default: true
      }
    }
  }
}
