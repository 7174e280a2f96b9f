using Hooks.Build.Graph;

namespace Hooks.Build.Engine.Selecting;

/// <summary>Finds the arguments of a command that a shell, or another interpreter, reads as a program, so that an item in them would be a part of it.</summary>
internal static class ItemScript
{
    // What may stand beside the item in an argument that no shell takes apart.
    private const string Marks = "._-+/@:=~,";

    // What an item may have in a program: a shell knows '=' and '~' as its own where they stand right.
    private const string ItemMarks = "._-+/@:,";

    private static readonly HashSet<string> Shells = new(
        ["sh", "bash", "dash", "ash", "zsh", "ksh", "mksh", "fish", "csh", "tcsh", "yash", "elvish", "nu", "xonsh"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Interpreters = new(
        ["python", "pypy", "perl", "ruby", "node", "nodejs", "deno", "bun", "php", "lua", "luajit", "osascript", "tclsh", "rscript", "groovy", "julia"],
        StringComparer.OrdinalIgnoreCase);

    // Whatever they are given they make one program of; and what starts them where they are not the first word.
    private static readonly HashSet<string> TakeAll = new(
        ["cmd", "ssh", "su", "eval", "watch", "parallel", "wsl", "concurrently", "tmux"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> Starters = new(
        ["sudo", "doas", "env", "xargs", "nice", "nohup", "time", "timeout", "busybox"], StringComparer.OrdinalIgnoreCase);
    private static readonly HashSet<string> ProgramOptions = new(
        ["--command", "--init-command", "--eval", "--print", "--execute", "--run", "eval"], StringComparer.OrdinalIgnoreCase);

    // They start a shell, or are one, with what follows -c; to compilers and counters it says something else.
    private static readonly HashSet<string> Runners = new(
        ["flock", "script", "runuser", "sg", "npm", "npx", "pnpm", "expect", "psql", "vi", "vim", "nvim", "ex"], StringComparer.OrdinalIgnoreCase);

    // What follows them is a program, whoever reads it.
    private static readonly HashSet<string> AnyonesOptions = new(
        ["--command", "--init-command", "--eval", "--execute", "--exec", "--run", "--call"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a path says nothing to any shell, wherever in a program it stands.</summary>
    public static bool IsPlain(string path) =>
        !path.StartsWith('-') && path.All(character => char.IsLetterOrDigit(character) || ItemMarks.Contains(character, StringComparison.Ordinal));

    /// <summary>An argument with the item that is a program, or a part of one; <see langword="null"/> where there is none.</summary>
    public static string? In(IReadOnlyList<string> step) =>
        step.Where((argument, i) => ArgumentTemplate.Uses(argument, MatrixItem.Placeholder)
            && (HasBlanks(argument) || IsGiven(step, i) || Enumerable.Range(0, i).Any(program => Reads(step, program, i)))).FirstOrDefault();

    private static bool HasBlanks(string argument) =>
        !ArgumentTemplate.Expand(argument, _ => "").All(character => char.IsLetterOrDigit(character) || Marks.Contains(character, StringComparison.Ordinal));

    // As the value of an option that wants a program.
    private static bool IsGiven(IReadOnlyList<string> step, int argument) => argument > 0 && (
        AnyonesOptions.Contains(step[argument - 1])
        || AnyonesOptions.Contains(step[argument].Split('=')[0])
        || (step.Take(argument).Any(word => Runners.Contains(NameOf(word))) && (IsCluster(step[argument - 1]) || IsCluster(step[argument].Split('{')[0]))));

    private static bool IsCluster(string word) => word is ['-', not '-', ..] && word.EndsWith('c');

    // In doubt it does. The program need not be the first word: env, xargs and many others start what follows them.
    private static bool Reads(IReadOnlyList<string> step, int program, int argument)
    {
        var name = NameOf(step[program]);
        var between = step.Skip(program + 1).Take(argument - program - 1).ToList();
        return TakeAll.Contains(name) ? program == 0 || Starters.Contains(NameOf(step[0])) || between.Exists(word => word.StartsWith('/'))
            : name.Equals("powershell", StringComparison.OrdinalIgnoreCase) ? !IsForFile(between)
            : name.Equals("pwsh", StringComparison.OrdinalIgnoreCase)
                ? !IsForFile(between) && (between.Count == 0 ? step[argument] : between[0]) is ['-' or '/', ..]
            : Shells.Contains(name) ? IsProgram(isShell: true, between, step[argument])
            : Interpreters.Contains(name) && IsProgram(isShell: false, between, step[argument]);
    }

    // PowerShell takes options by how they begin.
    private static bool IsForFile(List<string> words) =>
        words.FindIndex(word => word.Length > 1 && "-file".StartsWith(word.Replace('/', '-'), StringComparison.OrdinalIgnoreCase)) is >= 0 and var file
        && !words.Take(file).Any(word => word is ['-' or '/', 'c' or 'C', ..]);

    private static bool IsProgram(bool isShell, List<string> between, string argument)
    {
        var (wantsProgram, wantsValue) = (false, false);
        foreach (var word in between)
        {
            if (!isShell && word == "-m")
            {
                // A module: what follows is for that.
                return false;
            }

            if (IsOption(word) || ProgramOptions.Contains(word))
            {
                var isOfProgram = IsProgramOption(word, isShell);
                wantsProgram |= isOfProgram;
                // Which options of interpreters have one is not known here.
                wantsValue = isShell ? TakesValue(word) : !isOfProgram && word != "--" && !word.Contains('=', StringComparison.Ordinal);
            }
            else if (wantsValue)
            {
                wantsValue = false;
            }
            else if (isShell || !wantsProgram)
            {
                // The program, or a file with it: what follows is for that.
                return false;
            }
            else
            {
                // The program, and there may be another.
                wantsProgram = false;
            }
        }

        return wantsProgram || IsOption(argument);
    }

    private static bool IsOption(string word) => word is ['-' or '+', _, ..];

    private static bool IsProgramOption(string word, bool isShell) =>
        ProgramOptions.Contains(word) || (word is ['-', not '-', ..] && word.AsSpan(1).ContainsAny(isShell ? "cC" : "ceEpr"));

    private static bool TakesValue(string word) => word is "--rcfile" or "--init-file" || (word is [_, not '-', ..] && word.AsSpan(1).ContainsAny("oO"));

    // Of a path, and without the version that it may have: /usr/bin/python3.12, bash.exe, npx.cmd.
    private static string NameOf(string program)
    {
        var name = program[(program.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        name = Path.GetExtension(name).ToUpperInvariant() is ".EXE" or ".CMD" or ".BAT" ? name[..^4] : name;
        return name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '-');
    }
}
