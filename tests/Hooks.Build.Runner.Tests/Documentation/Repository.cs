using System.Text.RegularExpressions;

namespace Hooks.Build.Runner.Tests.Documentation;

/// <summary>This repository's own files: the documentation, and what it describes.</summary>
internal static partial class Repository
{
    // Paths of sources are mapped in our builds, so the folder is found from the output.
    private static readonly Lazy<string> Root = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "global.json")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found.");
        }

        return folder.FullName;
    });

    [GeneratedRegex("`([^`]+)`", RegexOptions.None, 1000)]
    private static partial Regex InCode();

    public static string PathOf(string file) => Path.Combine(Root.Value, file);

    public static string Text(string file) => File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");

    /// <summary>The sources of the product, without what is generated.</summary>
    public static IEnumerable<string> Sources() => Directory
        .EnumerateFiles(Path.Combine(Root.Value, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
        .Append(Path.Combine(Root.Value, "targets", "Hooks.Build.targets"))
        .Append(Path.Combine(Root.Value, "targets", "Hooks.Pack.targets"))
        .Select(File.ReadAllText);

    /// <summary>The rows of the table whose head begins so, each as its cells.</summary>
    public static IReadOnlyList<string[]> Table(string file, string head) =>
        [.. Text(file).Split('\n').SkipWhile(line => !line.StartsWith(head, StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Replace("\\|", "/", StringComparison.Ordinal).Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())];

    /// <summary>What stands in code in the first cell of each row.</summary>
    public static IReadOnlyList<string> Names(string file, string head) => [.. Table(file, head).SelectMany(row => Code(row[0]))];

    /// <summary>What stands in code in a text.</summary>
    public static IEnumerable<string> Code(string text) => InCode().Matches(text).Select(match => match.Groups[1].Value);
}
