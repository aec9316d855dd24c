import Foundation

/// Keeps a folder for one program; it ends with the program, however that ends.
final class FolderLock: Sendable {
  private let number: Int32

  /// Where a folder can't be opened or locked, as on some network disks, one program at a time is up to who runs it.
  ///
  /// - Returns: `nil` where another program has it.
  init?(_ path: String) {
    number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if flock(number, LOCK_EX | LOCK_NB) != 0, errno == EWOULDBLOCK {
      close(number)
      return nil
    }
  }

  deinit { if number >= 0 { close(number) } }
}
