using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Fingerprints;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Caching.Keys;

/// <summary>Tells one version of a tool from another: by the content of its program, wherever that lies.</summary>
/// <param name="fingerprints">Reads programs.</param>
/// <param name="environment">The environment that has PATH.</param>
internal sealed class ToolFingerprints(FileFingerprints fingerprints, IReadOnlyDictionary<string, string> environment)
{
    private readonly Dictionary<(string, string), string?> _known = [];
    private readonly Dictionary<string, string?> _runtimes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);

    /// <summary>Absolute paths of all that says which tools are meant: as long as these are the same, so are the tools.</summary>
    public IReadOnlyCollection<string> Places => _places;

    /// <summary>Absolute paths of the tools themselves.</summary>
    public IReadOnlyCollection<string> Own => _own;

    /// <summary>What the tool is; <see langword="null"/> where it is not found.</summary>
    public string? Of(string program, string workingDirectory)
    {
        lock (_known)
        {
            if (!_known.TryGetValue((program, workingDirectory), out var known))
            {
                known = Find(program, workingDirectory, depth: 0);
                _known.Add((program, workingDirectory), known);
            }

            return known;
        }
    }

    /// <summary>Which runtimes a <c>dotnet</c> has, of which it takes the newest for a hook in C#; <see langword="null"/> where it is not found.</summary>
    public string? Runtimes(string dotnet, string workingDirectory)
    {
        lock (_known)
        {
            if (!_runtimes.TryGetValue(dotnet, out var known))
            {
                known = FindRuntimes(dotnet, workingDirectory);
                _runtimes.Add(dotnet, known);
            }

            return known;
        }
    }

    /// <summary>What the project of hooks in C# says of the runtime that it needs.</summary>
    public string ConfigurationOf(WorkerOptions options)
    {
        lock (_known)
        {
            _ = _places.Add(options.RuntimeConfiguration);
        }

        return fingerprints.Of(options.RuntimeConfiguration).ToString();
    }

    private string? FindRuntimes(string dotnet, string workingDirectory)
    {
        if (!ToolPath.TryFind(dotnet, workingDirectory, environment, out var path, out _) || RealPath.Of(path) is not { } target)
        {
            return null;
        }

        AddPlaces(dotnet, workingDirectory, path, target);
        var shared = Path.Combine(Path.GetDirectoryName(target)!, "shared");
        List<string> names = [];
        foreach (var framework in FoldersIn(shared) ?? [])
        {
            names.Add(framework);
            names.AddRange((FoldersIn(Path.Combine(shared, framework)) ?? []).Select(version => framework + "/" + version));
        }

        return DigestOf(names);
    }

    private string? Find(string program, string workingDirectory, int depth)
    {
        if (!ToolPath.TryFind(program, workingDirectory, environment, out var path, out _))
        {
            return null;
        }

        // A link says nothing of what it leads to, and `dotnet` little of the SDK that it picks. What is no file has nothing by which it could be known.
        if (RealPath.Of(path) is not { } target || fingerprints.Of(target) is not { Kind: FileKind.File } file)
        {
            return null;
        }

        var print = file.ToString();
        AddPlaces(program, workingDirectory, path, target);
        print += Interpreter(target, workingDirectory, depth);
        return Path.GetFileNameWithoutExtension(target) == "dotnet" ? print + " " + Sdks(Path.GetDirectoryName(target)!) : print;
    }

    // What runs for a script is the program that its first line names; of env, the one that it finds.
    private string Interpreter(string script, string workingDirectory, int depth)
    {
        // As many as Linux follows.
        const int Most = 5;
        if (depth == Most || FirstLine(script) is not [var first, .. var rest])
        {
            return "";
        }

        var program = Path.GetFileName(first) == "env" ? rest.Find(word => !word.StartsWith('-') && !word.Contains('=', StringComparison.Ordinal)) : null;
        var itself = Find(Path.GetFullPath(first, workingDirectory), workingDirectory, depth + 1) ?? "none";
        return $" {itself}{(program is null ? "" : " " + (Find(program, workingDirectory, depth + 1) ?? "none"))}";
    }

    // The words behind #!; nothing for what is no script.
    private static List<string> FirstLine(string script)
    {
        const int Longest = 256;
        try
        {
            using var file = PlainFile.Open(script);
            Span<byte> bytes = stackalloc byte[Longest];
            ReadOnlySpan<byte> text = file is null ? default : bytes[..RandomAccess.Read(file, bytes, 0)];
            if (!text.StartsWith("#!"u8))
            {
                return [];
            }

            var end = text.IndexOf((byte)'\n');
            return [.. PathText.Decode(text[2..(end < 0 ? text.Length : end)]).Split((char[])[' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private void AddPlaces(string program, string workingDirectory, string path, string target)
    {
        _places.UnionWith([path, target]);
        _own.UnionWith([path, target]);
        if (!program.Contains('/', StringComparison.Ordinal))
        {
            // One of these would be taken instead, also one that is there and may not be executed yet.
            _places.UnionWith(ToolPath.Folders(environment)
                .Select(folder => Path.GetFullPath(Path.Combine(workingDirectory, folder, program)))
                .TakeWhile(candidate => candidate != path));
        }
    }

    private string Sdks(string dotnet) => FoldersIn(Path.Combine(dotnet, "sdk")) is { } names ? DigestOf(names) : "no SDK";

    // The names of the folders in a folder of a tool, which becomes one of its places; null where it cannot be looked at.
    private string[]? FoldersIn(string folder)
    {
        _ = _places.Add(folder);
        _ = _own.Add(folder);
        try
        {
            var names = Array.ConvertAll(Directory.GetDirectories(folder), path => Path.GetFileName(path));
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string DigestOf(IEnumerable<string> names) => Sha256.Hex(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', names)))[..16];
}
