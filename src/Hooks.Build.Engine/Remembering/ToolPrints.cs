using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Inputs;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Remembering;

/// <summary>Tells one version of a tool from another: by the content of its program, wherever that lies.</summary>
/// <param name="prints">Reads programs.</param>
/// <param name="environment">The environment that has PATH.</param>
internal sealed class ToolPrints(FilePrints prints, IReadOnlyDictionary<string, string> environment)
{
    private readonly Dictionary<(string, string), string?> _known = [];

    /// <summary>What the tool is; <see langword="null"/> where it is not found.</summary>
    public string? Of(string program, string workingDirectory)
    {
        lock (_known)
        {
            if (!_known.TryGetValue((program, workingDirectory), out var known))
            {
                known = Find(program, workingDirectory);
                _known.Add((program, workingDirectory), known);
            }

            return known;
        }
    }

    private string? Find(string program, string workingDirectory)
    {
        if (!ToolPath.TryFind(program, workingDirectory, environment, out var path, out _))
        {
            return null;
        }

        // A link says nothing of what it leads to, and `dotnet` little of the SDK that it picks.
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var print = prints.Of(target).ToString();
        return Path.GetFileNameWithoutExtension(target) == "dotnet" ? print + " " + Sdks(Path.GetDirectoryName(target)!) : print;
    }

    private static string Sdks(string dotnet)
    {
        try
        {
            var names = Directory.GetDirectories(Path.Combine(dotnet, "sdk"));
            Array.Sort(names, StringComparer.Ordinal);
            return Sha256.Hex(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Array.ConvertAll(names, name => Path.GetFileName(name)))))[..16];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "no SDK";
        }
    }
}
