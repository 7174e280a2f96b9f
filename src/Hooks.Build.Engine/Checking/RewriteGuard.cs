using Hooks.Build.Checks;
using Hooks.Build.Checks.Text.Kinds;

namespace Hooks.Build.Engine.Checking;

/// <summary>
/// Whether what checks of lines found in a file is true, and may be repaired: not in what is no text for sure. Git's attributes are heard first, then the
/// content is looked at, all of it. Nobody asks before something was found.
/// </summary>
/// <param name="attributes">What attributes say.</param>
internal sealed class RewriteGuard(TextAttributes attributes)
{
    private string _path = "";
    private Verdict? _verdict;

    /// <summary>Begins with a file, or with another content of the same.</summary>
    public void Begin() => _verdict = null;

    /// <summary>Judges a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">What was read of it.</param>
    /// <param name="isAll">Whether that is all of it, or all that fits into memory.</param>
    /// <param name="isAboutLines">Whether who asks is about lines; one that can read the file's format asks for attributes alone.</param>
    public Verdict Judge(CheckedFile file, ReadOnlySpan<byte> content, bool isAll, bool isAboutLines)
    {
        if (!isAboutLines)
        {
            return attributes.Of(file.Path) switch
            {
                null => Verdict.AskAttributes,
                TextAttribute.Unsaid
                or TextAttribute.Text => Verdict.Rewrite,
                var said => LeftBy(said.Value)
            };
        }

        if (_verdict is not null && ReferenceEquals(_path, file.Path))
        {
            return _verdict;
        }

        var verdict = Look(file, content, isAll);
        (_path, _verdict) = (file.Path, verdict.Kind is VerdictKind.ReadAll or VerdictKind.AskAttributes ? null : verdict);
        return verdict;
    }

    private Verdict Look(CheckedFile file, ReadOnlySpan<byte> content, bool isAll)
    {
        if (!isAll)
        {
            return Verdict.ReadAll;
        }

        // What is no text in any case needs no attribute to say so.
        if (TextJudgement.OfAll(file.Name, content, isDeclared: true, out _) == TextKind.Binary)
        {
            return Verdict.Binary;
        }

        if (attributes.Of(file.Path) is not { } said)
        {
            return Verdict.AskAttributes;
        }

        if (said is not (TextAttribute.Unsaid or TextAttribute.Text))
        {
            return LeftBy(said);
        }

        return TextJudgement.OfAll(file.Name, content, said == TextAttribute.Text, out var doubt) switch
        {
            TextKind.Text => Verdict.Rewrite,
            TextKind.Binary => Verdict.Binary,
            _ =>
                new Verdict(
                    VerdictKind.Doubtful,
                    $"has {doubt}, so it may be no text, and is left as it is; say which in .gitattributes: '{Pattern(file)} text' or '{Pattern(file)} binary'"),
        };
    }

    private static Verdict LeftBy(TextAttribute said) => said switch
    {
        TextAttribute.Binary => Verdict.Binary,
        TextAttribute.NoText => new Verdict(VerdictKind.LeftAlone, "was left alone, since git's attributes say -text of it"),
        _ => new Verdict(VerdictKind.LeftAlone, "was left alone, since git's attributes give it a working-tree-encoding"),
    };

    private static string Pattern(CheckedFile file) =>
        Path.GetExtension(file.Name) is { Length: > 1 } extension && extension.Length < file.Name.Length ? "*" + extension : file.Name;
}

/// <summary>What may be done with a file.</summary>
/// <param name="Kind">What.</param>
/// <param name="Text">What is told of it; empty for nothing.</param>
internal sealed record Verdict(VerdictKind Kind, string Text = "")
{
    public static Verdict Rewrite { get; } = new(VerdictKind.Rewrite);

    public static Verdict Binary { get; } = new(VerdictKind.LeftAlone);

    public static Verdict ReadAll { get; } = new(VerdictKind.ReadAll);

    public static Verdict AskAttributes { get; } = new(VerdictKind.AskAttributes);
}

/// <summary>Kinds of verdicts.</summary>
internal enum VerdictKind
{
    /// <summary>What was found is true, and may be repaired.</summary>
    Rewrite,

    /// <summary>The file is none of which it could be true.</summary>
    LeftAlone,

    /// <summary>That cannot be told for sure: it is a finding by itself.</summary>
    Doubtful,

    /// <summary>All of the file must be read first.</summary>
    ReadAll,

    /// <summary>Git must be asked first.</summary>
    AskAttributes,
}
