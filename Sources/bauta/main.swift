import Commands
import Foundation

Program.shareOneHeap()
exit(await Program.main(Array(CommandLine.arguments.dropFirst())))
