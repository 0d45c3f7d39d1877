import ArgumentParser

struct CompletionsCommand: BautaCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Prints a script that lets a shell complete commands and options.",
    discussion: """
      bash: bauta completions bash > ~/.local/share/bash-completion/completions/bauta
      zsh: bauta completions zsh > a folder of $fpath, as the file _bauta
      fish: bauta completions fish > ~/.config/fish/completions/bauta.fish
      """)

  /// The shells that are known.
  enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

  @Argument(help: "The shell: bash, zsh or fish.") var shell: Shell
  @OptionGroup var standard: ReadingOptions

  func execute(_ console: Console) async throws {
    guard let known = CompletionShell(rawValue: shell.rawValue) else { return }
    console.result(Root.completionScript(for: known))
  }
}
