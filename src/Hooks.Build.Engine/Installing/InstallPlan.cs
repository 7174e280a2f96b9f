using Hooks.Build.Engine.FileSystem;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Settings;

namespace Hooks.Build.Engine.Installing;

/// <summary>What the scripts of a repository are to be when a project is installed.</summary>
internal static class InstallPlan
{
    /// <summary>What each stage is to be: the project beside those that are installed, or without it where it has no hooks for the stage.</summary>
    /// <param name="folder">Where git looks for hooks.</param>
    /// <param name="paths">The project, its runner and its <c>dotnet</c> as scripts name them.</param>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="HooksException">HOOK9014: it cannot be.</exception>
    public static List<HookScript> Of(HooksFolder folder, HookScript paths, InstallRequest request)
    {
        var own = paths.Projects[0];
        List<HookScript> plan = [];
        foreach (var (stage, name) in GitHooks.All)
        {
            var isAsked = request.Stages.HasFlag(stage);
            var before = folder.ScriptAt(stage, name);
            if (isAsked && Directory.Exists(folder.HookAt(name).Path))
            {
                throw new HooksException(Codes.CannotInstall, $"{folder.HookAt(name).Path} is a folder, where git looks for a hook: remove it");
            }

            // One that is not in this checkout may be in another, unless this is the one that has moved.
            var others = before.Projects.Where(other => other.Project != own.Project && !IsReplaced(folder, other, own, request, isAsked)).ToList();
            List<ScriptProject> projects = isAsked ? [.. others, own] : request.KeepsOtherStages ? [.. before.Projects] : others;
            projects.Sort((one, other) => string.CompareOrdinal(Order(one), Order(other)));
            plan.Add(paths with { Stage = stage, Name = name, Projects = projects });
        }

        return OfOneRepository(plan);

        string Order(ScriptProject project) => FolderOf(folder, project, request) + "\0" + project.Project;
    }

    /// <summary>The scripts, each told whether the repository has the hooks of several projects.</summary>
    public static List<HookScript> OfOneRepository(IEnumerable<HookScript> scripts)
    {
        List<HookScript> all = [.. scripts];
        var isOfSeveral = all.SelectMany(script => script.Projects).Select(project => project.Project).Distinct(PathCase.Comparer).Skip(1).Any();
        return all.ConvertAll(script => script with { IsOfSeveral = isOfSeveral });
    }

    /// <summary>What a script says of a project, for no stage yet: paths as git has them where it starts hooks.</summary>
    public static async Task<HookScript> ScriptPathsAsync(GitCommand git, InstallRequest request, HooksFolder folder, CancellationToken cancellation)
    {
        var top = folder.WorkingTree;
        if (Path.IsPathRooted(ScriptPath.In(top, request.Project)))
        {
            // Git resolves links: the working tree may have another name on the way that the project was found.
            var depth = (await git.AskAsync(request.Folder, ["rev-parse", "--show-prefix"], cancellation)).Count(character => character == '/');
            var alias = Path.GetFullPath(Path.Combine([request.Folder, .. Enumerable.Repeat("..", depth)]));
            var project = ScriptPath.In(alias, request.Project);
            top = File.Exists(Path.Combine(folder.WorkingTree, project)) ? alias : top;
        }

        return new HookScript
        {
            Stage = HookStages.None,
            Name = "",
            Projects = [new ScriptProject(ScriptPath.In(top, request.Project), ScriptPath.In(top, request.StateFile))],
            Runner = ScriptPath.In(top, request.Runner),
            Dotnet = ScriptPath.In(top, request.Dotnet),
        };
    }

    // Folders that differ by case alone are one: the names of hooks, which begin with them, do not tell them apart.
    private static bool IsReplaced(HooksFolder folder, ScriptProject other, ScriptProject own, InstallRequest request, bool isAsked)
    {
        var (owned, taken) = (FolderOf(folder, own, request), FolderOf(folder, other, request));
        if (!taken.Equals(owned, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // What the other owns may be no more than a guess: only who asks for the stage takes its place, or is refused.
        return request.Force || !File.Exists(folder.AbsoluteOf(other.Project)) || (isAsked
            ? throw new HooksException(
                Codes.CannotInstall,
                $"The git hooks of this repository run those of {other.Project}, which are about {(taken.Length == 0 ? "all of it" : taken)} as those of {own.Project} are{(taken == owned ? "" : $" about {owned}")}: each project needs a folder of its own{(taken == owned ? "" : ", by more than case")}. " +
                $"Set HooksFolder in one of them, such as <HooksFolder>services/a</HooksFolder>, or force the installation (HooksInstallForce=true, hooks install --force) to let {own.Project} take its place")
            : false);
    }

    private static string FolderOf(HooksFolder folder, ScriptProject project, InstallRequest request) =>
        request.FolderOf(folder.AbsoluteOf(project.Project), folder.AbsoluteOf(project.StateFile));
}
