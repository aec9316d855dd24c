import Rules

/// A fault can be shown: its place lies in its text, and it speaks two languages.
func check(_ diagnostics: [Diagnostic]) throws(Finding) {
  for diagnostic in diagnostics {
    let size = diagnostic.source.bytes.count
    try demand(diagnostic.range.end <= size, "a fault past the end of \(size) bytes")
    if let edit = diagnostic.edit {
      try demand(
        edit.place.range.end <= edit.place.source.bytes.count, "a mend past the end of its file")
    }
    try demand(!diagnostic.message.nl.isEmpty && !diagnostic.message.en.isEmpty, "an empty message")
  }
  // Showing one costs a walk of the text; one is enough.
  guard let first = diagnostics.first else { return }
  let lines = first.rendered(in: .nl).split(separator: "\n", omittingEmptySubsequences: false)
  try demand(lines.count <= 4, "a fault of \(lines.count) lines: \(lines)")
}

/// The same for faults of one expression.
func check(_ faults: [Fault], in text: String) throws(Finding) {
  let size = text.utf8.count
  var last = 0
  for fault in faults {
    try demand(fault.range.end <= size, "a fault past the end: \(fault.message.en)")
    if let edit = fault.edit {
      try demand(edit.range.end <= size, "a mend past the end: \(fault.message.en)")
    }
    try demand(fault.range.start >= last, "faults out of order: \(fault.message.en)")
    last = fault.range.start
  }
}
