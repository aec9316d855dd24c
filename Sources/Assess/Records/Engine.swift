/// The program that assesses, as records and `--version` name it.
package enum Engine {
  package static let version = "0.1.0"
}
