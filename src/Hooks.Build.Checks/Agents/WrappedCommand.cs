using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>What a command runs in the end: variables that are set for it, and what <c>env</c>, <c>sudo</c>, <c>xargs</c> and their like are given to run.</summary>
internal static class WrappedCommand
{
    private static readonly HashSet<string> Keywords = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "elif", "fi", "while", "until", "do", "done", "{", "}", "!", "time", "coproc", "function", "&",
    };

    private static readonly HashSet<string> Shells = new(StringComparer.OrdinalIgnoreCase) { "sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "su", "rbash", "mksh" };

    /// <summary>Options of wrappers that take the next word.</summary>
    private static readonly Dictionary<string, string[]> WithValue = new(StringComparer.OrdinalIgnoreCase)
    {
        ["env"] = ["-u", "--unset", "-C", "--chdir"],
        ["sudo"] = ["-u", "--user", "-g", "--group", "-h", "--host", "-p", "--prompt", "-C", "-D", "--chdir", "-r", "-t", "-T", "-U", "-R"],
        ["doas"] = ["-u", "-C"],
        ["command"] = [],
        ["builtin"] = [],
        ["exec"] = ["-a"],
        ["nohup"] = [],
        ["time"] = ["-f", "--format", "-o", "--output"],
        ["nice"] = ["-n", "--adjustment"],
        ["ionice"] = ["-c", "-n", "-p"],
        ["timeout"] = ["-k", "--kill-after", "-s", "--signal"],
        ["stdbuf"] = ["-i", "-o", "-e"],
        ["setsid"] = [],
        ["xargs"] = ["-n", "-P", "-I", "-L", "-s", "-d", "-a", "-E", "--max-args", "--max-procs", "--delimiter", "--arg-file", "--max-lines", "--max-chars", "--eof"],
        ["flock"] = ["-w", "--timeout", "-E"],
        ["watch"] = ["-n", "--interval"],
        ["unbuffer"] = [],
        ["chronic"] = [],
        ["strace"] = ["-o", "-e", "-p"],
        ["rtk"] = [],
        ["winpty"] = [],
        ["busybox"] = [],
    };

    /// <summary>Takes off what stands before the command that runs.</summary>
    /// <param name="given">The words of a command.</param>
    /// <param name="variables">Takes the variables that are set for it.</param>
    /// <param name="scripts">Takes the scripts that it runs.</param>
    /// <returns>The command and its words; empty where there is none.</returns>
    public static ArraySegment<string> Unwrap(IReadOnlyList<string> given, List<string> variables, List<string> scripts)
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
                {
                    return [];
                }

                words = AfterOptions(name, words, options, scripts);
            }
            else
            {
                AddScripts(name, words, scripts);
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

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+");

    private static ArraySegment<string> Tail(ArraySegment<string> words, int count) => words[Math.Min(count, words.Count)..];

    private static ArraySegment<string> AfterOptions(string name, ArraySegment<string> words, string[] options, List<string> scripts)
    {
        var at = 1;
        for (; at < words.Count && words[at].StartsWith('-') && words[at] != "--"; at++)
        {
            if (name == "env" && words[at] is "-S" or "--split-string" && at + 1 < words.Count)
            {
                scripts.Add(string.Join(' ', words.Skip(at + 1)));
                return [];
            }

            at += options.Contains(words[at]) ? 1 : 0;
        }

        at += at < words.Count && words[at] == "--" ? 1 : 0;

        // How long, or which file.
        at += name is "timeout" or "flock" ? 1 : 0;
        return Tail(words, at);
    }

    private static void AddScripts(string name, IReadOnlyList<string> words, List<string> scripts)
    {
        switch (name.ToUpperInvariant())
        {
            case "EVAL":
                scripts.Add(string.Join(' ', words.Skip(1)));
                break;
            case "TRAP" when words.Count > 1:
                scripts.Add(words[1]);
                break;
            case "FIND" or "FD":
                AddExecuted(words, scripts);
                break;
            case "CMD":
                scripts.AddRange(words.Skip(1).TakeWhile(word => word.StartsWith('/')).Any(word => word is "/c" or "/C" or "/k" or "/K") ? [string.Join(' ', words.Skip(1).SkipWhile(word => word.StartsWith('/')))] : []);
                break;
            case "PWSH" or "POWERSHELL" or "IEX" or "INVOKE-EXPRESSION":
                AddPowerShell(words, scripts);
                break;
            case "NIX-SHELL" or "SCRIPT" or "WSL" or "BASH.EXE":
                AddAfter(words, scripts, "--run", "--command", "-c", "-e", "--");
                break;
            default:
                if (Shells.Contains(name))
                {
                    AddShell(words, scripts);
                }

                break;
        }
    }

    private static void AddShell(IReadOnlyList<string> words, List<string> scripts)
    {
        for (var at = 1; at + 1 < words.Count; at++)
        {
            if (words[at] == "--command" || (words[at].Length > 1 && words[at][0] == '-' && words[at][1] != '-' && words[at].EndsWith('c')) || words[at] is "-cl" or "-ce" or "-cx")
            {
                scripts.Add(words[at + 1]);
                return;
            }
        }
    }

    private static void AddExecuted(IReadOnlyList<string> words, List<string> scripts)
    {
        for (var at = 1; at < words.Count; at++)
        {
            if (words[at] is "-exec" or "-execdir" or "-ok" or "-okdir" or "-x" or "--exec")
            {
                List<string> executed = [.. words.Skip(at + 1).TakeWhile(word => word is not (";" or "+"))];
                scripts.Add(string.Join(' ', executed.Select(Quoted)));
                at += executed.Count;
            }
        }
    }

    private static void AddPowerShell(IReadOnlyList<string> words, List<string> scripts)
    {
        for (var at = 1; at < words.Count; at++)
        {
            var option = words[at].TrimStart('-', '/').ToUpperInvariant();
            if (words[at][..Math.Min(1, words[at].Length)] is not ("-" or "/"))
            {
                scripts.Add(string.Join(' ', words.Skip(at)));
                return;
            }

            if (option.Length > 0 && "COMMAND".StartsWith(option, StringComparison.Ordinal) && at + 1 < words.Count)
            {
                scripts.Add(string.Join(' ', words.Skip(at + 1)));
                return;
            }

            if (option.Length > 0 && ("ENCODEDCOMMAND".StartsWith(option, StringComparison.Ordinal) || option == "EC") && at + 1 < words.Count)
            {
                var bytes = new byte[words[at + 1].Length];
                scripts.AddRange(Convert.TryFromBase64String(words[at + 1], bytes, out var count) ? [Encoding.Unicode.GetString(bytes, 0, count)] : []);
                return;
            }

            at += option is "EXECUTIONPOLICY" or "EP" or "EX" or "WORKINGDIRECTORY" or "WD" or "WINDOWSTYLE" or "OUTPUTFORMAT" or "INPUTFORMAT" ? 1 : 0;
        }
    }

    private static void AddAfter(IReadOnlyList<string> words, List<string> scripts, params ReadOnlySpan<string> options)
    {
        for (var at = 1; at + 1 < words.Count; at++)
        {
            if (options.Contains(words[at]))
            {
                scripts.Add(words[at] is "-e" or "--" ? string.Join(' ', words.Skip(at + 1)) : words[at + 1]);
                return;
            }
        }
    }

    private static string Quoted(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
