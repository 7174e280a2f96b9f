using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;

namespace Hooks.Build.Runner.Doors;

/// <summary>The file that lets the targets of the hooks project be asked of the solution.</summary>
internal static partial class SolutionTargets
{
    private const string FileName = "Directory.Solution.targets";

    private static readonly string[] Delegated =
    [
        "RunHooks", "RunBuildHooks", "RunPreCommitHooks", "RunCommitMsgHooks", "RunPrePushHooks", "RunPostMergeHooks", "RunPostCheckoutHooks", "RunManualHooks",
        "ListHooks", "ShowHookGraph", "ExplainHooks", "HookReport", "LockHooks", "CleanHooks", "InstallHooks", "UninstallHooks",
    ];

    // As we write it; what stands there of spaces and paths is the user's.
    [GeneratedRegex("""^[ \t]*<Target Name="InstallHooks">\s*<MSBuild\s[^<>]*?\bTargets="InstallHooks"[^<>]*/>\s*</Target>[ \t]*\r?\n""", RegexOptions.Multiline | RegexOptions.CultureInvariant, 10000)]
    private static partial Regex Installing();

    /// <summary>Writes the file beside each solution that has none, adds what an older one lacks, or says that it can be done.</summary>
    /// <returns>What there is to tell.</returns>
    public static IReadOnlyList<string> Offer(string root, string project, bool write)
    {
        try
        {
            return [.. SolutionFolders(root).Select(folder => Offer(folder, root, project, write)).OfType<string>().Distinct(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RegexMatchTimeoutException)
        {
            throw new HooksException(Codes.CannotInstall, $"The git hooks are installed, but {FileName} cannot be written: {e.Message}");
        }
    }

    private static string? Offer(string folder, string root, string project, bool write)
    {
        var file = Above(folder, root);
        if (file is null && !write)
        {
            return $"The solution in {folder} does not know the targets of the hooks: -p:HooksWriteSolutionTargets=true writes {FileName} beside it";
        }

        if (file is null)
        {
            file = Path.Combine(folder, FileName);
            File.WriteAllText(file, $"<Project>\n{Targets(folder, project)}</Project>\n");
            return $"{file} is written: the targets of the hooks can be asked of the solution";
        }

        if (NamedProjects.Problem(file, root, project) is { } problem)
        {
            return problem;
        }

        // Byte for byte, whatever encoding it has.
        var before = FileStatus.Read(file);
        var bytes = File.ReadAllBytes(file);
        var missing = MissingIn(bytes);
        if (missing.Count == 0)
        {
            return null;
        }

        if (missing.Contains("InstallHooks", StringComparer.Ordinal))
        {
            return write
                ? $"{file} exists and is left as it is. What it lacks for the targets of the hooks:\n{Targets(Path.GetDirectoryName(file)!, project)}"
                : null;
        }

        if (before.Kind != FileKind.File || With(missing, bytes) is not { } more)
        {
            return $"{file} does not have {string.Join(", ", missing)}, so that the solution does not either (MSB4057): add them as InstallHooks is there, which is another form than ours";
        }

        if (!write)
        {
            return $"{file} is older and does not have {string.Join(", ", missing)}, so that the solution does not either (MSB4057): -p:HooksWriteSolutionTargets=true adds them";
        }

        return new UserFile().TryReplace(new Replacement(file, before, found => bytes.AsSpan().SequenceEqual(found), more)) is null
            ? $"{file} was saved meanwhile and is left as it is: install again"
            : $"{file} has {string.Join(", ", missing)} now, which came after it was written";
    }

    // As MSBuild reads it: what stands in comments is not there, whatever encoding it has.
    private static List<string> MissingIn(byte[] bytes)
    {
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        try
        {
            using MemoryStream stream = new(bytes);
            using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            while (xml.Read())
            {
                if (xml is { NodeType: XmlNodeType.Element, LocalName: "Target" } && xml.GetAttribute("Name") is { } name)
                {
                    _ = known.Add(name);
                }
            }
        }
        catch (XmlException)
        {
            // MSBuild says what is wrong with it when it is asked of the solution.
        }

        return [.. Delegated.Where(target => !known.Contains(target))];
    }

    // Beside one that is as we write it, and where it counts.
    private static byte[]? With(List<string> missing, byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes);
        return Installing().Matches(text)
            .Select(like => text.Insert(
                like.Index, string.Concat(missing.Select(target => like.Value.Replace("\"InstallHooks\"", $"\"{target}\"", StringComparison.Ordinal)))))
            .Select(Encoding.Latin1.GetBytes)
            .FirstOrDefault(more => MissingIn(more).Count == 0);
    }

    private static IEnumerable<string> SolutionFolders(string root) => Directory
        .EnumerateDirectories(root, "*", new EnumerationOptions())
        .Where(folder => Path.GetFileName(folder)[0] != '.')
        .Order(StringComparer.Ordinal)
        .Prepend(root)
        .Where(folder => Directory.EnumerateFiles(folder, "*", new EnumerationOptions()).Any(file => Path.GetExtension(file) is ".sln" or ".slnx"));

    // MSBuild takes the nearest one.
    private static string? Above(string folder, string root)
    {
        for (var current = folder; current is not null && current.Length >= root.Length; current = Path.GetDirectoryName(current))
        {
            if (File.Exists(Path.Combine(current, FileName)))
            {
                return Path.Combine(current, FileName);
            }
        }

        return null;
    }

    private static string Targets(string folder, string project)
    {
        var path = SecurityElement.Escape(Escape(Path.GetRelativePath(folder, project).Replace('\\', '/')));
        var lines = Delegated.Select(target => $"""  <Target Name="{target}"><MSBuild Projects="$(_HooksProject)" Targets="{target}" /></Target>""");
        return $"""
              <!-- Asked of the solution, these are the targets of the hooks project. -->
              <PropertyGroup>
                <_HooksProject>$(MSBuildThisFileDirectory){path}</_HooksProject>
              </PropertyGroup>
            {string.Join('\n', lines)}
              <!-- A restore of the solution imports no package, so it is asked for. Does nothing but where the project is in the checkout and sets HooksInstall. -->
              <Target Name="InstallHooksAfterRestore" AfterTargets="Restore" Condition="Exists('$(_HooksProject)')">
                <MSBuild Projects="$(_HooksProject)" Targets="InstallHooksAfterRestore" Properties="MSBuildIsRestoring=false" SkipNonexistentTargets="true" />
              </Target>

            """;
    }

    // What MSBuild reads in a path otherwise than as it is written.
    private static string Escape(string path) =>
        string.Concat(path.Select(character => "%*?@$();'".Contains(character, StringComparison.Ordinal) ? Uri.HexEscape(character) : character.ToString()));
}
