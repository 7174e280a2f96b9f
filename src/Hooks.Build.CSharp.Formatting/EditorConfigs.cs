using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// The <c>.editorconfig</c> files that apply to the files of one request: each is read once. The collections hold classes only: for those of values
/// the runtime would have to compile code first.
/// </summary>
internal sealed class EditorConfigs(string root)
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
        return _styles.GetOrAdd(set.GetOptionsForSourcePath(path).AnalyzerOptions, static options => new FileStyle(options));
    }

    private AnalyzerConfig[] Chain(string folder) => _chains.GetOrAdd(folder, key =>
    {
        // Not above the root: what lies there is not part of the repository, and a copy of what is staged does not have it.
        var above = key.Length > _root.Length && Path.GetDirectoryName(key) is { } parent ? Chain(parent) : [];
        var path = Path.Join(key, ".editorconfig");
        return File.Exists(path) ? [.. above, AnalyzerConfig.Parse(Read(path), path)] : above;
    });

    private static SourceText Read(string path)
    {
        using var stream = File.OpenRead(path);
        return SourceText.From(stream, Encoding.UTF8);
    }
}
