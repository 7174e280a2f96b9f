using System.Globalization;
using Hooks.Build.Catalog;
using Hooks.Build.Checks;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Checking;

/// <summary>A ready-made check as part of a pass: what it is, what it must look at, and what came of it.</summary>
/// <param name="hook">The hook of the plan.</param>
/// <param name="standard">What it is.</param>
/// <param name="arguments">Its arguments.</param>
/// <param name="given">The files it is given, by path from the root, in ordinal order; <see langword="null"/> for one that takes none.</param>
internal sealed class CheckMember(PlannedHook hook, StandardHook standard, HookArguments arguments, IReadOnlyList<string>? given)
{
    private readonly List<(string File, Findings Found)> _found = [];

    public PlannedHook Hook => hook;

    public StandardHook Standard => standard;

    public HookArguments Arguments => arguments;

    /// <summary>The check of single files; <see langword="null"/> for one that looks at the repository.</summary>
    public FileCheck? Check { get; set; }

    /// <summary>The files it is given; <see langword="null"/> for one that takes none.</summary>
    public IReadOnlyList<string>? Given => given;

    /// <summary>The files it must look at, by path from the root, in ordinal order.</summary>
    public IReadOnlyList<string> Files { get; set; } = [];

    /// <summary>Why it could not work; <see langword="null"/> where it could.</summary>
    public string? Problem { get; set; }

    /// <summary>What it found, by file in the order of their paths. A finding about no file has an empty path.</summary>
    public IReadOnlyList<(string File, Findings Found)> Found => _found;

    /// <summary>The files it repaired.</summary>
    public SortedSet<string> Repaired { get; } = new(StringComparer.Ordinal);

    /// <summary>The files in which it found what does not count, and why.</summary>
    public List<(string File, string Why)> LeftAlone { get; } = [];

    /// <summary>Its share of the time of all threads.</summary>
    public TimeSpan Time { get; set; }

    /// <summary>Reads the command of a hook.</summary>
    /// <exception cref="HooksException">HOOK0005: it is none that this engine knows.</exception>
    public static CheckMember Of(PlannedHook hook, IReadOnlyList<string>? given)
    {
        var (standard, arguments) = ReadyMade.Read(hook);
        return new CheckMember(hook, standard, arguments, given);
    }

    public void Add(string file, Findings found) => _found.Add((file, found));

    public void Sort() => _found.Sort((one, other) => string.CompareOrdinal(one.File, other.File));

    /// <summary>How it ended, with its findings handed to its hook's output.</summary>
    public Attempt Report(HookJob job)
    {
        job.Notes.AddProcessorTime(Time);
        job.Notes.Share = Time;
        job.Notes.Changed.AddRange(Repaired);
        foreach (var (file, why) in LeftAlone.OrderBy(left => left.File, StringComparer.Ordinal))
        {
            job.Output.Add(new Finding(HookFindingLevel.Info, Path.Combine(job.Request.RepositoryRoot, file), 0, 0, 0, 0, standard.Id, why));
        }

        var count = 0;
        foreach (var (file, found) in _found)
        {
            count += found.Count;
            Report(job, file, found);
        }

        return Problem is not null ? Attempt.Failure(Problem)
            : count == 0 ? Attempt.Success
            : Attempt.Failure(_found.Count == 1 && count == 1
                ? "1 finding"
                : string.Create(CultureInfo.InvariantCulture, $"{count} findings in {_found.Count} {(_found.Count == 1 ? "file" : "files")}"));
    }

    private void Report(HookJob job, string file, Findings found)
    {
        var path = file.Length == 0 ? "" : Path.Combine(job.Request.RepositoryRoot, file);
        foreach (var (line, column, message) in found.Kept)
        {
            job.Output.Add(new Finding(HookFindingLevel.Error, path, (int)Math.Min(line, int.MaxValue), column, 0, 0, standard.Id, message));
        }

        if (found.Count > found.Kept.Count)
        {
            job.Output.Add(new Finding(
                HookFindingLevel.Error,
                path,
                0,
                0,
                0,
                0,
                standard.Id,
                string.Create(CultureInfo.InvariantCulture, $"and {found.Count - found.Kept.Count} more in this file")));
        }
    }
}
