using System.Globalization;
using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.History;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Engine.Jobs;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Reporting;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Guarding;

/// <summary>
/// Tells a coding agent at the begin of a session how the repository stands, and where to read on: in few lines, since all of them are read at each turn.
/// </summary>
internal static class SessionSummary
{
    /// <summary>The most lines.</summary>
    public const int Most = 50;

    private const int MostFiles = 15;
    private const int MostHooks = 10;

    /// <summary>The summary.</summary>
    public static async Task<string> OfAsync(HookJob job, HookPlan plan, EngineContext context, CancellationToken cancellation)
    {
        List<string> lines = ["How this repository stands, told by its hooks:"];
        lines.AddRange(await RepositoryAsync(job.Request, context, cancellation));
        var logs = job.Hook.Project?.LogDirectory ?? job.Request.LogDirectory;
        lines.AddRange(Last(logs, job.Request.RepositoryRoot));
        lines.AddRange(Hooks(plan, await InstalledAsync(job.Request.RepositoryRoot, context, cancellation)));
        lines.Add($"Logs are in {Shown(logs, job.Request.RepositoryRoot)}. More: 'hooks list', 'hooks explain HOOK', 'hooks run', 'hooks report'.");
        return string.Join('\n', lines.Take(Most));
    }

    private static async Task<IReadOnlyList<string>> RepositoryAsync(RunRequest request, EngineContext context, CancellationToken cancellation)
    {
        GitState state;
        try
        {
            if (context.Git?.Invoke(request.RepositoryRoot) is not { } git)
            {
                return [];
            }

            state = await GitState.ReadAsync(git, cancellation);
        }
        catch (HooksException e)
        {
            return [$"Git could not be asked: {e.Problems[0].Message}"];
        }

        var way = GitFolders.Above(request.RepositoryRoot) is { } tree ? UnderWay(tree.GitDirectory) : "";
        var branch = state.Branch.Length == 0 ? "No branch is checked out" : $"Branch {PathGuard.Shown(state.Branch)}";
        var upstream = state.Upstream.Length == 0 ? "" : Number($", commits ahead of {PathGuard.Shown(state.Upstream)}: {state.Ahead}, behind: {state.Behind}");
        List<string> lines = [$"{branch}{upstream}.{way}"];
        lines.Add(state.Files.Count == 0
            ? "Nothing differs from the last commit."
            : Number($"Files staged: {state.Staged}, changed and not staged: {state.Changed}, not in git: {state.Unknown}, in conflict: {state.Conflicts}"));
        lines.AddRange(state.Files.Take(MostFiles).Select(file => $"> {file.Letters} {PathGuard.Shown(file.Path)}"));
        lines.AddRange(state.Files.Count > MostFiles ? [Number($"and {state.Files.Count - MostFiles} more ('git status')")] : []);
        return lines;
    }

    private static string UnderWay(string git) => File.Exists(Path.Combine(git, "MERGE_HEAD")) ? " A merge is under way."
        : Directory.Exists(Path.Combine(git, "rebase-merge")) || Directory.Exists(Path.Combine(git, "rebase-apply")) ? " A rebase is under way."
        : File.Exists(Path.Combine(git, "CHERRY_PICK_HEAD")) ? " A cherry-pick is under way."
        : File.Exists(Path.Combine(git, "BISECT_LOG")) ? " A bisection is under way."
        : "";

    private static IEnumerable<string> Last(string logs, string root)
    {
        if (LastRun.Read(logs) is not { } last)
        {
            yield return "No run of the hooks is in their log.";
            yield break;
        }

        var failed = last.Hooks.Where(hook => hook.Outcome is HookOutcome.Failed or HookOutcome.Crashed or HookOutcome.TimedOut or HookOutcome.ToolNotFound)
            .ToList();
        var stage = last.Run.Stage == HookStages.None ? "all stages" : last.Run.Stage.ToString();
        var came = last.Run.Interrupted ? "was interrupted" : last.Run.Failed == 0 ? "passed" : Number($"failed ({last.Run.Failed} of {last.Run.Hooks})");
        yield return $"The last run of hooks ({stage}, {last.Run.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC) {came} after {Texts.Seconds(last.Run.Duration)}{(failed.Count == 0 ? "." : ":")}";
        foreach (var hook in failed.Take(MostHooks))
        {
            // A log that was written over meanwhile is still the last of its hook.
            var log = Path.Combine(logs, FileName.Of(hook.Hook) + ".log");
            yield return $"> {PathGuard.Shown(hook.Hook)}: {hook.Outcome}{(hook.ExitCode is { } code ? Number($", exit code {code}") : "")}{(File.Exists(log) ? $"; log: {Shown(log, root)}" : "")}";
        }

        if (failed.Count > MostHooks)
        {
            yield return Number($"and {failed.Count - MostHooks} more ('hooks report --last 1')");
        }
    }

    // What git would start; null where it cannot be asked.
    private static async Task<IReadOnlyList<InspectedHook>?> InstalledAsync(string root, EngineContext context, CancellationToken cancellation)
    {
        try
        {
            return (await new HookInstaller(context.Launcher, context.Environment).InspectAsync(root, cancellation)).Hooks;
        }
        catch (HooksException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Hooks(HookPlan plan, IReadOnlyList<InspectedHook>? installed)
    {
        foreach (var (stage, when) in ((HookStages, string)[])[(HookStages.PreCommit, "A commit"), (HookStages.PrePush, "A push")])
        {
            var hooks = plan.Hooks.Where(hook => (hook.Stages & stage) != 0).ToList();
            var script = installed?.FirstOrDefault(hook => hook.Stage == stage && hook.IsStarted);
            if (hooks.Count > 0 && installed is not null && script is null)
            {
                yield return $"{when} runs no hooks: git's are not installed here ('hooks install').";
            }
            else if (hooks.Count > 0)
            {
                yield return Number(
                    $"{when} runs {string.Join(", ", hooks.Take(MostHooks).Select(hook => PathGuard.Shown(hook.Name)))}{(hooks.Count > MostHooks ? $" and {hooks.Count - MostHooks} more" : "")}{(script is { Projects.Count: 0 } ? ", if the script of somebody else that git starts there does it" : "")}.");
            }
        }
    }

    private static string Shown(string path, string root)
    {
        var relative = Path.GetRelativePath(root, path);
        return PathGuard.Shown((relative.StartsWith("..", StringComparison.Ordinal) ? path : relative).Replace(Path.DirectorySeparatorChar, '/'));
    }

    private static string Number(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
