namespace Hooks.Build.Checks.Agents;

/// <summary>Whether a command takes hooks out of git: with the program <c>hooks</c>, with another tool's, or through the one that starts it.</summary>
internal static class UninstallCommand
{
    // The value of each of these is the next word, where theirs does not touch it.
    private static readonly string[] WithValue = ["--project", "--color", "--cwd", "-C", "--prefix", "--package", "-p", "--depsfile", "--runtimeconfig", "--fx-version", "--roll-forward", "--additionalprobingpath", "--additional-deps"];

    /// <summary>Whether it does.</summary>
    /// <param name="words">The program and its words.</param>
    public static bool Is(IReadOnlyList<string> words)
    {
        List<string> left = [.. words];
        while (left.Count > 0)
        {
            var name = ProgramOf(left[0]);
            left = left[(OptionWord.In(left[1..], WithValue).TakeWhile(option => option.IsOption).LastOrDefault().End + 1)..];
            if (name is "HOOKS" or "HOOKS.BUILD.RUNNER" or "HUSKY" or "PRE-COMMIT" or "LEFTHOOK")
                return left is ["uninstall", ..] && !left.Exists(word => word is "--help" or "-h" or "-?");

            // What starts another program: its own words, if any, stand before that one's name.
            if (name is not ("DOTNET" or "DNX" or "NPX" or "BUNX" or "NPM" or "PNPM" or "YARN" or "BUN" or "PNPX" or "UVX" or "PIPX" or "UV" or "EXEC"
                or "TOOL" or "RUN" or "X" or "DLX"))
                return false;
        }

        return false;
    }

    private static string ProgramOf(string word)
    {
        var name = WrappedCommand.NameOf(word).ToUpperInvariant();
        return name.EndsWith(".DLL", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
