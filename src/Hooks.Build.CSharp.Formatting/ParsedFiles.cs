using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Hooks.Build.CSharp.Formatting;

/// <summary>
/// Files as they were parsed last, by path and content: the hooks of a run ask for the same ones one after another. The contents themselves are compared, which
/// is quicker than hashing them.
/// </summary>
internal sealed class ParsedFiles
{
    /// <summary>A tree takes about ten times its source.</summary>
    private const long MostBytes = 16 << 20;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);

    private readonly ConcurrentDictionary<string, ParsedFile> _files = new(StringComparer.Ordinal);
    private long _kept;

    /// <summary>Parses.</summary>
    /// <exception cref="InsufficientExecutionStackException">It is nested too deeply for that.</exception>
    public static SyntaxTree Parse(SourceText text, string path, CancellationToken cancellation) =>
        Nesting.HasTooManyOpen(text) ? throw new InsufficientExecutionStackException() : CSharpSyntaxTree.ParseText(text, Options, path, cancellation);

    /// <summary>The tree of a file with this content.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="charset">What <c>.editorconfig</c> says it is; <see langword="null"/> where it says nothing.</param>
    /// <param name="cancellation">Ends it.</param>
    public SyntaxTree Of(string path, byte[] bytes, string? charset, CancellationToken cancellation)
    {
        if (_files.TryGetValue(path, out var known) && known.Charset == charset && known.Bytes.AsSpan().SequenceEqual(bytes))
            return known.Tree;

        var tree = Parse(SourceBytes.Decode(bytes, charset), path, cancellation);
        if (Interlocked.Add(ref _kept, bytes.Length) <= MostBytes)
            _files[path] = new ParsedFile(bytes, charset, tree);
        return tree;
    }

    private sealed record ParsedFile(byte[] Bytes, string? Charset, SyntaxTree Tree);
}
