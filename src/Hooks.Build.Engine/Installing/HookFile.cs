using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Installing;

/// <summary>One of git's hooks in its folder: our script, somebody else's, or none, and the one that was there before ours.</summary>
internal sealed class HookFile(string path)
{
    private const UnixFileMode Executable =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // Of husky 4, each of whose scripts reads it.
    private const string HuskyFile = "husky.sh";

    // Of a shell, of Perl and Ruby, of Python and others.
    private static readonly string[] NameQuestions = ["basename", "${0##", "$PROGRAM_NAME", "argv[0]"];

    public string Path { get; } = path;

    public string KeptPath { get; } = path + HookScript.KeptSuffix;

    /// <summary>Where pre-commit and prek put a hook that they find, and run it from.</summary>
    public string LegacyPath { get; } = path + ".legacy";

    /// <summary>Where lefthook puts one, and leaves it.</summary>
    public string OldPath { get; } = path + ".old";

    /// <summary>True where there is something, a link that leads nowhere included.</summary>
    public bool Exists => IsThere(Path);

    public bool HasKept => IsThere(KeptPath);

    public bool IsOurs => Exists && !IsLink(Path) && HookScript.IsOne(ReadText());

    /// <summary>True where uninstalling has something to do.</summary>
    public bool IsInstalled => IsOurs || (HasKept && (!Exists || IsSameAsKept()));

    /// <summary>Git passes over hooks that may not be executed.</summary>
    public bool KeptRuns
    {
        get
        {
            var file = File.ResolveLinkTarget(KeptPath, returnFinalTarget: true)?.FullName ?? KeptPath;
            return OperatingSystem.IsWindows() || (File.Exists(file) && (File.GetUnixFileMode(file) & UnixFileMode.UserExecute) != 0);
        }
    }

    /// <summary>
    /// Whether the one that was kept may go by its own name, which is another now: it asks for that, or a file beside it that it reads, as with husky.
    /// </summary>
    public bool KeptAsksForName
    {
        get
        {
            var text = TextOf(KeptPath);
            var husky = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, HuskyFile);
            return AsksForName(text) || (text.Contains(HuskyFile + '"', StringComparison.Ordinal) && File.Exists(husky) && AsksForName(TextOf(husky)));
        }
    }

    public bool Holds(string script) =>
        IsOurs && ReadText() == script && (OperatingSystem.IsWindows() || File.GetUnixFileMode(Path) == Executable);

    // Nothing: another installation puts it aside just now.
    public string ReadText() => TextOf(Path);

    /// <summary>
    /// Puts a script in place, at once: a commit at the same moment runs the old one or the new one, also where this is ended halfway. A hook of somebody else
    /// is kept.
    /// </summary>
    /// <param name="script">The script.</param>
    /// <param name="back">Puts back what was there.</param>
    /// <returns>True where a hook was kept.</returns>
    public bool Write(string script, out Action back)
    {
        var before = IsOurs ? ReadText() : null;
        var isThere = Exists;

        using var file = AtomicFile.Create(Path, isPrivate: false);
        file.Stream.Write(Encoding.UTF8.GetBytes(script));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.Stream.SafeFileHandle, Executable);
        }

        var keeps = Exists && !IsOurs && !IsKeptAlready();
        if (keeps)
        {
            Keep();
        }

        try
        {
            file.Publish(Path);
        }
        catch when (keeps)
        {
            File.Delete(KeptPath);
            throw;
        }

        back = before is not null ? () => Write(before, out _)
            : keeps ? () => File.Move(KeptPath, Path, overwrite: true)
            : isThere ? () => Copy(KeptPath, Path)
            : () => File.Delete(Path);
        return keeps;
    }

    /// <summary>The first step of that: keeps what is there beside it.</summary>
    internal void Keep() => Copy(Path, KeptPath);

    /// <summary>Takes our script away; the one that was there before comes back as it was.</summary>
    /// <param name="back">Puts our script back.</param>
    public void Remove(out Action back)
    {
        var ours = IsOurs ? ReadText() : null;
        var isThere = Exists;
        var comesBack = HasKept;
        if (comesBack)
        {
            File.Move(KeptPath, Path, overwrite: true);
        }
        else
        {
            File.Delete(Path);
        }

        back = () =>
        {
            if (ours is not null)
            {
                _ = Write(ours, out _);
            }
            else if (isThere)
            {
                Keep();
            }
            else if (!NewName.TryMove(Path, KeptPath))
            {
                throw new IOException($"{KeptPath} is there meanwhile");
            }
        };
    }

    // Of an installation that was ended halfway; and another tool that installs itself anew writes the same hook again.
    private bool IsKeptAlready() =>
        HasKept && (IsSameAsKept()
            ? true
            : throw new HooksException(
                Codes.CannotInstall,
                $"{Path} is a hook of another tool, and {KeptPath} is one that was kept before: of the two only one can run first. Remove the one that is not wanted, and install again"));

    private bool IsSameAsKept() => new FileInfo(Path).LinkTarget is { } target
        ? target == new FileInfo(KeptPath).LinkTarget
        : !IsLink(KeptPath) && PlainFile.Read(Path).AsSpan().SequenceEqual(PlainFile.Read(KeptPath));

    // At once, and as it is: a link as the link, a file with its mode and its time.
    private static void Copy(string from, string to)
    {
        if (new FileInfo(from).LinkTarget is { } target)
        {
            var draft = $"{to}.{Guid.NewGuid():N}{AtomicFile.Suffix}";
            _ = File.CreateSymbolicLink(draft, target);
            try
            {
                File.Move(draft, to, overwrite: true);
            }
            catch
            {
                File.Delete(draft);
                throw;
            }

            return;
        }

        using var file = AtomicFile.Create(to, isPrivate: false);
        file.Stream.Write(PlainFile.Read(from) ?? throw new IOException($"{from} is not a file"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file.Stream.SafeFileHandle, File.GetUnixFileMode(from));
        }

        File.SetLastWriteTimeUtc(file.Stream.SafeFileHandle, File.GetLastWriteTimeUtc(from));
        file.Publish(to);
    }

    private static string TextOf(string path) => PlainFile.Read(path) is { } bytes ? Encoding.UTF8.GetString(bytes) : "";

    private static bool AsksForName(string text) => NameQuestions.Any(question => text.Contains(question, StringComparison.Ordinal));

    private static bool IsThere(string path) => File.Exists(path) || IsLink(path);

    private static bool IsLink(string path) => new FileInfo(path).LinkTarget is not null;
}
