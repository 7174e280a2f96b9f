namespace Hooks.Build.Checks.Agents;

/// <summary>One call of git: its command, what it sets for that call, and the words after the command.</summary>
internal sealed class GitCommandLine
{
    private GitCommandLine(string command, List<string> settings, List<string> words, string folder) => (Command, Settings, Words, Folder) = (command, settings, words, folder);

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
        for (; at < words.Count && words[at].StartsWith('-'); at++)
        {
            var word = words[at];
            if (word.StartsWith("--config-env=", StringComparison.Ordinal))
            {
                settings.Add(word["--config-env=".Length..]);
            }
            else if (word.StartsWith("-c", StringComparison.Ordinal) && word.Length > 2)
            {
                settings.Add(word[2..]);
            }
            else if (GitOptions.IsGlobalWithValue(word) && at + 1 < words.Count)
            {
                at++;
                folder = word == "-C" ? HookFolder.Combine(folder, words[at]) : folder;
                settings.AddRange(word is "-c" or "--config-env" ? [words[at]] : Array.Empty<string>());
            }
        }

        return new GitCommandLine(at < words.Count ? words[at] : "", settings, [.. words.Skip(at + 1)], folder);
    }

    /// <summary>Whether a setting is named.</summary>
    public bool Sets(string name) => Settings.Any(setting => setting.Split('=')[0].Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether it skips the hooks that git would run for it: the last word about that counts, and what is the value of another option is none.</summary>
    public bool SkipsHooks
    {
        get
        {
            if (!GitOptions.CanSkip(Command))
                return false;

            var skips = false;
            for (var at = 0; at < Words.Count && Words[at] != "--"; at++)
            {
                var word = Words[at];
                if (word.StartsWith("--", StringComparison.Ordinal))
                {
                    skips = IsNoVerify(word) || (skips && !IsVerify(word));
                    at += TakesNext(word) ? 1 : 0;
                }
                else if (word.Length > 1 && word[0] == '-')
                {
                    skips |= ReadShort(word, out var takesNext);
                    at += takesNext ? 1 : 0;
                }
            }

            return skips;
        }
    }

    /// <summary>Scripts that git runs for it: <c>rebase --exec</c>, <c>submodule foreach</c>, <c>bisect run</c>, and aliases that are set for this call.</summary>
    public IEnumerable<string> Scripts
    {
        get
        {
            for (var at = 0; at < Words.Count && Command == "rebase"; at++)
            {
                if (Words[at] is "-x" or "--exec" && at + 1 < Words.Count)
                {
                    yield return Words[at + 1];
                }
                else if (Words[at].StartsWith("--exec=", StringComparison.Ordinal))
                {
                    yield return Words[at]["--exec=".Length..];
                }
                else if (Words[at].StartsWith("-x", StringComparison.Ordinal) && Words[at].Length > 2)
                {
                    yield return Words[at][2..];
                }
            }

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

    // Shortened as far as it means nothing else; exactly what is written wins in git.
    private bool IsNoVerify(string word) => word is "--no-verify" or "--no-verif" or "--no-veri" && (word == "--no-verify" || Command is not ("merge" or "pull"));

    private static bool IsVerify(string word) => word is "--verify" or "--verif" or "--veri";

    private bool TakesNext(string word) =>
        !word.Contains('=', StringComparison.Ordinal) && word.Length > 4 && GitOptions.LongWithValue(Command).Any(option => option.StartsWith(word, StringComparison.Ordinal));

    private bool ReadShort(string word, out bool takesNext)
    {
        takesNext = false;
        for (var i = 1; i < word.Length; i++)
        {
            if (word[i] == 'n' && Command is "commit" or "am")
                return true;

            if (GitOptions.ShortWithValue(Command).Contains(word[i], StringComparison.Ordinal))
            {
                takesNext = i == word.Length - 1;
                return false;
            }

            if (GitOptions.ShortWithRest(Command).Contains(word[i], StringComparison.Ordinal))
                return false;
        }

        return false;
    }
}
