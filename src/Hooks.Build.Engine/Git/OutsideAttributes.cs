using System.Text;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Engine.Git;

/// <summary>
/// The attributes that git has from outside the working tree: of the machine, of the user, of this clone, and of the index, by which it goes at a commit and
/// where a <c>.gitattributes</c> is not on disk, as in a sparse checkout. They decide as those on disk do, and no list of files has them.
/// </summary>
internal sealed class OutsideAttributes
{
    /// <summary>By which git leaves out those of the machine.</summary>
    public const string NoSystem = "GIT_ATTR_NOSYSTEM";

    private static readonly string[] Question = ["config", "-z", "--type=path", "--get-regexp", @"^(core\.attributesfile|attr\.tree)$"];

    private readonly string _system;
    private readonly string _index;
    private readonly bool _isElsewhere;

    private OutsideAttributes(IReadOnlyList<string> files, string system, string index, bool isElsewhere) =>
        (Files, _system, _index, _isElsewhere) = (files, system, index, isElsewhere);

    /// <summary>Absolute paths of the files that git reads, and of those it would if they were there.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Finds them.</summary>
    /// <exception cref="HooksException">HOOK9010: git does not tell.</exception>
    public static async Task<OutsideAttributes> FindAsync(GitProgram git, CancellationToken cancellation)
    {
        var (exitCode, answer) = await git.RunAsync(Question, cancellation);
        // 1: neither is set.
        var settings = exitCode switch { 0 => answer, 1 => [], _ => await git.RequireAsync(Question, cancellation) };
        string? user = null;
        var isElsewhere = false;
        foreach (var setting in ZeroTerminated.Split(settings))
        {
            var text = PathText.Decode(setting.Span);
            var end = text.IndexOf('\n', StringComparison.Ordinal);
            isElsewhere |= text.StartsWith("attr.", StringComparison.Ordinal);
            user = text.StartsWith("core.", StringComparison.Ordinal) ? text[(end + 1)..] : user;
        }

        List<string> files = ["/etc/gitattributes"];
        // Where git is installed elsewhere its files are beside it.
        if (RealPath.Of(git.Program) is { } program && Path.GetDirectoryName(Path.GetDirectoryName(program)) is { } prefix)
        {
            files.Add(Path.Combine(prefix, "etc", "gitattributes"));
        }

        if ((user is null ? GitSettings.OfUser(git.Environment) is { } folder ? Path.Combine(folder, "attributes") : "" : user) is { Length: > 0 } named)
        {
            files.Add(Path.GetFullPath(named, git.Repository.Root));
        }

        files.Add(Path.Combine(git.Repository.CommonDirectory, "info", "attributes"));
        var entries = await NamedEntries.FindAsync(git, [], [".gitattributes"], cancellation);
        var index = string.Concat(entries.Select(entry => $"{entry.ObjectId} {PathText.Decode(entry.Path.Span)}\0"));
        return new OutsideAttributes(files, git.Environment.GetValueOrDefault(NoSystem) ?? "", index, isElsewhere);
    }

    /// <summary>
    /// What they say now, wherever they lie, in the index when they were found: nothing where there are none; <see langword="null"/> where it cannot be known.
    /// </summary>
    public string? Digest()
    {
        // attr.tree: read from a commit instead of the files that everybody sees.
        if (_isElsewhere)
        {
            return null;
        }

        StringBuilder said = new(_index);
        foreach (var file in Files)
        {
            try
            {
                if (PlainFile.Read(file) is { } content)
                {
                    _ = said.Append(Sha256.Hex(content));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        return said.Length == 0 ? "" : Sha256.Hex(Encoding.UTF8.GetBytes(said.Append(_system).ToString()));
    }
}
