using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Hooks.Build.Engine.FileSystem;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// The <c>.editorconfig</c> and <c>.globalconfig</c> files that apply to the files of one request: each is read once. The collections hold classes only: for
/// those of values the runtime would have to compile code first.
/// </summary>
/// <param name="root">Absolute path of the root.</param>
/// <param name="staged">Those that are not on disk as they are staged: what is committed is judged by what is committed.</param>
internal sealed class EditorConfigs(string root, IReadOnlyDictionary<string, byte[]> staged)
{
    private readonly string _root = Path.TrimEndingDirectorySeparator(root);
    private readonly ConcurrentDictionary<string, AnalyzerConfig[]> _chains = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AnalyzerConfigSet> _sets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<ImmutableDictionary<string, string>, FileStyle> _styles = new(ReferenceEqualityComparer.Instance);

    /// <summary>What they say of a file.</summary>
    public FileStyle Of(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        var set = _sets.GetOrAdd(folder, key => AnalyzerConfigSet.Create(Chain(key)));
        var options = set.GetOptionsForSourcePath(path);
        var style = _styles.GetOrAdd(options.AnalyzerOptions, key => new FileStyle(key, options.TreeOptions, set.GlobalConfigOptions.TreeOptions));
        // Those that set nothing but severities share one dictionary without settings.
        return ReferenceEquals(style.Severities, options.TreeOptions)
            ? style
            : new FileStyle(options.AnalyzerOptions, options.TreeOptions, set.GlobalConfigOptions.TreeOptions);
    }

    private AnalyzerConfig[] Chain(string folder) => _chains.GetOrAdd(folder, key =>
    {
        // Not above the root: what lies there is not part of the repository, and a copy of what is staged does not have it.
        var above = key.Length > _root.Length && Path.GetDirectoryName(key) is { } parent ? Chain(parent) : [];
        return [.. above, .. Read(Path.Join(key, ".editorconfig")), .. Read(Path.Join(key, ".globalconfig"))];
    });

    private AnalyzerConfig[] Read(string path) =>
        Content(path) is { } content ? [AnalyzerConfig.Parse(SourceText.From(content, content.Length, Encoding.UTF8), path)] : [];

    private byte[]? Content(string path)
    {
        var name = Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/');
        if (staged.TryGetValue(name, out var content))
            return content;

        try
        {
            return PlainFile.Read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{name} cannot be read: {e.Message}", e);
        }
    }
}
