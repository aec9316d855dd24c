import Assess
import Foundation
import Rules

/// The folder with the database of a site.
struct DataFolder {
  let path: String

  var database: String { "\(path)/\(Store.fileName)" }

  /// - Throws: where the folder is not there and can't be made.
  func make() throws(Failure) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw Failure(
        .output,
        Notice(
          about: path, nl: "deze map kan niet worden gemaakt", en: "this folder can't be made",
          mendNL: "kies een map waarin u mag schrijven",
          mendEN: "choose a folder that you may write in"))
    }
  }

  private var files: [String] { ["", "-wal", "-shm"].map { database + $0 } }

  /// Opens what is in it, for one program at a time.
  ///
  /// - Parameter key: with which the log is signed.
  /// - Throws: where the folder can't be made or is in use, or the database is not safe or not whole.
  func open(signingWith key: LogKey? = nil) throws(Failure) -> Store {
    try make()
    guard let lock = FolderLock(path) else {
      throw Failure(
        .output,
        Notice(
          about: path, nl: "een andere website werkt al met deze map",
          en: "another site works with this folder already",
          mendNL: "zet die eerst stil, of kies een andere map",
          mendEN: "stop that one first, or choose another folder"))
    }
    // Whoever made the folder, what is written in it is for this account alone.
    umask(0o077)
    for file in files { Self.makePrivate(file) }
    do {
      return try Store(folder: path, signingWith: key, holding: lock)
    } catch {
      throw Failure(.output, Notice(about: path, error.message))
    }
  }

  /// Never of what a link leads to.
  private static func makePrivate(_ file: String) {
    let number = Glibc.open(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard number >= 0 else { return }
    fchmod(number, 0o600)
    close(number)
  }

  func clear() {
    for file in files { unlink(file) }
  }

  /// Does what root does in the folder as the account that the folder is of: no file in it becomes root's, and no
  /// link in it leads further than that account may go.
  func asOwner<Value>(_ work: () throws(Failure) -> Value) throws(Failure) -> Value {
    var folder = stat()
    guard geteuid() == 0, stat(path, &folder) == 0, folder.st_uid != 0 else { return try work() }
    var groups = [gid_t](repeating: 0, count: Int(max(getgroups(0, nil), 1)))
    let count = getgroups(Int32(groups.count), &groups)
    let group = getegid()
    defer {
      seteuid(0)
      setegid(group)
      setgroups(Int(max(count, 0)), groups)
    }
    guard setgroups(1, [folder.st_gid]) == 0, setegid(folder.st_gid) == 0,
      seteuid(folder.st_uid) == 0
    else { throw Failure(output: .forbidden, about: path) }
    return try work()
  }
}
