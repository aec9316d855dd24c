extension Casework {
  /// Has a message sent with which whoever reads it shows that an address is theirs.
  func askForConfirmation(of account: Int64) async throws {
    try await store.enqueue(
      OutgoingMessage(.confirmAddress, to: account, in: language, at: now))
  }

  /// Has a message sent with which whoever reads it chooses a new password. What is done is the same whether
  /// anybody has that address, so that nobody learns it from the time it takes.
  func askForPassword(for email: String) async throws {
    let account = try await store.account(withEmail: email)
    try await store.enqueue(
      OutgoingMessage(
        .newPassword, to: account.flatMap { $0.isActive ? $0.id : nil }, in: language, at: now))
  }
}
