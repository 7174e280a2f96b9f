using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hooks.Build.Engine.Tests.Architecture;

/// <summary>That a file of one room names another.</summary>
/// <param name="File">The file, by path from the repository's root.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="From">The room of the file.</param>
/// <param name="To">The other.</param>
internal sealed record Arrow(string File, int Line, string From, string To)
{
    public override string ToString() => $"{File}({Line}): {From} -> {To}";
}

/// <summary>
/// The sources of a project as rooms and arrows. An unused <c>using</c> is a build error, so <c>using</c> lines tell the truth; what else reaches another room
/// is a name that begins with that room's, as in <c>Git.WorkingCopy</c>, and a type of a folder around the file's, which is seen without a <c>using</c>.
/// </summary>
internal sealed class ProjectSources
{
    /// <summary>The room of what lies in the project's folder itself.</summary>
    public const string Root = ".";

    private readonly string _project;
    private readonly string _namespace;
    private readonly List<(string File, SyntaxNode Tree)> _files;
    private readonly ILookup<string, string> _types;
    private readonly string[] _rooms;

    /// <param name="project">The name of the project, which is its folder's.</param>
    /// <param name="name">The namespace of its folder.</param>
    /// <param name="files">The files, by path from the project's folder, with their text.</param>
    public ProjectSources(string project, string name, IEnumerable<(string File, string Text)> files)
    {
        (_project, _namespace) = (project, name);
        _files = [.. files.Select(file => (file.File, CSharpSyntaxTree.ParseText(file.Text).GetRoot()))];
        _types = _files.SelectMany(file => Types(file.Tree).Select(type => (Room: RoomOf(file.File), Type: type)))
            .ToLookup(pair => pair.Room, pair => pair.Type);

        // Of a room and one in it the inner one is meant where its whole name is there.
        _rooms = [.. _types.Select(types => types.Key).Where(room => room != Root).OrderByDescending(room => room.Length)];
    }

    /// <summary>The sources of a project as they are.</summary>
    public static ProjectSources Read(string project, string name)
    {
        var folder = Path.Combine(Repository(), "src", project);
        return new ProjectSources(project, name, Files(folder).Select(path => (path, File.ReadAllText(Path.Combine(folder, path)))));
    }

    /// <summary>
    /// The projects whose sources lie in several folders. Those of the vocabulary are namespaces for users, who read of each other; templates are no sources of
    /// ours.
    /// </summary>
    public static IEnumerable<string> WithRooms() =>
        Directory.EnumerateDirectories(Path.Combine(Repository(), "src")).Where(folder => Files(folder)
            .Select(RoomOf)
            .Distinct(StringComparer.Ordinal)
            .Count() > 1)
            .Select(folder => Path.GetFileName(folder)).Where(project => project is not ("Hooks.Build" or "Hooks.Build.Templates"));

    /// <summary>Absolute path of this repository, which is found from the output: in assemblies the paths of sources are mapped.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "global.json")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The repository's root was not found.");
        }

        return folder.FullName;
    }

    /// <summary>Every room that has files.</summary>
    public IReadOnlyList<string> Rooms => [.. _files.Select(file => RoomOf(file.File)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The files whose types are not in the namespace of their folder.</summary>
    public IReadOnlyList<string> Misplaced =>
        [.. from file in _files
            let name = file.Tree.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString()
            let room = RoomOf(file.File)
            where name is null ? Types(file.Tree).Any() : name != (room == Root ? _namespace : $"{_namespace}.{room}")
            select $"{file.File} is in {name}"];

    /// <summary>Where rooms use each other.</summary>
    public IReadOnlyList<Arrow> Arrows() => [.. _files.SelectMany(file => Arrows(file.File, file.Tree)).Distinct()];

    private IEnumerable<Arrow> Arrows(string file, SyntaxNode tree)
    {
        var from = RoomOf(file);
        var tokens = tree.DescendantTokens(descendIntoTrivia: true).ToList();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].IsKind(SyntaxKind.IdentifierToken) || (i > 0 && tokens[i - 1].IsKind(SyntaxKind.DotToken)))
            {
                continue;
            }

            List<string> parts = [tokens[i].Text];
            for (var j = i + 1; j + 1 < tokens.Count && tokens[j].IsKind(SyntaxKind.DotToken) && tokens[j + 1].IsKind(SyntaxKind.IdentifierToken); j += 2)
            {
                parts.Add(tokens[j + 1].Text);
            }

            var isUsing = tokens[i].Parent?.AncestorsAndSelf().OfType<UsingDirectiveSyntax>().Any() == true;
            if (((parts.Count > 1 ? ToRoom(parts, isUsing, from) : null) ?? (isUsing ? null : AroundOf(tokens[i], from))) is { } to && to != from)
            {
                yield return new Arrow($"src/{_project}/{file}", tokens[i].GetLocation().GetLineSpan().StartLinePosition.Line + 1, from, to);
            }
        }
    }

    // The room that a name reaches into; null for a name that is no room's.
    private string? ToRoom(List<string> parts, bool isUsing, string from)
    {
        var names = _namespace.Split('.');
        var length = Enumerable.Range(
            0, names.Length).Select(skipped => names[skipped..]).FirstOrDefault(start => parts.Take(start.Length).SequenceEqual(start))?.Length ?? 0;
        var rest = parts.Skip(length).ToList();
        foreach (var room in _rooms)
        {
            foreach (var name in Around(from, itself: true)
                .Where(around => room.StartsWith(around + ".", StringComparison.Ordinal))
                .Select(around => room[(around.Length + 1)..])
                .Prepend(room))
            {
                var count = name.Count(character => character == '.') + 1;
                if (string.Join('.', rest.Take(count)) == name && (isUsing ? length > 0 : rest.Count > count && _types[room].Contains(rest[count])))
                {
                    return room;
                }
            }
        }

        return !isUsing && length > 0 && rest is [var type, ..] && _types[Root].Contains(type) ? Root : null;
    }

    // The room around whose type a name is, as far as syntax tells: what stands where a name is used, and is none of the room itself.
    private string? AroundOf(SyntaxToken token, string from) =>
        token.Parent is SimpleNameSyntax and not { Parent: NameColonSyntax or NameEqualsSyntax } && !_types[from].Contains(token.Text)
            ? Around(from, itself: false).Append(Root).FirstOrDefault(room => _types[room].Contains(token.Text)) : null;

    private static IEnumerable<string> Around(string room, bool itself)
    {
        for (var around = itself ? room : Outer(room); around != Root; around = Outer(around))
        {
            yield return around;
        }
    }

    private static string Outer(string room) => room.Contains('.', StringComparison.Ordinal) && room != Root ? room[..room.LastIndexOf('.')] : Root;

    private static string RoomOf(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')].Replace('/', '.') : Root;

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Types(SyntaxNode tree) =>
        tree.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .Select(node => node switch
            {
                BaseTypeDeclarationSyntax type => type.Identifier.Text,
                DelegateDeclarationSyntax type => type.Identifier.Text,
                _ => "",
            })
            .Where(name => name.Length > 0);
}
