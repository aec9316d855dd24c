import Assess
import Glibc

// A reader that stops reading is a fault that writing reports, not the end of the process.
signal(SIGPIPE, SIG_IGN)
exit(AssessTool.run(Array(CommandLine.arguments.dropFirst()), effects: .process))
