using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Caching.Keys;

/// <summary>
/// The files that C# hooks are loaded from, as they are before a worker starts. It loads what is there then, which may be minutes after the code was read for
/// the keys: what a build put there meanwhile gave the result of other code.
/// </summary>
internal sealed class CodeFiles
{
    private readonly List<string> _folders;
    private readonly string _seen;

    /// <summary>Looks at them.</summary>
    /// <param name="hooks">The C# hooks of the run.</param>
    /// <param name="worker">How they are run, where their project does not say.</param>
    public CodeFiles(IEnumerable<PlannedHook> hooks, WorkerOptions? worker)
    {
        var assemblies = hooks.Select(hook => (hook.Project?.Worker ?? worker)?.HooksAssembly).OfType<string>();
        _folders = [.. assemblies.Select(assembly => Path.GetDirectoryName(assembly)!).Distinct(StringComparer.Ordinal)];
        _seen = Describe();
    }

    /// <summary>Whether nobody has written any of them since.</summary>
    public bool AreUntouched() => Describe() == _seen;

    private string Describe()
    {
        StringBuilder text = new();
        foreach (var file in _folders.Where(Directory.Exists).SelectMany(Directory.GetFiles).Where(IsLoaded).Order(StringComparer.Ordinal))
        {
            var status = FileStatus.Read(file, followsLinks: true);
            _ = text.Append(CultureInfo.InvariantCulture, $"{file}\0{status.Inode} {status.Size} {Text(status.Modified)} {Text(status.Changed)}\0");
        }

        return text.ToString();
    }

    private static bool IsLoaded(string file) => file.EndsWith(".dll", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal);

    private static string Text(FileTime time) => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds}.{time.Nanoseconds}");
}
