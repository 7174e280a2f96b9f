using Hooks.Build.Catalog;
using Hooks.Build.Checks;
using Hooks.Build.Checks.Registry;
using Hooks.Build.Engine.Checking;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Plan;

namespace Hooks.Build.Engine.Running;

/// <summary>
/// Runs a ready-made check by itself on files that somebody names, as its counterpart in pre-commit-hooks does: without a plan, a stage or a memory.
/// </summary>
internal static class StandaloneCheck
{
    /// <summary>Runs a check.</summary>
    /// <param name="standard">The check.</param>
    /// <param name="arguments">Its arguments, with the files it is about, absolute or from <paramref name="folder"/>.</param>
    /// <param name="folder">Absolute path of the current folder.</param>
    /// <param name="fix">Whether it may repair.</param>
    /// <param name="services">The world.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="HooksException">Git could not be asked.</exception>
    public static async Task<StandaloneResult> RunAsync(
        StandardHook standard, HookArguments arguments, string folder, bool fix, EngineServices services, CancellationToken cancellation)
    {
        var root = GitRepository.Find(folder, services.Environment)?.Root ?? folder;
        CheckMember member = new(new PlannedHook { Index = 0, Name = standard.Id, Kind = HookKind.Check }, standard, arguments, given: null);
        member.Files = InOrder(arguments.Rest.Select(file => FromRoot(file, folder, root)).ToList());
        RunRequest request = new() { RepositoryRoot = root, LogDirectory = root };
        PassContext context = new(HookSelection.Select(HookPlan.Create([member.Hook]), request), request, services, listing: null, staged: null, cancellation);
        try
        {
            member.Check = FileChecks.Create(standard, arguments, await context.OfChecksAsync(root, [member], cancellation));
        }
        catch (CheckSetupException e)
        {
            return new StandaloneResult([], [], e.Message);
        }

        if (member.Check is null)
        {
            await context.RunOnRepositoryAsync(member, cancellation);
        }
        else
        {
            PassWork work = new([member], root, writeRoot: null, fix && member.Check.FixesUnasked, isExecutable: null, context.Attributes(), takesAll: true);
            await new PassThreads(work, most: 1).RunAsync(cancellation);
            member.Sort();
        }

        return new StandaloneResult(
            [.. member.Found.SelectMany(found => Lines(found, root, folder))], [.. member.Repaired.Select(file => Shown(file, root, folder))], member.Problem);
    }

    private static IEnumerable<(string File, FileFinding Finding)> Lines((string File, Findings Found) found, string root, string folder)
    {
        var file = found.File.Length == 0 ? "" : Shown(found.File, root, folder);
        foreach (var finding in found.Found.Kept)
        {
            yield return (file, finding);
        }

        if (found.Found.Count > found.Found.Kept.Count)
        {
            yield return (file, new FileFinding(0, 0, $"and {found.Found.Count - found.Found.Kept.Count} more"));
        }
    }

    private static string FromRoot(string file, string folder, string root)
    {
        // As nearly all are, where there are thousands.
        if (folder == root && IsPlain(file))
        {
            return file;
        }

        var path = Path.GetFullPath(Path.Combine(folder, file));
        return PathBelow.From(root, path)?.Replace(Path.DirectorySeparatorChar, '/') ?? path;
    }

    // As git lists them already.
    private static IReadOnlyList<string> InOrder(List<string> files)
    {
        for (var i = 1; i < files.Count; i++)
        {
            if (string.CompareOrdinal(files[i - 1], files[i]) >= 0)
            {
                return [.. files.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            }
        }

        return files;
    }

    private static bool IsPlain(string file) =>
        file.Length > 0 && file[0] != '/' && file[^1] is not ('/' or '.') && !file.AsSpan().ContainsAny('\\', ':')
        && !file.Contains("./", StringComparison.Ordinal) && !file.Contains("//", StringComparison.Ordinal);

    private static string Shown(string file, string root, string folder) => Path.GetRelativePath(folder, Path.Combine(root, file));
}

/// <summary>What came of a check that ran by itself.</summary>
/// <param name="Findings">What it found, with the files by path from the current folder.</param>
/// <param name="Repaired">The files it repaired.</param>
/// <param name="Problem">Why it could not work; <see langword="null"/> where it could.</param>
internal sealed record StandaloneResult(IReadOnlyList<(string File, FileFinding Finding)> Findings, IReadOnlyList<string> Repaired, string? Problem);
