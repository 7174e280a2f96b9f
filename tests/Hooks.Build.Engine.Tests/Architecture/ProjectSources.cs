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
/// The sources of the engine as rooms and arrows. An unused <c>using</c> is a build error, so <c>using</c> lines tell the truth; what else reaches another room
/// is a name that begins with that room's, as in <c>Git.WorkingCopy</c>.
/// </summary>
internal sealed class EngineSources
{
    private const string Root = "Hooks.Build.Engine";
    private readonly List<(string File, SyntaxNode Tree)> _files;
    private readonly ILookup<string, string> _types;

    /// <param name="files">The files, by path from the engine's folder, with their text.</param>
    public EngineSources(IEnumerable<(string File, string Text)> files)
    {
        _files = [.. files.Select(file => (file.File, CSharpSyntaxTree.ParseText(file.Text).GetRoot()))];
        _types = _files.SelectMany(file => Types(file.Tree).Select(type => (Room: RoomOf(file.File), Type: type))).ToLookup(pair => pair.Room, pair => pair.Type);
    }

    /// <summary>The sources as they are.</summary>
    public static EngineSources Read()
    {
        var folder = Path.Combine(Repository(), "src", Root);
        return new EngineSources(Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(Path.Combine(folder, path)))));
    }

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

    /// <summary>The files whose namespace is not that of their folder.</summary>
    public IReadOnlyList<string> Misplaced =>
        [.. from file in _files
            let name = file.Tree.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault()?.Name.ToString()
            where name != $"{Root}.{RoomOf(file.File)}"
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
            if (parts.Count > 1 && ToRoom(parts, isUsing, from) is { } to && to != from)
            {
                yield return new Arrow($"src/{Root}/{file}", tokens[i].GetLocation().GetLineSpan().StartLinePosition.Line + 1, from, to);
            }
        }
    }

    // The room that a name reaches into; null for a name that is no room's.
    private string? ToRoom(List<string> parts, bool isUsing, string from)
    {
        string[][] starts = [["Hooks", "Build", "Engine"], ["Build", "Engine"], ["Engine"], []];
        var rest = parts.Skip(starts.First(start => parts.Take(start.Length).SequenceEqual(start)).Length).ToList();
        var parent = from.Contains('.', StringComparison.Ordinal) ? from[..(from.LastIndexOf('.') + 1)] : null;
        foreach (var room in _types.Select(types => types.Key))
        {
            foreach (var name in parent is not null && room.StartsWith(parent, StringComparison.Ordinal) ? [room, room[parent.Length..]] : (string[])[room])
            {
                var length = name.Count(character => character == '.') + 1;
                if (string.Join('.', rest.Take(length)) == name && (isUsing ? rest.Count < parts.Count : rest.Count > length && _types[room].Contains(rest[length])))
                {
                    return room;
                }
            }
        }

        return null;
    }

    private static string RoomOf(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')].Replace('/', '.') : "";

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
