using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Runner.GitHooks;

/// <summary>
/// Whether where a hook is started can be where git starts it. Who stands between git and its hook may change the folder: then another repository would be
/// checked than what is committed. Which index is committed is a question of every run of what is staged, and so the engine's.
/// </summary>
internal static class CommitPlace
{
    /// <summary>Refuses what cannot be.</summary>
    /// <param name="call">The call.</param>
    /// <param name="root">Absolute path of the root for which the hooks were built.</param>
    /// <exception cref="HooksException">HOOK9010: something else would be checked.</exception>
    public static void Check(GitHookCall call, string root)
    {
        var environment = HookEnvironment.OfThisProcess();
        var here = Path.GetFullPath(".");
        var checkedOne = GitRepository.Find(root, environment);
        var committed = here == root ? checkedOne : GitRepository.Find(here, environment);
        if (checkedOne is null || committed is null || !GitFolders.IsSame(checkedOne.Root, committed.Root))
        {
            throw new HooksException(
                Codes.Files,
                $"{call.Name} was started in {here}, and its hooks were built for {root}: what is committed would not be what is checked. If the repository was moved, build {string.Join(" and ", call.Projects.Select(place => place.Project))} once; a wrapper around the hook must not change the folder");
        }
    }
}
