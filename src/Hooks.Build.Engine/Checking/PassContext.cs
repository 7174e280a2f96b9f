using Hooks.Build.Checks;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;
using Hooks.Build.Engine.Staging;

namespace Hooks.Build.Engine.Checking;

/// <summary>What the passes of a run have in common.</summary>
/// <param name="selection">The hooks of the run.</param>
/// <param name="request">The run.</param>
/// <param name="context">The world.</param>
/// <param name="listing">The files that the run is about.</param>
/// <param name="staged">What is staged; <see langword="null"/> where the run is about the working tree.</param>
/// <param name="cancellation">Ends the run.</param>
internal sealed class PassContext(
    HookSelection selection, RunRequest request, EngineContext context, FileListing? listing, StagedContent? staged, CancellationToken cancellation)
{
    private readonly Lazy<GitProgram?> _git = new(() => context.Git?.Invoke(request.RepositoryRoot));
    // Of a run without checks nobody asks.
    private readonly Lazy<Dictionary<string, StagedFile>?> _stagedFiles = new(() => listing?.Staged?.ToDictionary(file => file.Path, StringComparer.Ordinal));

    public RunRequest Request => request;

    /// <summary>Who looked at files when.</summary>
    public Verdicts Verdicts { get; } = new();

    public StagedContent? Staged => staged;

    public CancellationToken Cancellation => cancellation;

    /// <summary>Whether git keeps a file as executable; <see langword="null"/> where the disk tells.</summary>
    public bool? IsExecutable(string path) => staged?.Repairs.IsExecutable(path) ?? (StagedOf(path) is { } file ? file.Mode == StagedEntry.Executable : null);

    /// <summary>What checks may know.</summary>
    /// <param name="root">Absolute path of what stands for the repository's root.</param>
    /// <param name="members">The checks.</param>
    /// <param name="cancellation">Ends the asking.</param>
    public async Task<CheckContext> OfChecksAsync(string root, IEnumerable<CheckMember> members, CancellationToken cancellation)
    {
        List<string> messages = [.. members.Where(member => member.Standard.Id == "commit-message")
            .SelectMany(member => member.Files)
            .Select(file => Path.Combine(root, file))];
        return new CheckContext(root, context.Environment)
        {
            IsMerging = IsMerging,
            ReadNamed = path => listing?.Measures.TryGetValue(path, out var staged) == true ? staged : PlainFile.Read(Path.Combine(root, path)),
            IsLeftOut = path => listing?.Measures.TryGetValue(path, out var staged) == true && staged is null,
            Messages = messages.Count == 0 ? MessageSettings.Usual : await GitMessageSettings.OfAsync(_git.Value, messages, cancellation),
        };
    }

    /// <summary>What git's attributes say of files, where anybody asks.</summary>
    public TextAttributes Attributes() => new(_git, request.RepositoryRoot, staged is not null);

    /// <summary>When which of some checks may repair.</summary>
    /// <param name="members">The checks, in the order in which they look at a file.</param>
    /// <param name="failed">Those that cannot work.</param>
    public RepairTurns TurnsOf(IReadOnlyList<CheckMember> members, IReadOnlyCollection<CheckMember> failed)
    {
        var prerequisites = new ulong[members.Count];
        ulong barred = 0;
        ulong repairers = 0;
        for (var i = 0; i < members.Count; i++)
        {
            var before = selection.Prerequisites.Closure([members[i].Hook.Index]);
            for (var j = 0; j < members.Count; j++)
            {
                prerequisites[i] |= j != i && before[members[j].Hook.Index] ? 1UL << j : 0;
            }

            repairers |= members[i].Check!.CanFix ? 1UL << i : 0;
            barred |= failed.Any(member => before[member.Hook.Index]) ? 1UL << i : 0;
        }

        return new RepairTurns(prerequisites, request.Fixing ? repairers : 0, barred);
    }

    /// <summary>Runs a check that looks at the repository.</summary>
    public async Task RunOnRepositoryAsync(CheckMember member, CancellationToken cancellation)
    {
        var started = context.Clock.GetTimestamp();
        try
        {
            await RepositoryChecks.RunAsync(
                member, new CheckedRepository(_git.Value, request.RepositoryRoot, request.Files.For(request.Stage), StagedOf), cancellation);
        }
        catch (HooksException e)
        {
            member.Problem = string.Join("; ", e.Problems.Select(problem => problem.Message));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            member.Problem = e.Message;
        }

        member.Time += context.Clock.GetElapsedTime(started);
    }

    private StagedFile? StagedOf(string path) => _stagedFiles.Value?.GetValueOrDefault(path);

    private bool IsMerging()
    {
        if (_git.Value?.Repository.GitDirectory is not { } folder)
        {
            return false;
        }

        return File.Exists(Path.Combine(folder, "MERGE_MSG"))
            && (File.Exists(Path.Combine(folder, "MERGE_HEAD"))
                || Directory.Exists(Path.Combine(folder, "rebase-apply"))
                || Directory.Exists(Path.Combine(folder, "rebase-merge")));
    }
}
