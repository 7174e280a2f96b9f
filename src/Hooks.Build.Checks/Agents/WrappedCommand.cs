namespace Hooks.Build.Checks.Agents;

/// <summary>
/// What a command runs in the end: variables that are set for it, and what <c>env</c>, <c>sudo</c>, <c>xargs</c> and their like are given to run.
/// </summary>
internal static class WrappedCommand
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "elif", "fi", "while", "until", "do", "done", "{", "}", "!", "time", "coproc", "function", "&",
    };

    /// <summary>Options of wrappers that take the next word.</summary>
    private static readonly Dictionary<string, string[]> WithValue = new(StringComparer.OrdinalIgnoreCase)
    {
        ["env"] = ["-u", "--unset", "-C", "--chdir", "-a", "--argv0", "-S", "--split-string"],
        ["sudo"] = ["-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "-D", "--chdir", "-r", "--role", "-t", "--type", "-T", "--command-timeout", "-U", "--other-user", "-R", "--chroot", "--close-from"],
        ["doas"] = ["-u", "-C"],
        ["command"] = [],
        ["builtin"] = [],
        ["exec"] = ["-a"],
        ["nohup"] = [],
        ["time"] = ["-f", "--format", "-o", "--output"],
        ["nice"] = ["-n", "--adjustment"],
        ["ionice"] = ["-c", "--class", "-n", "--classdata", "-p"],
        ["timeout"] = ["-k", "--kill-after", "-s", "--signal"],
        ["stdbuf"] = ["-i", "--input", "-o", "--output", "-e", "--error"],
        ["setsid"] = [],
        ["xargs"] = ["-n", "-P", "-I", "-L", "-s", "-d", "-a", "-E", "--max-args", "--max-procs", "--delimiter", "--arg-file", "--max-lines", "--max-chars", "--eof"],
        ["parallel"] = ["-j", "--jobs", "-P", "-n", "--max-args", "-N", "-L", "-I", "-a", "--arg-file", "-d", "--delimiter", "-C", "--colsep", "-S", "--sshlogin", "--joblog", "--results", "--timeout", "--delay", "--load", "--halt", "--retries", "--wd", "--workdir", "--tmpdir", "--block"],
        ["flock"] = ["-w", "--timeout", "--wait", "-E", "--conflict-exit-code"],
        ["watch"] = ["-n", "--interval"],
        ["unbuffer"] = [],
        ["chronic"] = [],
        ["strace"] = ["-o", "-e", "-p", "-s", "-a", "-u", "-E", "-P"],
        ["rtk"] = [],
        ["winpty"] = [],
        ["busybox"] = [],
        ["caffeinate"] = ["-t", "-w"],
        ["call"] = [],
        ["wsl"] = ["-d", "--distribution", "-u", "--user", "--cd"],
    };

    /// <summary>Takes off what stands before the command that runs.</summary>
    /// <param name="given">The words of a command.</param>
    /// <param name="variables">Takes the variables that are set for it.</param>
    /// <param name="scripts">Takes the scripts that it runs.</param>
    /// <param name="folder">Takes the folder that it is told to run in.</param>
    /// <returns>The command and its words; empty where there is none.</returns>
    public static ArraySegment<string> Unwrap(IReadOnlyList<string> given, List<string> variables, List<string> scripts, ref string folder)
    {
        ArraySegment<string> words = new([.. given]);
        while (words.Count > 0)
        {
            if (Keywords.Contains(words[0]) && words[0] != "time")
            {
                words = Tail(words, 1);
            }
            else if (IsAssignment(words[0]))
            {
                variables.Add(words[0]);
                words = Tail(words, 1);
            }
            else if (NameOf(words[0]) is var name && WithValue.TryGetValue(name, out var options))
            {
                // It only says where the command is.
                if (name == "command" && words.Count > 1 && words[1] is "-v" or "-V")
                    return [];

                words = AfterOptions(name, words, options, scripts, ref folder);
                if (name.Equals("parallel", StringComparison.OrdinalIgnoreCase))
                {
                    // It gives one line to a shell for each of its arguments.
                    scripts.Add(string.Join(' ', words.TakeWhile(word => !word.StartsWith(":::", StringComparison.Ordinal))));
                    return [];
                }
            }
            else
            {
                ScriptArguments.Add(name, words, scripts);
                return words;
            }
        }

        return words;
    }

    /// <summary>The name of a program, without its folder and without <c>.exe</c>.</summary>
    public static string NameOf(string word)
    {
        var name = word[(word.LastIndexOfAny(['/', '\\']) + 1)..];
        return name.EndsWith(".exe", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase) ? name[..^4] : name;
    }

    /// <summary>Whether a word of a shell's grammar stands before a command.</summary>
    public static bool IsKeyword(string word) => Keywords.Contains(word);

    /// <summary>Whether a word sets a variable.</summary>
    public static bool IsAssignment(string word)
    {
        var sign = word.IndexOf('=', StringComparison.Ordinal);
        return sign > 0 && (char.IsAsciiLetter(word[0]) || word[0] == '_') && word.AsSpan(0, sign).IndexOfAnyExcept(Letters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+");

    private static bool IsFolder(string name, string option) =>
        (name.ToUpperInvariant(), option) is ("ENV", "-C" or "--chdir") or ("SUDO", "-D" or "--chdir") or ("WSL", "--cd");

    private static ArraySegment<string> Tail(ArraySegment<string> words, int count) => words[Math.Min(count, words.Count)..];

    private static ArraySegment<string> AfterOptions(string name, ArraySegment<string> words, string[] options, List<string> scripts, ref string folder)
    {
        var at = 1;
        foreach (var option in OptionWord.In(words[1..], options, name == "xargs" ? "eil" : "").TakeWhile(option => option.IsOption && option.Word != "--"))
        {
            at = option.End + 1;
            if (option.Name is "-S" or "--split-string" && name == "env")
            {
                scripts.Add(string.Join(' ', words.Skip(at).Prepend(option.Value)));
                return [];
            }

            folder = IsFolder(name, option.Name) ? HookFolder.Combine(folder, option.Value) : folder;
        }

        at += at < words.Count && words[at] == "--" ? 1 : 0;

        // How long, or which file.
        at += name is "timeout" or "flock" ? 1 : 0;
        if (name == "flock" && at + 1 < words.Count && words[at] is "-c" or "--command")
        {
            scripts.Add(words[at + 1]);
            return [];
        }

        return Tail(words, at);
    }
}
