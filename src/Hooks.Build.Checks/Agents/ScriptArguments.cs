using System.Text;

namespace Hooks.Build.Checks.Agents;

/// <summary>
/// The scripts that a command is given to run: <c>sh -c</c>, <c>eval</c>, <c>find -exec</c>, <c>cmd /c</c>, <c>pwsh -Command</c> and their like.
/// </summary>
internal static class ScriptArguments
{
    private static readonly HashSet<string> Shells = new(StringComparer.OrdinalIgnoreCase) { "sh", "bash", "zsh", "dash", "ksh", "ash", "fish", "su", "rbash", "mksh", "runuser" };

    private static readonly string[] OfShell = ["-c", "--command", "-o", "-O", "--rcfile", "--init-file"];

    private static readonly string[] OfPowerShell =
        ["EXECUTIONPOLICY", "WORKINGDIRECTORY", "WINDOWSTYLE", "OUTPUTFORMAT", "INPUTFORMAT", "CONFIGURATIONNAME", "CONFIGURATIONFILE", "CUSTOMPIPENAME", "SETTINGSFILE", "PSCONSOLEFILE", "VERSION"];

    /// <summary>Adds those of a command.</summary>
    public static void Add(string name, IReadOnlyList<string> words, List<string> scripts)
    {
        switch (name.ToUpperInvariant())
        {
            case "EVAL":
                scripts.Add(Rest(words, 1));
                break;
            case "TRAP" when words.Count > 1:
                scripts.Add(words[1]);
                break;
            case "FIND" or "FD":
                scripts.AddRange(Executed(name, words).Commands.Select(command => QuotedRest(command, 0)));
                break;
            case "CMD":
                AddCmd(words, scripts);
                break;
            case "PWSH" or "POWERSHELL" or "IEX" or "INVOKE-EXPRESSION":
                AddPowerShell(words, scripts);
                break;
            case "START-PROCESS" or "SAPS":
                AddProcess(words, scripts);
                break;
            case "NIX-SHELL":
                AddValue(words, ["--run", "--command"], scripts);
                break;
            case "SCRIPT":
                AddRecorded(words, scripts);
                break;
            default:
                if (Shells.Contains(name))
                    AddShell(words, scripts);

                break;
        }
    }

    /// <summary>Whether a command runs what it reads, where it was given no script.</summary>
    public static bool ReadsScript(string name, IReadOnlyList<string> rest)
    {
        if (name.ToUpperInvariant() is "PWSH" or "POWERSHELL" or "IEX" or "INVOKE-EXPRESSION")
            return true;

        if (name is not ("source" or ".") && (name is "su" or "runuser" || !Shells.Contains(name)))
            return false;

        foreach (var option in OptionWord.In(rest, OfShell))
        {
            if (option.IsOption && option.Word.Contains('s', StringComparison.Ordinal) && !option.Word.StartsWith("--", StringComparison.Ordinal))
                return true;

            if (!option.IsOption && option.Word is not ("/dev/stdin" or "/dev/fd/0" or "/proc/self/fd/0"))
                return false;
        }

        return true;
    }

    private static string Rest(IReadOnlyList<string> words, int at) => string.Join(' ', words.Skip(at));

    // Other letters of its word may follow, and other options.
    private static void AddShell(IReadOnlyList<string> words, List<string> scripts)
    {
        if (OptionWord.In(words, OfShell).FirstOrDefault(option => option.Name is "-c" or "--command") is { Name: { } name } option)
            scripts.AddRange(name == "--command" && !option.IsApart
                ? [option.Value]
                : words.Skip(option.At + 1).SkipWhile(word => word.StartsWith('-')).Take(1));
    }

    /// <summary>The commands that <c>find</c>, or <c>fd</c>, is given to run, and its words without them.</summary>
    public static (List<List<string>> Commands, List<string> Left) Executed(string name, IReadOnlyList<string> words)
    {
        var isFind = name.Equals("find", StringComparison.OrdinalIgnoreCase);
        List<List<string>> commands = [];
        List<string> left = [];
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at] is not ("-exec" or "-execdir" or "-ok" or "-okdir") && (isFind || words[at] is not ("-x" or "--exec")))
            {
                left.Add(words[at]);
                continue;
            }

            commands.Add([.. words.Skip(at + 1).TakeWhile(word => word is not (";" or "+"))]);
            at += commands[^1].Count;
        }

        return (commands, left);
    }

    // Switches may touch each other and the command; Git Bash wants them as //c.
    private static void AddCmd(IReadOnlyList<string> words, List<string> scripts)
    {
        for (var at = 1; at < words.Count && words[at].StartsWith('/'); at++)
        {
            for (var slash = 0; slash >= 0; slash = words[at].IndexOf('/', slash + 1))
            {
                if (slash + 1 < words[at].Length && words[at][slash + 1] is 'c' or 'C' or 'k' or 'K')
                {
                    CmdScript.Add([words[at][(slash + 2)..], .. words.Skip(at + 1)], scripts);
                    return;
                }
            }
        }
    }

    private static void AddPowerShell(IReadOnlyList<string> words, List<string> scripts)
    {
        for (var at = 1; at < words.Count; at++)
        {
            if (words[at].Length == 0 || words[at][0] is not ('-' or '/'))
            {
                AddJoined(words, at, scripts);
                return;
            }

            // Names may be shortened.
            var option = words[at].TrimStart('-', '/').ToUpperInvariant();
            if (option.Length > 0 && ("COMMANDWITHARGS".StartsWith(option, StringComparison.Ordinal) || option == "CWA") && at + 1 < words.Count)
            {
                AddJoined(words, at + 1, scripts);
                return;
            }

            // The words after the file are the file's.
            if (option.Length > 0 && "FILE".StartsWith(option, StringComparison.Ordinal) && at + 1 < words.Count)
            {
                scripts.Add(words[at + 1] == "-" ? "-" : QuotedRest(words, at + 1));
                return;
            }

            if (option.Length > 0 && ("ENCODEDCOMMAND".StartsWith(option, StringComparison.Ordinal) || option == "EC") && at + 1 < words.Count)
            {
                var bytes = new byte[words[at + 1].Length];
                scripts.AddRange(Convert.TryFromBase64String(words[at + 1], bytes, out var count) ? [Encoding.Unicode.GetString(bytes, 0, count)] : []);
                return;
            }

            at += option is "EP" or "WD" or "IF" or "OF"
                || (option.Length > 0 && option is not ("I" or "IN") && Array.Exists(OfPowerShell, name => name.StartsWith(option, StringComparison.Ordinal)))
                    ? 1
                    : 0;
        }
    }

    // PowerShell itself joins the words of its command line without quotes. What it cannot read then are words for a file.
    private static void AddJoined(IReadOnlyList<string> words, int at, List<string> scripts) =>
        scripts.Add(at + 1 == words.Count || ScriptReadings.AreWhole(Rest(words, at)) ? Rest(words, at) : QuotedRest(words, at));

    private static string QuotedRest(IReadOnlyList<string> words, int at) => string.Join(' ', words.Skip(at).Select(Quoted));

    // Start-Process git -ArgumentList "commit", "-n": it joins them without quotes.
    private static void AddProcess(IReadOnlyList<string> words, List<string> scripts)
    {
        List<string> plain = [];
        var folder = "";
        for (var at = 1; at < words.Count; at++)
        {
            var isFolder = IsShort(words[at], "-WORKINGDIRECTORY", 3);
            if (isFolder && at + 1 < words.Count)
                folder = $"cd {Quoted(words[at + 1])} && ";

            if (isFolder
                || IsShort(words[at], "-WINDOWSTYLE", 4)
                || IsShort(words[at], "-VERB", 4)
                || IsShort(words[at], "-CREDENTIAL", 4)
                || words[at].StartsWith("-Redirect", StringComparison.OrdinalIgnoreCase))
                at++;
            else if (plain.Count > 0 || !words[at].StartsWith('-'))
                plain.Add(words[at]);
        }

        _ = plain.RemoveAll(word => IsShort(word, "-ARGUMENTLIST", 2)
            || IsShort(word, "-ARGS", 3)
            || IsShort(word, "-FILEPATH", 2)
            || IsShort(word, "-WAIT", 4)
            || IsShort(word, "-NONEWWINDOW", 4)
            || IsShort(word, "-PASSTHRU", 4));
        scripts.AddRange(plain.Count > 0 ? [folder + string.Join(' ', PowerShellAssignment.Listed(plain))] : []);
    }

    private static bool IsShort(string word, string option, int least) => word.Length >= least && option.StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private static bool AddValue(IReadOnlyList<string> words, string[] options, List<string> scripts)
    {
        var found = OptionWord.In(words, options).FirstOrDefault(option => option.Name.Length > 0);
        scripts.AddRange(found.Name is null ? [] : [found.Value]);
        return found.Name is not null;
    }

    // script -c 'command' file; of BSD and macOS: script file command.
    private static void AddRecorded(IReadOnlyList<string> words, List<string> scripts)
    {
        if (!AddValue(words, ["-c", "--command"], scripts))
            scripts.Add(QuotedRest([.. words.Skip(1).SkipWhile(word => word.StartsWith('-')).Skip(1).SkipWhile(word => word == "--")], 0));
    }

    /// <summary>A word as a POSIX shell has it in quotes.</summary>
    public static string Quoted(string word) => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
