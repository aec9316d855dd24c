/// One version of a ruleset, checked and compiled: immutable, shared between threads.
