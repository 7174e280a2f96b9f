namespace Hooks.Build.Checks.Agents;

/// <summary>One call of git: its command, what it sets for that call, and the words after the command.</summary>
internal sealed class GitCommandLine
{
    private GitCommandLine(string command, List<string> settings, List<string> words, string folder) =>
        (Command, Settings, Words, Folder) = (command, settings, words, folder);

    /// <summary>The command, such as <c>commit</c>; empty where there is none.</summary>
    public string Command { get; }

    /// <summary>What <c>-c</c> and <c>--config-env</c> set: <c>name=value</c>.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>The words after the command.</summary>
    public List<string> Words { get; }

    /// <summary>The folder that <c>-C</c> names; empty where it names none.</summary>
    public string Folder { get; }

    /// <summary>Reads the words after <c>git</c>.</summary>
    public static GitCommandLine Of(IReadOnlyList<string> words)
    {
        List<string> settings = [];
        var folder = "";
        var at = 0;
        foreach (var option in OptionWord.In(words, GitOptions.WithValue("")).TakeWhile(option => option.IsOption))
        {
            at = option.End;
            folder = option.Name == "-C" ? HookFolder.Combine(folder, option.Value) : folder;
            settings.AddRange(option.Name is "-c" or "--config-env" ? [option.Value] : Array.Empty<string>());
        }

        return new GitCommandLine(at < words.Count ? words[at] : "", settings, [.. words.Skip(at + 1)], folder);
    }

    /// <summary>Whether a setting is named.</summary>
    public bool Sets(string name) => Settings.Any(setting => setting.Split('=')[0].Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Whether it skips the hooks that git would run for it: the last word about that counts, and what is the value of another option is none.
    /// </summary>
    public bool SkipsHooks
    {
        get
        {
            var skips = false;
            foreach (var option in OptionsOf(GitOptions.CanSkip(Command) ? Words : []).TakeWhile(option => option.Word != "--"))
                skips = (IsNoVerify(option) || skips) && option.Word is not ("--verify" or "--verif" or "--veri");

            return skips;
        }
    }

    /// <summary>
    /// Scripts that git runs for it: <c>rebase --exec</c>, <c>submodule foreach</c>, <c>bisect run</c>, and aliases that are set for this call.
    /// </summary>
    public IEnumerable<string> Scripts
    {
        get
        {
            foreach (var option in OptionsOf(Command == "rebase" ? Words : []).Where(option => option.Name is "-x" or "--exec"))
                yield return option.Value;

            if ((Command, Words) is ("submodule", ["foreach", .. var each]))
                yield return string.Join(' ', each.SkipWhile(word => word is "--recursive" or "--quiet" or "-q"));

            if ((Command, Words) is ("bisect", ["run", .. var run]))
                yield return string.Join(' ', run.Select(ScriptArguments.Quoted));

            foreach (var setting in Settings)
            {
                if (setting.StartsWith("alias." + Command + "=", StringComparison.OrdinalIgnoreCase) && Command.Length > 0)
                {
                    var alias = setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..];
                    yield return (alias.StartsWith('!') ? alias[1..] : "git " + alias) + " " + string.Join(' ', Words);
                }
            }
        }
    }

    // The words after the command, read as its options.
    private IEnumerable<OptionWord> OptionsOf(List<string> words) => OptionWord.In(words, GitOptions.WithValue(Command), GitOptions.WithRest(Command));

    // Shortened as far as it means nothing else; exactly what is written wins in git.
    private bool IsNoVerify(OptionWord option) => option.Word == "--no-verify"
        || (option.Word is "--no-verif" or "--no-veri" && Command is not ("merge" or "pull"))
        || (Command is "commit" or "am" && option.Flags.Contains('n', StringComparison.Ordinal));
}
