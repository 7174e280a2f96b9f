using System.Globalization;
using System.Text;
using Hooks.Build.Engine.FileSystem;

namespace Hooks.Build.Engine.Caching.Keys;

/// <summary>
/// The files that C# hooks are loaded from. A worker loads what is there when it starts, which may be minutes after the code was read for the keys: what a build
/// put there meanwhile gave the result of other code.
/// </summary>
/// <param name="assemblies">Absolute paths of the assemblies with hooks.</param>
internal sealed class CodeFiles(IReadOnlyList<string> assemblies)
{
    private string _seen = "";

    /// <summary>Looks at them, before their code is read.</summary>
    public void Look() => _seen = Describe();

    /// <summary>Whether nobody has written any of them since.</summary>
    public bool AreUntouched() => Describe() == _seen;

    private string Describe()
    {
        StringBuilder text = new();
        foreach (var folder in assemblies.Select(assembly => Path.GetDirectoryName(assembly)!).Distinct(StringComparer.Ordinal).Where(Directory.Exists))
        {
            foreach (var file in Directory.GetFiles(folder).Where(IsLoaded).Order(StringComparer.Ordinal))
            {
                var status = FileStatus.Read(file, followsLinks: true);
                _ = text.Append(CultureInfo.InvariantCulture, $"{file}\0{status.Inode} {status.Size} {status.Modified.Seconds}.{status.Modified.Nanoseconds} {status.Changed.Seconds}.{status.Changed.Nanoseconds}\0");
            }
        }

        return text.ToString();
    }

    private static bool IsLoaded(string file) => file.EndsWith(".dll", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal);
}
