using System.Globalization;
using Hooks.Build.Engine.Installing;
using Hooks.Build.Runner.Output;
using GitStages = Hooks.Build.Engine.Settings.GitHooks;

namespace Hooks.Build.Runner.GitHooks;

/// <summary>What git would start here, of ours and of others, and what keeps it from running.</summary>
internal static class GitDiagnosis
{
    /// <summary>What is to be said.</summary>
    /// <param name="found">What lies where git looks.</param>
    /// <param name="declared">The stages that the hooks of the repository have.</param>
    /// <param name="tryOne">Tries a script of ours: what is wrong, and how long it took.</param>
    /// <returns>Lines for people, each with whether it says what is wrong.</returns>
    public static IEnumerable<(string Line, bool IsProblem)> Of(
        HookInspection found, HookStages declared, Func<InspectedHook, (string? Problem, TimeSpan Took)> tryOne)
    {
        var unset = Unset(found);
        var isInstalled = found.Hooks.Any(hook => hook.Projects.Count > 0);
        if (found.Scope is not null || isInstalled)
        {
            yield return ($"git: looks for its hooks in {Shown(found.Folder)}{(found.Scope is null ? "" : $", since core.hooksPath is set ({found.Scope})")}", false);
        }

        foreach (var path in found.PassedOver)
        {
            yield return ($"git: {Shown(path)} is not where git looks for its hooks any more, and runs never: {unset ?? "hooks install"}", true);
        }

        if (!isInstalled && found.Hooks.All(hook => hook.Legacy is null))
        {
            yield return (found.Committed is { } script
                ? $"git: nothing is installed there, nor can it be, since {Shown(script)} is under version control ({unset})"
                : "git: nothing is installed (hooks install)", false);
        }

        foreach (var project in found.Hooks.SelectMany(hook => hook.Projects).Distinct(StringComparer.Ordinal).Where(project => !File.Exists(project)))
        {
            yield return ($"git: runs the hooks of {Shown(project)}, which is not there: hooks uninstall --project {Shown(project)}", true);
        }

        foreach (var line in found.Hooks.SelectMany(hook => hook.Projects.Count > 0
            ? OfOurs(hook, tryOne)
            : OfOthers(hook, isInstalled && (declared & hook.Stage) != 0)))
        {
            yield return line;
        }

        foreach (var (_, name) in GitStages.All.Where(hook => isInstalled && (declared & hook.Stage) != 0 && !found.Hooks.Any(one => one.Name == hook.Name)))
        {
            yield return ($"git: hooks run at {name} too, and nothing starts them there: hooks install", true);
        }

        string Shown(string path) => RelativePath.Of(path, found.WorkingTree);

        IEnumerable<(string Line, bool IsProblem)> OfOurs(InspectedHook hook, Func<InspectedHook, (string? Problem, TimeSpan Took)> tryIt)
        {
            if (!hook.IsStarted)
            {
                yield return ($"git: {Shown(hook.Path)} may not be executed, and git passes it over: chmod +x {Shown(hook.Path)}", true);
                yield break;
            }

            if (hook.Kept is { } kept)
            {
                yield return ($"git: {hook.Name} runs {Shown(kept)} first, which was there before{(hook.IsKeptStarted ? "; " + HookInstaller.IfUnused : ", but may not be executed, and does not run")}", false);
                if (hook is { IsKeptStarted: true, Legacy: { } legacy })
                {
                    yield return ($"git: {hook.Name} runs the hooks of this repository twice, since {Shown(kept)} runs {Shown(legacy)}, which is ours, too: delete that", true);
                }
            }

            var (problem, took) = tryIt(hook);
            yield return problem is null
                ? (string.Create(
                    CultureInfo.InvariantCulture,
                    $"git: {hook.Name} runs the hooks of {string.Join(" and ", hook.Projects.Select(Shown))}; its script was tried, and starts this program ({took.TotalMilliseconds:0} ms)"), false)
                : ($"git: {Shown(hook.Path)} {problem}", true);
        }

        IEnumerable<(string Line, bool IsProblem)> OfOthers(InspectedHook hook, bool isDeclared)
        {
            var what = $"git: {Shown(hook.Path)} is a script of somebody else{(hook.LinkTarget is { } target ? $" (a link to {target})" : "")}";
            yield return hook is
            {
                Legacy: { } legacy,
                IsStarted: true,
            } ? ($"{what}, which put ours aside as {Shown(legacy)}; pre-commit and prek run it from there: their command 'uninstall' puts it back", false)
                : hook.Old is { } old
                    ? ($"{what}, which put ours aside as {Shown(old)}, where nothing runs it: 'lefthook uninstall' puts it back, hooks install lets the other run first", true)
                : isDeclared ? ($"{what}, so that the hooks of this repository do not run at {hook.Name}: hooks install, which lets it run first", true)
                : hook.IsStarted ? ($"{what}, and git runs it", false)
                : ($"{what}, which git passes over: it {(hook.LeadsNowhere ? "leads nowhere" : "may not be executed")}", false);
        }
    }

    // Where installing would be refused as long as the setting is there; null where it is not.
    private static string? Unset(HookInspection found) => found.Scope switch
    {
        "global" or "system" => $"git config --{found.Scope} --unset core.hooksPath, or hooks install --force",
        "worktree" when found.Committed is not null => "git config --worktree --unset core.hooksPath",
        not null when found.Committed is not null => "git config --unset core.hooksPath",
        null when found.Committed is not null => $"put a folder in the place of {RelativePath.Of(found.Folder, found.WorkingTree)}, which is a link",
        _ => null,
    };
}
