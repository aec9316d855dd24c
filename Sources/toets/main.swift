import Assess
import CMalloc
import Glibc

// A reader that stops reading is a fault that writing reports, not the end of the process.
signal(SIGPIPE, SIG_IGN)
// The same for a file that may not grow: nothing half written is left.
signal(SIGXFSZ, SIG_IGN)
keep_freed_memory()
exit(AssessTool.run(Array(CommandLine.arguments.dropFirst()), effects: .process))
