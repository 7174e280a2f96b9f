using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Checking;

/// <summary>
/// What git's attributes say of whether files are text. Git is asked about those files alone of which it matters, all at once: most runs never ask.
/// </summary>
/// <param name="git">The repository; <see langword="null"/> outside of one, where nothing is said of any file.</param>
/// <param name="root">Absolute path of the folder that paths start from.</param>
/// <param name="isStaged">Whether what is staged is asked about.</param>
internal sealed class TextAttributes(Lazy<GitProgram?> git, string root, bool isStaged = false)
{
    private readonly Dictionary<string, TextAttribute> _known = new(StringComparer.Ordinal);

    /// <summary>What is said of a file; <see langword="null"/> where git was not asked yet.</summary>
    public TextAttribute? Of(string path) =>
        _known.TryGetValue(path, out var said) ? said : git.Value is null || Path.IsPathRooted(path) ? TextAttribute.Unsaid : null;

    /// <summary>Asks git about files. Not while others ask what is said.</summary>
    /// <param name="paths">Their paths from the root.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="HooksException">HOOK9010: git does not tell.</exception>
    public async Task AskAsync(IReadOnlyCollection<string> paths, CancellationToken cancellation)
    {
        var said = await GitAttributes.AskAsync(git.Value!, root, ["text", "eol", "diff", "working-tree-encoding"], paths, isStaged, cancellation);
        foreach (var path in paths)
        {
            _known[path] = said.TryGetValue(path, out var values) ? Read(values[0], values[1], values[2], values[3]) : TextAttribute.Unsaid;
        }
    }

    // binary is -text, -diff and -merge.
    private static TextAttribute Read(string text, string lineEnd, string difference, string encoding) => (text, lineEnd, encoding) switch
    {
        ("unset", _, _) => difference == "unset" ? TextAttribute.Binary : TextAttribute.NoText,
        (_, _, not ("unspecified" or "unset" or "set" or "UTF-8" or "utf-8")) => TextAttribute.Encoded,
        ("set", _, _) or ("unspecified", "lf" or "crlf", _) => TextAttribute.Text,
        _ => TextAttribute.Unsaid,
    };
}

/// <summary>What attributes say of a file.</summary>
internal enum TextAttribute
{
    /// <summary>Nothing, or that git is to guess.</summary>
    Unsaid,

    /// <summary>It is text (<c>text</c>, <c>eol</c>).</summary>
    Text,

    /// <summary>Git keeps its bytes as they are (<c>-text</c>), though it may show differences.</summary>
    NoText,

    /// <summary>It is in another encoding on disk than in git (<c>working-tree-encoding</c>).</summary>
    Encoded,

    /// <summary>It is no text (<c>binary</c>).</summary>
    Binary,
}
