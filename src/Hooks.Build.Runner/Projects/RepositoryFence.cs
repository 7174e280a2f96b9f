using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Runner.Hosting;

namespace Hooks.Build.Runner.Projects;

/// <summary>Stands before all that is built, loaded or run of a repository: of another user's that git does not trust, nothing is.</summary>
internal static class RepositoryFence
{
    /// <summary>Requires that the repository around a folder may be worked on.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="cancellation">Ends the question to git, which is asked of another user's alone.</param>
    /// <returns>Whether it is this user's; else git trusts it. Of what is in no repository nobody but this user says that it may run.</returns>
    /// <exception cref="HooksException">HOOK9010: git does not trust it.</exception>
    public static bool Require(string folder, CancellationToken cancellation)
    {
        // Git itself looks there at the owner, and who that is .NET does not tell.
        if (OperatingSystem.IsWindows()
            || RepositoryOwner.IsOwnTop(folder)
            || GitFolders.Above(folder) is not { } tree
            || RepositoryOwner.IsOwn(tree.Root, tree.GitDirectory))
        {
            return true;
        }

        var words = EventLoop.Run(loop => RepositoryOwner.RefusalAsync(
            tree.Root, tree.GitDirectory, loop.CreateLauncher(), HookEnvironment.OfThisProcess(), cancellation));
        return words.Length > 0
            ? throw new HooksException(
                Codes.Files, $"Nothing of {tree.Root} is built or run: it, or its .git, belongs to another user, and git does not trust it: {words}")
            : false;
    }
}
