using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Processes;

namespace Hooks.Build.Engine.Installing;

/// <summary>A hooks project that git ignores: it gets into no commit, so a clone has no hooks. Many repositories ignore <c>build/</c>.</summary>
public static class IgnoredProject
{
    /// <summary>What to tell about a project; <see langword="null"/> where git does not ignore it, or does not say.</summary>
    public static async Task<Problem?> FindAsync(
        IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment, string root, string project, CancellationToken cancellation)
    {
        if (!await IsAsync(launcher, environment, root, project, cancellation))
        {
            return null;
        }

        var name = ScriptPath.In(root, project);
        return new Problem(
            Codes.IgnoredProject,
            $"Git ignores {name}: it gets into no commit, and whoever clones this repository has no hooks. Move its folder to one that git does not ignore, " +
            $"and its path in Directory.Solution.targets; or delete both and run 'dotnet new hooks --folder eng/hooks'; or change the line that 'git check-ignore -v {name}' prints");
    }

    /// <summary>Whether git ignores a project.</summary>
    public static async Task<bool> IsAsync(
        IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment, string root, string project, CancellationToken cancellation)
    {
        if (!Path.Exists(Path.Combine(root, ".git")))
        {
            return false;
        }

        try
        {
            // Answers nothing for a file that is in the index, whatever .gitignore says.
            GitCommand git = new(launcher, environment);
            return !string.IsNullOrEmpty(await git.TryAskAsync(root, ["check-ignore", "--", project], cancellation));
        }
        catch (HooksException)
        {
            // Without git there is no clone that could lack it.
            return false;
        }
    }
}
